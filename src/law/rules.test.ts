import { describe, expect, test } from 'vitest'
import { addDays, type Day, day } from '../platform/day.ts'
import { DEADLINE_RULES } from './deadline-rules.ts'
import { isInForce, NoRuleError, type Rule, rowsFor, ruleFor, TwoRulesError } from './rules.ts'

const FACTS = ['complex', 'speciallyComplex', 'remote', 'second', 'dismissal'] as const

const combinations = Array.from({ length: 2 ** FACTS.length }, (_, bits) =>
  Object.fromEntries(FACTS.map((fact, index) => [fact, ((bits >> index) & 1) === 1])),
)

const boundaries = [
  ...new Set(
    DEADLINE_RULES.flatMap(({ inForce: { from, until } }) => [
      addDays(from, -1),
      from,
      ...(until ? [until, addDays(until, 1)] : []),
    ]),
  ),
]

for (const rule of new Set(DEADLINE_RULES.map(({ when }) => when.rule)))
  test(`${rule}: one row for any facts on every boundary day, none before the first`, () => {
    const ofRule = DEADLINE_RULES.filter(({ when }) => when.rule === rule)
    for (const facts of combinations)
      for (const on of boundaries) {
        const found = rowsFor(DEADLINE_RULES, { ...facts, rule }).filter((row) => isInForce(row, on))
        expect(found.length, `${rule} ${on} ${JSON.stringify(facts)}`).toBe(
          ofRule.some((row) => isInForce(row, on)) ? 1 : 0,
        )
      }
  })

for (const row of DEADLINE_RULES)
  describe(row.id, () => {
    test('has its article, its subject, a positive period and the day it was checked', () => {
      expect(row.cite).toMatch(
        /^(Điều \d|Khoản \d|Điểm [a-zđ] khoản \d).* \d+\/\d{4}\/(QH|NĐ|NQLT)|^Pháp luật chưa quy định|\(chưa đọc số điều\)$/,
      )
      // An article nobody has read is never shown as read.
      if (row.cite.endsWith('(chưa đọc số điều)')) expect(row.confidence).not.toBe('A')
      expect(row.subject).not.toBe('')
      expect(row.then.days).toBeGreaterThan(0)
      expect(row.checkedOn).toMatch(/^\d{4}-\d{2}-\d{2}$/)
      expect(row.inForce.until === null || row.inForce.from <= row.inForce.until).toBe(true)
    })

    test('stands under its own rule', () => {
      expect(row.id === row.when.rule || row.id.startsWith(`${row.when.rule}.`)).toBe(true)
    })
  })

test('an id names one row in force at a time', () => {
  const open = DEADLINE_RULES.filter(({ inForce }) => inForce.until === null).map(({ id }) => id)
  expect(new Set(open).size).toBe(open.length)
})

describe('ruleFor', () => {
  const then = 1
  const row = (id: string, from: Day, until: Day | null): Rule<{ remote?: boolean }, number> => ({
    id,
    when: { remote: false },
    then,
    cite: 'Điều 1',
    subject: 'test',
    inForce: { from, until },
    confidence: 'A',
    checkedOn: from,
    secondReader: null,
  })
  const amended = [row('old', day('2024-01-01'), day('2026-06-30')), row('new', day('2026-07-01'), null)]

  test('an amended article hands over between two days', () => {
    expect(ruleFor(amended, { remote: false }, day('2026-06-30')).id).toBe('old')
    expect(ruleFor(amended, { remote: false }, day('2026-07-01')).id).toBe('new')
  })

  test('no row throws: by day, by facts, by a fact left unsaid', () => {
    expect(() => ruleFor(amended, { remote: false }, day('2023-12-31'))).toThrow(NoRuleError)
    expect(() => ruleFor(amended, { remote: true }, day('2026-07-01'))).toThrow(NoRuleError)
    expect(() => ruleFor(amended, {}, day('2026-07-01'))).toThrow(NoRuleError)
  })

  test('two rows throw, named', () => {
    const overlapping = [...amended, row('double', day('2026-07-01'), null)]
    expect(() => ruleFor(overlapping, { remote: false }, day('2026-07-01'))).toThrow(TwoRulesError)
    expect(() => ruleFor(overlapping, { remote: false }, day('2026-07-01'))).toThrow(/new and double/)
  })
})
