import type { Day } from '../../platform/day.ts'
import { issuerOfBody } from './bodies.ts'
import type { Citation, Flag, Found, Frame, Nested } from './citation.ts'
import { completed, mayBeOneIssuer, sameDocument, words } from './completing.ts'
import { dayOf, type ReadDate } from './dates.ts'
import { headsIn } from './heads.ts'
import type { Stretch } from './issuers.ts'
import { type Mention, numberedMentions } from './mentions.ts'
import { numbersIn } from './numbers.ts'
import { partialMentions } from './partial.ts'
import { regimeMentions } from './regimes.ts'
import { relationsOf } from './relations.ts'
import { type Scanned, type Span, scan } from './scan.ts'
import { unnumberedMentions } from './unnumbered.ts'
import { agrees } from './types.ts'

export type { Citation, CitationKind, Flag, Found, Frame, Nested, Relation } from './citation.ts'
export { headOf, type OwnHead } from './head-of.ts'

export type Reading = { readonly citations: readonly Citation[]; readonly nested: readonly Nested[] }

/** Every document a text cites, in running order. Offsets are of the string as given (UTF-16). */
export function citationsIn(text: string, frame: Frame = {}): readonly Citation[] {
  return readCitations(text, frame).citations
}

export function readCitations(text: string, frame: Frame = {}): Reading {
  const scanned = scan(text)
  const heads = headsIn(scanned)
  const numbered = numberedMentions(scanned, numbersIn(scanned), heads)
  const withPartial = merged(numbered, partialMentions(scanned, heads, coveredBy(numbered, 'coreTo')))
  const known = withPartial.filter((one, n) => !one.isDoubtful || completed(scanned, one, withPartial[n + 1], numbered)?.confidence === 'high')
  const named = merged(known, unnumberedMentions(scanned, heads, coveredBy(known, 'to')))
  const regimes = regimeMentions(scanned, coveredBy(named, 'coreTo'), coveredBy(named, 'to'))
  const mentions = merged(named, regimes.mentions)
  return {
    citations: inTheirText(scanned, mentions, frame),
    nested: regimes.nested.map(({ from, to, within }) => {
      const span = scanned.span(from, to)
      return { ...span, text: text.slice(span.start, span.end), within }
    }),
  }
}

/** In running order; what begins inside the words (not the title) of another is left out. */
function merged(some: readonly Mention[], more: readonly Mention[]): Mention[] {
  const all = [...some, ...more].sort((a, b) => a.from - b.from || b.coreTo - a.coreTo)
  const kept: Mention[] = []
  for (const one of all) if (one.from >= (kept.at(-1)?.coreTo ?? 0)) kept.push(one)
  return kept
}

/** Whether a position lies in one of the mentions; asked in running order as well as at random. */
function coveredBy(mentions: readonly Mention[], end: 'coreTo' | 'to'): (at: number) => boolean {
  return (at) => {
    let [low, high] = [0, mentions.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((mentions[middle]?.from ?? 0) <= at) low = middle + 1
      else high = middle
    }
    return at < (mentions[low - 1]?.[end] ?? 0)
  }
}

function inTheirText(scanned: Scanned, mentions: readonly Mention[], frame: Frame): Citation[] {
  const relations = relationsOf(scanned, mentions)
  const whole = mentions.filter(({ number }) => number)
  const byNumber = Map.groupBy(whole, ({ number }) => number?.canonical ?? '')
  return mentions.map((mention, n) => {
    const next = mentions[n + 1]
    const full = completed(scanned, mention, next, whole)
    const link = sameDocument(scanned, mention, whole)
    const alike = mention.number ? (byNumber.get(mention.number.canonical) ?? []) : full?.confidence === 'high' ? [full.by] : link ? [link] : []
    const partner = isShared(scanned, mention, next) ? next : undefined
    const date = dateOf(scanned, mention, alike, frame)
    const issuer = issuerOf(scanned, mention, alike, partner)
    const span = scanned.span(mention.from, endOf(scanned, mention, next))
    return {
      ...span,
      text: scanned.source.slice(span.start, span.end),
      kind: mention.kind,
      number: mention.number?.canonical ?? (full?.confidence === 'high' ? full.number : bareOf(mention)),
      numberAsWritten: mention.numberAt ? sliceOf(scanned, mention.numberAt) : null,
      numberSpan: mention.numberAt ? scanned.span(mention.numberAt.from, mention.numberAt.to) : null,
      completed: full && { number: full.number, evidence: spanOf(scanned, full.by.numberAt ?? full.by), confidence: full.confidence },
      system: mention.number?.system ?? null,
      symbol: mention.number && { year: mention.number.year, type: mention.number.short, body: mention.number.body },
      type: typeOfMention(mention, alike),
      typeAsWritten: mention.word,
      issuer,
      term: words(scanned, mention.term),
      date,
      title: titleOf(scanned, mention, alike, partner),
      relation: relations[n] ?? null,
      sameAs: link ? spanOf(scanned, link.numberAt ?? link) : null,
      flags: flagsOf(scanned, mention, alike, date),
    }
  })
}

const spanOf = (scanned: Scanned, { from, to }: Stretch): Span => scanned.span(from, to)

function sliceOf(scanned: Scanned, stretch: Stretch): string {
  const { start, end } = spanOf(scanned, stretch)
  return scanned.source.slice(start, end)
}

const bareOf = ({ bare }: Mention) => (bare ? [bare.digits, bare.year].filter(Boolean).join('/') : null)

/** A citation inside the title of another ends the outer one, so that no two spans overlap; the title stays whole. */
function endOf({ plain }: Scanned, mention: Mention, next: Mention | undefined): number {
  const to = Math.min(mention.to, next?.from ?? mention.to)
  return mention.from + plain.slice(mention.from, to).replace(/[\s,¶“"]+$/, (tail) => (to === mention.to && /^["“]/.test(tail) ? tail : '')).length
}

function typeOfMention({ number, word }: Mention, alike: readonly Mention[]): string | null {
  if (!number) return word
  const called = word ?? alike.find((other) => other.word)?.word ?? null
  return called && agrees(called, number.type, number.system) ? called : (number.type ?? called)
}

/** Two joined by "và" share what stands after the second: its issuer when one body signs both, its title. */
function isShared({ low }: Scanned, mention: Mention, next: Mention | undefined): boolean {
  return next !== undefined && mention.number !== null && next.number !== null && /^\s?(?:,\s)?(?:và|và các)\s$/.test(low.slice(mention.to, next.from).replace(/số\s$/, ''))
}

function issuerOf(scanned: Scanned, mention: Mention, alike: readonly Mention[], partner?: Mention): Found<string> | null {
  const found = (stretch: Stretch, from: Found<string>['from']) => ({
    ...{ value: words(scanned, stretch) ?? '', from, evidence: spanOf(scanned, stretch) },
  })
  if (mention.issuer) return found(mention.issuer, 'own')
  if (partner?.issuer && partner.number?.body.join() === mention.number?.body.join()) return found(partner.issuer, 'shared')
  const first = alike.find((other) => other.issuer)
  if (first?.issuer) return found(first.issuer, 'first_mention')
  const named = issuerOfBody(mention.number?.body ?? [])
  return named ? { value: named, from: 'symbol', evidence: mention.numberAt && spanOf(scanned, mention.numberAt) } : null
}

function titleOf(scanned: Scanned, mention: Mention, alike: readonly Mention[], partner?: Mention): Found<string> | null {
  const found = (stretch: Stretch, from: Found<string>['from'], value = words(scanned, stretch) ?? '') => ({
    ...{ value, from, evidence: spanOf(scanned, stretch) },
  })
  if (mention.title) return found(mention.title, 'own')
  const first = alike.find((other) => other.title)
  if (first?.title) return found(first.title, 'first_mention')
  if (!partner?.title) return null
  return found(partner.title, 'shared', withoutPlace(words(scanned, partner.title) ?? '', words(scanned, partner.issuer) ?? ''))
}

const PLACE_TAIL = /\s(?:trên địa bàn\s)?(?:thành phố|tỉnh|huyện|quận|xã|phường)\s((?:\p{Lu}\p{L}*\s?)+)$/iu

/** "… của hệ thống chính trị Thành phố Hà Nội": the place is the second issuer's, the rest of the title is both's. */
function withoutPlace(title: string, issuer: string): string {
  const tail = PLACE_TAIL.exec(title)
  return tail && issuer.toLowerCase().includes((tail[1] ?? '').trim().toLowerCase()) ? title.slice(0, tail.index) : title
}

function dateOf(scanned: Scanned, mention: Mention, alike: readonly Mention[], frame: Frame): Found<Day> | null {
  const { date } = mention
  if (date?.day) return { value: date.day, from: 'own', evidence: spanOf(scanned, date) }
  const first = alike.find((other) => other.date?.day)?.date
  if (first?.day && mayBeOneDay(date, first.day)) return { value: first.day, from: 'first_mention', evidence: spanOf(scanned, first) }
  const framed = date?.partial ? dayInFrame(date.partial, frame) : null
  return framed && date ? { value: framed, from: 'frame', evidence: spanOf(scanned, date) } : null
}

const mayBeOneDay = (read: ReadDate | null, day: Day) =>
  !read?.partial || (Number(day.slice(5, 7)) === read.partial.month && Number(day.slice(8)) === read.partial.day)

/** A text cites what was signed before it: 22/4 in a text of 10/01/2025 is of 2024. */
function dayInFrame({ day, month }: { day: number; month: number }, { on, year }: Frame): Day | null {
  if (!on) return year ? dayOf(day, month, year) : null
  const same = dayOf(day, month, Number(on.slice(0, 4)))
  return same && same <= on ? same : dayOf(day, month, Number(on.slice(0, 4)) - 1)
}

function flagsOf(scanned: Scanned, mention: Mention, alike: readonly Mention[], date: Found<Day> | null): Flag[] {
  const { number, word, issuer } = mention
  const flags: Flag[] = []
  if (number && word && !agrees(word, number.type, number.system)) flags.push('type_disagrees')
  if (number?.short === 'QĐ' && number.system === 'party' && !alike.some((other) => other.word)) flags.push('type_unsure')
  if (number?.isMalformed) flags.push('malformed')
  if (mention.date?.fault === 'impossible_date') flags.push('impossible_date')
  if (mention.date?.fault === 'year_missing' && !date) flags.push('year_missing')
  const own = words(scanned, issuer)
  const isOther = (other: Mention) => other.issuer && own && !mayBeOneIssuer(own, words(scanned, other.issuer) ?? '')
  if (alike.some(isOther)) flags.push('two_issuers')
  if (mention.date?.day && alike.some((other) => other.date?.day && other.date.day !== mention.date?.day)) flags.push('two_dates')
  return flags
}
