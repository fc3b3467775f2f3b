import { sql } from 'kysely'
import type { UnitMove } from '../../organization/changing.ts'
import type { Day } from '../../platform/day.ts'
import { own, type Tx } from '../../platform/db.ts'
import type { Host } from '../../platform/page.ts'
import { type Actor, isAllowed } from '../../platform/rights.ts'
import { workingCalendar } from '../calendar/index.ts'
import { type CitizenCase, caseById, correctSender, erasePerson, remember, type Sender } from '../cases/index.ts'
import { fulfill, openCommitment, tellPost } from '../commitments/index.ts'
import { type RequestKind, settling } from './deadlines.ts'
import { POLICY } from './policy.ts'
import { requestById } from './queries.ts'
import type { PrivacyTables } from './tables.ts'

type Context = { tx: Tx; host: Pick<Host, 'jobs' | 'now'>; today: Day }

const ASKED: Record<RequestKind, string> = {
  ...{ correct: 'Sửa dữ liệu cá nhân', erase: 'Xóa dữ liệu cá nhân' },
  withdraw: 'Gỡ bản công khai ở nơi khác',
}

/** Asked by whoever came with number and code; one open request of a kind at a time. The focal point is told by number only. */
export async function askAboutData(
  { tx, host, today }: Context,
  of: CitizenCase,
  submission: { id: number; number: string },
  kind: RequestKind,
  text: string,
): Promise<{ refused: 'askedAlready' } | { done: true }> {
  const { ownerPostId, supervisorPostId } = of.commitment
  const { rows } =
    await sql`select 1 from privacy.request where submission_id = ${submission.id} and kind = ${kind} and state = 'asked'`.execute(
      own<PrivacyTables>(tx),
    )
  if (rows.length > 0) return { refused: 'askedAlready' }
  const title = `${ASKED[kind]}: đơn số ${submission.number}`
  const commitmentId = await openCommitment(tx, {
    ...{ unitId: of.unitId, sealId: of.sealId, ownerPostId, supervisorPostId, isStep: true, number: submission.number },
    ...{ title, publicTitle: ASKED[kind], owedTo: 'người gửi', workflow: 'privacy', step: kind },
    expectedResult: 'Đã làm theo yêu cầu, hoặc nói rõ vì sao không',
    deadline: settling(kind, today, await workingCalendar(tx)),
  })
  await own<PrivacyTables>(tx)
    .insertInto('privacy.request')
    .values({
      ...{ unitId: of.unitId, caseId: of.id, submissionId: submission.id, number: submission.number },
      ...{ kind, text, askedOn: today, commitmentId },
    })
    .execute()
  remember({ tx, host }, of, 'dataRequested', null, { submissionId: submission.id, kind })
  await tellPost(host, tx, of.commitment, ownerPostId, 'letter', title)
  return { done: true }
}

export type Settlement =
  | { settle: 'correct'; sender: Sender }
  | { settle: 'erase' }
  | { settle: 'withdraw' }
  | { settle: 'refuse' }
export type RequestRefusal = 'notOpen' | 'changed' | 'stillOpen'

/** Corrected, erased, or refused with the reason the sender reads. What was erased leaves days and numbers, and no words. */
export async function settleRequest(
  context: Context & { actor: Actor },
  id: number,
  version: number,
  reply: string,
  settlement: Settlement,
): Promise<{ refused: RequestRefusal } | { done: true }> {
  const { tx, host, actor, today } = context
  const found = await requestById(tx, id)
  const of = found && (await caseById(tx, found.caseId, true))
  if (!found || !of || found.state !== 'asked' || !isAllowed(POLICY.settleRequest, actor, of.territory))
    return { refused: 'notOpen' }
  if (found.version !== version) return { refused: 'changed' }
  if (settlement.settle === 'correct' && !(await correctSender(tx, found.submissionId, settlement.sender)))
    return { refused: 'notOpen' }
  if (settlement.settle === 'erase') {
    const erased = await erasePerson(tx, found.submissionId)
    if (erased !== 'erased') return { refused: erased === 'stillOpen' ? 'stillOpen' : 'notOpen' }
  }
  const isRefused = settlement.settle === 'refuse'
  await own<PrivacyTables>(tx)
    .updateTable('privacy.request')
    .set({
      ...{
        state: isRefused ? 'refused' : 'done',
        reply,
        closedOn: today,
        closedBy: actor.postId,
        version: version + 1,
      },
    })
    .where('id', '=', id)
    .execute()
  await fulfill(tx, found.commitmentId, today, reply, `Đơn số ${found.number}`, actor.postId)
  remember({ tx, host }, of, isRefused ? 'dataRefused' : 'dataSettled', actor.postId, { kind: found.kind })
  return { done: true }
}

/** A unit has ended: what was asked about data goes on with the cases, named by their ids. */
export async function handOnRequests(tx: Tx, { fromUnitId, toUnitId, only }: UnitMove): Promise<void> {
  await sql`select privacy.hand_on(${fromUnitId}, ${toUnitId}, ${only && [...only]}::bigint[])`.execute(
    own<PrivacyTables>(tx),
  )
}
