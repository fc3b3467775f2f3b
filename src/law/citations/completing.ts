import { bodyOfIssuer } from './bodies.ts'
import { LIST_JOINT, type Mention } from './mentions.ts'
import { foldCase, type Scanned } from './scan.ts'
import { wordsOfTitle } from './titles.ts'
import { agrees } from './types.ts'

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
  const [a, b] = [plainIssuer(one), plainIssuer(other)]
  if (a.includes(b) || b.includes(a)) return true
  const [shorter, longer] = [new Set(a.split(' ')), new Set(b.split(' '))].sort((x, y) => x.size - y.size)
  const shared = [...(shorter ?? [])].filter((word) => longer?.has(word)).length
  return shared >= 2 && shared >= (shorter?.size ?? 0) - 1 && /ủy|đảng bộ/.test(a) === /ủy|đảng bộ/.test(b)
}

export type Completed = { readonly number: string; readonly by: Mention; readonly confidence: 'high' | 'low' }

/** The whole number behind "Chỉ thị 13": of another mention that fits, of the list it stands in, or guessed by its issuer. */
export function completed(scanned: Scanned, mention: Mention, next: Mention | undefined, whole: readonly Mention[]): Completed | null {
  const { bare, word } = mention
  if (!bare || !word) return null
  const [fitting, ...others] = whole.filter(
    ({ number }) =>
      number && number.digits === bare.digits && (!bare.year || number.year === bare.year) && agrees(word, number.type, number.system),
  )
  const number = fitting?.number
  if (number && others.every((other) => other.number?.canonical === number.canonical) && issuersFit(scanned, mention, fitting))
    return { number: number.canonical, by: fitting, confidence: 'high' }
  if (next?.number && LIST_JOINT.test(scanned.low.slice(mention.to, next.from)) && agrees(word, next.number.type, next.number.system))
    return { number: next.number.canonical.replace(next.number.digits, bare.digits), by: next, confidence: 'high' }
  const body = bodyOfIssuer(plainIssuer(words(scanned, mention.issuer) ?? ''))
  const short = SHORT_OF[word]
  return body && short ? { number: `${bare.digits}-${short}/${body}`, by: mention, confidence: 'low' } : null
}

const SHORT_OF: Readonly<Record<string, string>> = {
  ...{ 'Chỉ thị': 'CT', 'Nghị quyết': 'NQ', 'Kết luận': 'KL', 'Kế hoạch': 'KH', 'Quyết định': 'QĐ', 'Quy định': 'QĐ' },
  ...{ 'Đề án': 'ĐA', 'Thông báo': 'TB', 'Hướng dẫn': 'HD', 'Công văn': 'CV', 'Quy chế': 'QC', 'Chương trình': 'CTr' },
}

function issuersFit(scanned: Scanned, one: Mention, other: Mention): boolean {
  const [a, b] = [words(scanned, one.issuer), words(scanned, other.issuer)]
  return a === null || b === null || mayBeOneIssuer(a, b)
}

/** The numbered mention of the document that another names without its number; null where two could be meant. */
export function sameDocument(scanned: Scanned, mention: Mention, whole: readonly Mention[]): Mention | null {
  if (mention.kind !== 'unnumbered' || !mention.word) return null
  const word = mention.word
  const ofType = whole.filter(({ number, word: called }) => number && (called === word || (called === null && agrees(word, number.type, number.system))))
  const title = words(scanned, mention.title)
  const matches = title
    ? ofType.filter((one) => one.title && alike(title, words(scanned, one.title) ?? ''))
    : ofType.filter((one) => mention.issuer && isBy(scanned, one, words(scanned, mention.issuer) ?? ''))
  const [first] = matches
  return first && matches.every(({ number }) => number?.canonical === first.number?.canonical) ? first : null
}

function isBy(scanned: Scanned, one: Mention, issuer: string): boolean {
  const own = words(scanned, one.issuer)
  return own ? mayBeOneIssuer(own, issuer) : bodyOfIssuer(plainIssuer(issuer)) === one.number?.body[0]
}

const ALIKE = 0.75

function alike(one: string, other: string): boolean {
  const [a, b] = [wordsOfTitle(one), wordsOfTitle(other)]
  const shared = [...a].filter((word) => b.has(word)).length
  return shared / Math.max(1, Math.min(a.size, b.size)) >= ALIKE && Math.min(a.size, b.size) >= 2
}
