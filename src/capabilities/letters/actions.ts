import { sql } from 'kysely'
import { placeEver } from '../../organization/openings.ts'
import type { Day } from '../../platform/day.ts'
import { own, type Tx } from '../../platform/db.ts'
import { record } from '../../platform/history.ts'
import type { Host } from '../../platform/page.ts'
import { type Actor, isAllowed } from '../../platform/rights.ts'
import { type Fact, factsOf, kindRow, type LetterKind } from './kinds.ts'
import { type Letter, letterById } from './queries.ts'
import type { LetterTables } from './tables.ts'
import { LETTER_MOVES, type LetterMove } from './workflow.ts'

/** Why a step was not made; each is worded in words.*.ts. */
export type LetterRefusal =
  | ('notOpen' | 'changed' | 'sealed' | 'missingFacts' | 'samePerson' | 'noDelegation' | 'noScan' | 'tooLarge')
  | ('signedTooEarly' | 'signedTooLate' | 'notConfirmed' | 'noName' | 'noNumber' | 'numberTaken' | 'numberedTooEarly')
  | ('numberedTooLate' | 'deliveredTooEarly' | 'deliveredTooLate')

export type Stepped = { refused: LetterRefusal } | { done: true }

/** Who acts, when, in which transaction. */
export interface LetterContext {
  tx: Tx
  host: Pick<Host, 'jobs' | 'now'>
  actor: Actor
  today: Day
}

export interface NewLetter {
  unitId: number
  /** What it is about; its page and its register entry carry the number, never a name. */
  subject: { kind: 'case'; id: number; number: string; sealId: string | null }
  kind: LetterKind
  /** `matter` and `sentOn` (as people read a day) beside what the kind needs. What is missing is filled in on the letter's page. */
  facts: Readonly<Partial<Record<Fact | 'matter' | 'sentOn', string>>>
  /** From the matter's own door, under its own rights. `submissionId`: whose sender reads the letter on their page. */
  to: { name: string; address: string | null; submissionId: number | null }
}

/** Begins a letter. The name goes where the application can write and not read; what lists show is the number of the matter. */
export async function draftLetter(
  context: LetterContext,
  it: NewLetter,
): Promise<{ refused: 'sealed' | 'notOpen' | 'noName' } | { letterId: number }> {
  const { tx, actor, today } = context
  if (it.subject.sealId !== null) return { refused: 'sealed' }
  const place = await placeEver(tx, it.unitId, today)
  if (actor.unitId !== it.unitId || !place) return { refused: 'notOpen' }
  const name = it.to.name.trim()
  if (name.length < 2) return { refused: 'noName' }
  const trx = own<LetterTables>(tx)
  const row = kindRow(it.kind)
  const { id } = await trx
    .insertInto('letters.letter')
    .values({
      ...{
        unitId: it.unitId,
        issuerUnitId: it.unitId,
        subjectKind: it.subject.kind,
        subjectId: it.subject.id,
        subjectNumber: it.subject.number,
      },
      ...{ submissionId: it.to.submissionId, kind: it.kind, documentType: row.type, title: row.about },
      facts: JSON.stringify(kept(it.kind, it.facts)),
      templateId: await templateInForce(tx, it.unitId, it.kind),
      ...{ draftedBy: actor.postId, draftedPersonId: actor.personId, draftedOn: today, signerPostId: place.headPostId },
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  // Without RETURNING: the application may not read here.
  await trx
    .insertInto('letters.recipient')
    .values({ letterId: id, unitId: it.unitId, name, address: it.to.address?.trim() || null })
    .execute()
  note(context, { id, unitId: it.unitId }, 'drafted', { kind: it.kind })
  return { letterId: id }
}

const kept = (kind: LetterKind, facts: NewLetter['facts']) =>
  Object.fromEntries(
    [...factsOf(kind), 'matter' as const, 'sentOn' as const].flatMap((fact) => {
      const said = facts[fact]?.trim()
      return said ? [[fact, said] as const] : []
    }),
  )

async function templateInForce(tx: Tx, unitId: number, kind: LetterKind): Promise<number | null> {
  const row = await own<LetterTables>(tx)
    .selectFrom('letters.template')
    .where('unitId', '=', unitId)
    .where('kind', '=', kind)
    .where('inForce', '=', true)
    .select('id')
    .executeTakeFirst()
  return row?.id ?? null
}

/** The letter for this step, its row taken for the rest of the transaction; or why the step is not open. */
export async function open(
  { tx, actor }: LetterContext,
  id: number,
  version: number,
  move: LetterMove,
): Promise<{ refused: 'notOpen' | 'changed' } | { letter: Letter }> {
  const letter = await letterById(tx, id, true)
  const row = LETTER_MOVES[move]
  if (!letter || !row.from.includes(letter.state) || !isAllowed(row.by, actor, letter.territory))
    return { refused: 'notOpen' }
  return letter.version === version ? { letter } : { refused: 'changed' }
}

export async function keep(
  tx: Tx,
  letter: Pick<Letter, 'id' | 'version'>,
  set: Record<string, unknown>,
): Promise<void> {
  await own<LetterTables>(tx)
    .updateTable('letters.letter')
    .set({ ...set, version: letter.version + 1 } as never)
    .where('id', '=', letter.id)
    .execute()
}

export const note = (
  { tx, host, actor }: LetterContext,
  { id, unitId }: Pick<Letter, 'id' | 'unitId'>,
  kind: string,
  payload: Record<string, unknown>,
) =>
  record(tx, {
    ...{ subject: { kind: 'letter', id }, unitId, sealId: null, kind, postId: actor.postId, payload },
    happenedAt: host.now(),
  })

/** Stands in the history of the matter as well: what left the house and arrived. */
export const noteOnSubject = (context: LetterContext, letter: Letter, kind: string, payload: Record<string, unknown>) =>
  record(context.tx, {
    subject: { kind: letter.subjectKind, id: letter.subjectId },
    ...{ unitId: letter.unitId, sealId: null, kind, postId: context.actor.postId, happenedAt: context.host.now() },
    payload: { ...payload, ...(letter.submissionId === null ? {} : { submissionId: letter.submissionId }) },
  })

export interface LetterWords {
  title: string
  facts: Readonly<Partial<Record<Fact, string>>>
  signerPostId: number
}

/** Writes the draft. Of two writers the second is told. */
export async function writeLetter(
  context: LetterContext,
  id: number,
  version: number,
  words: LetterWords,
): Promise<Stepped> {
  const found = await open(context, id, version, 'write')
  if ('refused' in found) return found
  const { letter } = found
  const { matter = '', sentOn = '' } = letter.facts
  await keep(context.tx, letter, {
    ...{ title: words.title, signerPostId: words.signerPostId, sentBackReason: null },
    facts: JSON.stringify(kept(letter.kind, { ...words.facts, matter, sentOn })),
    templateId: await templateInForce(context.tx, letter.unitId, letter.kind),
  })
  note(context, letter, 'written', {})
  return { done: true }
}

export const missingFacts = (letter: Pick<Letter, 'kind' | 'facts'>): Fact[] =>
  kindRow(letter.kind).needs.filter((fact) => !letter.facts[fact])

/** A second pair of eyes: another person than the one who drafted, whatever posts they hold. */
export async function checkLetter(context: LetterContext, id: number, version: number): Promise<Stepped> {
  const found = await open(context, id, version, 'check')
  if ('refused' in found) return found
  const { letter } = found
  const { actor, today } = context
  if (letter.draftedPersonId === actor.personId || letter.draftedBy === actor.postId) return { refused: 'samePerson' }
  if (missingFacts(letter).length > 0) return { refused: 'missingFacts' }
  await keep(context.tx, letter, {
    ...{ state: 'checked', checkedBy: actor.postId, checkedPersonId: actor.personId, checkedOn: today },
  })
  note(context, letter, 'checked', {})
  return { done: true }
}

export async function sendBack(context: LetterContext, id: number, version: number, reason: string): Promise<Stepped> {
  const found = await open(context, id, version, 'sendBack')
  if ('refused' in found) return found
  await keep(context.tx, found.letter, {
    ...{ state: 'drafted', sentBackReason: reason, checkedBy: null, checkedPersonId: null, checkedOn: null },
  })
  note(context, found.letter, 'sentBack', { reason })
  return { done: true }
}

export async function dropLetter(
  context: LetterContext,
  id: number,
  version: number,
  reason: string,
): Promise<Stepped> {
  const found = await open(context, id, version, 'drop')
  if ('refused' in found) return found
  await keep(context.tx, found.letter, { state: 'dropped', droppedReason: reason })
  note(context, found.letter, 'dropped', { reason })
  return { done: true }
}

/** Opens whom a letter is to: the database checks who asks and writes down who, when and why; the one who is named can read it. */
export async function openRecipient(
  tx: Tx,
  letter: Pick<Letter, 'id'>,
  reason: string,
  today: Day,
): Promise<{ name: string; address: string | null } | null> {
  const { rows } = await sql<{ name: string; address: string | null }>`
    select name, address from letters.open_recipient(${letter.id}, ${reason}, ${today})`.execute(own<LetterTables>(tx))
  return rows[0] ?? null
}
