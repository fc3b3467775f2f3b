import {
  DUTY_RULES,
  type DutyBearer,
  type DutyRule,
  type Period,
  UNREAD_DUTIES,
  type UnreadDuty,
} from '../../law/duty-rules.ts'
import { isInForce } from '../../law/rules.ts'
import { addDays, addMonths, type Day, day, weekday } from '../../platform/day.ts'

export interface Span {
  from: Day
  /** The last day of it. */
  to: Day
}

const firstOf = (year: number, month: number): Day => day(`${year}-${String(month).padStart(2, '0')}-01`)
const MONTHS: Readonly<Record<Exclude<Period, 'week'>, number>> = { month: 1, quarter: 3, half: 6, year: 12 }

/** The calendar week (Monday to Sunday), month, quarter, half or year a day lies in. */
export function periodOf(per: Period, on: Day): Span {
  if (per === 'week') {
    const [monday, sunday] = [1, 7]
    return { from: addDays(on, monday - weekday(on)), to: addDays(on, sunday - weekday(on)) }
  }
  const months = MONTHS[per]
  const [year, month] = [Number(on.slice(0, 4)), Number(on.slice(5, 7))]
  const from = firstOf(year, month - ((month - 1) % months))
  return { from, to: addDays(addMonths(from, months), -1) }
}

export interface OwedSlot {
  rule: DutyRule
  period: Span
  /** The last day on which it is still in time. */
  lastOn: Day
}

/**
 * What is owed in the periods a day lies in. A duty counts from the first whole period in which its rule is in force and the
 * unit receives: nobody is late for what was owed before they were there.
 */
export function owedOn(bearers: readonly DutyBearer[], on: Day, since: Day): OwedSlot[] {
  return DUTY_RULES.filter(({ when }) => bearers.includes(when.bearer)).flatMap((rule) => {
    const period = periodOf(rule.then.per, on)
    if (!isInForce(rule, period.from) || since > period.from) return []
    const { monthsAfter } = rule.then
    const lastOn = monthsAfter ? addDays(addMonths(addDays(period.to, 1), monthsAfter), -1) : period.to
    return [{ rule, period, lastOn }]
  })
}

/** What the rules in force speak of for such a unit without a number we have read. */
export const unreadOn = (bearers: readonly DutyBearer[], on: Day): UnreadDuty[] =>
  UNREAD_DUTIES.filter((rule) => bearers.includes(rule.when.bearer) && isInForce(rule, on))

/** What kind of unit owes which duties. */
export function bearersOf({ tier, kind }: { tier: string; kind: string }): DutyBearer[] {
  const isGovernment = ['province', 'centrallyRunCity', 'ward', 'commune', 'township', 'specialZone'].includes(kind)
  return [
    ...(isGovernment && tier === 'commune' ? (['communeChair', 'communeUnit'] as const) : []),
    ...(isGovernment && tier === 'province' ? (['provinceChair'] as const) : []),
    ...(kind === 'partyCommittee' && tier === 'commune' ? (['communeSecretary'] as const) : []),
    ...(kind === 'partyCommittee' && tier === 'province' ? (['provinceSecretary'] as const) : []),
    ...(kind === 'agency' ? (['agencyHead'] as const) : []),
    ...(kind === 'publicServiceUnit' ? (['publicServiceHead'] as const) : []),
    'anyUnit',
  ]
}
