import { mayBeGivenWork } from '../../organization/officials.ts'
import { placeById } from '../../organization/openings.ts'
import type { Day } from '../../platform/day.ts'
import { own } from '../../platform/db.ts'
import type { Host } from '../../platform/page.ts'
import { isAllowed } from '../../platform/rights.ts'
import { commitmentById, fulfill, handOver, openCommitment, tellPost } from '../commitments/index.ts'
import { assignmentById } from './assignment-queries.ts'
import { dealingWith } from './deadlines.ts'
import { POLICY } from './policy.ts'
import { documentById } from './queries.ts'
import { type DirectiveContext, note, type Refused } from './relation-actions.ts'
import { nameOf } from './standing.ts'
import type { DirectiveTables } from './tables.ts'

interface AssignmentContext extends DirectiveContext {
  host: Pick<Host, 'now' | 'jobs'>
}

/** A document of the incoming register is given to one post with a day: a promise of the ledger (NĐ 30/2020/NĐ-CP Điều 24). */
export async function assignDocument(
  context: AssignmentContext,
  documentId: number,
  it: { ownerPostId: number; dueOn: Day; expectedResult: string },
): Promise<Refused | { id: number }> {
  const { tx, host, actor, today } = context
  const { unitId } = actor
  const document = await documentById(tx, documentId, today)
  if (!document || !isAllowed(POLICY.assignDocument, actor, actor)) return { refused: 'notOpen' }
  const trx = own<DirectiveTables>(tx)
  // Locked: of two who give one document to somebody, the second finds it given.
  const entry = await trx
    .selectFrom('directives.entry')
    .where('unitId', '=', unitId)
    .where('direction', '=', 'incoming')
    .where('documentId', '=', documentId)
    .select('id')
    .forUpdate()
    .executeTakeFirst()
  if (!entry) return { refused: 'notRegistered' }
  const given = await trx
    .selectFrom('directives.assignment')
    .where('entryId', '=', entry.id)
    .select('id')
    .executeTakeFirst()
  if (given) return { refused: 'assigned' }
  if (it.dueOn < today) return { refused: 'passed' }
  if (!(await mayBeGivenWork(tx, it.ownerPostId, unitId, today))) return { refused: 'postNotHeld' }
  const place = await placeById(tx, unitId, today)
  const title = `${document.symbol}: ${nameOf(document)}`.slice(0, 300)
  const commitmentId = await openCommitment(tx, {
    ...{ unitId, sealId: null, source: 'task', isStep: true, number: '', workflow: 'document', step: 'given', title },
    ...{ ownerPostId: it.ownerPostId, supervisorPostId: place?.headPostId ?? it.ownerPostId, publicTitle: title },
    ...{ owedTo: document.issuer, expectedResult: it.expectedResult },
    deadline: dealingWith(today, it.dueOn, document.symbol),
  })
  const { id } = await trx
    .insertInto('directives.assignment')
    .values({ unitId, entryId: entry.id, documentId, commitmentId, givenOn: today })
    .returning('id')
    .executeTakeFirstOrThrow()
  if (it.ownerPostId !== actor.postId)
    await tellPost(host, tx, { id: commitmentId, unitId, sealId: null }, it.ownerPostId, 'assigned', title)
  note(context, documentId, 'documentAssigned', { to: it.ownerPostId, dueOn: it.dueOn })
  return { id }
}

/** Another post deals with it from now on, with the reason; the day stays. */
export async function passAssignment(
  context: AssignmentContext,
  id: number,
  it: { ownerPostId: number; reason: string },
): Promise<Refused | { done: true }> {
  const { tx, host, actor, today } = context
  const found = await assignmentById(tx, id, true)
  const promise = found && (await commitmentById(tx, found.commitmentId))
  if (!found || promise?.state !== 'open' || !isAllowed(POLICY.assignDocument, actor, found))
    return { refused: 'notOpen' }
  if (it.ownerPostId === promise.ownerPostId) return { refused: 'samePost' }
  if (!(await mayBeGivenWork(tx, it.ownerPostId, found.unitId, today))) return { refused: 'postNotHeld' }
  await handOver(tx, promise.id, it.ownerPostId, { postId: actor.postId, reason: it.reason })
  if (it.ownerPostId !== actor.postId) await tellPost(host, tx, promise, it.ownerPostId, 'assigned', promise.title)
  note(context, found.documentId, 'documentPassed', { to: it.ownerPostId, reason: it.reason })
  return { done: true }
}

/** Dealt with: the result, what shows it, and the document that answers, where one was issued. */
export async function completeAssignment(
  context: AssignmentContext,
  id: number,
  it: { result: string; evidence: string; answerId: number | null },
): Promise<Refused | { done: true }> {
  const { tx, actor, today } = context
  const found = await assignmentById(tx, id, true)
  const promise = found && (await commitmentById(tx, found.commitmentId))
  if (!found || promise?.state !== 'open' || !isAllowed(POLICY.completeAssignment, actor, promise))
    return { refused: 'notOpen' }
  if (it.answerId !== null) {
    if (it.answerId === found.documentId) return { refused: 'itself' }
    const [received, answer] = [
      await documentById(tx, found.documentId, today),
      await documentById(tx, it.answerId, today),
    ]
    if (!received || !answer) return { refused: 'missing' }
    if (answer.issuedOn < received.issuedOn) return { refused: 'beforeIssue' }
    await own<DirectiveTables>(tx)
      .updateTable('directives.assignment')
      .set({ answerId: answer.id })
      .where('id', '=', id)
      .execute()
  }
  await fulfill(tx, promise.id, today, it.result, it.evidence, actor.postId)
  note(context, found.documentId, 'documentDealtWith', { result: it.result, answer: it.answerId })
  return { done: true }
}
