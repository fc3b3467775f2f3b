import type { WorkCalendar } from '../../law/calendar.ts'
import { lastDay } from '../../law/deadlines.ts'
import { addMonths, type Day } from '../../platform/day.ts'

/** What the program itself proposes or does by a number of days: no law, each changeable here and named on screen. */
export const HOUSE_RULES = {
  /** The further day an apology proposes; the signer chooses. */
  furtherDay: { days: 5, count: 'working', cite: 'Gợi ý của phần mềm, người ký tự chọn' },
  /** The owner is reminded so many working days before. */
  remindBefore: { days: 2, count: 'working', cite: 'Nhắc việc của phần mềm' },
  /** Late by so many calendar days: the supervisor's superior is told. */
  escalateAfter: { days: 3, count: 'calendar', cite: 'Báo cấp trên của phần mềm' },
  /** From so many days before, a promise is marked as due soon. */
  soon: { days: 3, count: 'calendar', cite: 'Nhắc việc của phần mềm' },
} as const

/** Boards and homes look at the last six months. */
export const halfYearBefore = (today: Day): Day => addMonths(today, -6)

export const furtherDay = (today: Day, calendar: WorkCalendar): Day =>
  lastDay(today, HOUSE_RULES.furtherDay, calendar).dueOn

/** The last due day of which the owner is reminded today. */
export const remindHorizon = (today: Day, calendar: WorkCalendar): Day =>
  lastDay(today, HOUSE_RULES.remindBefore, calendar).dueOn
