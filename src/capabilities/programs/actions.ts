import { sql } from 'kysely'
import type { UnitMove } from '../../organization/changing.ts'
import { mayBeGivenWork } from '../../organization/officials.ts'
import { placeById } from '../../organization/openings.ts'
import type { Day } from '../../platform/day.ts'
import { own, type Tx } from '../../platform/db.ts'
import { record } from '../../platform/history.ts'
import type { Host } from '../../platform/page.ts'
import { type Actor, isAllowed } from '../../platform/rights.ts'
import { commitmentById, fulfill, openCommitment, tellPost } from '../commitments/index.ts'
import { draftPlan, type PlanRefusal } from '../plans/index.ts'
import { reviewing } from './deadlines.ts'
import type { Content, Every, Party } from './kinds.ts'
import { POLICY } from './policy.ts'
import { type Program, partsOfProgram, programById, reviewById, territoryOf } from './queries.ts'
import type { ProgramTables } from './tables.ts'

export interface ProgramContext {
  tx: Tx
  host: Pick<Host, 'jobs' | 'now'>
  actor: Actor
  today: Day
}
export type ProgramRefusal =
  | 'notOpen'
  | 'changed'
  | 'order'
  | 'reviewDays'
  | 'postNotHeld'
  | 'twoParties'
  | 'future'
  | 'reviewsOpen'
  | 'noYear'
  | 'known'
  | 'chairTaken'
  | 'passed'
  | 'predecessor'
  | 'noDirective'
  | 'planTaken'
export type Refused = { refused: ProgramRefusal }

type Subject = 'program' | 'committee' | 'campaign'

/** Each program, committee and campaign has a history of its own. */
export const noteOf =
  (subject: Subject) =>
  ({ tx, host, actor }: ProgramContext, id: number, kind: string, payload: Record<string, unknown>): void =>
    record(tx, {
      ...{ subject: { kind: subject, id }, unitId: actor.unitId, sealId: null, kind, postId: actor.postId },
      ...{ happenedAt: host.now(), payload },
    })
const note = noteOf('program')

export interface NewProgram {
  title: string
  purposes: string
  from: Day
  until: Day
  clarities: 5 | 6
  exchangeEvery: Every
  exchangeHow: string
  interimOn: Day
  finalOn: Day
  predecessorId: number | null
  responsiblePostId: number
  parties: readonly Party[]
  contents: readonly Content[]
  documentIds: readonly number[]
}

async function wrongIn({ tx, actor, today }: ProgramContext, it: NewProgram): Promise<ProgramRefusal | null> {
  if (it.until < it.from) return 'order'
  if (!(it.from <= it.interimOn && it.interimOn < it.finalOn && it.finalOn <= it.until)) return 'reviewDays'
  if (it.parties.length < 2) return 'twoParties'
  if (new Set(it.parties.map((one) => one.name)).size < it.parties.length) return 'known'
  const before = it.predecessorId ? await programById(tx, it.predecessorId) : null
  if (it.predecessorId && (!before || before.from >= it.from)) return 'predecessor'
  return (await mayBeGivenWork(tx, it.responsiblePostId, actor.unitId, today)) ? null : 'postNotHeld'
}

function valuesOf({ from, until, parties, contents, documentIds, ...row }: NewProgram) {
  return { ...row, term: sql<string>`daterange(${from}, ${until}, '[]')` }
}

async function keepParts(tx: Tx, unitId: number, programId: number, it: NewProgram): Promise<void> {
  const trx = own<ProgramTables>(tx)
  const numbered = <T>(rows: readonly T[]) => rows.map((one, n) => ({ ...one, unitId, programId, position: n + 1 }))
  await trx.insertInto('programs.party').values(numbered(it.parties)).execute()
  if (it.contents.length > 0) await trx.insertInto('programs.content').values(numbered(it.contents)).execute()
  if (it.documentIds.length > 0)
    await trx
      .insertInto('programs.priorityDocument')
      .values(it.documentIds.map((documentId) => ({ unitId, programId, documentId })))
      .execute()
}

/** A program with its parties and contents; signed afterwards, when two have agreed. */
export async function draftProgram(context: ProgramContext, it: NewProgram): Promise<Refused | { id: number }> {
  const { tx, actor, today } = context
  if (!isAllowed(POLICY.draftProgram, actor, actor)) return { refused: 'notOpen' }
  const wrong = await wrongIn(context, it)
  if (wrong) return { refused: wrong }
  const { id } = await own<ProgramTables>(tx)
    .insertInto('programs.program')
    .values({ ...valuesOf(it), unitId: actor.unitId, draftedBy: actor.postId, draftedOn: today })
    .returning('id')
    .executeTakeFirstOrThrow()
  await keepParts(tx, actor.unitId, id, it)
  note(context, id, 'programDrafted', { title: it.title })
  return { id }
}

/** A draft is written anew until it is signed. */
export async function rewriteProgram(
  context: ProgramContext,
  id: number,
  version: number,
  it: NewProgram,
): Promise<Refused | { id: number }> {
  const { tx, actor } = context
  const found = await programById(tx, id, true)
  if (found?.state !== 'drafted' || !isAllowed(POLICY.draftProgram, actor, territoryOf(found)))
    return { refused: 'notOpen' }
  if (found.version !== version) return { refused: 'changed' }
  const wrong = it.predecessorId === id ? 'predecessor' : await wrongIn(context, it)
  if (wrong) return { refused: wrong }
  const trx = own<ProgramTables>(tx)
  for (const part of ['programs.party', 'programs.content', 'programs.priorityDocument'] as const)
    await trx.deleteFrom(part).where('programId', '=', id).execute()
  await keepParts(tx, found.unitId, id, it)
  await trx
    .updateTable('programs.program')
    .set({ ...valuesOf(it), version: version + 1 })
    .where('id', '=', id)
    .execute()
  note(context, id, 'programRewritten', { title: it.title })
  return { id }
}

/** Signed: from here both reviews are promises with the days the program names. */
export async function signProgram(
  context: ProgramContext,
  id: number,
  version: number,
  it: { signedOn: Day; signedAt: string; documentId: number | null },
): Promise<Refused | { done: true }> {
  const { tx, actor, today } = context
  const found = await programById(tx, id, true)
  if (found?.state !== 'drafted' || !isAllowed(POLICY.signProgram, actor, territoryOf(found)))
    return { refused: 'notOpen' }
  if (found.version !== version) return { refused: 'changed' }
  if (it.signedOn > today) return { refused: 'future' }
  if (it.signedOn > found.interimOn) return { refused: 'reviewDays' }
  if ((await partsOfProgram(tx, id)).parties.length < 2) return { refused: 'twoParties' }
  await own<ProgramTables>(tx)
    .updateTable('programs.program')
    .set({ ...it, state: 'signed', version: version + 1 })
    .where('id', '=', id)
    .execute()
  await oweReview(context, found, it.signedOn, 'interim', found.interimOn)
  await oweReview(context, found, it.signedOn, 'final', found.finalOn)
  note(context, id, 'programSigned', it)
  return { done: true }
}

const REVIEW_NAMES = { interim: 'Sơ kết', final: 'Tổng kết' } as const

async function oweReview(
  { tx, host, actor, today }: ProgramContext,
  of: Program,
  from: Day,
  kind: 'interim' | 'final',
  dueOn: Day,
) {
  const { unitId } = of
  const place = await placeById(tx, unitId, today)
  const title = `${REVIEW_NAMES[kind]}: ${of.title}`.slice(0, 300)
  const commitmentId = await openCommitment(tx, {
    ...{ unitId, sealId: null, source: 'task', isStep: true, number: '', workflow: 'review', step: 'given', title },
    ...{ ownerPostId: of.responsiblePostId, supervisorPostId: place?.headPostId ?? of.responsiblePostId },
    ...{ publicTitle: title, owedTo: of.title, expectedResult: 'Kết quả, có số văn bản' },
    deadline: reviewing(from, dueOn, of.title),
  })
  await own<ProgramTables>(tx)
    .insertInto('programs.review')
    .values({ unitId, programId: of.id, kind, dueOn, commitmentId })
    .execute()
  if (of.responsiblePostId !== actor.postId)
    await tellPost(host, tx, { id: commitmentId, unitId, sealId: null }, of.responsiblePostId, 'assigned', title)
}

/** Sơ kết or tổng kết: the promise is kept with its result and document; after the final one the program has ended. */
export async function holdReview(
  context: ProgramContext,
  id: number,
  it: { heldOn: Day; result: string; documentNumber: string },
): Promise<Refused | { done: true }> {
  const { tx, actor, today } = context
  const first = await reviewById(tx, id)
  // Locked first, read again after: of two who hold one review the second finds it held.
  const of = first && (await programById(tx, first.programId, true))
  const review = of && (await reviewById(tx, id))
  const promise = review && (await commitmentById(tx, review.commitmentId))
  if (!review || review.heldOn || of?.state !== 'signed' || !promise || !isAllowed(POLICY.review, actor, promise))
    return { refused: 'notOpen' }
  if (it.heldOn > today || (of.signedOn && it.heldOn < of.signedOn)) return { refused: 'future' }
  const { reviews } = await partsOfProgram(tx, of.id)
  if (review.kind === 'final' && reviews.some((one) => one.kind === 'interim' && !one.heldOn))
    return { refused: 'reviewsOpen' }
  const trx = own<ProgramTables>(tx)
  await trx.updateTable('programs.review').set(it).where('id', '=', id).execute()
  await fulfill(tx, promise.id, it.heldOn, it.result, `Văn bản số ${it.documentNumber}`, actor.postId)
  if (review.kind === 'final')
    await trx
      .updateTable('programs.program')
      .set({ state: 'ended', endedOn: it.heldOn, version: of.version + 1 })
      .where('id', '=', of.id)
      .execute()
  note(context, of.id, `${review.kind}Review`, { document: it.documentNumber })
  return { done: true }
}

/** The plan of one year: the contents of the program as contents of a plan, in the set of "rõ" the program chose. */
export async function planYear(
  context: ProgramContext,
  id: number,
  year: number,
): Promise<Refused | { planId: number }> {
  const { tx, actor } = context
  const found = await programById(tx, id, true)
  if (found?.state !== 'signed' || !isAllowed(POLICY.planYear, actor, territoryOf(found))) return { refused: 'notOpen' }
  const [first, last] = [Number(found.from.slice(0, 4)), Number(found.until.slice(0, 4))]
  if (year < first || year > last) return { refused: 'noYear' }
  const { contents, plans, documentIds } = await partsOfProgram(tx, id)
  if (plans.some((one) => one.year === year)) return { refused: 'known' }
  const made = await draftPlan(context, {
    ...{ kind: 'program', title: `Kế hoạch năm ${year}: ${found.title}`.slice(0, 300), goal: null, documentId: null },
    ...{ directiveId: documentIds[0] ?? null, clarities: found.clarities, responsiblePostId: found.responsiblePostId },
    from: (year === first ? found.from : `${year}-01-01`) as Day,
    until: (year === last ? found.until : `${year}-12-31`) as Day,
    items: contents.map((one) => one.text),
  })
  if ('refused' in made) return { refused: fromPlan(made.refused) }
  await own<ProgramTables>(tx)
    .insertInto('programs.yearlyPlan')
    .values({ programId: id, year, planId: made.id, unitId: found.unitId })
    .execute()
  note(context, id, 'yearPlanned', { year, plan: made.id })
  return { planId: made.id }
}

/** What stood against a plan, in the words of this capability. */
export const fromPlan = (why: PlanRefusal): ProgramRefusal =>
  why === 'order' || why === 'postNotHeld' || why === 'noDirective' ? why : 'notOpen'

/** A unit has ended: its programs, committees and campaigns go on with its successor. */
export async function handOnPrograms(tx: Tx, { fromUnitId, toUnitId }: UnitMove): Promise<void> {
  await sql`select programs.hand_on(${fromUnitId}, ${toUnitId})`.execute(own<ProgramTables>(tx))
}
