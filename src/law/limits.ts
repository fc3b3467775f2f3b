import { type Day, day } from '../platform/day.ts'
import type { Confidence, Rule } from './rules.ts'

/** The event after which a period runs, as people read it: "kể từ ngày thụ lý". */
export const EVENTS = {
  received: 'ngày tiếp nhận',
  accepted: 'ngày thụ lý',
  acceptanceDecided: 'ngày ra quyết định thụ lý',
  decisionKnown: 'ngày nhận được hoặc biết được quyết định, hành vi',
  decisionReceived: 'ngày nhận được quyết định',
  firstSettlementEnded: 'ngày hết thời hạn giải quyết hoặc nhận được quyết định giải quyết lần đầu',
  issued: 'ngày ban hành',
  requested: 'ngày nhận được yêu cầu',
  resolved: 'ngày vụ việc được giải quyết',
  noticeReceived: 'ngày nhận được thông báo',
  invited: 'ngày thông báo mời đối thoại',
  suspended: 'ngày ra quyết định tạm đình chỉ, đình chỉ hoặc tiếp tục',
  handled: 'ngày có kết quả xử lý',
  posted: 'ngày niêm yết',
  announced: 'ngày thông báo',
  tested: 'ngày kiểm tra kết nối',
  held: 'ngày tổ chức',
  groundsFound: 'ngày có căn cứ từ chối',
  overdue: 'ngày biết việc giải quyết quá hạn',
} as const

export type EventKey = keyof typeof EVENTS

export type Limit = {
  readonly days: number
  /** Where a law says "ngày" they are calendar days; only "ngày làm việc" are working days (CAL-08). */
  readonly count: 'calendar' | 'working'
  readonly from: EventKey
  /** `atLeast`: a notice that must run first, so the counted day is the earliest allowed, not the last. */
  readonly bound?: 'atLeast'
}

/** What changes the length of a period. "Complex" stands in a written decision, "remote" in a dated list of units. */
export type DeadlineFacts = {
  readonly complex?: boolean
  readonly speciallyComplex?: boolean
  readonly remote?: boolean
  /** The second complaint, against the first settlement. */
  readonly second?: boolean
  /** Kỷ luật buộc thôi việc. */
  readonly dismissal?: boolean
}

export type DeadlineWhen = DeadlineFacts & { readonly rule: string }
export type DeadlineRule = Rule<DeadlineWhen, Limit>

export const calendarDays = (days: number, from: EventKey): Limit => ({ days, count: 'calendar', from })
export const workingDays = (days: number, from: EventKey): Limit => ({ days, count: 'working', from })

type RowOptions = { when?: DeadlineFacts; from?: Day; confidence?: Confidence; note?: string }

/** Rows of one statute. The rule asked for is the id up to its variant: `KN-05.complex` is a row of `KN-05`. */
export function under(law: string, from: Day, confidence: Confidence) {
  return (id: string, then: Limit, article: string, subject: string, options: RowOptions = {}): DeadlineRule => ({
    id,
    when: { rule: options.when ? ruleOf(id) : id, ...options.when },
    then,
    cite: `${article} ${law}`.trim(),
    subject,
    inForce: { from: options.from ?? from, until: null },
    confidence: options.confidence ?? confidence,
    checkedOn: day('2026-11-23'),
    secondReader: null,
    ...(options.note === undefined ? {} : { note: options.note }),
  })
}

const ruleOf = (id: string) => id.split('.', 1)[0] ?? id
