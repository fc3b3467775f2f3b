import type { WorkCalendar } from '../../law/calendar.ts'
import { deadlineBy, type RuledDeadline } from '../../law/deadlines.ts'
import type { Day } from '../../platform/day.ts'

/** What a person asks for; a withdrawn consent asks by itself for the copies elsewhere. */
export const KINDS = ['correct', 'erase'] as const
export type RequestKind = (typeof KINDS)[number] | 'withdraw'

const RULE = { correct: 'DL-04.correct', erase: 'DL-04.erase', withdraw: 'DL-03' } as const

/** Until when a request is settled (DL-03, DL-04). */
export function settling(kind: RequestKind, askedOn: Day, calendar: WorkCalendar): RuledDeadline {
  const deadline = deadlineBy(RULE[kind], askedOn, calendar)
  if ('refused' in deadline) throw new RangeError(`${RULE[kind]} from ${askedOn}: ${deadline.refused}`)
  return deadline
}

/** How far back the log of reads goes when nobody chose a time: a quarter of a year, as offices report. No legal limit. */
export const SHOWN_DAYS = 90

/** Between the list and the erasing, for a head who knows of a lawsuit or an archive that the software does not. */
export const NOTICE = { days: 30, cite: 'Danh sách sắp xóa được báo trước 30 ngày' } as const
