import { DEADLINE_RULES } from '../../law/deadline-rules.ts'
import type { DeadlineRule } from '../../law/limits.ts'

export const DEFAULT_RULE = 'KN-05'

export const FAMILIES = ['PAKN', 'TCD', 'KN', 'TC', 'CT', 'DT', 'DC', 'DL'] as const
type Family = (typeof FAMILIES)[number]

/** "KN-05.complex" belongs to KN. */
export const familyOf = ({ id }: DeadlineRule) => FAMILIES.find((family) => id.startsWith(`${family}-`)) ?? 'PAKN'

export interface RuleChoice {
  /** What the law is asked for: a rule whose row the facts choose, or one row of its own. */
  value: string
  subject: string
  family: Family
  /** Whether a complex case, a remote area have a limit of their own here. */
  complex: boolean
  remote: boolean
}

/** One choice per rule; "complex" and "remote" are asked apart, every other variant stands for itself. */
export const RULE_CHOICES: readonly RuleChoice[] = DEADLINE_RULES.filter(
  ({ when }) => !when.complex && !when.remote,
).map((row) => {
  const rows = DEADLINE_RULES.filter(({ when }) => when.rule === row.id)
  return {
    ...{ value: row.id, subject: row.subject, family: familyOf(row) },
    complex: rows.some(({ when }) => when.complex),
    remote: rows.some(({ when }) => when.remote),
  }
})

export interface ChosenRule {
  choice: RuleChoice
  complex: boolean
  remote: boolean
}

/** The choice behind a rule or row id: `KN-05.complex` is KN-05 with its box ticked. */
export function chosenRule(id: string): ChosenRule | null {
  const row = DEADLINE_RULES.find((one) => one.id === id)
  const choice =
    RULE_CHOICES.find(({ value }) => value === id) ?? RULE_CHOICES.find(({ value }) => value === row?.when.rule)
  return choice ? { choice, complex: row?.when.complex === true, remote: row?.when.remote === true } : null
}
