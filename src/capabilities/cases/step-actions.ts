import { fold } from '../../organization/fold.ts'
import { mayBeGivenWork } from '../../organization/officials.ts'
import { type Day, formatDay } from '../../platform/day.ts'
import { own, type Tx } from '../../platform/db.ts'
import { answerDeadline } from '../calendar/index.ts'
import {
  count,
  extend,
  fulfill,
  handOver,
  openCommitment,
  type ReleaseReason,
  reclassify,
  release,
  setStep,
  tellPost,
} from '../commitments/index.ts'
import { type Context, instantOf, type MoveRefusal, note, remember, tellSenders } from './context-actions.ts'
import { expectedResult, owedTo, publicTitle } from './naming.ts'
import { type CitizenCase, pointsOf } from './queries.ts'
import type { CaseTables } from './tables.ts'
import type { Category, Kind } from './workflow.ts'

export async function receive(
  context: Context,
  found: CitizenCase,
  title: string,
  points: readonly string[],
): Promise<MoveRefusal | null> {
  if (points.length === 0) return 'noPoints'
  const { tx } = context
  const trx = own<CaseTables>(tx)
  await trx.deleteFrom('cases.point').where('caseId', '=', found.id).where('answer', 'is', null).execute()
  const kept = await trx
    .selectFrom('cases.point')
    .where('caseId', '=', found.id)
    .select((is) => is.fn.max('n').as('n'))
    .executeTakeFirst()
  const rows = points.map((text, i) => ({
    caseId: found.id,
    unitId: found.unitId,
    sealId: found.sealId,
    n: (kept?.n ?? 0) + i + 1,
    text,
  }))
  await trx.insertInto('cases.point').values(rows).execute()
  await trx.updateTable('cases.citizenCase').set({ title }).where('id', '=', found.id).execute()
  await setStep(
    tx,
    found.commitmentId,
    'received',
    found.sealId ? {} : { title, folded: fold(`${title} ${found.number} ${found.number.replace('-', '')}`) },
  )
  await note(context, found, 'receive', { points: points.length })
  return null
}

/** By content, not by heading. Another kind has another rule: of the two days the earlier binds, so nobody gains a day. */
export async function classify(
  context: Context,
  found: CitizenCase,
  it: { kind: Kind; category: Category; reason: string },
): Promise<MoveRefusal | null> {
  const { tx, today } = context
  await own<CaseTables>(tx)
    .updateTable('cases.citizenCase')
    .set({ kind: it.kind, category: it.category })
    .where('id', '=', found.id)
    .execute()
  if (!found.sealId)
    await setStep(tx, found.commitmentId, found.commitment.step, { publicTitle: publicTitle(it.kind, it.category) })
  if (it.kind !== found.kind) {
    await reclassify(
      tx,
      found.commitmentId,
      it.kind,
      await answerDeadline(tx, found.unitId, it.kind, found.commitment.startedOn),
      { postId: context.actor.postId, at: instantOf(context) },
    )
    if (!found.sealId) await count(tx, found.unitId, today, 'reclassified')
  }
  await note(context, found, 'classify', { from: found.kind, to: it.kind, category: it.category, reason: it.reason })
  return null
}

/** One focal point from start to end. A sealed case is never handed on by the office (safeguards 2.1). */
export async function giveTo(
  context: Context,
  found: CitizenCase,
  ownerPostId: number,
  reason: string,
): Promise<MoveRefusal | null> {
  const { tx, actor, host } = context
  if (found.sealId && ownerPostId !== found.commitment.ownerPostId) return 'sealedStays'
  if (ownerPostId !== actor.postId) {
    if (!(await mayBeGivenWork(tx, ownerPostId, found.unitId, context.today))) return 'postNotHeld'
  }
  await handOver(tx, found.commitmentId, ownerPostId, { postId: actor.postId, reason: reason || 'giao đầu mối' })
  await setStep(tx, found.commitmentId, 'assigned')
  await note(context, found, 'assign', { to: ownerPostId, ...(found.state === 'assigned' ? { reason } : {}) })
  if (ownerPostId !== actor.postId)
    await tellPost(
      host,
      tx,
      found.commitment,
      ownerPostId,
      'assigned',
      `Được giao: ${found.title} (hạn ${formatDay(found.commitment.dueOn)})`,
    )
  return null
}

export async function close(
  context: Context,
  found: CitizenCase,
  as: Extract<ReleaseReason, 'guided' | 'filed'>,
  payload: Record<string, string>,
): Promise<null> {
  await release(context.tx, found.commitmentId, context.today, as, context.actor.postId)
  await note(context, found, as === 'guided' ? 'guide' : 'file', payload)
  await tellSenders(context, found, as)
  return null
}

export async function extendCase(
  context: Context,
  found: CitizenCase,
  newDueOn: Day,
  reason: string,
): Promise<MoveRefusal | null> {
  if (found.extended) return 'alreadyExtended'
  const { tx, today, actor } = context
  // At most one more period of the same rule.
  const furthest = (await answerDeadline(tx, found.unitId, found.kind as Kind, found.commitment.dueOn)).dueOn
  if (newDueOn > furthest) return 'tooFar'
  const extended = await extend(tx, found.commitmentId, newDueOn, reason, today, actor.postId)
  if ('refused' in extended) return extended.refused
  await own<CaseTables>(tx)
    .updateTable('cases.citizenCase')
    .set({ extended: true })
    .where('id', '=', found.id)
    .execute()
  await note(context, found, 'extend', { from: extended.from, to: newDueOn, reason })
  await tellSenders(context, found, 'extended')
  return null
}

/** Closed only when every point has its answer and its evidence. */
export async function answer(context: Context, found: CitizenCase, closing: string): Promise<MoveRefusal | null> {
  const { tx, actor, today } = context
  const points = await pointsOf(tx, found.id)
  if (points.length === 0) return 'noPoints'
  if (points.some((point) => point.answer === null)) return 'pointsUnanswered'
  const text = closing.trim() || 'Đã trả lời từng điểm ở trên.'
  await own<CaseTables>(tx)
    .updateTable('cases.citizenCase')
    .set({
      answer: text,
      answeredAt: instantOf(context),
      answeredBy: actor.postId,
      state: 'answered',
    })
    .where('id', '=', found.id)
    .execute()
  await forgetReopenRequests(tx, found.id)
  const evidence = points.map((point) => `${point.n}. ${point.evidence}`).join('\n')
  await fulfill(tx, found.commitmentId, today, text, evidence, actor.postId)
  await note(context, found, 'answer', { points: points.length })
  await tellSenders(context, found, 'answered')
  return null
}

/** Looks again: a new promise with a day of its own. What was answered stays to be read and may be changed point by point. */
export async function reopen(context: Context, found: CitizenCase, reason: string): Promise<null> {
  const { tx, today, actor } = context
  const { commitment } = found
  const commitmentId = await openCommitment(tx, {
    ...{
      unitId: found.unitId,
      sealId: found.sealId,
      ownerPostId: commitment.ownerPostId,
      supervisorPostId: commitment.supervisorPostId,
    },
    ...{ number: found.number, title: found.title, publicTitle: commitment.publicTitle, owedTo, expectedResult },
    ...{
      workflow: found.kind,
      step: 'assigned',
      deadline: await answerDeadline(tx, found.unitId, found.kind as Kind, today),
    },
  })
  await own<CaseTables>(tx)
    .updateTable('cases.citizenCase')
    .set({
      commitmentId,
      extended: false,
      state: 'assigned',
    })
    .where('id', '=', found.id)
    .execute()
  await answerReopenRequests(context, found, 'Đã xem xét lại')
  await forgetReopenRequests(tx, found.id)
  if (!found.sealId) await count(tx, found.unitId, today, 'reopened')
  await remember(context, found, 'reopened', actor.postId, { reason })
  await tellSenders(context, found, 'reopened')
  return null
}

/** Not looked at again, with the reason the sender reads; one wish is answered once. */
export async function declineReopen(context: Context, found: CitizenCase, reason: string): Promise<MoveRefusal | null> {
  const open = await answerReopenRequests(context, found, reason)
  if (open === 0) return 'notAsked'
  await own<CaseTables>(context.tx)
    .updateTable('cases.submission')
    .set({ reopenDeclined: reason })
    .where('caseId', '=', found.id)
    .where('reopenAskedAt', 'is not', null)
    .where('reopenDeclined', 'is', null)
    .execute()
  await note(context, found, 'declineReopen', { reason })
  await tellSenders(context, found, 'reopenDeclined')
  return null
}

/** The promises to answer a wish end with the answer; how many there were. */
async function answerReopenRequests(
  { tx, today, actor }: Context,
  found: CitizenCase,
  result: string,
): Promise<number> {
  const rows = await own<CaseTables>(tx)
    .selectFrom('cases.submission')
    .where('caseId', '=', found.id)
    .where('reopenCommitmentId', 'is not', null)
    .where('reopenDeclined', 'is', null)
    .select('reopenCommitmentId')
    .execute()
  for (const { reopenCommitmentId } of rows)
    if (reopenCommitmentId) await fulfill(tx, reopenCommitmentId, today, result, `Đơn số ${found.number}`, actor.postId)
  return rows.length
}

/** Looked at again or answered anew: senders may rate and ask afresh; what they said before stands in the history. */
async function forgetReopenRequests(tx: Tx, caseId: number) {
  await own<CaseTables>(tx)
    .updateTable('cases.submission')
    .set({
      rating: null,
      ratingReason: null,
      ratedAt: null,
      reopenReason: null,
      reopenAskedAt: null,
      reopenDeclined: null,
      reopenCommitmentId: null,
    })
    .where('caseId', '=', caseId)
    .execute()
}
