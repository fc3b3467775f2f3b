import { sql } from 'kysely'
import { type ConsentText, consentText, type Purpose } from '../../law/consent-texts.ts'
import { type Day, dayIn } from '../../platform/day.ts'
import { behind, own, type Tx } from '../../platform/db.ts'
import { answerDeadline } from '../calendar/index.ts'
import { openCommitment, setWaiting, tellPost } from '../commitments/index.ts'
import { type Context, instantOf, remember } from './context-actions.ts'
import { endedCodesSince, rateUntil } from './deadlines.ts'
import { owedTo } from './naming.ts'
import { withdrawCopy } from './office-actions.ts'
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

type Way = 'web' | 'counter' | 'phone' | 'post'

export interface Consent {
  purpose: Purpose
  version: ConsentText['version']
  given: boolean
  way: Way
  at: Date
}

/** The evidence of what was agreed to when it was sent: the text in force, the way it came. Silence leaves no row. */
export function keepConsents(
  tx: Tx,
  submissionId: number,
  purposes: readonly Purpose[],
  it: { way: Way; postId: number | null; at: Date },
): void {
  const on = dayIn(it.at)
  const rows = purposes.flatMap((purpose) => {
    const text = consentText(purpose, on)
    return text ? [{ submissionId, purpose, version: text.version, given: true, ...it }] : []
  })
  if (rows.length > 0) behind(tx, own<CaseTables>(tx).insertInto('cases.consent').values(rows).execute())
}

/** Every yes and withdrawal of one sender, newest first: the first of a purpose is what holds now. */
export async function consentsOf(tx: Tx, submissionId: number): Promise<Consent[]> {
  const rows = await own<CaseTables>(tx)
    .selectFrom('cases.consent')
    .where('submissionId', '=', submissionId)
    .orderBy('id', 'desc')
    .limit(100)
    .select(['purpose', 'version', 'given', 'way', 'at'])
    .execute()
  return rows as Consent[]
}

/** Whether the Front may be put in touch with somebody of this case; who that is, it does not learn. */
export async function mayRecheck(tx: Tx, caseId: number): Promise<boolean> {
  const { rows } = await sql<{ may: boolean | null }>`select cases.may_recheck(${caseId}) as may`.execute(
    own<CaseTables>(tx),
  )
  return rows[0]?.may === true
}

/** What of this case may be agreed to at all: nothing sealed and no complaint is published or looked at again (safeguards 2.12). */
export const mayAsk = (purpose: Purpose, of: Pick<CitizenCase, 'sealId' | 'kind'>): boolean =>
  purpose === 'contact' || (of.sealId === null && of.kind !== 'complaint')

/**
 * Given later or taken back by whoever holds number and code, at once. Taken back, the public copy goes in the same moment;
 * `wasPublished` says that copies elsewhere may have to be taken down too.
 */
export async function changeConsent(
  context: Pick<Context, 'tx' | 'host'>,
  caseId: number,
  submission: { id: number; number: string },
  purpose: Purpose,
  given: boolean,
): Promise<{ refused: 'unchanged' | 'notAsked' } | { done: true; wasPublished: boolean }> {
  const { tx, host } = context
  const at = instantOf(context)
  const of = await caseById(tx, caseId, true)
  const trx = own<CaseTables>(tx)
  const mine = await trx
    .selectFrom('cases.submission')
    .where('id', '=', submission.id)
    .where('caseId', '=', caseId)
    .select(['erasedAt'])
    .executeTakeFirst()
  const text = consentText(purpose, dayIn(at))
  if (!of || !mine || mine.erasedAt || !text || !mayAsk(purpose, of)) return { refused: 'notAsked' }
  const now = (await consentsOf(tx, submission.id)).find((one) => one.purpose === purpose)?.given ?? false
  if (now === given) return { refused: 'unchanged' }
  await trx
    .insertInto('cases.consent')
    .values({ submissionId: submission.id, purpose, version: text.version, given, way: 'web', at })
    .execute()
  let wasPublished = false
  if (purpose === 'publish') {
    await trx.updateTable('cases.submission').set({ publishConsent: given }).where('id', '=', submission.id).execute()
    if (!given && of.publishState !== 'no') {
      wasPublished = of.publishState === 'published'
      await withdrawCopy(tx, caseId)
      const title = `Người gửi rút lại đồng ý công khai: đơn số ${submission.number}`
      await tellPost(host, tx, of.commitment, of.commitment.ownerPostId, 'letter', title)
    }
  }
  const event = given ? 'consentGiven' : 'consentWithdrawn'
  remember(context, of, event, null, { submissionId: submission.id, purpose, version: text.version })
  return { done: true, wasPublished }
}
