import type { WorkCalendar } from '../../law/calendar.ts'
import { deadlineBy, type RuledDeadline } from '../../law/deadlines.ts'
import { DUTY_RULES, type DutyBearer, type DutyRule } from '../../law/duty-rules.ts'
import { isInForce } from '../../law/rules.ts'
import { addDays, addMonths, type Day, day, weekday } from '../../platform/day.ts'
import type { SessionKind } from './workflow.ts'

/** The program's own, said where contact data is asked for. */
export const REMIND = { days: 1, cite: 'Nhắc trước buổi hẹn một ngày' } as const
export const CONTACT_LIFE = { days: 1, cite: 'Số điện thoại, thư điện tử xóa vào đêm sau buổi tiếp' } as const
/** How far ahead the public page lets people turn its months. */
export const MONTHS_SHOWN = { months: 12, cite: 'Lịch xem trước và sau không quá 12 tháng' } as const

/** How far ahead another time is offered to whoever changes a ticket. */
const CHANGE_AHEAD = { months: 2, cite: 'Đổi phiếu hẹn: xem các buổi trong hai tháng tới' } as const

export const lastOffered = (today: Day): Day => addMonths(today, CHANGE_AHEAD.months)

/** Which notice must run before a session of a kind; regular hours stand published, ad-hoc sessions are held at once. */
const NOTICE: Readonly<Partial<Record<SessionKind, string>>> = { head: 'TCD-08', online: 'TCD-20' }

/** The earliest day on which a session announced on a day may be held, with every day left out; null: no notice is owed. */
export function earliestDay(kind: SessionKind, announcedOn: Day, calendar: WorkCalendar): RuledDeadline | null {
  const rule = NOTICE[kind]
  if (!rule) return null
  const counted = deadlineBy(rule, announcedOn, calendar)
  if ('refused' in counted) throw new RangeError(`${rule} from ${announcedOn}: ${counted.refused}`)
  return counted
}

export interface OwedDays {
  rule: DutyRule
  /** How many days of a month by this rule; a rule per week counts the Mondays. */
  days: number
}

/** What the head of a unit owes in the month that begins on `from`, by the rules in force that day. */
export function owedDays({ tier, kind }: { tier: string; kind: string }, from: Day): OwedDays[] {
  const bearer = bearerOf(tier, kind)
  return DUTY_RULES.filter(
    (rule) => rule.then.fact === 'headReceived' && rule.when.bearer === bearer && isInForce(rule, from),
  ).map((rule) => ({ rule, days: rule.then.times * (rule.then.per === 'week' ? mondaysOf(from) : 1) }))
}

const GOVERNMENT = ['province', 'centrallyRunCity', 'ward', 'commune', 'township', 'specialZone']

function bearerOf(tier: string, kind: string): DutyBearer | null {
  if (kind === 'agency') return 'agencyHead'
  if (kind === 'publicServiceUnit') return 'publicServiceHead'
  if (tier !== 'commune' && tier !== 'province') return null
  if (kind === 'partyCommittee') return tier === 'commune' ? 'communeSecretary' : 'provinceSecretary'
  if (!GOVERNMENT.includes(kind)) return null
  return tier === 'commune' ? 'communeChair' : 'provinceChair'
}

function mondaysOf(from: Day): number {
  let count = 0
  const { to } = monthSpan(from.slice(0, 7))
  for (let on = from; on <= to; on = addDays(on, 1)) if (weekday(on) === 1) count++
  return count
}

const MONTH = /^\d{4}-(0[1-9]|1[0-2])$/

/** The month asked for (`2026-12`), else this one; nobody turns further than the program shows. */
export function monthAsked(typed: string | undefined, today: Day): string {
  const now = today.slice(0, 7)
  if (!typed || !MONTH.test(typed)) return now
  const first = addMonths(day(`${now}-01`), -MONTHS_SHOWN.months).slice(0, 7)
  const last = addMonths(day(`${now}-01`), MONTHS_SHOWN.months).slice(0, 7)
  return typed < first || typed > last ? now : typed
}

export const turnMonth = (month: string, by: number): string => addMonths(day(`${month}-01`), by).slice(0, 7)

export function monthSpan(month: string): { from: Day; to: Day } {
  const from = day(`${month}-01`)
  return { from, to: addDays(addMonths(from, 1), -1) }
}
