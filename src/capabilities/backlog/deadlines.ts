import type { WorkCalendar } from '../../law/calendar.ts'
import { lastDay, type RuledDeadline } from '../../law/deadlines.ts'
import { addDays, type Day } from '../../platform/day.ts'

/** The program's own: no law sets a period for clearing what is overdue. */
const REVIEW = { days: 5, count: 'working', cite: 'Phần mềm đặt: pháp luật chưa quy định kỳ rà soát' } as const
/** How far ahead a head may promise a day when pressing for an overdue matter. */
const PROMISE = { days: 30, cite: 'Phần mềm đặt: hẹn không quá 30 ngày, tháng sau rà soát lại' } as const

export const lastPromise = (today: Day): Day => addDays(today, PROMISE.days)

/** Until when the head has decided on every item of a review. */
export function reviewDeadline(openedOn: Day, calendar: WorkCalendar): RuledDeadline {
  return {
    ...lastDay(openedOn, REVIEW, calendar),
    ...{ rule: 'HOUSE.backlog', cite: REVIEW.cite, subject: 'Quyết định với từng việc tồn đọng trong tháng' },
    ...{ event: 'received', bound: 'atMost', confidence: 'A', note: null },
  }
}
