import { addDays, type Day, day, weekday } from '../platform/day.ts'

/** A day that differs from its weekday: a weekday off, or a Saturday worked in exchange. */
export type CalendarDay = { day: Day; kind: 'off' | 'worked'; name: string; source: string }

/** Government announces each year's days off; until then a year is provisional: counted from the statute alone. */
export type CalendarYear = { year: number; status: 'announced' | 'provisional'; source: string }

export type DayOff = { reason: string; source: string }

export type WorkCalendar = {
  readonly first: Day
  readonly last: Day
  /** The last day of the last year announced without a gap. Later days may still move. */
  readonly announcedUntil: Day
  covers(day: Day): boolean
  isWorking(day: Day): boolean
  /** Why nobody works that day; null on a working day. A day outside the calendar throws: it is never guessed. */
  dayOff(day: Day): DayOff | null
}

const WEEKEND_SOURCE = 'Điều 111 Bộ luật Lao động 45/2019/QH14'
const SATURDAY: DayOff = { reason: 'Thứ Bảy', source: WEEKEND_SOURCE }
const SUNDAY: DayOff = { reason: 'Chủ nhật', source: WEEKEND_SOURCE }

export function workCalendar(years: readonly CalendarYear[], days: readonly CalendarDay[]): WorkCalendar {
  const { first, last, announcedUntil } = horizon(years)
  const covers = (of: Day) => first <= of && of <= last
  const special = new Map<Day, CalendarDay>()
  for (const row of days) {
    if (!covers(row.day)) throw new RangeError(`${row.day} is in no year of the calendar`)
    if (special.has(row.day)) throw new RangeError(`${row.day} stands twice in the calendar`)
    if (row.kind === 'worked' && !weekendOff(row.day)) throw new RangeError(`${row.day} is worked without an exchange`)
    special.set(row.day, row)
  }

  function dayOff(of: Day): DayOff | null {
    if (!covers(of)) throw new RangeError(`${of} is outside the calendar ${first} to ${last}`)
    const row = special.get(of)
    if (!row) return weekendOff(of)
    return row.kind === 'worked' ? null : { reason: row.name, source: row.source }
  }

  return { first, last, announcedUntil, covers, dayOff, isWorking: (of) => dayOff(of) === null }
}

function horizon(years: readonly CalendarYear[]) {
  const sorted = years.toSorted((a, b) => a.year - b.year)
  const [start] = sorted
  if (!start) throw new RangeError('a calendar without years')
  if (sorted.some(({ year }, index) => year !== start.year + index)) throw new RangeError('a calendar with a gap')
  const open = sorted.findIndex(({ status }) => status === 'provisional')
  const announced = open < 0 ? sorted.length : open
  const first = day(`${start.year}-01-01`)
  const endAfter = (count: number) => addDays(day(`${start.year + count}-01-01`), -1)
  return { first, last: endAfter(sorted.length), announcedUntil: endAfter(announced) }
}

function weekendOff(of: Day): DayOff | null {
  const number = weekday(of)
  if (number === 6) return SATURDAY
  return number === 7 ? SUNDAY : null
}
