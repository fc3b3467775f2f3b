import type { WorkCalendar } from '../../law/calendar.ts'
import { deadlineBy, lastDay, type RuledDeadline } from '../../law/deadlines.ts'
import { addDays, type Day, daysBetween, formatDay } from '../../platform/day.ts'
import type { Kind } from './workflow.ts'

/** The program's own: no law sets them; named on screen. */
const RESULTS = {
  days: 10,
  count: 'calendar',
  cite: 'Phần mềm đặt, lấy theo thời hạn công bố kết quả đối thoại',
} as const
const PROMISE = {
  days: 365,
  cite: 'Phần mềm đặt: hẹn tại đối thoại không quá một năm, kỳ đối thoại sau nghe lại',
} as const
const ASKED_FOR = { days: 60, cite: 'Phần mềm đặt: pháp luật chưa quy định số ngày kể từ khi cử tri yêu cầu' } as const
const RATING = { days: 3, cite: 'Phần mềm đặt: hỏi khi ra về và vài ngày sau' } as const

/** Which rule of notice a kind is under; conferences of officials have none. */
const NOTICE: Readonly<Record<Kind, string | null>> = {
  ...{ people: 'DT-02', businesses: 'DT-02', community: 'DC-28', staffDialogue: null, staffConference: null },
}

function counted(rule: string, from: Day, calendar: WorkCalendar): RuledDeadline {
  const deadline = deadlineBy(rule, from, calendar)
  if ('refused' in deadline) throw new RangeError(`${rule} from ${from}: ${deadline.refused}`)
  return deadline
}

/** The earliest day on which it may be held when it is announced on `announcedOn`, and why; null where no law says. */
export function notice(kind: Kind, announcedOn: Day, calendar: WorkCalendar): RuledDeadline | null {
  const rule = NOTICE[kind]
  return rule ? counted(rule, announcedOn, calendar) : null
}

/** Until when the results are made known (DT-03); conferences without such a law take the same days, and say so. */
export function publishing(kind: Kind, heldOn: Day, calendar: WorkCalendar): RuledDeadline {
  if (kind === 'people' || kind === 'businesses') return counted('DT-03', heldOn, calendar)
  return {
    ...lastDay(heldOn, RESULTS, calendar),
    ...{ rule: 'HOUSE.dialogue.results', cite: RESULTS.cite, subject: 'Công bố kết quả hội nghị', event: 'held' },
    ...{ bound: 'atMost', confidence: 'A', note: null },
  }
}

export const lastPromise = (today: Day): Day => addDays(today, PROMISE.days)
export const lastRequested = (receivedOn: Day): Day => addDays(receivedOn, ASKED_FOR.days)
export const isRatedOn = (heldOn: Day, today: Day): boolean => today >= heldOn && today <= addDays(heldOn, RATING.days)

const promisedDay = (from: Day, dueOn: Day, cite: string, subject: string): RuledDeadline => ({
  ...{ from, count: 'calendar', days: daysBetween(from, dueOn), dueOn, excluded: [], provisional: false },
  ...{ rule: 'HOUSE.dialogue', cite, subject, event: 'held', bound: 'atMost', confidence: 'A', note: null },
})

/** A day said aloud before everybody: counted by nobody, kept as it was said. */
export const promised = (heldOn: Day, from: Day, dueOn: Day): RuledDeadline =>
  promisedDay(from, dueOn, `hẹn tại đối thoại ngày ${formatDay(heldOn)}`, 'Làm điều đã hứa tại đối thoại')

/** The day by which a dialogue is held that voters asked for (DT-01). */
export const requested = (receivedOn: Day, dueOn: Day): RuledDeadline =>
  promisedDay(
    receivedOn,
    dueOn,
    `ngày do đơn vị tự hẹn khi đủ 10% cử tri yêu cầu (Điều 43 Luật Tổ chức chính quyền địa phương 72/2025/QH15). ${ASKED_FOR.cite}`,
    'Tổ chức đối thoại theo yêu cầu của cử tri',
  )
