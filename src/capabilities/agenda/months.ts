import { addDays, addMonths, type Day, day, parseDay } from '../../platform/day.ts'

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
