import type { Day } from '../platform/day.ts'

/** A the article was read · B a secondary source was read · C one public transcription only · M from memory. */
export type Confidence = 'A' | 'B' | 'C' | 'M'

/** A rule of law as a dated row. An amended article closes its row, opens another; `until` is the last day in force. */
export type Rule<When, Then> = {
  readonly id: string
  readonly when: When
  readonly then: Then
  readonly cite: string
  readonly subject: string
  readonly inForce: { readonly from: Day; readonly until: Day | null }
  readonly confidence: Confidence
  readonly checkedOn: Day
  readonly secondReader: string | null
  readonly note?: string
}

export class NoRuleError extends Error {
  override readonly name = 'NoRuleError'
}

export class TwoRulesError extends Error {
  override readonly name = 'TwoRulesError'
}

/** Rows whose `when` the facts meet, on whatever day. A fact that a row does not name does not matter to it. */
export function rowsFor<When extends object, Then>(rows: readonly Rule<When, Then>[], facts: When) {
  return rows.filter(({ when }) => (Object.keys(when) as (keyof When)[]).every((fact) => when[fact] === facts[fact]))
}

export function isInForce({ inForce }: Pick<Rule<unknown, unknown>, 'inForce'>, on: Day): boolean {
  return inForce.from <= on && (inForce.until === null || on <= inForce.until)
}

/** The one row for these facts on this day. None or two is a mistake in the rows, so it throws. */
export function ruleFor<When extends object, Then>(rows: readonly Rule<When, Then>[], facts: When, on: Day) {
  const [found, second] = rowsFor(rows, facts).filter((row) => isInForce(row, on))
  if (!found) throw new NoRuleError(`no rule on ${on} for ${JSON.stringify(facts)}`)
  if (second) throw new TwoRulesError(`${found.id} and ${second.id} both apply on ${on} to ${JSON.stringify(facts)}`)
  return found
}
