import { describe, expect, test } from 'vitest'
import { day } from '../platform/day.ts'
import { workCalendar } from './calendar.ts'
import { CALENDAR_DAYS, CALENDAR_YEARS, DEFAULT_CALENDAR } from './calendar-days.ts'

for (const [on, reason, why] of [
  ['2026-11-23', null, 'an ordinary Monday'],
  ['2026-11-24', 'Ngày Văn hóa Việt Nam', 'a holiday since 01/7/2026'],
  ['2025-11-24', null, 'no holiday before NQ 28/2026/QH16'],
  ['2026-11-21', 'Thứ Bảy', 'a Saturday'],
  ['2026-11-22', 'Chủ nhật', 'a Sunday'],
  ['2026-01-10', null, 'a Saturday worked for 02/01'],
  ['2026-08-22', null, 'a Saturday worked for 31/8'],
  ['2026-01-02', 'Nghỉ hoán đổi', 'a Friday swapped'],
  ['2026-04-27', 'Nghỉ bù Giỗ Tổ Hùng Vương', 'Giỗ Tổ on a Sunday moves to Monday'],
  ['2027-02-11', 'Nghỉ bù Tết Nguyên đán', 'two Tết days on a weekend move to Wednesday and Thursday'],
  ['2028-05-02', 'Nghỉ bù Ngày Chiến thắng 30/4', 'Sunday 30/4 cannot move to 01/5'],
] as const)
  test(`${on}: ${why}`, () => {
    expect(DEFAULT_CALENDAR.dayOff(day(on))?.reason ?? null).toBe(reason)
    expect(DEFAULT_CALENDAR.isWorking(day(on))).toBe(reason === null)
  })

test('the horizon: from 2024, announced to the end of 2026, known to the end of 2028', () => {
  const { first, last, announcedUntil } = DEFAULT_CALENDAR
  expect([first, announcedUntil, last]).toEqual(['2024-01-01', '2026-12-31', '2028-12-31'])
})

for (const { year } of CALENDAR_YEARS)
  describe(`${year}`, () => {
    const rows = CALENDAR_DAYS.filter((row) => row.day.startsWith(`${year}`))
    const swapped = rows.filter(({ name }) => name === 'Nghỉ hoán đổi')

    test('has the holidays of Điều 112, twelve since 24/11 became one, each on a weekday', () => {
      expect(rows.filter(({ kind }) => kind === 'off').length - swapped.length).toBe(year < 2026 ? 11 : 12)
      expect(rows.filter(({ day: on }) => [0, 6].includes(new Date(on).getUTCDay()))).toEqual(
        rows.filter(({ kind }) => kind === 'worked'),
      )
    })

    test('pays for every swapped day with a Saturday', () => {
      expect(rows.filter(({ kind }) => kind === 'worked')).toHaveLength(swapped.length)
    })

    test('says where each day comes from', () => {
      expect(rows.filter(({ source }) => source === '')).toEqual([])
    })
  })

test('a year announced after a provisional one does not stretch the horizon', () => {
  const source = 'test'
  const years = [
    { year: 2024, status: 'announced', source },
    { year: 2025, status: 'provisional', source },
    { year: 2026, status: 'announced', source },
  ] as const
  expect(workCalendar(years, []).announcedUntil).toBe('2024-12-31')
})

for (const [why, years, days] of [
  ['a gap between years', [2024, 2026], []],
  ['no year', [], []],
  ['a day of no listed year', [2024], [['2025-01-01', 'off']]],
  [
    'a day that stands twice',
    [2024],
    [
      ['2024-01-01', 'off'],
      ['2024-01-01', 'off'],
    ],
  ],
  ['a weekday said to be worked in exchange', [2024], [['2024-01-02', 'worked']]],
] as const)
  test(`refuses ${why}`, () => {
    const listed = years.map((year) => ({ year, status: 'announced', source: 'test' }) as const)
    const rows = days.map(([on, kind]) => ({ day: day(on), kind, name: 'test', source: 'test' }))
    expect(() => workCalendar(listed, rows)).toThrow(RangeError)
  })

test('never guesses a day outside its years', () => {
  expect(() => DEFAULT_CALENDAR.isWorking(day('2029-01-01'))).toThrow(RangeError)
  expect(() => DEFAULT_CALENDAR.dayOff(day('2023-12-29'))).toThrow(RangeError)
})
