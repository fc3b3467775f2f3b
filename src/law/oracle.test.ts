import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, type Day, day } from '../platform/day.ts'
import { DEFAULT_CALENDAR } from './calendar-days.ts'
import { DEADLINE_RULES } from './deadline-rules.ts'
import { deadlineBy, type Pause } from './deadlines.ts'
import { ORACLE_RULES, oracle } from './oracle.ts'

const RUNS = Number(process.env.ORACLE_RUNS ?? 2000)

const anyDay = fc.integer({ min: -30, max: 1860 }).map((offset) => addDays(day('2024-01-01'), offset))
// Half of the days stand where the traps are: Tết, swapped Saturdays, 24/11, the edges of law and calendar.
const trapDay = fc
  .tuple(
    fc
      .constantFrom('2024-01-01', '2024-05-04', '2025-01-29', '2026-01-10', '2026-02-17', '2026-07-01', '2026-08-22')
      .map(day),
    fc.integer({ min: -75, max: 10 }),
  )
  .map(([on, offset]) => addDays(on, offset))
const lateTrapDay = fc
  .tuple(
    fc.constantFrom('2026-11-24', '2026-12-31', '2027-02-06', '2028-04-30', '2028-12-31').map(day),
    fc.integer({ min: -95, max: 5 }),
  )
  .map(([on, offset]) => addDays(on, offset))
const from = fc.oneof(anyDay, trapDay, lateTrapDay)

const pausesAfter = (event: Day) =>
  fc.array(
    fc
      .tuple(fc.integer({ min: -20, max: 100 }), fc.option(fc.integer({ min: 0, max: 60 }), { freq: 12 }))
      .map(([start, length]): Pause => {
        const begins = addDays(event, start)
        return { from: begins, until: length === null ? null : addDays(begins, length) }
      }),
    { maxLength: 3 },
  )

const cases = fc
  .tuple(fc.constantFrom(...ORACLE_RULES, 'KN-99'), from, fc.boolean(), fc.boolean())
  .chain(([rule, on, complex, remote]) =>
    fc.record({
      rule: fc.constant(rule),
      on: fc.constant(on),
      facts: fc.constant({ complex, remote }),
      pauses: pausesAfter(on),
    }),
  )

test(`the count agrees with the oracle, ${RUNS} times`, { timeout: 600_000 }, () => {
  const seen = new Map<string, number>()
  fc.assert(
    fc.property(cases, ({ rule, on, facts, pauses }) => {
      const found = deadlineBy(rule, on, DEFAULT_CALENDAR, facts, pauses)
      const told =
        'refused' in found
          ? found.refused
          : [
              `due ${found.dueOn}`,
              ...found.excluded.map((skipped) => skipped.day),
              ...(found.provisional ? ['provisional'] : []),
            ].join(' ')
      const outcome = told.split(' ', 1)[0] ?? ''
      seen.set(outcome, (seen.get(outcome) ?? 0) + 1)
      expect(told).toBe(oracle(rule, on, facts, pauses))
    }),
    { numRuns: RUNS },
  )
  if (RUNS < 2000) return
  expect([...seen.keys()].sort()).toEqual([
    'beforeCalendar',
    'beyondCalendar',
    'due',
    'held',
    'notInForce',
    'unknownRule',
  ])
})

test('the oracle knows every row', () => {
  const rowIds = DEADLINE_RULES.map(({ id }) => id)
  expect(ORACLE_RULES.filter((id) => !rowIds.includes(id))).toEqual([])
  const byFacts = /\.(complex|remote)/
  expect(rowIds.filter((id) => !byFacts.test(id) && !ORACLE_RULES.includes(id))).toEqual([])
})
