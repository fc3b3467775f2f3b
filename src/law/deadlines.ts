import { addDays, type Day, daysBetween, formatDay } from '../platform/day.ts'
import type { WorkCalendar } from './calendar.ts'
import { DEADLINE_RULES } from './deadline-rules.ts'
import type { DeadlineFacts, DeadlineRule, EventKey, Limit } from './limits.ts'
import { type Confidence, isInForce, rowsFor, ruleFor } from './rules.ts'

export type ExcludedDay = { day: Day; reason: string; source: string }

export type Deadline = {
  from: Day
  count: Limit['count']
  days: number
  dueOn: Day
  /** Every day skipped, in order: days off, days rolled over at the end, paused days. */
  excluded: readonly ExcludedDay[]
  /** It ends after the announced calendar, so Government may still move it. */
  provisional: boolean
}

/**
 * Days held by a suspension: `from`, the day of the decision, is paused; `until`, the day of resuming, counts again.
 * The shorter reading for the office and the surer one for the citizen. `until` null: still held, no due day is known.
 */
export type Pause = { from: Day; until: Day | null; reason?: string; source?: string }

export type RuledDeadline = Deadline & {
  rule: string
  cite: string
  subject: string
  event: EventKey
  bound: 'atMost' | 'atLeast'
  confidence: Confidence
  note: string | null
}

export type DeadlineRefusal = 'unknownRule' | 'notInForce' | 'beforeCalendar' | 'beyondCalendar' | 'held'
export type Refused = { refused: DeadlineRefusal }

export type OwnRule = {
  days: number
  count: Limit['count']
  documentNumber: string
  documentOn: Day
  issuer: string
}

type Period = Pick<Limit, 'days' | 'count'>

/** Throws where `deadlineBy` refuses: outside the calendar, or held by an open pause. */
export function lastDay(from: Day, limit: Period, calendar: WorkCalendar, pauses: readonly Pause[] = []): Deadline {
  const counted = countOff(from, limit, calendar, pauses)
  if ('refused' in counted)
    throw new RangeError(`no last day ${limit.days} ${limit.count} from ${from}: ${counted.refused}`)
  return counted
}

/**
 * The last day under a rule of law, by the row in force on the day of the event. `ruleId` is a rule (`KN-05`, the facts
 * choose its row) or one row (`KN-05.complex`, which brings its own facts).
 */
export function deadlineBy(
  ruleId: string,
  from: Day,
  calendar: WorkCalendar,
  facts: DeadlineFacts = {},
  pauses: readonly Pause[] = [],
): RuledDeadline | Refused {
  const asked = whenOf(ruleId, facts)
  if (!asked) return { refused: 'unknownRule' }
  const outside = outsideCalendar(from, calendar)
  if (outside) return outside
  const rows = rowsFor(DEADLINE_RULES, asked)
  if (rows.length > 0 && !rows.some((row) => isInForce(row, from))) return { refused: 'notInForce' }
  const row = ruleFor(DEADLINE_RULES, asked, from)
  const counted = countOff(from, row.then, calendar, pauses)
  return 'refused' in counted ? counted : { ...counted, ...because(row) }
}

/** The last day under a unit's own published answer rule. */
export function deadlineByOwnRule(ownRule: OwnRule, from: Day, calendar: WorkCalendar): RuledDeadline | Refused {
  const counted = countOff(from, ownRule, calendar, [])
  if ('refused' in counted) return counted
  const { documentNumber, documentOn, issuer } = ownRule
  return {
    ...counted,
    rule: 'OWN',
    cite: `theo ${documentNumber} ngày ${formatDay(documentOn)} của ${issuer}`,
    subject: 'Trả lời theo thời hạn đơn vị đã công bố',
    event: 'received',
    bound: 'atMost',
    confidence: 'A',
    note: null,
  }
}

/** Several clocks may run at once (KN-03, KN-04): the earliest binds, all are shown. Of equals, the first named. */
export function earliest<T extends Pick<Deadline, 'dueOn'> & { bound?: RuledDeadline['bound'] }>(
  deadlines: readonly T[],
) {
  const [first, ...others] = deadlines
  if (!first) throw new RangeError('the earliest of no deadlines')
  if (deadlines.some(({ bound }) => bound === 'atLeast')) throw new RangeError('a least notice is no deadline')
  return {
    binding: others.reduce((soonest, next) => (next.dueOn < soonest.dueOn ? next : soonest), first),
    all: deadlines,
  }
}

/** Calendar days after the due day; 0 when not late. */
export function daysLate(dueOn: Day, on: Day): number {
  return Math.max(0, daysBetween(dueOn, on))
}

function countOff(
  from: Day,
  { days, count }: Period,
  calendar: WorkCalendar,
  pauses: readonly Pause[],
): Deadline | Refused {
  if (!Number.isInteger(days) || days < 1) throw new RangeError(`a period of ${days} days`)
  const outside = outsideCalendar(from, calendar)
  if (outside) return outside

  const excluded: ExcludedDay[] = []
  let counted = 0
  // CAL-01: day one is the day after the event.
  for (let on = addDays(from, 1); calendar.covers(on); on = addDays(on, 1)) {
    const holding = pauses.filter((pause) => pause.from <= on && (pause.until === null || on < pause.until))
    if (holding.some(({ until }) => until === null)) return { refused: 'held' }
    const [pause] = holding
    const skipped = pause ? pausedDay(pause) : calendar.dayOff(on)
    if (skipped && (pause || count === 'working')) {
      excluded.push({ day: on, ...skipped })
      continue
    }
    if (counted < days) counted += 1
    if (counted < days) continue
    // CAL-02: a period in days never ends on a day off; a Saturday worked in exchange is no day off.
    if (skipped) excluded.push({ day: on, ...skipped })
    else return { from, count, days, dueOn: on, excluded, provisional: on > calendar.announcedUntil }
  }
  return { refused: 'beyondCalendar' }
}

function outsideCalendar(from: Day, calendar: WorkCalendar): Refused | null {
  if (calendar.covers(from)) return null
  return { refused: from < calendar.first ? 'beforeCalendar' : 'beyondCalendar' }
}

const pausedDay = ({ reason, source }: Pause) => ({
  reason: reason ?? 'Tạm đình chỉ',
  source: source ?? 'Quyết định tạm đình chỉ',
})

function whenOf(ruleId: string, facts: DeadlineFacts) {
  const ordinary = { complex: false, speciallyComplex: false, remote: false, second: false, dismissal: false }
  if (DEADLINE_RULES.some(({ when }) => when.rule === ruleId)) return { ...ordinary, ...facts, rule: ruleId }
  const row = DEADLINE_RULES.find(({ id }) => id === ruleId)
  return row && { ...ordinary, ...facts, ...row.when }
}

function because({ id, cite, subject, then, confidence, note }: DeadlineRule) {
  return {
    rule: id,
    cite,
    subject,
    event: then.from,
    bound: then.bound ?? 'atMost',
    confidence,
    note: note ?? null,
  } as const
}
