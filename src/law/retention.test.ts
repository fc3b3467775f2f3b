import { expect, test } from 'vitest'
import { day } from '../platform/day.ts'
import { KEPT, RETENTION_RULES, retentionRule, SET_BY_UNITS } from './retention-rules.ts'

const TODAY = day('2026-11-23')

test('every kind has one row with its source, and none is in force before its day', () => {
  for (const kept of KEPT) {
    const rule = retentionRule(kept, TODAY)
    expect(rule.cite.length).toBeGreaterThan(10)
    expect(() => retentionRule(kept, day('2019-12-31'))).toThrow(kept)
  }
  expect(RETENTION_RULES.map(({ id }) => id)).toEqual([
    ...[
      'DL-10.feedback',
      'DL-10.recommendation',
      'DL-10.complaint',
      'DL-10.voters',
      'DL-10.contact',
      'DL-10.draft',
      'VT-13',
    ],
  ])
})

test('no number is invented: what units set themselves has none in the rows of law', () => {
  for (const kept of SET_BY_UNITS) expect(retentionRule(kept, TODAY)).toHaveProperty('then.until', 'unread')
})

test('VT-13: one year to the archive, Điều 30', () => {
  expect(retentionRule('archive', TODAY)).toHaveProperty('then.years', 1)
})
