import { bodyOfIssuer } from './bodies.ts'
import { type Known, type KnownDocument, mayBeOneIssuer, plainIssuer, words } from './known.ts'
import { LIST_JOINT, type Mention } from './mentions.ts'
import type { Scanned } from './scan.ts'
import { wordsOfTitle } from './titles.ts'
import { agrees } from './types.ts'

export type Completed = { readonly number: string; readonly by: Mention; readonly confidence: 'high' | 'low' }

/** The whole number behind "Chỉ thị 13": of another mention that fits, of the list it stands in, or guessed by its issuer. */
export function completed(
  scanned: Scanned,
  mention: Mention,
  next: Mention | undefined,
  known: Known,
): Completed | null {
  const { bare, word } = mention
  if (!bare || !word) return null
  const issuer = words(scanned, mention.issuer)
  const fitting = known
    .withDigits(bare.digits)
    .filter(({ number }) => (!bare.year || number.year === bare.year) && agrees(word, number.type, number.system))
  const [one, second] = fitting
  if (one && !second && (!issuer || isIssuedBy(one, issuer)))
    return { number: one.number.canonical, by: one.first, confidence: 'high' }
  const follows =
    next?.number && !mention.issuer && LIST_JOINT.test(scanned.low.slice(mention.to, next.from)) ? next.number : null
  if (next && follows && agrees(word, follows.type, follows.system))
    return { number: follows.canonical.replace(follows.digits, bare.digits), by: next, confidence: 'high' }
  const body = bodyOfIssuer(plainIssuer(issuer ?? ''))
  const short = SHORT_OF[word]
  return body && short ? { number: `${bare.digits}-${short}/${body}`, by: mention, confidence: 'low' } : null
}

const SHORT_OF: Readonly<Record<string, string>> = {
  ...{ 'Chỉ thị': 'CT', 'Nghị quyết': 'NQ', 'Kết luận': 'KL', 'Kế hoạch': 'KH', 'Quyết định': 'QĐ', 'Quy định': 'QĐ' },
  ...{ 'Đề án': 'ĐA', 'Thông báo': 'TB', 'Hướng dẫn': 'HD', 'Công văn': 'CV', 'Quy chế': 'QC', 'Chương trình': 'CTr' },
}

const isIssuedBy = ({ issuers }: KnownDocument, issuer: string): boolean =>
  issuers.size === 0 || [...issuers].some((own) => mayBeOneIssuer(own, issuer))

/** What a document named without its number is elsewhere in the text; null where two could be meant. */
export function sameDocument(scanned: Scanned, mention: Mention, known: Known): KnownDocument | null {
  if (mention.kind !== 'unnumbered' || !mention.word) return null
  const [title, issuer] = [words(scanned, mention.title), words(scanned, mention.issuer)]
  const titled = title === null ? null : wordsOfTitle(title)
  const [one, second] = known
    .calledBy(mention.word)
    .filter((document) =>
      titled
        ? [...document.titles.values()].some((other) => isAlike(titled, other))
        : issuer !== null && isBy(document, issuer),
    )
  return one && !second ? one : null
}

function isBy(document: KnownDocument, issuer: string): boolean {
  if (document.issuers.size > 0) return isIssuedBy(document, issuer)
  return bodyOfIssuer(plainIssuer(issuer)) === document.number.body[0]
}

const ALIKE = 0.75

function isAlike(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  const least = Math.min(one.size, other.size)
  const shared = [...one].filter((word) => other.has(word)).length
  return least >= 2 && shared / least >= ALIKE
}
