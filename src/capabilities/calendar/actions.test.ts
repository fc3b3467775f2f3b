import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { testDatabase } from '../../../test/database.ts'
import { type Day, day } from '../../platform/day.ts'
import { inTransaction, NOBODY, type Tx } from '../../platform/db.ts'
import { installJobs, type Jobs, startJobs } from '../../platform/jobs.ts'
import { openLog } from '../../platform/log.ts'
import { type Edit, type NewRule, removeDay, setDay, setOwnRule, setYear } from './actions.ts'
import { answerDeadline, changesOf, daysOf, publishedRulesOf, workingCalendar, yearsOf } from './queries.ts'
import { seedCalendar } from './seed.ts'

const db = await testDatabase()
const log = openLog('silent')
let jobs: Jobs

const inTx = <T>(work: (tx: Tx) => Promise<T>) => inTransaction(db.database, NOBODY, work)
const recounts = async () => {
  const { rows } = await db.owner.query(`select data from jobs.job where name = 'recount' order by created_on, id`)
  return rows.map((row) => row.data)
}

const DOCUMENT = 'Thông báo 100/TB-BNV ngày 01/12/2026'
const edit = (seen: number, year = 2027): Edit => ({ year, postId: 7, documentNumber: DOCUMENT, seen })
const swap = { day: day('2027-04-15'), kind: 'off', name: 'Nghỉ hoán đổi' } as const

beforeAll(async () => {
  await installJobs(db.ownerUrl, ['recount'])
  jobs = await startJobs(db.appUrl, log)
})
beforeEach(async () => {
  await db.owner.query(
    'truncate calendar.year, calendar.day, calendar.change, calendar.unit_rule; delete from jobs.job',
  )
  await inTx(seedCalendar)
})
afterAll(async () => {
  await jobs.stop()
  await db[Symbol.asyncDispose]()
})

describe('an edit of the calendar', () => {
  test('writes the day, the change with before and after, and one recount from that day', async () => {
    const done = await inTx((tx) => setDay(tx, jobs, edit(0), swap))
    expect(done).toEqual({ changeId: expect.any(Number) })
    const written = { ...swap, source: DOCUMENT }
    expect(await inTx((tx) => daysOf(tx, 2027))).toContainEqual(written)
    expect(await inTx((tx) => changesOf(tx, 2027))).toMatchObject([
      { postId: 7, documentNumber: DOCUMENT, before: null, after: written },
    ])
    expect(await recounts()).toEqual([{ fromDay: '2027-04-15' }])
    expect((await inTx((tx) => workingCalendar(tx, true))).isWorking(swap.day)).toBe(false)
  })

  test('rolled back, leaves neither day nor change nor job', async () => {
    const broken = inTx(async (tx) => {
      await setDay(tx, jobs, edit(0), swap)
      throw new Error('after the edit')
    })
    await expect(broken).rejects.toThrow('after the edit')
    expect(await inTx((tx) => daysOf(tx, 2027))).not.toContainEqual(expect.objectContaining({ day: swap.day }))
    expect(await inTx((tx) => changesOf(tx, 2027))).toEqual([])
    expect(await recounts()).toEqual([])
  })

  test('removes a day: it is what its weekday makes it', async () => {
    await inTx((tx) => removeDay(tx, jobs, edit(0), day('2027-11-24')))
    expect((await inTx((tx) => workingCalendar(tx, true))).isWorking(day('2027-11-24'))).toBe(true)
    expect(await inTx((tx) => changesOf(tx, 2027))).toMatchObject([
      { before: { day: '2027-11-24', kind: 'off' }, after: null },
    ])
    expect(await recounts()).toEqual([{ fromDay: '2027-11-24' }])
  })

  test('announces a year: its due days are no longer provisional', async () => {
    await inTx((tx) => setYear(tx, jobs, edit(0), 'announced'))
    expect((await inTx((tx) => workingCalendar(tx, true))).announcedUntil).toBe('2027-12-31')
    expect(await recounts()).toEqual([{ fromDay: '2027-01-01' }])
  })

  test('opens the year after the last, and no other', async () => {
    expect(await inTx((tx) => setYear(tx, jobs, edit(0, 2030), 'provisional'))).toEqual({ refused: 'yearGap' })
    await inTx((tx) => setYear(tx, jobs, edit(0, 2029), 'provisional'))
    expect((await inTx(yearsOf)).at(-1)).toEqual({ year: 2029, status: 'provisional', source: DOCUMENT })
    expect((await inTx((tx) => workingCalendar(tx, true))).last).toBe('2029-12-31')
  })

  const on = (text: string, kind: 'off' | 'worked', name = 'Lý do') => ({ day: day(text), kind, name })
  for (const [what, refused, work] of [
    ['a weekday worked', 'workedWeekday', (tx) => setDay(tx, jobs, edit(0), on('2027-04-15', 'worked'))],
    ['a weekend off without a reason', 'weekendOff', (tx) => setDay(tx, jobs, edit(0), on('2027-04-17', 'off', ''))],
    ['a day off without a name', 'nameless', (tx) => setDay(tx, jobs, edit(0), on('2027-04-15', 'off', ''))],
    ['a day of another year', 'outsideYear', (tx) => setDay(tx, jobs, edit(0), on('2026-04-15', 'off'))],
    ['a removed day of another year', 'outsideYear', (tx) => removeDay(tx, jobs, edit(0), day('2026-11-24'))],
    ['a day of a year not opened', 'yearMissing', (tx) => setDay(tx, jobs, edit(0, 2029), on('2029-04-16', 'off'))],
    ['removing what is not listed', 'notListed', (tx) => removeDay(tx, jobs, edit(0), day('2027-04-15'))],
    ['a version not seen', 'changed', (tx) => setDay(tx, jobs, edit(99), swap)],
  ] as const satisfies readonly (readonly [string, string, (tx: Tx) => Promise<unknown>])[])
    test(`${what} is refused: ${refused}`, async () => {
      expect(await inTx(work)).toEqual({ refused })
      expect(await recounts()).toEqual([])
      expect(await inTx((tx) => changesOf(tx, 2027))).toEqual([])
    })

  test('writing the same again is refused', async () => {
    const first = await inTx((tx) => setDay(tx, jobs, edit(0), swap))
    const seen = 'changeId' in first ? first.changeId : -1
    expect(await inTx((tx) => setDay(tx, jobs, edit(seen), swap))).toEqual({ refused: 'unchanged' })
    await inTx((tx) => setYear(tx, jobs, edit(seen), 'announced'))
    const [{ id } = { id: -1 }] = await inTx((tx) => changesOf(tx, 2027))
    expect(await inTx((tx) => setYear(tx, jobs, edit(id), 'announced'))).toEqual({ refused: 'sameStatus' })
  })

  test('of two people at the same moment one is told that the calendar changed', async () => {
    const other = { ...swap, day: day('2027-04-14') }
    const both = await Promise.all([swap, other].map((one) => inTx((tx) => setDay(tx, jobs, edit(0), one))))
    expect(both.filter((one) => 'changeId' in one)).toHaveLength(1)
    expect(both).toContainEqual({ refused: 'changed' })
    expect(await recounts()).toHaveLength(1)
  })

  test('edits of different years do not disturb each other', async () => {
    await inTx((tx) => setDay(tx, jobs, edit(0), swap))
    const next = { ...swap, day: day('2028-04-14') }
    expect(await inTx((tx) => setDay(tx, jobs, edit(0, 2028), next))).toHaveProperty('changeId')
  })
})

describe("a unit's own rule", () => {
  const rule = (change: Partial<NewRule> = {}): NewRule => ({
    ...{ unitId: 5, kind: 'feedback', days: 7, count: 'working', documentNumber: '12/QĐ-UBND', issuer: 'UBND xã' },
    ...{ documentOn: day('2026-03-01'), from: day('2026-04-01') },
    ...change,
  })
  const later = (change: Partial<NewRule> = {}) =>
    rule({ documentNumber: '40/QĐ-UBND', documentOn: day('2026-09-01'), from: day('2026-10-01'), days: 5, ...change })

  test('a new one ends the one before on that day; each day finds its own', async () => {
    await inTx((tx) => setOwnRule(tx, rule()))
    await inTx((tx) => setOwnRule(tx, later()))
    expect(await inTx((tx) => publishedRulesOf(tx, 5))).toMatchObject([
      { days: 5, from: '2026-10-01', until: null },
      { days: 7, from: '2026-04-01', until: '2026-09-30' },
    ])
    const citeOn = (from: Day) => inTx(async (tx) => (await answerDeadline(tx, 5, 'feedback', from)).cite)
    expect(await citeOn(day('2026-09-30'))).toContain('12/QĐ-UBND')
    expect(await citeOn(day('2026-10-01'))).toContain('40/QĐ-UBND')
    expect(await citeOn(day('2026-03-31'))).toContain('Pháp luật chưa quy định')
  })

  test('kinds and units do not touch each other', async () => {
    await inTx((tx) => setOwnRule(tx, rule()))
    await inTx((tx) => setOwnRule(tx, rule({ kind: 'recommendation' })))
    await inTx((tx) => setOwnRule(tx, rule({ unitId: 6 })))
    expect(await inTx((tx) => publishedRulesOf(tx, 5))).toHaveLength(2)
  })

  for (const [change, refused] of [
    [{ days: 11 }, 'notShorter'],
    [{ days: 15, count: 'calendar' }, 'notShorter'],
    [{ days: 0 }, 'notShorter'],
    [{ from: day('2026-02-28') }, 'beforeDocument'],
  ] as const)
    test(`${JSON.stringify(change)} is refused: ${refused}`, async () => {
      expect(await inTx((tx) => setOwnRule(tx, rule(change)))).toEqual({ refused })
      expect(await inTx((tx) => publishedRulesOf(tx, 5))).toEqual([])
    })

  for (const change of [{ days: 10 }, { days: 14, count: 'calendar' }, { days: 1 }] as const)
    test(`${JSON.stringify(change)} is as short as it must be`, async () => {
      expect(await inTx((tx) => setOwnRule(tx, rule(change)))).toHaveProperty('id')
    })

  test('the same or an earlier day than the rule before is refused', async () => {
    await inTx((tx) => setOwnRule(tx, later()))
    for (const from of [day('2026-10-01'), day('2026-09-15')])
      expect(await inTx((tx) => setOwnRule(tx, later({ from })))).toEqual({ refused: 'notAfterFormer' })
  })
})
