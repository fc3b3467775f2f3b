import { describe, expect, test } from 'vitest'
import { type Day, day } from '../platform/day.ts'
import { DEFAULT_CALENDAR as calendar } from './calendar-days.ts'
import { DEADLINE_RULES } from './deadline-rules.ts'
import { daysLate, deadlineBy, deadlineByOwnRule, earliest, lastDay, type RuledDeadline } from './deadlines.ts'
import type { DeadlineFacts } from './limits.ts'

const answered = (ruleId: string, from: string, facts: DeadlineFacts = {}): RuledDeadline => {
  const deadline = deadlineBy(ruleId, day(from), calendar, facts)
  if ('refused' in deadline) throw new Error(`${ruleId} from ${from}: ${deadline.refused}`)
  return deadline
}

describe('lastDay', () => {
  for (const [from, days, count, dueOn, skipped, why] of [
    ['2026-10-05', 30, 'calendar', '2026-11-04', 0, 'day one is the day after the event (CAL-01)'],
    ['2026-10-05', 5, 'calendar', '2026-10-12', 2, 'a last day on Saturday rolls to Monday (CAL-02)'],
    ['2026-10-05', 7, 'calendar', '2026-10-12', 0, 'a weekend inside a period in days counts'],
    ['2026-10-05', 7, 'working', '2026-10-14', 2, 'a weekend inside a period in working days does not'],
    ['2026-10-09', 1, 'working', '2026-10-12', 2, 'the working day after Friday is Monday'],
    ['2026-10-10', 1, 'working', '2026-10-12', 1, 'an event on a day off starts no later'],
    ['2026-02-07', 10, 'calendar', '2026-02-23', 6, 'a last day in Tết rolls past Tết and its weekend'],
    ['2026-02-11', 7, 'working', '2026-02-27', 9, 'Tết stands still in working days'],
    ['2026-02-11', 30, 'calendar', '2026-03-13', 0, 'Tết inside a period in days counts'],
    ['2025-12-11', 30, 'calendar', '2026-01-10', 0, 'Saturday 10/01/2026 is worked and does not roll'],
    ['2026-01-05', 5, 'working', '2026-01-10', 0, 'Saturday 10/01/2026 counts as a working day'],
    ['2025-12-03', 30, 'calendar', '2026-01-05', 3, 'Friday 02/01/2026 was swapped off'],
    ['2026-08-12', 10, 'calendar', '2026-08-22', 0, 'Saturday 22/08/2026 is worked and does not roll'],
    ['2026-08-17', 5, 'working', '2026-08-22', 0, 'Saturday 22/08/2026 counts as a working day'],
    ['2026-08-01', 30, 'calendar', '2026-09-03', 3, 'Monday 31/08/2026 was swapped off before Quốc khánh'],
    ['2024-05-01', 3, 'calendar', '2024-05-04', 0, 'Saturday 04/05/2024 was worked for 29/4'],
    ['2025-04-16', 10, 'calendar', '2025-04-26', 0, 'Saturday 26/04/2025 was worked for 02/5'],
    ['2026-11-23', 3, 'working', '2026-11-27', 1, 'Tuesday 24/11/2026 is off'],
    ['2026-10-25', 30, 'calendar', '2026-11-25', 1, 'a last day on 24/11/2026 rolls'],
    ['2025-10-25', 30, 'calendar', '2025-11-24', 0, '24/11/2025 was no holiday yet'],
    ['2024-02-28', 1, 'calendar', '2024-02-29', 0, 'a leap day is a day'],
  ] as const)
    test(`${days} ${count} days from ${from}, due ${dueOn}: ${why}`, () => {
      const deadline = lastDay(day(from), { days, count }, calendar)
      expect(deadline).toMatchObject({ from, days, count, dueOn, provisional: false })
      expect(deadline.excluded).toHaveLength(skipped)
    })

  for (const [from, dueOn, provisional, why] of [
    ['2026-12-01', '2026-12-31', false, 'the last announced day is certain'],
    ['2026-12-02', '2027-01-04', true, 'a day rolled into 2027 is provisional'],
    ['2027-01-06', '2027-02-12', true, 'Tết 2027 follows the statute until it is announced'],
    ['2028-04-01', '2028-05-03', true, '30/4/2028 is a Sunday before 01/5'],
  ] as const)
    test(`30 days from ${from}, due ${dueOn}: ${why}`, () => {
      const deadline = lastDay(day(from), { days: 30, count: 'calendar' }, calendar)
      expect(deadline).toMatchObject({ dueOn, provisional })
    })

  test('names every excluded day with its source', () => {
    expect(lastDay(day('2026-11-20'), { days: 2, count: 'working' }, calendar).excluded).toEqual([
      { day: '2026-11-21', reason: 'Thứ Bảy', source: 'Điều 111 Bộ luật Lao động 45/2019/QH14' },
      { day: '2026-11-22', reason: 'Chủ nhật', source: 'Điều 111 Bộ luật Lao động 45/2019/QH14' },
      { day: '2026-11-24', reason: 'Ngày Văn hóa Việt Nam', source: 'Nghị quyết 28/2026/QH16' },
    ])
  })

  for (const days of [0, -1, 2.5]) {
    test(`a period of ${days} days is a mistake`, () => {
      expect(() => lastDay(day('2026-10-05'), { days, count: 'calendar' }, calendar)).toThrow(RangeError)
    })
  }
})

describe('a pause', () => {
  const dueOn = (days: number, count: 'calendar' | 'working', ...pauses: (readonly [string, string])[]) =>
    lastDay(
      day('2026-10-05'),
      { days, count },
      calendar,
      pauses.map(([from, until]) => ({ from: day(from), until: day(until) })),
    ).dueOn

  test.each<[Day, string, Day]>([
    [
      dueOn(30, 'calendar', ['2026-10-12', '2026-10-22']),
      'adds its ten days, then the weekend rolls',
      day('2026-11-16'),
    ],
    [dueOn(10, 'calendar', ['2026-10-07', '2026-10-08']), 'begins on its first day', day('2026-10-16')],
    [dueOn(10, 'calendar', ['2026-10-07', '2026-10-07']), 'of no day changes nothing', day('2026-10-15')],
    [dueOn(5, 'calendar', ['2026-10-12', '2026-10-15']), 'on the day rolled to pushes further', day('2026-10-15')],
    [dueOn(3, 'working', ['2026-10-07', '2026-10-12']), 'over a weekend costs working days once', day('2026-10-13')],
    [
      dueOn(10, 'calendar', ['2026-10-07', '2026-10-10'], ['2026-10-08', '2026-10-12']),
      'overlapping another counts once',
      day('2026-10-20'),
    ],
    [
      dueOn(10, 'calendar', ['2026-10-01', '2026-10-08']),
      'before the event holds only what follows it',
      day('2026-10-19'),
    ],
    [dueOn(10, 'calendar', ['2026-10-16', '2026-12-01']), 'after the due day changes nothing', day('2026-10-15')],
  ])('%s: a pause that %s', (counted, _why, expected) => {
    expect(counted).toBe(expected)
  })

  test('is shown among the excluded days with its decision', () => {
    const pause = { from: day('2026-10-06'), until: day('2026-10-07'), source: 'Quyết định 12/QĐ-UBND' }
    expect(lastDay(day('2026-10-05'), { days: 1, count: 'working' }, calendar, [pause]).excluded).toEqual([
      { day: '2026-10-06', reason: 'Tạm đình chỉ', source: 'Quyết định 12/QĐ-UBND' },
    ])
  })

  test('still open leaves no due day', () => {
    const open = [{ from: day('2026-10-12'), until: null }]
    expect(deadlineBy('KN-05', day('2026-10-05'), calendar, {}, open)).toEqual({ refused: 'held' })
    expect(() => lastDay(day('2026-10-05'), { days: 30, count: 'calendar' }, calendar, open)).toThrow(RangeError)
  })

  test('opened after the due day does not reopen the clock', () => {
    const open = [{ from: day('2026-11-05'), until: null }]
    expect(deadlineBy('KN-05', day('2026-10-05'), calendar, {}, open)).toMatchObject({ dueOn: '2026-11-04' })
  })
})

describe('every rule, from Monday 05/10/2026', () => {
  const remote = { remote: true }
  const complex = { complex: true }
  const speciallyComplex = { complex: true, speciallyComplex: true }
  const dismissed = { second: true, dismissal: true }
  const rows: readonly (readonly [row: string, rule: string, facts: DeadlineFacts, dueOn: string])[] = [
    ['PAKN-03', 'PAKN-03', {}, '2026-10-12'],
    ['PAKN-06.feedback', 'PAKN-06.feedback', {}, '2026-10-19'],
    ['PAKN-06.recommendation', 'PAKN-06.recommendation', {}, '2026-10-19'],
    ['TCD-08', 'TCD-08', {}, '2026-10-12'],
    ['TCD-10', 'TCD-10', {}, '2026-10-19'],
    ['TCD-12', 'TCD-12', {}, '2026-10-14'],
    ['TCD-13', 'TCD-13', {}, '2026-10-12'],
    ['TCD-17', 'TCD-17', {}, '2026-10-08'],
    ['TCD-20', 'TCD-20', {}, '2026-10-12'],
    ['TCD-21', 'TCD-21', {}, '2026-10-06'],
    ['KN-01', 'KN-01', {}, '2027-01-04'],
    ['KN-02', 'KN-02', {}, '2026-10-20'],
    ['KN-02.second', 'KN-02', { second: true }, '2026-10-15'],
    ['KN-02.second.dismissal', 'KN-02', dismissed, '2026-11-04'],
    ['KN-03', 'KN-03', {}, '2026-10-15'],
    ['KN-04', 'KN-04', {}, '2026-10-14'],
    ['KN-05', 'KN-05', {}, '2026-11-04'],
    ['KN-05.complex', 'KN-05', complex, '2026-11-19'],
    ['KN-05.remote', 'KN-05', remote, '2026-11-19'],
    ['KN-05.complex.remote', 'KN-05', { ...complex, ...remote }, '2026-12-04'],
    ['KN-06', 'KN-06', {}, '2026-11-19'],
    ['KN-06.complex', 'KN-06', complex, '2026-12-04'],
    ['KN-06.remote', 'KN-06', remote, '2026-12-04'],
    ['KN-06.complex.remote', 'KN-06', { ...complex, ...remote }, '2026-12-14'],
    ['KN-07', 'KN-07', remote, '2026-11-04'],
    ['KN-07.complex', 'KN-07', complex, '2026-11-19'],
    ['KN-09', 'KN-09', {}, '2026-10-12'],
    ['KN-10', 'KN-10', {}, '2026-10-08'],
    ['KN-10.second', 'KN-10', { second: true }, '2026-10-12'],
    ['KN-11', 'KN-11', {}, '2026-10-20'],
    ['KN-12', 'KN-12', complex, '2026-11-04'],
    ['KN-12.remote', 'KN-12', remote, '2026-11-19'],
    ['KN-13', 'KN-13', {}, '2026-11-04'],
    ['KN-13.remote', 'KN-13', remote, '2026-11-19'],
    ['KN-15', 'KN-15', {}, '2026-10-08'],
    ['KN-18', 'KN-18', {}, '2026-10-12'],
    ['TC-01', 'TC-01', {}, '2026-10-14'],
    ['TC-01.complex', 'TC-01', complex, '2026-10-19'],
    ['TC-02', 'TC-02', {}, '2026-10-12'],
    ['TC-06', 'TC-06', {}, '2026-10-12'],
    ['TC-07', 'TC-07', {}, '2026-11-04'],
    ['TC-07.complex', 'TC-07', complex, '2026-12-04'],
    ['TC-07.speciallyComplex', 'TC-07', speciallyComplex, '2027-01-04'],
    ['TC-09', 'TC-09', {}, '2026-10-12'],
    ['TC-11', 'TC-11', {}, '2026-10-12'],
    ['TC-12', 'TC-12', {}, '2026-10-14'],
    ['TC-13', 'TC-13', {}, '2026-10-12'],
    ['TC-14', 'TC-14', {}, '2026-10-26'],
    ['TC-15', 'TC-15', {}, '2026-10-12'],
    ['TC-15.report', 'TC-15.report', {}, '2026-10-12'],
    ['TC-16', 'TC-16', {}, '2026-10-14'],
    ['DT-02', 'DT-02', {}, '2026-10-12'],
    ['DT-03', 'DT-03', {}, '2026-10-15'],
    ['DC-28', 'DC-28', {}, '2026-10-12'],
    ['DC-32', 'DC-32', {}, '2026-10-20'],
    ['CT-01', 'CT-01', {}, '2026-12-04'],
    ['CT-03', 'CT-03', {}, '2026-10-26'],
    ['CT-04', 'CT-04', {}, '2026-11-04'],
    ['DL-02', 'DL-02', {}, '2026-10-07'],
    ['DL-03', 'DL-03', {}, '2026-10-20'],
    ['DL-04.correct', 'DL-04.correct', {}, '2026-10-15'],
    ['DL-04.erase', 'DL-04.erase', {}, '2026-10-26'],
  ]

  for (const [row, rule, facts, dueOn] of rows)
    test(`${row}: ${dueOn}`, () => {
      expect(answered(rule, '2026-10-05', facts)).toMatchObject({ rule: row, dueOn })
      expect(answered(row, '2026-10-05')).toMatchObject({ rule: row, dueOn })
    })

  test('leaves no row out', () => {
    expect(DEADLINE_RULES.map(({ id }) => id)).toEqual(rows.map(([row]) => row))
  })
})

test('a deadline says its article, its subject and how sure the text is', () => {
  expect(answered('KN-05', '2026-10-05')).toMatchObject({
    cite: 'Điều 28 Luật Khiếu nại 02/2011/QH13',
    subject: 'Giải quyết khiếu nại lần đầu',
    event: 'accepted',
    confidence: 'A',
    note: null,
  })
})

test('an answer to feedback is never cited to the duty to tell a person who came (TCD-10)', () => {
  for (const rule of ['PAKN-06.feedback', 'PAKN-06.recommendation'])
    expect(answered(rule, '2026-10-05').cite).not.toContain('42/2013/QH13')
})

describe('KN-03 against KN-04: the earlier binds', () => {
  for (const [from, binding, dueOn, why] of [
    ['2026-10-05', 'KN-04', '2026-10-14', 'in an ordinary week the 7 working days end first'],
    ['2027-02-01', 'KN-03', '2027-02-12', 'around Tết the 10 days end first, though rolled'],
    ['2026-10-07', 'KN-04', '2026-10-16', 'KN-03 rolls from Saturday to Monday'],
  ] as const)
    test(`received ${from}, ${binding}: ${why}`, () => {
      const found = earliest([answered('KN-03', from), answered('KN-04', from)])
      expect(found.binding).toMatchObject({ rule: binding, dueOn })
      expect(found.all.map(({ rule }) => rule)).toEqual(['KN-03', 'KN-04'])
    })

  test('of two on one day the first named binds', () => {
    const same = [answered('TC-11', '2026-10-05'), answered('TC-13', '2026-10-05')]
    expect(earliest(same).binding.rule).toBe('TC-11')
  })

  test('nothing, or a least notice, has no earliest', () => {
    expect(() => earliest([])).toThrow(RangeError)
    expect(() => earliest([answered('KN-09', '2026-10-05')])).toThrow(RangeError)
  })
})

describe('refusals', () => {
  for (const [ruleId, from, refused, why] of [
    ['KN-99', '2026-10-05', 'unknownRule', 'no such rule'],
    ['KN-05.urgent', '2026-10-05', 'unknownRule', 'no such variant'],
    ['KN-04', '2026-06-30', 'notInForce', 'the decree begins on 01/7/2026'],
    ['KN-15', '2026-06-30', 'notInForce', 'Điều 11a begins on 01/7/2026'],
    ['KN-05', '2023-12-31', 'beforeCalendar', 'no calendar before 2024'],
    ['KN-05', '2028-12-01', 'beyondCalendar', 'the last day rolls past 2028'],
    ['KN-05', '2029-01-01', 'beyondCalendar', 'the event itself is past 2028'],
  ] as const)
    test(`${ruleId} from ${from}, ${refused}: ${why}`, () => {
      expect(deadlineBy(ruleId, day(from), calendar)).toEqual({ refused })
    })

  test('KN-04 counts from its first day in force', () => {
    expect(answered('KN-04', '2026-07-01').dueOn).toBe('2026-07-10')
  })
})

describe("a unit's own rule", () => {
  const own = {
    days: 7,
    count: 'working',
    documentNumber: 'Quyết định 15/QĐ-UBND',
    documentOn: day('2026-03-05'),
    issuer: 'UBND phường Tân Lập',
  } as const

  test('is cited by its document', () => {
    expect(deadlineByOwnRule(own, day('2026-10-05'), calendar)).toMatchObject({
      rule: 'OWN',
      cite: 'theo Quyết định 15/QĐ-UBND ngày 05/03/2026 của UBND phường Tân Lập',
      dueOn: '2026-10-14',
    })
  })

  test('refuses outside the calendar like a statute', () => {
    expect(deadlineByOwnRule(own, day('2023-12-31'), calendar)).toEqual({ refused: 'beforeCalendar' })
    expect(deadlineByOwnRule(own, day('2028-12-28'), calendar)).toEqual({ refused: 'beyondCalendar' })
  })
})

for (const [on, late] of [
  ['2026-10-08', 0],
  ['2026-10-09', 0],
  ['2026-10-10', 1],
  ['2026-10-12', 3],
] as const)
  test(`due 09/10/2026, on ${on}: ${late} days late, weekends included`, () => {
    expect(daysLate(day('2026-10-09'), day(on))).toBe(late)
  })
