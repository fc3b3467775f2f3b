import { Temporal } from 'temporal-polyfill'

/** A legal day: a plain date `yyyy-mm-dd`, without hour or zone. Comparable with `<` and `===`. */
export type Day = string & { readonly [brand]: 'Day' }
declare const brand: unique symbol

export const ZONE = 'Asia/Ho_Chi_Minh'

/** The day written `yyyy-mm-dd`, or null when the text is no such day. */
export function parseDay(text: string): Day | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return null
  try {
    return Temporal.PlainDate.from(text, { overflow: 'reject' }).toString() as Day
  } catch {
    return null
  }
}

/** The day written `yyyy-mm-dd`. Throws a RangeError when it is no day: for days written in code and rows. */
export function day(text: string): Day {
  const parsed = parseDay(text)
  if (!parsed) throw new RangeError(`not a day: ${text}`)
  return parsed
}

const DAY_MS = 86_400_000

/** In UTC every day has the same length; counting a deadline steps through many, and this is thirty times faster than Temporal. */
export function addDays(from: Day, days: number): Day {
  return new Date(Date.parse(from) + days * DAY_MS).toISOString().slice(0, 10) as Day
}

export function addMonths(from: Day, months: number): Day {
  return Temporal.PlainDate.from(from).add({ months }).toString() as Day
}

/** Calendar days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to), { largestUnit: 'days' }).days
}

/** 1 Monday ... 7 Sunday. */
export function weekday(of: Day): number {
  return new Date(Date.parse(of)).getUTCDay() || 7
}

/** The Vietnamese calendar day of an instant. */
export function dayIn(instant: Date): Day {
  return Temporal.Instant.fromEpochMilliseconds(instant.getTime())
    .toZonedDateTimeISO(ZONE)
    .toPlainDate()
    .toString() as Day
}

/** The instant at which clocks of a zone show a day and a time; null when there is no such zone. */
export function instantIn(zone: string, on: Day, time = '00:00:00'): Date | null {
  try {
    return new Date(Temporal.PlainDateTime.from(`${on}T${time}`).toZonedDateTime(zone).epochMilliseconds)
  } catch {
    return null
  }
}

/** dd/mm/yyyy. */
export function formatDay(of: Day): string {
  return `${of.slice(8, 10)}/${of.slice(5, 7)}/${of.slice(0, 4)}`
}

/** The day a person typed: dd/mm/yyyy, d-m-yyyy or yyyy-mm-dd; null when it is none. */
export function readDay(typed: string): Day | null {
  const parts = /^\s*(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})\s*$/.exec(typed)
  if (!parts) return parseDay(typed.trim())
  const [, d = '', m = '', y = ''] = parts
  return parseDay(`${y}-${m.padStart(2, '0')}-${d.padStart(2, '0')}`)
}

/** The key of a page of a list, `2026-11-23.4711`, when it is one; anything else starts from the beginning. */
export function pageKey(typed: string | undefined): string | null {
  const [, day = ''] = /^(\d{4}-\d{2}-\d{2})\.\d{1,15}$/.exec(typed ?? '') ?? []
  return typed && parseDay(day) ? typed : null
}
