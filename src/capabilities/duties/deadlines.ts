import type { WorkCalendar } from '../../law/calendar.ts'
import { deadlineBy, lastDay, type RuledDeadline } from '../../law/deadlines.ts'
import type { DutyRule } from '../../law/duty-rules.ts'
import { addDays, type Day } from '../../platform/day.ts'

/** The program's own: no law sets them; named on screen. */
const MAKE_UP = { days: 5, count: 'working', cite: 'Phần mềm đặt: làm bù hoặc giải trình việc đã trễ' } as const
const WARN = { days: 7, cite: 'Nhắc việc của phần mềm' } as const

/** From this day on an empty slot is warned of. */
export const warnFrom = (lastOn: Day): Day => addDays(lastOn, -WARN.days)

/** Until when a missed duty is made up or accounted for. */
export function makingUp(rule: DutyRule, missedOn: Day, calendar: WorkCalendar): RuledDeadline {
  return {
    ...lastDay(missedOn, MAKE_UP, calendar),
    ...{
      rule: 'HOUSE.duty',
      cite: `${MAKE_UP.cite} (${rule.cite})`,
      subject: rule.subject,
      event: 'overdue',
      bound: 'atMost',
    },
    ...{ confidence: rule.confidence, note: rule.note ?? null },
  }
}

/** Until when a recommendation of an inspection board is answered (DC-32). */
export function answering(receivedOn: Day, calendar: WorkCalendar): RuledDeadline {
  const deadline = deadlineBy('DC-32', receivedOn, calendar)
  if ('refused' in deadline) throw new RangeError(`DC-32 from ${receivedOn}: ${deadline.refused}`)
  return deadline
}
