import type { WorkCalendar } from '../../law/calendar.ts'
import { deadlineBy, type RuledDeadline } from '../../law/deadlines.ts'
import { type Day, daysBetween } from '../../platform/day.ts'

function counted(rule: string, from: Day, calendar: WorkCalendar): RuledDeadline {
  const deadline = deadlineBy(rule, from, calendar)
  if ('refused' in deadline) throw new RangeError(`${rule} from ${from}: ${deadline.refused}`)
  return deadline
}

/** Until when a recommendation is answered (CT-01). */
export const answering = (receivedOn: Day, calendar: WorkCalendar) => counted('CT-01', receivedOn, calendar)
/** Until when the result is made public (CT-03). */
export const publishing = (answeredOn: Day, calendar: WorkCalendar) => counted('CT-03', answeredOn, calendar)
/** The first day on which the posting may be taken down (CT-04). */
export const postedUntil = (postedOn: Day, calendar: WorkCalendar): Day => counted('CT-04', postedOn, calendar).dueOn

/** The day the office itself named for what it still studies: a promise, counted by nobody. */
export const roadmap = (from: Day, dueOn: Day): RuledDeadline => ({
  ...{ from, count: 'calendar', days: daysBetween(from, dueOn), dueOn, excluded: [], provisional: false },
  ...{ rule: 'CT-02', cite: 'Khoản 2 Điều 49 Nghị quyết liên tịch 72/2025: ngày do đơn vị tự hẹn' },
  ...{
    subject: 'Lộ trình giải quyết kiến nghị cử tri',
    event: 'handled',
    bound: 'atMost',
    confidence: 'A',
    note: null,
  },
})
