import type { Day } from '../../platform/day.ts'
import type { Mention } from './mentions.ts'
import type { DocumentNumber } from './numbers.ts'
import { foldCase, type Scanned } from './scan.ts'
import { wordsOfTitle } from './titles.ts'

/** The first mention that tells each thing about a document. */
export type Told = {
  worded: Mention | null
  dated: Mention | null
  issued: Mention | null
  titled: Mention | null
  readonly issuers: Set<string>
  readonly days: Set<Day>
  readonly titles: Map<string, ReadonlySet<string>>
}

/** A document a text names by its whole number. */
export type KnownDocument = Told & { readonly number: DocumentNumber; readonly first: Mention }

/** All documents known, to be asked by number, by its digits, by type word. Each answer is short, whatever the text. */
export type Known = {
  of(canonical: string | undefined): KnownDocument | null
  withDigits(digits: string): readonly KnownDocument[]
  calledBy(word: string): readonly KnownDocument[]
}

/** A text that names more is a list, not prose, and what is compared with each would take too long. */
const MOST_COMPARED = 100
const MOST_VARIANTS = 8

export function knownDocuments(scanned: Scanned, mentions: readonly Mention[]): Known {
  const all = new Map<string, KnownDocument>()
  for (const mention of mentions) {
    const { number } = mention
    if (!number) continue
    const known = all.get(number.canonical) ?? { number, first: mention, ...nothing() }
    all.set(number.canonical, known)
    tell(scanned, known, mention)
  }
  const byDigits = Map.groupBy(all.values(), ({ number }) => number.digits)
  const byWord = Map.groupBy(all.values(), ({ worded, number }) => worded?.word ?? number.type ?? '')
  return {
    of: (canonical) => all.get(canonical ?? '') ?? null,
    withDigits: (digits) => byDigits.get(digits)?.slice(0, MOST_COMPARED) ?? [],
    calledBy: (word) => byWord.get(word)?.slice(0, MOST_COMPARED) ?? [],
  }
}

/** "Chỉ thị số 35 ngày … của Bộ Chính trị", then "Chỉ thị 35": told by the first, where the whole number is nowhere. */
export function knownByBareNumber(scanned: Scanned, mentions: readonly Mention[]): (mention: Mention) => Told | null {
  const all = new Map<string, Told>()
  const keyOf = ({ bare, word }: Mention) => bare && `${word} ${bare.digits}/${bare.year}`
  for (const mention of mentions) {
    const key = keyOf(mention)
    if (key === null) continue
    const told = all.get(key) ?? nothing()
    all.set(key, told)
    tell(scanned, told, mention)
  }
  return (mention) => all.get(keyOf(mention) ?? '') ?? null
}

const nothing = (): Told => ({
  ...{ worded: null, dated: null, issued: null, titled: null },
  ...{ issuers: new Set(), days: new Set(), titles: new Map() },
})

function tell(scanned: Scanned, told: Told, mention: Mention): void {
  const { issuer, date, title } = mention
  told.worded ??= mention.word ? mention : null
  told.dated ??= date?.day ? mention : null
  told.issued ??= issuer ? mention : null
  told.titled ??= title ? mention : null
  if (date?.day && told.days.size < MOST_VARIANTS) told.days.add(date.day)
  const [by, called] = [words(scanned, issuer), words(scanned, title)]
  if (by && told.issuers.size < MOST_VARIANTS) told.issuers.add(by)
  if (called && told.titles.size < MOST_VARIANTS && !told.titles.has(called))
    told.titles.set(called, wordsOfTitle(called))
}

export const words = ({ plain }: Scanned, stretch: { from: number; to: number } | null): string | null =>
  stretch ? plain.slice(stretch.from, stretch.to).replaceAll('\n', ' ') : null

const SHORT_NAMES: readonly (readonly [RegExp, string])[] = [
  [/(?<!\p{L})btv(?!\p{L})/gu, 'ban thường vụ'],
  [/(?<!\p{L})bch(?!\p{L})/gu, 'ban chấp hành'],
  [/(?<!\p{L})ubnd(?!\p{L})/gu, 'ủy ban nhân dân'],
  [/(?<!\p{L})hđnd(?!\p{L})/gu, 'hội đồng nhân dân'],
  [/(?<!\p{L})tp\.?(?!\p{L})/gu, 'thành phố'],
]

export function plainIssuer(issuer: string): string {
  return SHORT_NAMES.reduce((text, [short, long]) => text.replace(short, long), foldCase(issuer)).trim()
}

/** One names the other, more shortly or with its place: "Quận ủy" and "Ban Thường vụ Quận ủy Thanh Xuân". */
export function mayBeOneIssuer(one: string, other: string): boolean {
  if (one === other) return true
  const [a, b] = [plainIssuer(one), plainIssuer(other)]
  if (a.includes(b) || b.includes(a)) return true
  const [shorter = new Set(), longer = new Set()] = [new Set(a.split(' ')), new Set(b.split(' '))].sort(
    (x, y) => x.size - y.size,
  )
  const shared = [...shorter].filter((word) => longer.has(word)).length
  return shorter.size > 2 && shared >= shorter.size - 1 && OF_PARTY.test(a) === OF_PARTY.test(b)
}

const OF_PARTY = /ủy$|ủy\s(?!ban)|đảng/u
