import { type Citation, citationsIn } from '../../law/citations/citations.ts'
import { type Day, formatDay } from '../../platform/day.ts'
import { own, type Tx } from '../../platform/db.ts'
import { isAllowed } from '../../platform/rights.ts'
import { citationById, citationsOf, type KeptCitation, type Reading, readingById } from './citation-queries.ts'
import { RELATIONS, type RelationKind } from './kinds.ts'
import { padded } from './numbers.ts'
import { POLICY } from './policy.ts'
import { type Document, documentById, documentsByName, documentsBySymbol } from './queries.ts'
import { type DirectiveContext, keepRelation, note, type Refused } from './relation-actions.ts'
import type { DirectiveTables } from './tables.ts'

export interface NewReading {
  source: Reading['source']
  name: string | null
  text: string
}

/** Keeps a text and what the program finds cited in it, for a person to look at. */
export async function keepReading(
  { tx, actor, today }: DirectiveContext,
  it: NewReading,
  documentId: number | null = null,
): Promise<Refused | { id: number }> {
  if (!isAllowed(POLICY.enterDocument, actor, actor)) return { refused: 'notOpen' }
  const trx = own<DirectiveTables>(tx)
  const { id } = await trx
    .insertInto('directives.reading')
    .values({ ...it, documentId, unitId: actor.unitId, readBy: actor.postId, readOn: today })
    .returning('id')
    .executeTakeFirstOrThrow()
  if (documentId !== null) await propose(tx, actor.unitId, id, it.text, today, documentId)
  return { id }
}

/** The text turned out to be of this document: its own day completes what it cites. */
export async function giveReading(context: DirectiveContext, readingId: number, documentId: number): Promise<void> {
  const { tx, actor, today } = context
  const reading = await readingById(tx, readingId)
  if (!reading || reading.unitId !== actor.unitId || reading.documentId !== null) return
  await own<DirectiveTables>(tx)
    .updateTable('directives.reading')
    .set({ documentId })
    .where('id', '=', readingId)
    .execute()
  await propose(tx, actor.unitId, readingId, reading.text, today, documentId)
}

async function propose(tx: Tx, unitId: number, readingId: number, text: string, today: Day, documentId: number) {
  const of = await documentById(tx, documentId, today)
  const found = citationsIn(text, { on: of?.issuedOn ?? null })
  const rows = found.map((one) => ({ ...keptOf(one, text), unitId, readingId }))
  for (let from = 0; from < rows.length; from += 500)
    await own<DirectiveTables>(tx)
      .insertInto('directives.citation')
      .values(rows.slice(from, from + 500))
      .execute()
}

function keptOf(one: Citation, text: string) {
  return {
    ...{
      starts: one.start,
      ends: one.end,
      quote: one.text.slice(0, 3000),
      kind: one.kind,
      number: one.number && padded(one.number),
    },
    ...{ type: one.type, issuer: one.issuer?.value ?? null, issuedOn: one.date?.value ?? null },
    ...{
      title: one.title?.value ?? null,
      relation: one.relation,
      flags: [...one.flags],
      inferred: inferredOf(one, text),
    },
  }
}

/** What was completed and which words say so. */
function inferredOf(one: Citation, text: string): string | null {
  const from = [
    one.completed && `số ${one.completed.number} (“${quoted(text, one.completed.evidence)}”)`,
    one.issuer &&
      one.issuer.from !== 'own' &&
      one.issuer.evidence &&
      `cơ quan ban hành (“${quoted(text, one.issuer.evidence)}”)`,
    one.date &&
      one.date.from !== 'own' &&
      `ngày ${formatDay(one.date.value)}${one.date.evidence ? ` (“${quoted(text, one.date.evidence)}”)` : ''}`,
  ].filter(Boolean)
  return from.length > 0 ? from.join('; ').slice(0, 500) : null
}

const quoted = (text: string, { start, end }: { start: number; end: number }) =>
  text.slice(start, Math.min(end, start + 120)).replace(/\s+/g, ' ')

export interface Correction {
  number: string | null
  type: string | null
  issuer: string | null
  issuedOn: Day | null
  title: string | null
  relation: string | null
}

/** Accepts what the program read, as it stands or corrected; where the registry knows the document, the two are tied. */
export async function acceptCitation(
  context: DirectiveContext,
  id: number,
  version: number,
  corrected: Correction | null = null,
): Promise<Refused | { done: true }> {
  const { tx, actor, today } = context
  const found = await citationById(tx, id, true)
  if (!found || !isAllowed(POLICY.decideCitations, actor, found)) return { refused: 'notOpen' }
  if (found.version !== version) return { refused: 'changed' }
  const now = { ...found, ...corrected }
  const target = await targetOf(tx, now, today)
  await own<DirectiveTables>(tx)
    .updateTable('directives.citation')
    .set({
      ...corrected,
      ...{ state: corrected ? 'corrected' : 'accepted', targetId: target?.id ?? null, version: version + 1 },
      ...{ decidedBy: actor.postId, decidedOn: today },
    })
    .where('id', '=', id)
    .execute()
  const reading = await readingById(tx, found.readingId)
  if (reading?.documentId) {
    if (target) await relateBy(context, now, reading.documentId, target)
    note(context, reading.documentId, corrected ? 'citationCorrected' : 'citationAccepted', {
      citation: id,
      number: now.number,
    })
  }
  return { done: true }
}

/** The one document a citation can mean, by its number or, without one, by its name; the day decides among several, of a name also which still lasts; else a person must. */
async function targetOf(
  tx: Tx,
  it: Pick<KeptCitation, 'number' | 'issuedOn' | 'type' | 'title'>,
  today: Day,
): Promise<Document | null> {
  const all = it.number
    ? await documentsBySymbol(tx, it.number, today)
    : it.type && it.title
      ? await documentsByName(tx, it.type, it.title, today)
      : []
  const onDay = all.filter((one) => it.issuedOn === null || one.issuedOn === it.issuedOn)
  const lasting = it.number ? [] : onDay.filter((one) => one.replacedBy === null)
  for (const some of [onDay, lasting, it.number ? all : []]) if (some.length === 1) return some[0] ?? null
  return null
}

async function relateBy(context: DirectiveContext, it: KeptCitation, documentId: number, target: Document) {
  const kind = RELATIONS.find((one) => one === it.relation) as RelationKind | undefined
  if (kind && target.id !== documentId)
    await keepRelation(context, { fromId: documentId, toId: target.id, kind, citationId: it.id })
}

export async function rejectCitation(
  context: DirectiveContext,
  id: number,
  version: number,
): Promise<Refused | { done: true }> {
  const { tx, actor, today } = context
  const found = await citationById(tx, id, true)
  if (!found || !isAllowed(POLICY.decideCitations, actor, found)) return { refused: 'notOpen' }
  if (found.version !== version) return { refused: 'changed' }
  const trx = own<DirectiveTables>(tx)
  await trx
    .updateTable('directives.citation')
    .set({ state: 'rejected', targetId: null, decidedBy: actor.postId, decidedOn: today, version: version + 1 })
    .where('id', '=', id)
    .execute()
  await trx.deleteFrom('directives.relation').where('citationId', '=', id).execute()
  const reading = await readingById(tx, found.readingId)
  if (reading?.documentId)
    note(context, reading.documentId, 'citationRejected', { citation: id, quote: found.quote.slice(0, 200) })
  return { done: true }
}

/** Takes every proposal that nothing speaks against; what is flagged stays for a person, one by one. */
export async function acceptAll(context: DirectiveContext, readingId: number): Promise<Refused | { accepted: number }> {
  const rows = await citationsOf(context.tx, readingId)
  const clear = rows.filter((one) => one.state === 'proposed' && one.flags.length === 0)
  for (const one of clear) {
    const done = await acceptCitation(context, one.id, one.version)
    if ('refused' in done) return done
  }
  return { accepted: clear.length }
}

/** A document is entered that texts of this unit cite already: they meet. */
export async function linkWaiting(
  context: DirectiveContext,
  documentId: number,
  { symbol, type }: { symbol: string; type: string },
): Promise<void> {
  const { tx, today } = context
  const waiting = (await own<DirectiveTables>(tx)
    .selectFrom('directives.citation')
    .where(({ eb, or, and }) => or([eb('number', '=', symbol), and([eb('number', 'is', null), eb('type', '=', type)])]))
    .where('targetId', 'is', null)
    .where('state', 'in', ['accepted', 'corrected'])
    .limit(500)
    .selectAll()
    .execute()) as unknown as KeptCitation[]
  for (const one of waiting) {
    const target = await targetOf(tx, one, today)
    if (target?.id !== documentId) continue
    await own<DirectiveTables>(tx)
      .updateTable('directives.citation')
      .set({ targetId: documentId })
      .where('id', '=', one.id)
      .execute()
    const reading = await readingById(tx, one.readingId)
    if (reading?.documentId) await relateBy(context, one, reading.documentId, target)
  }
}
