import { afterAll, describe, expect, test } from 'vitest'
import { anOffice, TODAY } from '../../../test/office.ts'
import { must, programsOf } from '../../../test/programs.ts'
import { planById } from '../plans/index.ts'
import {
  addMeasure,
  addParticipant,
  choosePlan,
  endCampaign,
  enterCount,
  enterResult,
  planCampaign,
} from './campaign-actions.ts'
import { campaignById, countsOf, measuresOf, resultOfPhoto, resultsOf } from './campaign-queries.ts'

const office = await anOffice()
afterAll(() => office.db[Symbol.asyncDispose]())
const { here, neighbour, as, doing, db } = office
const { campaign, signed, held } = programsOf(office)

describe('a campaign', () => {
  test('adds up what was counted; a correction replaces the wrong number once and both stay to be seen', async () => {
    const { id, measureId, participants } = await campaign()
    expect(participants.map(({ name }) => name)).toEqual(['Thôn Đông', 'Thôn Trung'])
    const count = (amount: number, correctsId: number | null = null) =>
      doing(here.officer, (context) =>
        enterCount(context, id, {
          ...{
            measureId,
            participantId: participants[0]?.id ?? 0,
            onDay: TODAY,
            amount,
            source: 'Biên bản đo',
            correctsId,
          },
        }),
      )
    await must(count(120))
    await must(count(80.5))
    const wrong = (await as(here.head, (tx) => countsOf(tx, id, null, 10))).find((one) => one.amount === 120)
    await must(count(100, wrong?.id))
    expect(await count(90, wrong?.id)).toEqual({ refused: 'known' })
    expect((await as(here.head, (tx) => measuresOf(tx, [id])))[0]?.total).toBe(180.5)
    expect((await as(here.head, (tx) => countsOf(tx, id, null, 10))).filter((one) => one.isCorrected)).toHaveLength(1)
    await expect(count(-1)).rejects.toThrow(/check/)
    expect(await count(5, 999_999), 'a row of another campaign').toEqual({ refused: 'notOpen' })
    await signed()
    await held()
    const kinds = await db.owner.query(
      `select distinct subject_kind from platform.history where kind in ('counted', 'programSigned', 'committeeSetUp')`,
    )
    expect(kinds.rows.map((row) => row.subject_kind).sort()).toEqual(['campaign', 'committee', 'program'])
  })
  test('counts nothing without a basis', async () => {
    const { id } = await campaign()
    await expect(
      doing(here.head, (context) =>
        addMeasure(context, id, { name: 'Cây xanh', countedIn: 'cây', basis: ' ', target: null }),
      ),
    ).rejects.toThrow(/basis/)
  })
  test('has a target above zero, or none', async () => {
    const { id } = await campaign()
    expect((await as(here.head, (tx) => measuresOf(tx, [id])))[0]).toMatchObject({ total: 0, target: 400 })
    const none = { name: 'Cây xanh', countedIn: 'cây', basis: 'Cây còn sống sau một tuần', target: 0 }
    await expect(doing(here.head, (context) => addMeasure(context, id, none))).rejects.toThrow(/target/)
  })
  test('runs by one plan, made from its contents or chosen; no two campaigns share one', async () => {
    const [first, second] = [await campaign(), await campaign()]
    const make = (items: readonly string[]) =>
      doing(here.head, (context) => planCampaign(context, first.id, { items, responsiblePostId: here.officer.postId }))
    const { planId } = await must(make(['Mỗi thôn một tuyến đường hoa']))
    expect(await make(['Lần nữa cho chắc'])).toEqual({ refused: 'notOpen' })
    expect(await as(here.head, (tx) => planById(tx, planId))).toMatchObject({ kind: 'campaign', state: 'drafted' })
    expect((await as(here.head, (tx) => campaignById(tx, first.id)))?.planId).toBe(planId)
    const choose = (plan: number) => doing(here.head, (context) => choosePlan(context, second.id, plan))
    expect(await choose(planId)).toEqual({ refused: 'planTaken' })
    expect(await choose(999_999)).toEqual({ refused: 'notOpen' })
    await expect(
      db.owner.query('update programs.campaign set plan_id = $2 where id = $1', [second.id, planId]),
    ).rejects.toThrow('campaign_plan')
    await db.owner.query(`update plans.plan set responsible_post_id = $2 where id = $1`, [planId, here.head.postId])
    const gone = doing(here.head, (context) =>
      planCampaign(context, second.id, { items: ['Làm việc này'], responsiblePostId: neighbour.officer.postId }),
    )
    expect(await gone, 'its own sentence').toEqual({ refused: 'postNotHeld' })
  })
  test('a photo belongs to one result, however many came after it, and to nobody outside until it is shown', async () => {
    const { id } = await campaign()
    const results: number[] = []
    for (let n = 0; n < 25; n += 1) {
      const it = { onDay: TODAY, text: `Đã làm xong đoạn đường số ${n}`, mayShow: n === 0, pictured: 'Đoạn đường' }
      results.push((await must(doing(here.head, (context) => enterResult(context, id, it)))).id)
    }
    const [first = 0, second = 0] = results
    expect(await as(here.head, (tx) => resultOfPhoto(tx, id, first, true))).toMatchObject({ id: first })
    expect(await as(here.head, (tx) => resultOfPhoto(tx, id, second, true))).toBeNull()
    expect(await as(here.head, (tx) => resultOfPhoto(tx, id + 1, first, false))).toBeNull()
    const page = await as(here.head, (tx) => resultsOf(tx, id, { isPublic: false, before: results[5] ?? 0, size: 3 }))
    expect(page.map((one) => one.id)).toEqual([results[4], results[3], results[2]])
  })
  test('ended, it takes nothing more', async () => {
    const { id } = await campaign()
    const end = (version: number) =>
      doing(here.head, (context) => endCampaign(context, id, version, 'Đã tổng kết phong trào.'))
    expect(await end(9)).toEqual({ refused: 'changed' })
    expect(await end(1)).toEqual({ done: true })
    expect(await doing(here.head, (context) => addParticipant(context, id, 'Thôn Tây'))).toEqual({ refused: 'notOpen' })
  })
})
