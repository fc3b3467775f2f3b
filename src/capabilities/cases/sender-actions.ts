import { sql } from 'kysely'
import { type Day, dayIn } from '../../platform/day.ts'
import { own, type Tx } from '../../platform/db.ts'
import { answerDeadline } from '../calendar/index.ts'
import { openCommitment, setWaiting, tellPost } from '../commitments/index.ts'
import { type Context, instantOf, remember } from './context-actions.ts'
import { endedCodesSince, rateUntil } from './deadlines.ts'
import { owedTo } from './naming.ts'
import { type CitizenCase, caseById, type Submission, submissionsOf } from './queries.ts'
import type { CaseTables } from './tables.ts'
import type { Kind } from './workflow.ts'

/** Somebody who came with number and code: no post stands behind what they do. */
type SenderContext = Pick<Context, 'tx' | 'host'>

type Rating = NonNullable<Submission['rating']>

/** Solved, partly or not, with a reason, each sender for themselves; changeable until the rating closes. */
export async function rateAnswer(
  context: SenderContext,
  caseId: number,
  submissionId: number,
  rating: Rating,
  reason: string | null,
): Promise<{ refused: 'notAnswered' | 'closed' } | { done: true }> {
  const { tx } = context
  const found = await caseById(tx, caseId, true)
  // A decided complaint is complained of again or brought to court, not rated or reopened (safeguards 1.6).
  if (found?.state !== 'answered' || !found.answeredAt || found.kind === 'complaint') return { refused: 'notAnswered' }
  if (dayIn(instantOf(context)) > rateUntil(found.answeredAt)) return { refused: 'closed' }
  await own<CaseTables>(tx)
    .updateTable('cases.submission')
    .set({ rating, ratingReason: reason, ratedAt: instantOf(context) })
    .where('id', '=', submissionId)
    .where('caseId', '=', caseId)
    .execute()
  await remember(context, found, 'rated', null, { submissionId, rating, reason })
  return { done: true }
}

/** A message of one sender: other senders of a joined case never read it. The focal point is told by number only. */
export async function writeAsSender(
  context: SenderContext,
  caseId: number,
  submissionId: number,
  text: string,
): Promise<void> {
  const { tx } = context
  const found = await caseById(tx, caseId)
  if (!found) return
  await own<CaseTables>(tx)
    .insertInto('cases.letter')
    .values({
      ...{ caseId, unitId: found.unitId, sealId: found.sealId, fromSender: true, submissionId, text },
      at: instantOf(context),
    })
    .execute()
  if (found.commitment.state === 'waiting') await setWaiting(tx, found.commitmentId, null, null)
  await remember(context, found, 'letterFromSender', null, { submissionId, text })
  const { commitment } = found
  await tellPost(
    context.host,
    tx,
    commitment,
    commitment.ownerPostId,
    'letter',
    `Người gửi có lời nhắn mới: đơn số ${found.number}`,
  )
}

/** Each night: codes that were changed long ago tell nothing any more. */
export async function forgetEndedCodes(tx: Tx, today: Day): Promise<void> {
  await sql`select cases.forget_ended_codes(${endedCodesSince(today)})`.execute(own<CaseTables>(tx))
}

/** Asks the head to look again; feedback and recommendations only (safeguards 1.6). */
export async function askReopen(
  context: SenderContext,
  caseId: number,
  submissionId: number,
  reason: string,
): Promise<{ refused: 'notAnswered' } | { done: true }> {
  const { tx } = context
  const found = await caseById(tx, caseId, true)
  if (found?.state !== 'answered' || found.kind === 'complaint') return { refused: 'notAnswered' }
  const mine = (await submissionsOf(tx, caseId)).find(({ id }) => id === submissionId)
  if (!mine || mine.reopenAskedAt) return { refused: 'notAnswered' }
  await own<CaseTables>(tx)
    .updateTable('cases.submission')
    .set({
      reopenReason: reason,
      reopenAskedAt: instantOf(context),
      reopenCommitmentId: await oweReply(context, found),
    })
    .where('id', '=', submissionId)
    .where('caseId', '=', caseId)
    .execute()
  await remember(context, found, 'reopenAsked', null, { submissionId, reason })
  const { commitment } = found
  await tellPost(
    context.host,
    tx,
    commitment,
    commitment.supervisorPostId,
    'reopenAsked',
    `Người gửi xin xem lại: đơn số ${found.number}`,
  )
  return { done: true }
}

/** The wish to look again is owed an answer by the post that supervises, within the days of an answer. */
async function oweReply({ tx, host }: SenderContext, found: CitizenCase): Promise<number> {
  const today = dayIn(host.now())
  const { supervisorPostId } = found.commitment
  return openCommitment(tx, {
    ...{ unitId: found.unitId, sealId: found.sealId, ownerPostId: supervisorPostId, supervisorPostId, isStep: true },
    ...{ number: found.number, title: `Trả lời đề nghị xem lại đơn số ${found.number}`, owedTo, step: 'reopenAsked' },
    ...{ publicTitle: found.commitment.publicTitle, workflow: found.kind },
    expectedResult: 'Xem xét lại, hoặc nói rõ vì sao không',
    deadline: await answerDeadline(tx, found.unitId, found.kind as Kind, today),
  })
}

/** Who sent the whole sent the part taken from it: name, address and code go along unseen. */
export async function copySender(tx: Tx, fromSubmissionId: number, toSubmissionId: number): Promise<void> {
  await sql`select cases.copy_sender(${fromSubmissionId}, ${toSubmissionId})`.execute(own<CaseTables>(tx))
}
