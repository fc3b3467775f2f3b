import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { anOffice, ROLES, TODAY } from '../../../test/office.ts'
import { day } from '../../platform/day.ts'
import { sqlState } from '../../platform/db.ts'
import type { Actor } from '../../platform/rights.ts'
import { check, draw } from './actions.ts'
import { itemsOf, verifiedOf } from './queries.ts'
import { shareOf } from './share.ts'

const office = await anOffice()
afterAll(() => office.db[Symbol.asyncDispose]())
// The neighbour plays the Front beside this unit.
const { here, neighbour: front, db } = office
const PERIOD = { from: day('2026-06-01'), to: TODAY }

beforeAll(async () => {
  await db.owner.query('update organization.opening set front_unit_id = $1 where unit_id = $2', [
    ...[front.head.unitId, here.head.unitId],
  ])
})

const drawAs = (who: Actor, size = 50) =>
  office.doing(who, (context) => draw(context, { ofUnitId: here.head.unitId, ...PERIOD, size }))

test('only answered feedback and recommendations fall, never what is sealed or about an official, and no sender goes along', async () => {
  const answered = await office.newCase('answered', { sender: 'Bà Chín', text: 'Cống nghẹt. Tôi là Bà Chín.' })
  await office.newCase('assigned')
  await office.newCase('answered', { sealed: true })
  const about = await office.newCase('answered')
  await db.owner.query('update cases.submission set concerns_official = true where case_id = $1', [about.id])
  expect(await drawAs(front.head)).toEqual({ drawn: 1, population: 1 })
  const [item] = await office.as(front.officer, (tx) => itemsOf(tx, front.head.unitId, false))
  expect(item).toMatchObject({
    number: answered.number,
    title: 'Cống nghẹt',
    promised: '1. Cống nghẹt: Đã nạo vét xong hôm nay.',
  })
  expect(JSON.stringify(item)).not.toContain('Chín')
})

describe('rights: action x role x territory', () => {
  for (const role of ROLES)
    test(`${role}`, async () => {
      const mayDraw = ['head', 'deputy'].includes(role)
      expect('drawn' in (await drawAs(front[role])), 'of the Front').toBe(mayDraw)
      // A unit that nobody named as the body beside it draws nothing, whatever its role.
      expect('drawn' in (await drawAs(here[role])), 'of the unit itself').toBe(false)
      await drawAs(front.head)
      const [item] = await office.as(front.head, (tx) => itemsOf(tx, front.head.unitId, false))
      const found = { checker: 'front', outcome: 'solved', note: 'Nước thoát tốt' } as const
      const made = await office.doing(here[role], (context) => check(context, item?.id ?? 0, found))
      expect(made).toEqual({ refused: 'notOpen' })
      const mayCheck = ['head', 'deputy', 'officer', 'intake'].includes(role)
      expect('done' in (await office.doing(front[role], (context) => check(context, item?.id ?? 0, found)))).toBe(
        mayCheck,
      )
    })
})

test('what is not solved is told to the head of the unit that answered, once', async () => {
  await drawAs(front.head)
  const [item] = await office.as(front.head, (tx) => itemsOf(tx, front.head.unitId, false))
  const found = { checker: 'inspectionBoard', outcome: 'notSolved', note: 'Nước vẫn đọng sau mưa' } as const
  const jobs = office.jobs.length
  expect(await office.doing(front.officer, (context) => check(context, item?.id ?? 0, found))).toEqual({ done: true })
  expect(await office.doing(front.officer, (context) => check(context, item?.id ?? 0, found))).toEqual({
    refused: 'notOpen',
  })
  expect(office.jobs.length - jobs).toBe(1)
  const { rows } = await db.owner.query("select to_post_id, unit_id from platform.message where kind = 'recheck'")
  expect(rows).toEqual([{ to_post_id: here.head.postId, unit_id: here.head.unitId }])
})

test('everybody may read the figures, nobody the rows', async () => {
  const { counts, solved } = await office.as(null, (tx) => verifiedOf(tx, here.head.unitId, PERIOD.from))
  expect(counts.notSolved).toBe(1)
  expect(solved?.all).toBe(counts.solved + counts.partly + counts.notSolved)
  expect(await office.as(here.head, (tx) => itemsOf(tx, front.head.unitId, true))).toEqual([])
})

test.each([
  [18, 20, 0.699, 0.972],
  [0, 10, 0, 0.278],
  [10, 10, 0.722, 1],
  [1, 2, 0.095, 0.905],
])('%i of %i lies between %f and %f (Wilson, 95 %%)', (n, all, low, high) => {
  const share = shareOf(n, all)
  expect(share?.low).toBeCloseTo(low, 2)
  expect(share?.high).toBeCloseTo(high, 2)
})

test('no share of nothing; no half record', async () => {
  expect(shareOf(0, 0)).toBeNull()
  const half = db.owner.query(
    "update rechecks.item set outcome = 'solved', note = null where id = (select min(id) from rechecks.item)",
  )
  expect(
    await half.then(
      () => 'taken',
      (error) => sqlState(error),
    ),
  ).toBe('23514')
})
