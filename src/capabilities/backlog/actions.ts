import { sql } from 'kysely'
import type { UnitMove } from '../../organization/changing.ts'
import { mayBeFocalPoint, postsOf, postTitles } from '../../organization/officials.ts'
import { type Day, formatDay } from '../../platform/day.ts'
import { actAs, own, type Tx } from '../../platform/db.ts'
import { record } from '../../platform/history.ts'
import type { Host } from '../../platform/page.ts'
import { type Actor, isAllowed } from '../../platform/rights.ts'
import { workingCalendar } from '../calendar/index.ts'
import {
  type Commitment,
  commitmentsById,
  fulfill,
  handOver,
  openCommitment,
  overdueOf,
  tellPost,
} from '../commitments/index.ts'
import { lastPromise, reviewDeadline } from './deadlines.ts'
import { POLICY } from './policy.ts'
import { type Action, itemsOf, type Review } from './queries.ts'
import type { BacklogTables } from './tables.ts'

interface Context {
  tx: Tx
  host: Pick<Host, 'jobs' | 'now'>
  today: Day
}

/** A head can decide on so many in a month; a longer pile says how long it is and comes oldest first. */
const MOST_LISTED = 100

export const monthWords = (month: Day): string => `tháng ${month.slice(5, 7)}/${month.slice(0, 4)}`

/** Opens the review of a unit's month. Nothing overdue: the month is closed at once and says so. */
export async function openReview(context: Context, unitId: number, headPostId: number): Promise<void> {
  const { tx, today } = context
  const month = `${today.slice(0, 7)}-01` as Day
  const trx = own<BacklogTables>(tx)
  const { total, rows } = await overdueOf(tx, unitId, today, MOST_LISTED)
  const commitmentId = rows.length > 0 ? await oweReview(context, unitId, headPostId, month, rows.length) : null
  const made = await trx
    .insertInto('backlog.review')
    .values({
      ...{ unitId, forUnitId: unitId, month, openedOn: today, overdue: total, listed: rows.length, commitmentId },
      closedOn: commitmentId ? null : today,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  if (rows.length > 0)
    await trx
      .insertInto('backlog.item')
      .values(rows.map(({ id, dueOn }) => ({ reviewId: made.id, commitmentId: id, unitId, dueOn })))
      .execute()
}

/** The review is itself a promise of the head, and the direct superior answers for it. */
async function oweReview({ tx, host, today }: Context, unitId: number, headPostId: number, month: Day, n: number) {
  const superior = (await postTitles(tx, [headPostId], today)).get(headPostId)?.reportsTo ?? headPostId
  const title = `Rà soát ${n} việc tồn đọng ${monthWords(month)}`
  const commitmentId = await openCommitment(tx, {
    ...{ unitId, sealId: null, source: 'backlog', isStep: true, number: '', workflow: 'backlog', step: 'open' },
    ...{ ownerPostId: headPostId, supervisorPostId: superior, title, publicTitle: title, owedTo: 'người dân' },
    expectedResult: 'Mỗi việc quá hạn có quyết định của người đứng đầu và ngày xong',
    deadline: reviewDeadline(today, await workingCalendar(tx)),
  })
  await tellPost(host, tx, { id: commitmentId, unitId, sealId: null }, headPostId, 'assigned', title)
  return commitmentId
}

export interface Decision {
  action: Action
  note: string
  byOn: Day
  ownerPostId: number | null
}
export type DecisionRefusal = 'notOpen' | 'passed' | 'tooFar' | 'postNotHeld' | 'noSuperior'

/** What the head decides on one overdue promise. Its legal day stays; owner or superior is told in the same breath. */
export async function decide(
  context: Context & { actor: Actor },
  review: Pick<Review, 'id' | 'unitId' | 'month'>,
  commitmentId: number,
  it: Decision,
): Promise<{ refused: DecisionRefusal } | { done: true }> {
  const { tx, actor, today } = context
  if (!isAllowed(POLICY.actOnItem, actor, { unitId: review.unitId })) return { refused: 'notOpen' }
  if (it.byOn < today) return { refused: 'passed' }
  if (it.byOn > lastPromise(today)) return { refused: 'tooFar' }
  const [of] = (await commitmentsById(tx, [commitmentId])).filter(isOpen)
  if (!of) return { refused: 'notOpen' }
  const set = await own<BacklogTables>(tx)
    .updateTable('backlog.item')
    .set({ action: it.action, note: it.note, byOn: it.byOn, actedOn: today, actedBy: actor.postId })
    .where('reviewId', '=', review.id)
    .where('commitmentId', '=', commitmentId)
    .where('actedOn', 'is', null)
    .executeTakeFirst()
  if (set.numUpdatedRows === 0n) return { refused: 'notOpen' }
  const refused = await tellOf(context, of, it)
  if (refused) return { refused }
  record(tx, {
    subject: { kind: 'commitment', id: of.id },
    ...{ unitId: of.unitId, sealId: null, kind: 'backlogDecided', postId: actor.postId },
    happenedAt: context.host.now(),
    payload: { action: it.action, reason: it.note, byOn: it.byOn },
  })
  await closeIfDone(tx, review.id, today, actor.postId)
  return { done: true }
}

async function tellOf(
  { tx, host, actor, today }: Context & { actor: Actor },
  of: Commitment,
  { action, note, byOn, ownerPostId }: Decision,
): Promise<DecisionRefusal | null> {
  const by = formatDay(byOn)
  if (action === 'reassign') {
    const posts = (await postsOf(tx, of.unitId, today)).filter(mayBeFocalPoint)
    if (!ownerPostId || !posts.some((post) => post.id === ownerPostId)) return 'postNotHeld'
    await handOver(tx, of.id, ownerPostId, { postId: actor.postId, reason: note })
    await tellPost(host, tx, of, ownerPostId, 'assigned', `Việc tồn đọng, làm xong trước ${by}: ${of.title}`)
    return null
  }
  if (action !== 'askSuperior') {
    await tellPost(host, tx, of, of.ownerPostId, 'backlog', `Người đứng đầu yêu cầu xong trước ${by}: ${of.title}`)
    return null
  }
  const heads = await postTitles(tx, [actor.postId, of.supervisorPostId], today)
  const superior = heads.get(of.supervisorPostId)?.reportsTo ?? heads.get(actor.postId)?.reportsTo
  const unitId = superior && (await postTitles(tx, [superior], today)).get(superior)?.unitId
  if (!superior || !unitId) return 'noSuperior'
  actAs(tx, { unitId, postId: null, sealId: null })
  await tellPost(host, tx, { ...of, unitId }, superior, 'escalated', `Xin ý kiến về việc tồn đọng: ${of.publicTitle}`)
  actAs(tx, { unitId: actor.unitId, postId: actor.postId, sealId: null })
  return null
}

const isOpen = ({ state }: Pick<Commitment, 'state'>) => state === 'open' || state === 'waiting'

/** A review ends when each item has been decided or is no longer owed here; how many of which is its result. */
export async function closeIfDone(tx: Tx, reviewId: number, today: Day, postId: number | null): Promise<boolean> {
  const trx = own<BacklogTables>(tx)
  const review = await trx
    .selectFrom('backlog.review')
    .where('id', '=', reviewId)
    .where('closedOn', 'is', null)
    .select(['commitmentId', 'month', 'unitId'])
    .forUpdate()
    .executeTakeFirst()
  if (!review?.commitmentId) return false
  const items = await itemsOf(tx, reviewId)
  const undecided = items.filter((item) => item.actedOn === null)
  const still = await commitmentsById(
    tx,
    undecided.map((item) => item.commitmentId),
  )
  if (still.some(isOpen)) return false
  await trx.updateTable('backlog.review').set({ closedOn: today }).where('id', '=', reviewId).execute()
  const [promise] = await commitmentsById(tx, [review.commitmentId])
  const decided = items.length - undecided.length
  const result = `${decided} việc có quyết định, ${undecided.length} việc đã xong hoặc đã chuyển trước đó`
  if (promise)
    await fulfill(
      ...([tx, review.commitmentId, today, result] as const),
      ...([`Rà soát ${monthWords(review.month as Day)}`, postId ?? promise.ownerPostId] as const),
    )
  return true
}

/** A unit has ended: its open review goes on with whoever takes over. */
export async function handOnBacklog(tx: Tx, { fromUnitId, toUnitId }: UnitMove): Promise<void> {
  await sql`select backlog.hand_on(${fromUnitId}, ${toUnitId})`.execute(own<BacklogTables>(tx))
}
