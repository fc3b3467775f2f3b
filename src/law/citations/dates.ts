import { type Day, parseDay } from '../../platform/day.ts'

export type ReadDate = {
  readonly from: number
  readonly to: number
  readonly day: Day | null
  /** Day and month of a date without a year; whoever knows the year can tell the day. */
  readonly partial: { readonly day: number; readonly month: number } | null
  readonly fault: 'impossible_date' | 'year_missing' | null
}

const LEAD = /[\s,]{0,3}\(?\s?(?:ban hành\s|ký\s)?/y
const IN_WORDS = /ngày\s?(\d{1,2})\s?tháng\s?(\d{1,2})(?:\s?(?:năm\s?)?(\d{2,5}))?(?!\p{N})/uy
const IN_FIGURES = /(?:ngày\s?)?(\d{1,2})\s?([/.-])\s?(\d{1,2})(?:\s?[/.-]{1,2}\s?(\d{1,5}))?(?![\p{N}/])/uy
const BLANK_DAY = /ngày[\s.…]{1,12}tháng[\s.…]{0,12}\d{0,2}[\s.…]{0,12}năm\s?\d{0,4}/y

/** The date that follows a number: ", ngày 16/5/2016", "(ngày 16-5-2016)", "ngày 16 tháng 5 năm 2016". */
export function dateAfter(low: string, at: number): ReadDate | null {
  const from = at + (matchAt(LEAD, low, at)?.[0].length ?? 0)
  const isNamed = low.startsWith('ngày', from)
  const read = dateAt(low, from)
  // Two figures alone, as in "Nghị quyết 57, 5/2", are no date unless the word says so.
  return read && (isNamed || read.day) ? read : null
}

export function dateAt(low: string, from: number): ReadDate | null {
  const words = matchAt(IN_WORDS, low, from)
  if (words) return judged(from, words[0].length, words[1], words[2], words[3])
  const figures = matchAt(IN_FIGURES, low, from)
  if (figures)
    return judged(
      from,
      figures[0].length,
      figures[1],
      figures[3],
      figures[4],
      /[/.-]{2}|\s?-\s?\d+\s?\//.test(figures[0].slice(4)),
    )
  const blank = matchAt(BLANK_DAY, low, from)
  return blank && { from, to: from + blank[0].length, day: null, partial: null, fault: 'impossible_date' }
}

function judged(from: number, length: number, d = '', m = '', y = '', isMalformed = false): ReadDate {
  const to = from + length
  const isReal = parseDay(`2024-${m.padStart(2, '0')}-${d.padStart(2, '0')}`) !== null
  if (y === '' && isReal && !isMalformed)
    return { from, to, day: null, partial: { day: Number(d), month: Number(m) }, fault: 'year_missing' }
  const day = isMalformed ? null : dayOf(Number(d), Number(m), Number(y))
  return { from, to, day, partial: null, fault: day ? null : 'impossible_date' }
}

/** No document a text of today cites is older than the first laws of 1945, or newer than 2100. */
export function dayOf(day: number, month: number, year: number): Day | null {
  if (year < 1945 || year > 2100) return null
  return parseDay(`${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`)
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at
  return pattern.exec(text)
}
