import type { WorkCalendar } from '../../law/calendar.ts'
import { deadlineBy, type RuledDeadline } from '../../law/deadlines.ts'
import type { Day } from '../../platform/day.ts'

export const KINDS = ['correct', 'erase'] as const
export type RequestKind = (typeof KINDS)[number]

/** Until when a request is settled (DL-04). */
export function settling(kind: RequestKind, askedOn: Day, calendar: WorkCalendar): RuledDeadline {
  const deadline = deadlineBy(`DL-04.${kind}`, askedOn, calendar)
  if ('refused' in deadline) throw new RangeError(`DL-04.${kind} from ${askedOn}: ${deadline.refused}`)
  return deadline
}

/** How far back the log of reads goes when nobody chose a time: a quarter of a year, as offices report. No legal limit. */
export const SHOWN_DAYS = 90
