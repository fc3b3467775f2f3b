import type { CitationKind } from './citation.ts'
import type { ReadDate } from './dates.ts'
import { type Head, headsBefore, isOwnNumber, linkOf } from './heads.ts'
import { issuerAt, type Stretch } from './issuers.ts'
import type { DocumentNumber, NumberMention } from './numbers.ts'
import type { Scanned } from './scan.ts'
import { issuedBefore, tailAfter } from './tail.ts'
import { agrees } from './types.ts'

/** A citation as read at its own place, in positions of the scanned text; what other mentions add comes later. */
export type Mention = {
  readonly kind: CitationKind
  readonly from: number
  /** Its words without the title, then with it. */
  readonly coreTo: number
  readonly to: number
  readonly numberAt: Stretch | null
  readonly number: DocumentNumber | null
  readonly bare: { readonly digits: string; readonly year: string | null } | null
  readonly word: string | null
  readonly issuer: Stretch | null
  readonly term: Stretch | null
  readonly date: ReadDate | null
  readonly title: Stretch | null
  /** QĐ 218: a bare number after letters counts only when the text has the whole number. */
  readonly isDoubtful?: boolean
}

/** How a citation is joined to the one before it in a list: "…, …", "… và …", "…; các …". */
export const LIST_JOINT = /^[\s,;]{0,3}(?:và|hoặc|cùng|cũng như)?\s?(?:các\s|những\s)?(?:số:?\s?)?$/

const SAMPLE = /(?:mẫu|biểu|phụ lục)\s(?:số\s?:?\s?)?$/

/** Every whole number that is one of a document: because a type word leads to it, a list does, or its symbol is certain. */
export function numberedMentions(
  scanned: Scanned,
  numbers: readonly NumberMention[],
  heads: readonly Head[],
): Mention[] {
  const { low } = scanned
  const mentions: Mention[] = []
  for (const found of numbers) {
    if (isOwnNumber(scanned, found)) continue
    const { from, to, number } = found
    const before = mentions.at(-1)
    const named = headFor(scanned, headsBefore(heads, from, before?.coreTo ?? 0), from, number)
    const inList = !named && before?.numberAt && LIST_JOINT.test(low.slice(before.coreTo, from)) ? before : null
    const isNumbered = low.slice(Math.max(0, from - 4), from).includes('số')
    if (!named && !inList && !number.isCertain) continue
    if (!named && SAMPLE.test(low.slice(Math.max(0, from - 14), from))) continue
    const outer = named?.link === 'named' ? amendingBefore(scanned, named.head) : null
    const start = outer ? outer.from : named ? named.head.from : isNumbered ? low.lastIndexOf('số', from) : from
    const word = named?.head.name ?? (inList?.number?.short === number.short ? inList?.word : null) ?? null
    const between = named?.link === 'named' ? betweenOf(scanned, outer ?? named.head, from) : null
    const tail = tailAfter(scanned, to, number.body.length > 1 || /liên|phối hợp/.test(word ?? ''))
    const earlier = tail.issuer || between?.issuer ? null : issuedBefore(scanned, start)
    mentions.push({
      ...{ kind: 'numbered', from: start, number, bare: null, word, numberAt: { from, to }, term: tail.term },
      coreTo: tail.title ? coreEnd(to, tail) : tail.to,
      to: tail.to,
      issuer: tail.issuer ?? between?.issuer ?? earlier?.issuer ?? null,
      date: tail.date ?? earlier?.date ?? null,
      title: tail.title ?? between?.title ?? null,
    })
  }
  return mentions
}

export const coreEnd = (
  numberTo: number,
  tail: { date: Stretch | null; issuer: Stretch | null; term: Stretch | null },
) => Math.max(numberTo, tail.date?.to ?? 0, tail.issuer?.to ?? 0, tail.term?.to ?? 0)

/** The nearest head whose type the number can have; when none agrees, the one right before the number. */
function headFor(scanned: Scanned, heads: readonly Head[], from: number, { type, system, body }: DocumentNumber) {
  const isOfParliament = /^(?:UBTV)?QH\d/.test(body[0] ?? '')
  const linked = heads.flatMap((head) => {
    const link = linkOf(scanned, head, from, isOfParliament)
    return link ? [{ head, link }] : []
  })
  return (
    linked.find(({ head }) => agrees(head.name, type, system)) ??
    linked.find(({ link }) => link === 'direct') ??
    linked[0] ??
    null
  )
}

const AMENDING_LAW =
  /(?<!\p{L})luật (?:sửa đổi, bổ sung|sửa đổi|bổ sung)(?: (?:một số|các))? điều (?:của |các )?(?:(?:bộ )?luật [^;.¶]{3,90}?(?:,| và)\s)*$/u
const FARTHEST_AMENDING = 300

/** "Luật sửa đổi, bổ sung một số điều của Luật A và Luật B số …": the number is of the law that amends. */
function amendingBefore({ low, plain }: Scanned, head: Head): Head | null {
  if (head.name !== 'Luật' && head.name !== 'Bộ luật') return null
  const start = Math.max(0, head.from - FARTHEST_AMENDING)
  const found = AMENDING_LAW.exec(low.slice(start, head.from))
  const from = start + (found?.index ?? 0)
  if (!found || plain.charAt(from) === low.charAt(from)) return null
  return { from, to: from + 'luật'.length, name: 'Luật', isShort: false, isCapital: true }
}

/** "Luật Khiếu nại số …" names the law before its number, "Quyết định của Thủ tướng Chính phủ số …" who issued it. */
function betweenOf(scanned: Scanned, head: Head, numberFrom: number) {
  const gap = scanned.low.slice(head.to, numberFrom)
  const text = gap.replace(/\s?\(?(?:số\s?:?)?\s?$/, '')
  if (gap.startsWith(' của ')) return { issuer: issuerAt(scanned, head.to + ' của '.length), title: null }
  const isName = head.name === 'Luật' || head.name === 'Bộ luật' || head.name === 'Pháp lệnh'
  return { issuer: null, title: isName ? { from: head.to + 1, to: head.to + text.length } : null }
}
