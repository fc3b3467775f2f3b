import { sql } from 'kysely'
import { mayBeGivenWork } from '../../organization/officials.ts'
import { placeById } from '../../organization/openings.ts'
import type { Day } from '../../platform/day.ts'
import { own } from '../../platform/db.ts'
import { isAllowed } from '../../platform/rights.ts'
import { commitmentById, fulfill, openCommitment, tellPost } from '../commitments/index.ts'
import { noteOf, type ProgramContext, type Refused } from './actions.ts'
import { concluding } from './deadlines.ts'
import type { MemberRole } from './kinds.ts'
import { POLICY } from './policy.ts'
import { committeeById, conclusionById, membersOf, sessionsOf } from './queries.ts'
import type { ProgramTables } from './tables.ts'

const note = noteOf('committee')

export async function setUpCommittee(
  context: ProgramContext,
  it: { title: string; decisionNumber: string; decidedOn: Day },
): Promise<Refused | { id: number }> {
  const { tx, actor, today } = context
  if (!isAllowed(POLICY.keepCommittee, actor, actor)) return { refused: 'notOpen' }
  if (it.decidedOn > today) return { refused: 'future' }
  const { id } = await own<ProgramTables>(tx)
    .insertInto('programs.committee')
    .values({ ...it, unitId: actor.unitId })
    .returning('id')
    .executeTakeFirstOrThrow()
  note(context, id, 'committeeSetUp', it)
  return { id }
}

/** Who sits on it from a day on; there is one chair at a time. */
export async function addMember(
  context: ProgramContext,
  committeeId: number,
  it: { name: string; role: MemberRole; from: Day },
): Promise<Refused | { done: true }> {
  const { tx, actor } = context
  // Two who name a chair in one moment come one after the other; the exclusion constraint is the truth.
  const found = await committeeById(tx, committeeId, true)
  if (!found || found.endedOn || !isAllowed(POLICY.keepCommittee, actor, found)) return { refused: 'notOpen' }
  if (it.from < found.decidedOn) return { refused: 'order' }
  const trx = own<ProgramTables>(tx)
  const chair = (await membersOf(tx, committeeId)).find(
    (one) => one.role === 'chair' && (one.until === null || one.until >= it.from),
  )
  if (it.role === 'chair' && chair) return { refused: 'chairTaken' }
  await trx
    .insertInto('programs.member')
    .values({
      ...{ unitId: found.unitId, committeeId, name: it.name, role: it.role },
      held: sql<string>`daterange(${it.from}, null)`,
    })
    .execute()
  note(context, committeeId, 'memberAdded', { role: it.role })
  return { done: true }
}

/** Dissolved by a document: its members step down that day, it meets no more; what it concluded stays owed. */
export async function endCommittee(
  context: ProgramContext,
  id: number,
  version: number,
  it: { endedOn: Day; endedReason: string },
): Promise<Refused | { done: true }> {
  const { tx, actor, today } = context
  const found = await committeeById(tx, id, true)
  if (!found || found.endedOn || !isAllowed(POLICY.keepCommittee, actor, found)) return { refused: 'notOpen' }
  if (found.version !== version) return { refused: 'changed' }
  if (it.endedOn > today) return { refused: 'future' }
  const [last] = await sessionsOf(tx, id, 1)
  if (it.endedOn < found.decidedOn || (last && it.endedOn < last.heldOn)) return { refused: 'order' }
  const trx = own<ProgramTables>(tx)
  await sql`update programs.member set held = daterange(lower(held), greatest(lower(held), ${it.endedOn}::date), '[]')
    where committee_id = ${id} and upper_inf(held)`.execute(trx)
  await trx
    .updateTable('programs.committee')
    .set({ ...it, version: version + 1 })
    .where('id', '=', id)
    .execute()
  note(context, id, 'committeeEnded', it)
  return { done: true }
}

export async function endMember(
  context: ProgramContext,
  committeeId: number,
  id: number,
): Promise<Refused | { done: true }> {
  const { tx, actor, today } = context
  const found = await committeeById(tx, committeeId)
  const member = (await membersOf(tx, committeeId)).find((one) => one.id === id && one.until === null)
  if (!found || !member || !isAllowed(POLICY.keepCommittee, actor, found)) return { refused: 'notOpen' }
  const hasBegun = member.from <= today
  const last = hasBegun ? today : member.from
  await sql`update programs.member set held = daterange(lower(held), ${last}, '[]') where id = ${id}`.execute(
    own<ProgramTables>(tx),
  )
  note(context, committeeId, 'memberEnded', { member: id })
  return { done: true }
}

export interface NewSession {
  heldOn: Day
  content: string
  documentNumber: string
  attended: number
}

export async function holdSession(
  context: ProgramContext,
  committeeId: number,
  it: NewSession,
): Promise<Refused | { id: number }> {
  const { tx, actor, today } = context
  const found = await committeeById(tx, committeeId, true)
  if (!found || !isAllowed(POLICY.holdSession, actor, found)) return { refused: 'notOpen' }
  if (it.heldOn > today) return { refused: 'future' }
  if (it.heldOn < found.decidedOn || (found.endedOn && it.heldOn > found.endedOn)) return { refused: 'order' }
  const { id } = await own<ProgramTables>(tx)
    .insertInto('programs.session')
    .values({ ...it, unitId: found.unitId, committeeId, keptBy: actor.postId })
    .returning('id')
    .executeTakeFirstOrThrow()
  note(context, committeeId, 'sessionHeld', { document: it.documentNumber, on: it.heldOn })
  return { id }
}

/** What a session concluded becomes a promise: one owner, a day, a result. */
export async function conclude(
  context: ProgramContext,
  committeeId: number,
  it: { sessionId: number; text: string; ownerPostId: number; dueOn: Day; expectedResult: string },
): Promise<Refused | { id: number }> {
  const { tx, host, actor, today } = context
  const found = await committeeById(tx, committeeId, true)
  const trx = own<ProgramTables>(tx)
  const session = await trx
    .selectFrom('programs.session')
    .where('id', '=', it.sessionId)
    .where('committeeId', '=', committeeId)
    .select(['id', 'documentNumber'])
    .executeTakeFirst()
  if (!found || found.endedOn || !session || !isAllowed(POLICY.holdSession, actor, found)) return { refused: 'notOpen' }
  if (it.dueOn < today) return { refused: 'passed' }
  const { unitId } = found
  if (!(await mayBeGivenWork(tx, it.ownerPostId, unitId, today))) return { refused: 'postNotHeld' }
  const place = await placeById(tx, unitId, today)
  const title = it.text.slice(0, 300)
  const commitmentId = await openCommitment(tx, {
    ...{ unitId, sealId: null, source: 'task', isStep: true, number: '', workflow: 'conclusion', step: 'given', title },
    ...{ ownerPostId: it.ownerPostId, supervisorPostId: place?.headPostId ?? it.ownerPostId, publicTitle: title },
    ...{ owedTo: found.title, expectedResult: it.expectedResult },
    deadline: concluding(today, it.dueOn, session.documentNumber),
  })
  const { id } = await trx
    .insertInto('programs.conclusion')
    .values({ unitId, sessionId: session.id, text: it.text, commitmentId })
    .returning('id')
    .executeTakeFirstOrThrow()
  if (it.ownerPostId !== actor.postId)
    await tellPost(host, tx, { id: commitmentId, unitId, sealId: null }, it.ownerPostId, 'assigned', title)
  note(context, committeeId, 'concluded', { to: it.ownerPostId, dueOn: it.dueOn })
  return { id }
}

export async function completeConclusion(
  context: ProgramContext,
  id: number,
  it: { result: string; evidence: string },
): Promise<Refused | { done: true }> {
  const { tx, actor, today } = context
  const found = await conclusionById(tx, id)
  // Locked first: of two who complete one conclusion the second finds it done.
  if (found) await committeeById(tx, found.committeeId, true)
  const promise = found && (await commitmentById(tx, found.commitmentId))
  if (!found || promise?.state !== 'open' || !isAllowed(POLICY.completeConclusion, actor, promise))
    return { refused: 'notOpen' }
  await fulfill(tx, promise.id, today, it.result, it.evidence, actor.postId)
  note(context, found.committeeId, 'conclusionDone', { conclusion: id })
  return { done: true }
}
