import type { WorkCalendar } from '../../law/calendar.ts'
import { deadlineBy, type RuledDeadline } from '../../law/deadlines.ts'
import { type Day, formatDay } from '../../platform/day.ts'

function by(rule: string, from: Day, calendar: WorkCalendar): RuledDeadline {
  const deadline = deadlineBy(rule, from, calendar)
  if ('refused' in deadline) throw new RangeError(`${rule} from ${from}: ${deadline.refused}`)
  return deadline
}

/** Until when whoever came is told what will happen; never an answer deadline (TCD-10, safeguards 1.4). */
export const telling = (visitedOn: Day, calendar: WorkCalendar) => by('TCD-10', visitedOn, calendar)
/** Until when the notice of refusal is sent (TCD-17). */
export const refusing = (refusedOn: Day, calendar: WorkCalendar) => by('TCD-17', refusedOn, calendar)
/** The earliest day of an online reception announced on a day (TCD-20), and after its test (TCD-21). */
export const onlineFrom = (announcedOn: Day, calendar: WorkCalendar) => by('TCD-20', announcedOn, calendar)
export const afterTest = (testedOn: Day, calendar: WorkCalendar) => by('TCD-21', testedOn, calendar)

/** A head's own day, given at the session: counted by nobody. */
export function promised(on: Day, concludedOn: Day, document: string, calendar: WorkCalendar): RuledDeadline {
  return {
    ...{
      from: concludedOn,
      count: 'calendar',
      days: 1,
      dueOn: on,
      excluded: [],
      provisional: on > calendar.announcedUntil,
    },
    ...{ rule: 'HOUSE.reception', cite: `Thông báo kết luận số ${document} ngày ${formatDay(concludedOn)}` },
    ...{
      subject: 'Việc người đứng đầu giao khi tiếp công dân',
      event: 'issued',
      bound: 'atMost',
      confidence: 'A',
      note: null,
    },
  }
}
