import type { Day } from '../../platform/day.ts'
import { issuerOfBody } from './bodies.ts'
import type { Flag, Found, Frame, Origin } from './citation.ts'
import { dayOf, type ReadDate } from './dates.ts'
import type { Stretch } from './issuers.ts'
import { mayBeOneIssuer, type Told, words } from './known.ts'
import type { Mention } from './mentions.ts'
import type { Scanned } from './scan.ts'
import { agrees } from './types.ts'

/** A mention, the document it is known to be, and the item of a list it shares the words after it with. */
export type Read = { readonly mention: Mention; readonly known: Told | null; readonly partner: Mention | null }

function found(scanned: Scanned, stretch: Stretch, from: Origin, value = words(scanned, stretch) ?? ''): Found<string> {
  return { value, from, evidence: scanned.span(stretch.from, stretch.to) }
}

export function typeOf({ mention: { number, word }, known }: Read): string | null {
  if (!number) return word
  const called = word ?? known?.worded?.word ?? null
  return called && agrees(called, number.type, number.system) ? called : (number.type ?? called)
}

export function issuerOf(scanned: Scanned, { mention, known, partner }: Read): Found<string> | null {
  if (mention.issuer) return found(scanned, mention.issuer, 'own')
  if (partner?.issuer && (mention.bare || partner.number?.body.join() === mention.number?.body.join()))
    return found(scanned, partner.issuer, 'shared')
  if (known?.issued?.issuer) return found(scanned, known.issued.issuer, 'first_mention')
  const named = issuerOfBody(mention.number?.body ?? [])
  return named && mention.numberAt ? found(scanned, mention.numberAt, 'symbol', named) : null
}

export function titleOf(scanned: Scanned, { mention, known, partner }: Read): Found<string> | null {
  if (mention.title) return found(scanned, mention.title, 'own')
  if (known?.titled?.title) return found(scanned, known.titled.title, 'first_mention')
  if (!partner?.title || isOfItsOwn(mention, partner)) return null
  const title = withoutPlace(words(scanned, partner.title) ?? '', words(scanned, partner.issuer) ?? '')
  return found(scanned, partner.title, 'shared', title)
}

/** "Kế hoạch 35-KH/TU của Tỉnh ủy và Công văn 345-CV/… của Ban … về việc …": what a letter is about is its own, unlike a rule's title. */
const isOfItsOwn = ({ issuer, number }: Mention, { issuer: other, number: letter }: Mention) =>
  issuer !== null && other !== null && LETTERS.has(letter?.type ?? '') && number?.type !== letter?.type
const LETTERS = new Set(['Công văn', 'Tờ trình', 'Báo cáo', 'Thông báo'])

const PLACE_TAIL = /\s(?:trên địa bàn\s)?(?:thành phố|tỉnh|huyện|quận|xã|phường)\s((?:\p{Lu}\p{L}{0,9}\s?){1,5})$/iu

/** "… của hệ thống chính trị Thành phố Hà Nội": the place is the second issuer's, the rest of the title is both's. */
function withoutPlace(title: string, issuer: string): string {
  const tail = PLACE_TAIL.exec(title)
  return tail && issuer.toLowerCase().includes((tail[1] ?? '').trim().toLowerCase())
    ? title.slice(0, tail.index)
    : title
}

export function dateOf({ span }: Scanned, { mention, known, partner }: Read, frame: Frame): Found<Day> | null {
  const { date } = mention
  if (date?.day) return { value: date.day, from: 'own', evidence: span(date.from, date.to) }
  const first = known?.dated?.date
  if (first?.day && mayBeOneDay(date, first.day))
    return { value: first.day, from: 'first_mention', evidence: span(first.from, first.to) }
  // One type word for a list: one day for all of it.
  const shared = partner?.from === partner?.numberAt?.from ? partner?.date : null
  if (!date && shared?.day) return { value: shared.day, from: 'shared', evidence: span(shared.from, shared.to) }
  const framed = date?.partial ? dayInFrame(date.partial, frame) : null
  return framed && date ? { value: framed, from: 'frame', evidence: span(date.from, date.to) } : null
}

const mayBeOneDay = (read: ReadDate | null, day: Day) =>
  !read?.partial || (Number(day.slice(5, 7)) === read.partial.month && Number(day.slice(8)) === read.partial.day)

/** A text cites what was signed before it: 22/4 in a text of 10/01/2025 is of 2024. */
function dayInFrame({ day, month }: { day: number; month: number }, { on, year }: Frame): Day | null {
  if (!on) return year ? dayOf(day, month, year) : null
  const same = dayOf(day, month, Number(on.slice(0, 4)))
  return same && same <= on ? same : dayOf(day, month, Number(on.slice(0, 4)) - 1)
}

export function flagsOf(scanned: Scanned, { mention, known }: Read, date: Found<Day> | null): Flag[] {
  const { number, word } = mention
  const issuer = words(scanned, mention.issuer)
  const holds: Readonly<Record<Flag, boolean>> = {
    type_disagrees: number !== null && word !== null && !agrees(word, number.type, number.system),
    type_unsure: number?.short === 'QĐ' && number.system === 'party' && !known?.worded,
    malformed: number?.isMalformed ?? false,
    impossible_date: mention.date?.fault === 'impossible_date',
    year_missing: mention.date?.fault === 'year_missing' && !date,
    two_issuers: issuer !== null && [...(known?.issuers ?? [])].some((other) => !mayBeOneIssuer(issuer, other)),
    two_dates: mention.date?.day != null && (known?.days.size ?? 0) > 1,
  }
  return FLAGS.filter((flag) => holds[flag])
}

const FLAGS: readonly Flag[] = [
  ...([
    'type_disagrees',
    'type_unsure',
    'malformed',
    'impossible_date',
    'year_missing',
    'two_issuers',
    'two_dates',
  ] as const),
]
