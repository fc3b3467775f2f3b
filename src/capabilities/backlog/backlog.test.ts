import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { anOffice, type CitizenCase, ROLES, TODAY } from '../../../test/office.ts'
import { addDays, day } from '../../platform/day.ts'
import { sqlState } from '../../platform/db.ts'
import type { Actor } from '../../platform/rights.ts'
import { commitmentById } from '../commitments/index.ts'
import { type Decision, decide } from './actions.ts'
import { reviewBacklogs } from './jobs.ts'
import { backlogWorkplace, decidedBefore, itemsOf, type Review, resultsOf, reviewsOf } from './queries.ts'

const office = await anOffice()
afterAll(() => office.db[Symbol.asyncDispose]())
const { here, neighbour, above, host, db } = office
const LONG_AGO = day('2026-09-01')
const DECISION: Decision = {
  action: 'press',
  note: 'Chờ thợ; làm dứt điểm.',
  byOn: addDays(TODAY, 5),
  ownerPostId: null,
}

let late: CitizenCase
let other: CitizenCase
beforeAll(async () => {
  late = await office.newCase('assigned', { sentOn: LONG_AGO })
  other = await office.newCase('assigned', { sentOn: addDays(LONG_AGO, 1) })
  await office.newCase('assigned', { sentOn: LONG_AGO, sealed: true })
  await office.newCase('answered', { sentOn: LONG_AGO })
  await office.newCase('assigned')
})
beforeEach(async () => {
  await db.owner.query('delete from backlog.item')
  await db.owner.query('delete from backlog.review')
  await reviewBacklogs(host, TODAY)
})

const reviewNow = async (of: Actor = here.head) => {
  const [found] = await office.as(of, (tx) => reviewsOf(tx, of.unitId))
  if (!found) throw new Error('no review')
  return found
}
const decideAs = (who: Actor, review: Review, id: number, it: Partial<Decision> = {}) =>
  office.doing(who, (context) => decide(context, review, id, { ...DECISION, ...it }))

test('a review lists what is overdue and open, oldest first: nothing answered, not yet due, or sealed', async () => {
  const review = await reviewNow()
  expect(review).toMatchObject({ month: '2026-11-01', overdue: 2, listed: 2, closedOn: null })
  const items = await office.as(here.head, (tx) => itemsOf(tx, review.id))
  expect(items.map((item) => item.commitmentId)).toEqual([late.commitment.id, other.commitment.id])
})

test('the morning run opens a month once, and a unit with nothing overdue is closed at once', async () => {
  await reviewBacklogs(host, addDays(TODAY, 1))
  expect(await office.count('backlog.review', `unit_id = ${here.head.unitId}`)).toBe(1)
  expect(await reviewNow(neighbour.head)).toMatchObject({ overdue: 0, closedOn: TODAY, commitmentId: null })
})

test('the review is a promise of the head, answered for by the superior, and never an answer counted on boards', async () => {
  const review = await reviewNow()
  const promise = await office.as(here.head, (tx) => commitmentById(tx, review.commitmentId ?? 0))
  expect(promise).toMatchObject({ ownerPostId: here.head.postId, supervisorPostId: above.postId, dueOn: '2026-12-01' })
  expect(await office.count('commitments.commitment', `id = ${review.commitmentId} and (main or public)`)).toBe(0)
  expect(await office.as(here.head, (tx) => backlogWorkplace(tx, review.commitmentId ?? 0))).toBe(
    '/lam-viec/ton-dong/2026-11',
  )
})

test('rights: only the head and the deputy of the unit decide', async () => {
  const review = await reviewNow()
  for (const role of ROLES) {
    expect(await decideAs(neighbour[role], review, late.commitment.id), `neighbour ${role}`).toEqual({
      refused: 'notOpen',
    })
    if (!['head', 'deputy'].includes(role))
      expect(await decideAs(here[role], review, late.commitment.id), role).toEqual({ refused: 'notOpen' })
  }
  expect(await decideAs(here.deputy, review, late.commitment.id)).toEqual({ done: true })
  expect(await decideAs(here.head, review, late.commitment.id), 'decided already').toEqual({ refused: 'notOpen' })
  expect(await decideAs(here.head, review, other.commitment.id)).toEqual({ done: true })
  expect(await office.as(neighbour.head, (tx) => itemsOf(tx, review.id))).toEqual([])
})

test('a decision needs a day that is neither past nor far, and never moves the legal day', async () => {
  const review = await reviewNow()
  const id = late.commitment.id
  expect(await decideAs(here.head, review, id, { byOn: addDays(TODAY, -1) })).toEqual({ refused: 'passed' })
  expect(await decideAs(here.head, review, id, { byOn: addDays(TODAY, 31) })).toEqual({ refused: 'tooFar' })
  expect(await decideAs(here.head, review, id)).toEqual({ done: true })
  expect((await office.caseNow(late.id)).commitment.dueOn).toBe(late.commitment.dueOn)
})

test('given to somebody else: the owner changes with a reason; a post of another unit is refused', async () => {
  const review = await reviewNow()
  const give = (ownerPostId: number) =>
    decideAs(here.head, review, other.commitment.id, { action: 'reassign', ownerPostId })
  const refused = await office.as(here.head, async () => give(neighbour.officer.postId)).catch(() => null)
  expect(refused).toEqual({ refused: 'postNotHeld' })
  await db.owner.query(
    'update backlog.item set action = null, note = null, by_on = null, acted_on = null, acted_by = null',
  )
  expect(await give(here.intake.postId)).toEqual({ done: true })
  expect((await office.caseNow(other.id)).commitment.ownerPostId).toBe(here.intake.postId)
})

test('asking above tells the superior in their own unit, by the public title only', async () => {
  const review = await reviewNow()
  expect(await decideAs(here.head, review, late.commitment.id, { action: 'askSuperior' })).toEqual({ done: true })
  const { rows } = await db.owner.query(
    "select unit_id, to_post_id, title from platform.message where kind = 'escalated' order by id desc limit 1",
  )
  expect(rows).toEqual([
    {
      unit_id: above.unitId,
      to_post_id: above.postId,
      title: `Xin ý kiến về việc tồn đọng: ${late.commitment.publicTitle}`,
    },
  ])
})

test('it ends with the last decision; the result says how many; the next month shows what was promised', async () => {
  const review = await reviewNow()
  await decideAs(here.head, review, late.commitment.id)
  expect((await reviewNow()).closedOn).toBeNull()
  await decideAs(here.head, review, other.commitment.id)
  expect((await reviewNow()).closedOn).toBe(TODAY)
  const promise = await office.as(here.head, (tx) => commitmentById(tx, review.commitmentId ?? 0))
  expect(promise).toMatchObject({
    state: 'fulfilled',
    result: '2 việc có quyết định, 0 việc đã xong hoặc đã chuyển trước đó',
  })
  await reviewBacklogs(host, day('2026-12-01'))
  const next = await reviewNow()
  const before = await office.as(here.head, (tx) => decidedBefore(tx, next.id, [late.commitment.id]))
  expect(before.get(late.commitment.id)?.byOn).toBe(DECISION.byOn)
})

test('matters answered meanwhile need no decision: the morning run ends the review', async () => {
  const review = await reviewNow()
  await decideAs(here.head, review, late.commitment.id)
  await db.owner.query(
    `update commitments.commitment set state = 'released', release_reason = 'guided', closed_on = $2 where id = $1`,
    [other.commitment.id, TODAY],
  )
  await reviewBacklogs(host, TODAY)
  expect((await reviewNow()).closedOn).toBe(TODAY)
  await db.owner.query(
    `update commitments.commitment set state = 'open', release_reason = null, closed_on = null where id = $1`,
    [other.commitment.id],
  )
})

test('everybody reads figures per month', async () => {
  const review = await reviewNow()
  await decideAs(here.head, review, late.commitment.id)
  expect(await office.as(null, (tx) => resultsOf(tx, here.head.unitId))).toMatchObject([
    { overdue: 2, listed: 2, acted: 1, stillOverdue: 2, closedOn: null },
  ])
})

test('the database keeps half a decision, a second month and an empty open review out', async () => {
  const review = await reviewNow()
  const half = `update backlog.item set action = 'press' where review_id = ${review.id}`
  expect(await db.owner.query(half).catch(sqlState)).toBe('23514')
  const again = `insert into backlog.review (unit_id, for_unit_id, month, opened_on, overdue, listed, closed_on)
    select unit_id, for_unit_id, month, opened_on, 0, 0, opened_on from backlog.review where id = ${review.id}`
  expect(await db.owner.query(again).catch(sqlState)).toBe('23505')
  const empty = `update backlog.review set listed = 0, commitment_id = null where id = ${review.id}`
  expect(await db.owner.query(empty).catch(sqlState)).toBe('23514')
})
