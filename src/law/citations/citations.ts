import type { Citation, Frame, Nested } from './citation.ts'
import { completed, sameDocument } from './completing.ts'
import { dateOf, flagsOf, issuerOf, titleOf, typeOf } from './findings.ts'
import { headsIn } from './heads.ts'
import type { Stretch } from './issuers.ts'
import { type Known, knownByBareNumber, knownDocuments, words } from './known.ts'
import { LIST_JOINT, type Mention, numberedMentions } from './mentions.ts'
import { numbersIn } from './numbers.ts'
import { partialMentions } from './partial.ts'
import { regimeMentions } from './regimes.ts'
import { relationsOf } from './relations.ts'
import { type Scanned, scan } from './scan.ts'
import { unnumberedMentions } from './unnumbered.ts'

export type { Citation, CitationKind, Flag, Frame, Nested, Relation } from './citation.ts'
export { headOf } from './head-of.ts'
export { nameFromHeading } from './heading.ts'

export type Reading = { readonly citations: readonly Citation[]; readonly nested: readonly Nested[] }

/** Every document a text cites, in running order. Offsets are of the string as given (UTF-16). */
export function citationsIn(text: string, frame: Frame = {}): readonly Citation[] {
  return readCitations(text, frame).citations
}

/**
 * Four passes over one scanned text, each reading what those before it left: whole numbers, bare numbers after a type
 * word, documents named without a number, regimes. Then each mention is told what the others say about its document.
 */
export function readCitations(text: string, frame: Frame = {}): Reading {
  const scanned = scan(text)
  const heads = headsIn(scanned)
  const numbered = numberedMentions(scanned, numbersIn(scanned), heads)
  const known = knownDocuments(scanned, numbered)
  const partial = merged(numbered, partialMentions(scanned, heads, coveredBy(numbered, 'coreTo')))
  const sure = partial.filter(
    (one, n) => !one.isDoubtful || completed(scanned, one, partial[n + 1], known)?.confidence === 'high',
  )
  const named = merged(sure, unnumberedMentions(scanned, heads, coveredBy(sure, 'to')))
  const regimes = regimeMentions(scanned, coveredBy(named, 'coreTo'), coveredBy(named, 'to'))
  return {
    citations: toldByOthers(scanned, merged(named, regimes.mentions), known, frame),
    nested: regimes.nested.map(({ from, to, within }) => ({
      ...scanned.span(from, to),
      text: asGiven(scanned, { from, to }),
      within,
    })),
  }
}

/** In running order; what begins inside the words (not the title) of another is left out. */
function merged(some: readonly Mention[], more: readonly Mention[]): Mention[] {
  const all = [...some, ...more].sort((a, b) => a.from - b.from || b.coreTo - a.coreTo)
  const kept: Mention[] = []
  for (const one of all) if (one.from >= (kept.at(-1)?.coreTo ?? 0)) kept.push(one)
  return kept
}

/** Whether a position lies in one of the mentions, with or without its title. */
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

function toldByOthers(scanned: Scanned, mentions: readonly Mention[], known: Known, frame: Frame): Citation[] {
  const relations = relationsOf(scanned, mentions)
  const bareKnown = knownByBareNumber(scanned, mentions)
  return mentions.map((mention, n) => {
    const next = mentions[n + 1]
    const { number, bare, numberAt } = mention
    const whole = completed(scanned, mention, next, known)
    const sure = whole?.confidence === 'high' ? whole.number : null
    const same = sameDocument(scanned, mention, known)
    const read = {
      mention,
      known: same ?? known.of(number?.canonical ?? sure ?? undefined) ?? bareKnown(mention),
      partner: partnerOf(scanned, mentions, n),
    }
    const date = dateOf(scanned, read, frame)
    const whereTo = (at: Stretch | null) => at && scanned.span(at.from, at.to)
    const span = scanned.span(mention.from, endOf(scanned, mention, next))
    return {
      ...span,
      text: scanned.source.slice(span.start, span.end),
      kind: mention.kind,
      number: number?.canonical ?? sure ?? (bare && [bare.digits, bare.year].filter(Boolean).join('/')),
      numberAsWritten: numberAt && asGiven(scanned, numberAt),
      numberSpan: whereTo(numberAt),
      completed: whole && {
        ...{ number: whole.number, confidence: whole.confidence },
        evidence: scanned.span((whole.by.numberAt ?? whole.by).from, (whole.by.numberAt ?? whole.by).to),
      },
      system: number?.system ?? null,
      symbol: number && { year: number.year, type: number.short, body: number.body },
      type: typeOf(read),
      typeAsWritten: mention.word,
      issuer: issuerOf(scanned, read),
      term: words(scanned, mention.term),
      date,
      title: titleOf(scanned, read),
      relation: relations[n] ?? null,
      sameAs: whereTo(same?.first.numberAt ?? null),
      flags: flagsOf(scanned, read, date),
    }
  })
}

function asGiven({ source, span }: Scanned, { from, to }: Stretch): string {
  const { start, end } = span(from, to)
  return source.slice(start, end)
}

/** A citation inside the title of another ends the outer one, so that no two spans overlap; the title stays whole. */
function endOf({ plain }: Scanned, { from, to }: Mention, next: Mention | undefined): number {
  if (!next || next.from >= to) return to
  return from + plain.slice(from, next.from).replace(/[\s,¶“"(]+$/, '').length
}

const AND = /^\s?(?:,\s)?và\s(?:các\s)?(?:số\s)?$/

/**
 * Two numbers joined by "và" share what stands after the second: its issuer when one body signs both, and its title. So do
 * those of a list whose one type word stands before the first: "các Nghị quyết số 18, 19-NQ/TW ngày …".
 */
function partnerOf({ low }: Scanned, mentions: readonly Mention[], n: number): Mention | null {
  const mention = mentions[n]
  for (let at = n; mention?.numberAt && at < n + MOST_LISTED; at++) {
    const [one, next] = [mentions[at], mentions[at + 1]]
    if (!one || !next?.number || next.from < one.to) return null
    const between = low.slice(one.to, next.from)
    const isHeadless = next.from === next.numberAt?.from && LIST_JOINT.test(between)
    if (!isHeadless) return at === n && mention.number && AND.test(between) ? next : null
    if (one.issuer || one.date || one.title) return null
    if (next.issuer || next.date || next.title) return next
  }
  return null
}
const MOST_LISTED = 12
