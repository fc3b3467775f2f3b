import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { anOffice, ROLES, TODAY } from '../../../test/office.ts'
import { DUTY_RULES } from '../../law/duty-rules.ts'
import { addDays, day } from '../../platform/day.ts'
import { sqlState } from '../../platform/db.ts'
import type { Actor } from '../../platform/rights.ts'
import { commitmentById } from '../commitments/index.ts'
import {
  answerInspectionRequest,
  enterInspectionRequest,
  type NewEvidence,
  recordEvidence,
  withdrawEvidence,
} from './actions.ts'
import { reviewDuties } from './jobs.ts'
import { bearersOf, owedOn, periodOf } from './periods.ts'
import { dutyWorkplace, inspectionRequestById, publicSlots, type Slot, slotsOf } from './queries.ts'

describe('which duties in which period', () => {
  const commune = bearersOf({ tier: 'commune', kind: 'ward' })
  const owed = (on: string, since = '2020-01-01') => owedOn(commune, day(on), day(since)).map(({ rule }) => rule.id)

  test('a week begins on Monday, a quarter in January, April, July, October', () => {
    expect(periodOf('week', day('2026-11-22'))).toEqual({ from: '2026-11-16', to: '2026-11-22' })
    expect(periodOf('quarter', day('2026-12-31'))).toEqual({ from: '2026-10-01', to: '2026-12-31' })
    expect(periodOf('half', day('2026-06-30'))).toEqual({ from: '2026-01-01', to: '2026-06-30' })
    expect(periodOf('month', day('2028-02-10'))).toEqual({ from: '2028-02-01', to: '2028-02-29' })
  })

  test('the chair of a commune owed a day a week until 30/6/2026 and owes two days a month from 01/7/2026', () => {
    expect(owed('2026-06-15')).toContain('TCD-01')
    expect(owed('2026-06-15')).not.toContain('TCD-02')
    expect(owed('2026-07-15')).toContain('TCD-02')
    expect(owed('2026-07-15')).not.toContain('TCD-01')
  })

  test('the yearly conference of staff may be held until the end of March of the next year (DCQ-03)', () => {
    const slot = owedOn(commune, day('2026-11-23'), day('2020-01-01')).find(({ rule }) => rule.id === 'DCQ-03')
    expect(slot).toMatchObject({ period: { from: '2026-01-01', to: '2026-12-31' }, lastOn: '2027-03-31' })
  })

  test('a unit that began to receive within a period owes nothing for it', () => {
    expect(owed('2026-11-23', '2026-11-02')).toEqual([])
    expect(owed('2026-12-05', '2026-11-02')).toEqual(['TCD-02'])
  })

  test('secretary and chair owe apart; the Front owes what every unit owes', () => {
    expect(bearersOf({ tier: 'commune', kind: 'partyCommittee' })).toEqual(['communeSecretary', 'anyUnit'])
    expect(bearersOf({ tier: 'province', kind: 'centrallyRunCity' })).toEqual(['provinceChair', 'anyUnit'])
    expect(bearersOf({ tier: 'commune', kind: 'fatherlandFront' })).toEqual(['anyUnit'])
  })

  test('every row has its article or says that there is none, and a row of one id follows another without a gap', () => {
    for (const rule of DUTY_RULES) {
      expect(rule.cite, rule.id).toMatch(/\d+\/\d{4}\/(QH|NĐ-CP)|chưa có điều luật|chưa đọc số điều/)
      if (/chưa (có điều luật|đọc số điều)/.test(rule.cite)) expect(rule.confidence, rule.id).not.toBe('A')
    }
    expect(new Set(DUTY_RULES.map(({ id }) => id)).size).toBe(DUTY_RULES.length)
  })
})

describe('slots are filled by facts', async () => {
  const office = await anOffice()
  afterAll(() => office.db[Symbol.asyncDispose]())
  const { here, neighbour, above, host, db } = office
  const NOVEMBER = { from: day('2026-11-01'), to: day('2026-11-30') }
  beforeAll(() => reviewDuties(host, TODAY))

  const slots = (on = NOVEMBER) => office.as(here.head, (tx) => slotsOf(tx, here.head.unitId, on.from, on.to))
  const slot = async (rule: string): Promise<Slot> => {
    const found = (await slots({ from: day('2026-01-01'), to: day('2027-12-31') })).find((one) => one.ruleId === rule)
    if (!found) throw new Error(`no slot ${rule}`)
    return found
  }
  const received = (doneOn: string): NewEvidence => ({
    ...{ fact: 'headReceived', doneOn: day(doneOn), title: 'Chủ tịch tiếp công dân định kỳ' },
    ...{ documentNumber: '12/BB', documentOn: day(doneOn) },
  })
  const record = (who: Actor, it: NewEvidence, today = TODAY) =>
    office.doing(who, (context) => recordEvidence(context, it), today)

  test('the morning run makes each slot once', async () => {
    const before = await office.count('duties.slot')
    expect(before).toBeGreaterThan(10)
    await reviewDuties(host, addDays(TODAY, 1))
    expect(await office.count('duties.slot')).toBe(before)
    expect(await slot('TCD-02')).toMatchObject({ needed: 2, filled: 0, state: 'open', lastOn: '2026-11-30' })
  })

  test('an empty slot near its end is told of once', async () => {
    const { rows } = await db.owner.query(
      "select to_post_id, subject_kind from platform.message where kind = 'duty' and unit_id = $1",
      [here.head.unitId],
    )
    expect(rows).toEqual([{ to_post_id: here.head.postId, subject_kind: 'unit' }])
  })

  test('two documents of one day are one day; the second day fills it', async () => {
    await record(here.intake, received('2026-11-05'))
    await record(here.intake, received('2026-11-05'))
    expect(await slot('TCD-02')).toMatchObject({ filled: 1, state: 'open' })
    await record(here.intake, received('2026-11-19'))
    expect(await slot('TCD-02')).toMatchObject({ filled: 2, state: 'filled', filledOn: '2026-11-19' })
  })

  test('evidence withdrawn opens the slot again', async () => {
    const { rows } = await db.owner.query("select id from duties.evidence where done_on = '2026-11-19'")
    const away = (who: Actor) =>
      office.doing(who, (context) => withdrawEvidence(context, Number(rows[0].id), 'Ghi nhầm đơn vị'))
    expect(await away(here.intake)).toEqual({ refused: 'notOpen' })
    expect(await away(neighbour.head)).toEqual({ refused: 'notOpen' })
    expect(await away(here.head)).toEqual({ done: true })
    expect(await slot('TCD-02')).toMatchObject({ filled: 1, state: 'open' })
  })

  test('past its end it is late: the head owes to make it up, the superior answers for it; made up, it says late', async () => {
    await reviewDuties(host, day('2026-12-01'))
    const late = await slot('TCD-02')
    expect(late).toMatchObject({ state: 'late', filled: 1 })
    const promise = await office.as(here.head, (tx) => commitmentById(tx, late.commitmentId ?? 0))
    expect(promise).toMatchObject({ ownerPostId: here.head.postId, supervisorPostId: above.postId, state: 'open' })
    expect(promise?.proof.cite).toContain('Luật Tiếp công dân')
    expect(await office.as(here.head, (tx) => dutyWorkplace(tx, late.commitmentId ?? 0))).toContain(`/${late.id}`)
    await reviewDuties(host, day('2026-12-02'))
    expect((await slot('TCD-02')).commitmentId, 'one promise, however often it runs').toBe(late.commitmentId)
    expect('id' in (await record(here.intake, received('2026-12-03'), day('2026-12-03')))).toBe(true)
    const { rows } = await db.owner.query('select state, filled_on from duties.slot where id = $1', [late.id])
    expect(rows[0]).toEqual({ state: 'filledLate', filled_on: '2026-12-03' })
    expect((await office.as(here.head, (tx) => commitmentById(tx, late.commitmentId ?? 0)))?.state).toBe('fulfilled')
  })

  test('everybody reads what was owed and done; a neighbour reads no row', async () => {
    const shown = await office.as(null, (tx) => publicSlots(tx, here.head.unitId, NOVEMBER.from, NOVEMBER.to))
    expect(shown.find((one) => one.ruleId === 'TCD-02')).toMatchObject({ state: 'filledLate', needed: 2 })
    expect(JSON.stringify(shown)).not.toContain('Người giữ')
    expect(await office.as(neighbour.head, (tx) => slotsOf(tx, here.head.unitId, NOVEMBER.from, NOVEMBER.to))).toEqual(
      [],
    )
  })

  test('nothing is proved ahead of time, and the database keeps half a slot out', async () => {
    expect(await record(here.head, received('2026-11-24'))).toEqual({ refused: 'future' })
    const broken = (text: string) => db.owner.query(text).then(() => 'done', sqlState)
    expect(await broken(`update duties.slot set state = 'filled' where state = 'open'`)).toBe('23514')
    expect(await broken(`update duties.slot set state = 'late' where state = 'open'`)).toBe('23514')
  })

  test('a tick without a document is no evidence', async () => {
    const bare = { ...received('2026-11-20'), documentNumber: ' ' }
    await expect(record(here.head, bare)).rejects.toThrow('check constraint')
  })

  describe('rights: action x role x territory', () => {
    const request = (who: Actor) =>
      office.doing(who, (context) =>
        enterInspectionRequest(context, {
          ...{ body: 'peopleInspection', content: 'Đề nghị công khai quỹ vì người nghèo.', receivedOn: TODAY },
          ownerPostId: who.unitId === here.head.unitId ? here.officer.postId : neighbour.officer.postId,
        }),
      )
    for (const role of ROLES)
      test(role, async () => {
        const mayRecord = ['head', 'deputy', 'intake', 'officer'].includes(role)
        expect('id' in (await record(here[role], received('2026-10-10')))).toBe(mayRecord)
        const mayEnter = ['head', 'deputy', 'intake'].includes(role)
        expect('id' in (await request(here[role]))).toBe(mayEnter)
        const made = await request(here.intake)
        if ('refused' in made) throw new Error(made.refused)
        const answer = (who: Actor) =>
          office.doing(who, (context) =>
            answerInspectionRequest(context, made.id, 1, {
              ...{ answer: 'Đã niêm yết tại nhà văn hóa.', documentNumber: '45/UBND', answeredOn: TODAY },
            }),
          )
        expect(await answer(neighbour[role])).toEqual({ refused: 'notOpen' })
        expect('done' in (await answer(here[role]))).toBe(['head', 'deputy', 'officer'].includes(role))
      })
  })

  test('an inspection board is answered within fifteen days, with the number of the answer', async () => {
    const made = await office.doing(here.intake, (context) =>
      enterInspectionRequest(context, {
        ...{ body: 'investmentSupervision', content: 'Đề nghị sửa đoạn đường mới làm đã nứt.', receivedOn: TODAY },
        ownerPostId: here.officer.postId,
      }),
    )
    if ('refused' in made) throw new Error(made.refused)
    const found = await office.as(here.head, (tx) => inspectionRequestById(tx, made.id))
    const promise = await office.as(here.head, (tx) => commitmentById(tx, found?.commitmentId ?? 0))
    expect(promise).toMatchObject({ dueOn: '2026-12-08', ownerPostId: here.officer.postId })
    expect(promise?.proof.rule).toBe('DC-32')
    expect(promise?.publicTitle).toBe('Trả lời kiến nghị của Ban Giám sát đầu tư của cộng đồng')
  })
})
