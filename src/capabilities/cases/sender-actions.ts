import { sql } from 'kysely'
import type { Day } from '../../platform/day.ts'
import { own, type Tx } from '../../platform/db.ts'
import { record } from '../../platform/history.ts'
import { setWaiting } from '../commitments/index.ts'
import { rateUntil } from './deadlines.ts'
import { type CitizenCase, caseById } from './queries.ts'
import type { CaseTables } from './tables.ts'

type Rating = NonNullable<CitizenCase['rating']>

/** Solved, partly or not, with a reason; changeable until the rating closes. */
export async function rateAnswer(
  tx: Tx,
  caseId: number,
  rating: Rating,
  reason: string | null,
  today: Day,
): Promise<{ refused: 'notAnswered' | 'closed' } | { done: true }> {
  const found = await caseById(tx, caseId, true)
  if (found?.state !== 'answered' || !found.answeredAt) return { refused: 'notAnswered' }
  if (today > rateUntil(found.answeredAt)) return { refused: 'closed' }
  await own<CaseTables>(tx)
    .updateTable('cases.citizenCase')
    .set({ rating, ratingReason: reason, ratedAt: sql`now()`, version: found.version + 1 })
    .where('id', '=', caseId)
    .execute()
  await remember(tx, found, 'rated', { rating, reason })
  return { done: true }
}

/** A message of one sender: other senders of a joined case never read it. */
export async function writeAsSender(tx: Tx, caseId: number, submissionId: number, text: string): Promise<void> {
  const found = await caseById(tx, caseId)
  if (!found) return
  await own<CaseTables>(tx)
    .insertInto('cases.letter')
    .values({ caseId, unitId: found.unitId, sealId: found.sealId, fromSender: true, submissionId, text })
    .execute()
  if (found.commitment.state === 'waiting') await setWaiting(tx, found.commitmentId, null, null)
  await remember(tx, found, 'letterFromSender', { submissionId, text })
}

/** Asks the head to look again; feedback and recommendations only (safeguards 1.6). */
export async function askReopen(
  tx: Tx,
  caseId: number,
  reason: string,
): Promise<{ refused: 'notAnswered' } | { done: true }> {
  const found = await caseById(tx, caseId, true)
  if (found?.state !== 'answered' || found.reopenAskedAt) return { refused: 'notAnswered' }
  await own<CaseTables>(tx)
    .updateTable('cases.citizenCase')
    .set({ reopenReason: reason, reopenAskedAt: sql`now()`, version: found.version + 1 })
    .where('id', '=', caseId)
    .execute()
  await remember(tx, found, 'reopenAsked', { reason })
  return { done: true }
}

const remember = (tx: Tx, found: CitizenCase, kind: string, payload: Record<string, unknown>) =>
  record(tx, {
    subject: { kind: 'case', id: found.id },
    unitId: found.unitId,
    sealId: found.sealId,
    kind,
    postId: null,
    payload,
  })
