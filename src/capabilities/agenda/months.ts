import { addDays, addMonths, type Day, day, parseDay, weekday } from '../../platform/day.ts'

export interface Month {
  /** `2026-11` */
  key: string
  from: Day
  to: Day
  before: string
  after: string
}

/** The month asked for, else the one of today. */
export function monthOf(typed: string | undefined, today: Day): Month {
  const key = /^20\d{2}-\d{2}$/.test(typed ?? '') && parseDay(`${typed}-01`) ? `${typed}` : today.slice(0, 7)
  const from = day(`${key}-01`)
  const next = addMonths(from, 1)
  return { key, from, to: addDays(next, -1), before: addMonths(from, -1).slice(0, 7), after: next.slice(0, 7) }
}

const [MONDAY, SUNDAY] = [1, 7]

/** The weeks of a month, Monday to Sunday; a day of the month before or after is null. */
export function weeksOf({ from, to }: Pick<Month, 'from' | 'to'>): (Day | null)[][] {
  const weeks: (Day | null)[][] = []
  const first = addDays(from, MONDAY - weekday(from))
  const last = addDays(to, SUNDAY - weekday(to))
  for (let on = first; on <= last; on = addDays(on, 1)) {
    if (weekday(on) === MONDAY) weeks.push([])
    weeks.at(-1)?.push(on >= from && on <= to ? on : null)
  }
  return weeks
}
