import { sql } from 'kysely'
import type { UnitMove } from '../../organization/changing.ts'
import type { Day } from '../../platform/day.ts'
import { own, type Tx } from '../../platform/db.ts'
import { isAllowed } from '../../platform/rights.ts'
import { linkWaiting } from './citation-actions.ts'
import type { Direction } from './kinds.ts'
import { partsOf, type System, termOf } from './numbers.ts'
import { POLICY } from './policy.ts'
import { type Document, documentById } from './queries.ts'
import { type DirectiveContext, note, type Refused } from './relation-actions.ts'
import type { DirectiveTables } from './tables.ts'

export interface NewDocument {
  asWritten: string
  type: string
  issuerUnitId: number
  issuer: string
  title: string
  signer: string | null
  issuedOn: Day
  term: string | null
  inForceFrom: Day
  inForceUntil: Day | null
}

interface Checked {
  system: System
  number: string
  body: string
  symbol: string
  term: string | null
}

function checked(it: NewDocument, today: Day): Refused | Checked {
  const parts = partsOf(it.asWritten)
  if (!parts) return { refused: 'noNumber' }
  if (it.issuedOn > today) return { refused: 'future' }
  if (it.inForceFrom < it.issuedOn) return { refused: 'beforeIssue' }
  if (it.inForceUntil && it.inForceUntil < it.inForceFrom) return { refused: 'order' }
  const { system, number, body, symbol } = parts
  const term = system === 'party' ? (it.term ?? termOf(body, Number(it.issuedOn.slice(0, 4)))) : null
  return { system, number, body, symbol, term }
}

const valuesOf = (it: NewDocument, parts: Checked) => ({
  ...parts,
  ...{ asWritten: it.asWritten.trim(), type: it.type, issuerUnitId: it.issuerUnitId, issuer: it.issuer },
  ...{ title: it.title, signer: it.signer, issuedOn: it.issuedOn },
  inForce: sql<string>`daterange(${it.inForceFrom}, ${it.inForceUntil}, '[]')`,
})

/** The same document by its identity: system, type, number, body, place, and term or year. */
async function sameAs(tx: Tx, it: NewDocument, { system, number, body, term }: Checked): Promise<number | null> {
  const { rows } = await sql<{ id: number }>`select id from directives.document
    where system = ${system} and type = ${it.type} and ltrim(number, '0') = ${number.replace(/^0+/, '')} and body = ${body}
      and issuer_unit_id = ${it.issuerUnitId} and coalesce(term, extract(year from issued_on)::text) = ${term ?? it.issuedOn.slice(0, 4)}`.execute(
    own<DirectiveTables>(tx),
  )
  return rows[0]?.id ?? null
}

/** Enters a document once for all; one that is known already is found by its identity, not entered twice. */
export async function enterDocument(
  context: DirectiveContext,
  it: NewDocument,
): Promise<Refused | { id: number; isKnown: boolean }> {
  const { tx, actor, today } = context
  if (!isAllowed(POLICY.enterDocument, actor, actor)) return { refused: 'notOpen' }
  const parts = checked(it, today)
  if ('refused' in parts) return parts
  const known = await sameAs(tx, it, parts)
  if (known) return { id: known, isKnown: true }
  const row = await own<DirectiveTables>(tx)
    .insertInto('directives.document')
    .values({ ...valuesOf(it, parts), enteredUnitId: actor.unitId, enteredBy: actor.postId, enteredOn: today })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  // Somebody entered it in the same moment.
  if (!row) return { refused: 'known' }
  const { id } = row
  note(context, id, 'documentEntered', { symbol: parts.symbol, type: it.type, issuedOn: it.issuedOn })
  await linkWaiting(context, id, { symbol: parts.symbol, type: it.type })
  return { id, isKnown: false }
}

/** A slip of the one who entered it; others see the change in the history. */
export async function correctDocument(
  context: DirectiveContext,
  id: number,
  version: number,
  it: NewDocument,
): Promise<Refused | { done: true }> {
  const { tx, actor, today } = context
  const found = await documentById(tx, id, today)
  if (!found || !isAllowed(POLICY.correctDocument, actor, { unitId: found.enteredUnitId }))
    return { refused: 'notOpen' }
  if (found.version !== version) return { refused: 'changed' }
  const parts = checked(it, today)
  if ('refused' in parts) return parts
  const same = await sameAs(tx, it, parts)
  if (same && same !== id) return { refused: 'known' }
  await own<DirectiveTables>(tx)
    .updateTable('directives.document')
    .set({ ...valuesOf(it, parts), version: version + 1 })
    .where('id', '=', id)
    .where('version', '=', version)
    .execute()
  note(context, id, 'documentCorrected', { before: before(found), after: { ...it, symbol: parts.symbol } })
  return { done: true }
}

const before = ({ symbol, type, issuer, title, signer, issuedOn, term, inForceFrom, inForceUntil }: Document) => ({
  ...{ symbol, type, issuer, title, signer, issuedOn, term, inForceFrom, inForceUntil },
})

export interface NewEntry {
  direction: Direction
  onDay: Day
  forWhom: string | null
  postId: number | null
  handedOn: Day | null
  copies: number | null
  note: string | null
}

/** The next number of the register of the year: in the order of arrival, without gaps, one at a time (VT-03, VT-05). */
export async function registerDocument(
  context: DirectiveContext,
  documentId: number,
  it: NewEntry,
): Promise<Refused | { number: number }> {
  const { tx, actor, today } = context
  const found = await documentById(tx, documentId, today)
  if (!found || !isAllowed(POLICY.keepRegister, actor, actor)) return { refused: 'notOpen' }
  if (it.onDay > today) return { refused: 'future' }
  if (it.onDay < found.issuedOn) return { refused: 'beforeIssue' }
  if (it.handedOn && it.handedOn < it.onDay) return { refused: 'order' }
  const trx = own<DirectiveTables>(tx)
  const { unitId, postId } = actor
  const year = Number(it.onDay.slice(0, 4))
  await sql`select pg_advisory_xact_lock(hashtextextended(${`directives.entry:${unitId}:${it.direction}:${year}`}, 0))`.execute(
    trx,
  )
  const { rows } = await sql<{ number: number }>`insert into directives.entry
      (unit_id, document_id, direction, year, number, on_day, for_whom, post_id, handed_on, copies, note, entered_by)
    select ${unitId}, ${documentId}, ${it.direction}, ${year}, coalesce(max(number), 0) + 1, ${it.onDay}, ${it.forWhom}, ${it.postId},
      ${it.handedOn}, ${it.copies}, ${it.note}, ${postId}
      from directives.entry where unit_id = ${unitId} and direction = ${it.direction} and year = ${year}
    on conflict (unit_id, direction, document_id) do nothing returning number`.execute(trx)
  const number = rows[0]?.number
  if (!number) return { refused: 'registered' }
  note(context, documentId, 'documentRegistered', { direction: it.direction, year, number })
  return { number }
}

/** A unit has ended: what it entered is looked after by its successor; its registers are closed books. */
export async function handOnDirectives(tx: Tx, { fromUnitId, toUnitId }: UnitMove): Promise<void> {
  await sql`select directives.hand_on(${fromUnitId}, ${toUnitId})`.execute(own<DirectiveTables>(tx))
}
