import type { NumberMention } from './numbers.ts'
import { BREAK, foldCase, type Scanned } from './scan.ts'
import { SHORT_WORD, TYPE_WORD, typeName, typeOf } from './types.ts'

/** A word in the text that says what a document is: "Chỉ thị", "quyết định", "NĐ". */
export type Head = {
  readonly from: number
  readonly to: number
  readonly name: string
  /** NĐ, QĐ, KL: read as the word only before a number. */
  readonly isShort: boolean
  readonly isCapital: boolean
}

/** "pháp luật" is no law, "mệnh lệnh" no order, "Chánh Thanh tra quyết định" no matter: capitals are judged later. */
const INSIDE_OTHER_WORD = /(?:pháp|kỷ|quy|trọng|mệnh|hiệu|khẩu)\s$/

const NOT_LAW = /^\s(?:sư|gia|lệ|pháp|học|định|chơi|khoa)(?!\p{L})/u

export function headsIn({ plain, low }: Scanned): Head[] {
  const heads: Head[] = []
  for (const { index, 0: word } of low.matchAll(TYPE_WORD)) {
    const to = index + word.length
    const isLaw = word === 'luật' || word === 'lệnh'
    if (
      isLaw &&
      (INSIDE_OTHER_WORD.test(low.slice(Math.max(0, index - 8), index)) || NOT_LAW.test(low.slice(to, to + 8)))
    )
      continue
    heads.push({
      from: index,
      to,
      name: typeOf(word),
      isShort: false,
      isCapital: plain.charAt(index) !== low.charAt(index),
    })
  }
  for (const { index, 0: short } of plain.matchAll(SHORT_WORD)) {
    const name = typeName(short, null)
    if (name) heads.push({ from: index, to: index + short.length, name, isShort: true, isCapital: true })
  }
  return heads.sort((a, b) => a.from - b.from)
}

/** The heads that end before a place and begin after another, the nearest first. */
export function headsBefore(heads: readonly Head[], at: number, after: number): Head[] {
  let [low, high] = [0, heads.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((heads[middle]?.from ?? 0) < at) low = middle + 1
    else high = middle
  }
  return heads
    .slice(Math.max(0, low - 6), low)
    .filter(({ from, to }) => from >= after && to <= at)
    .reverse()
}

// A page number may have come between the word and "số".
const DIRECT = /^[\s,:]{0,2}\(?(?:\d{1,3}\s)?(?:số)?[\s:.]{0,3}$/
const NAMED = /^\s[^.;:“”"¶,]{1,150}\s\(?số\s?:?\s?$/
const LAW_NAMED = /^\s[^.;:“”"¶]{1,160}\s\(?(?:số\s?:?\s?)?$/
const MOST_WORDS_BETWEEN = 7
const FARTHEST = 180

export type Link = 'direct' | 'named'

/** How a head belongs to a number: right before it, or with the document's name between ("Luật Khiếu nại số …"). */
export function linkOf({ low }: Scanned, head: Head, numberFrom: number, isOfParliament: boolean): Link | null {
  if (numberFrom - head.to > FARTHEST) return null
  const gap = low.slice(head.to, numberFrom)
  if (DIRECT.test(gap)) return 'direct'
  if (head.isShort) return null
  if (isOfParliament && LAWS.has(head.name) && head.isCapital) return LAW_NAMED.test(gap) ? 'named' : null
  if (!NAMED.test(gap)) return null
  const isByIssuer = /^\scủa\s/.test(gap)
  return isByIssuer || gap.split(' ').length - 2 <= MOST_WORDS_BETWEEN ? 'named' : null
}

const LAWS = new Set(['Luật', 'Bộ luật', 'Pháp lệnh'])

/** "Số: 16/KH-UBND" at the head of a letter, where a line or a cell begins: the document's own number. */
export function isOwnNumber({ plain }: Scanned, { from, to, number }: NumberMention): boolean {
  const before = foldCase(plain.slice(Math.max(0, from - 30), from).replaceAll('\n', BREAK))
  const label = /(?:^|[¶:])\s?số\s?(:?)\s?$/.exec(before)
  if (!label) return false
  if (label[1] === ':') return true
  // Party documents write no colon (Hướng dẫn 05-HD/VPTW). Elsewhere such a line is a citation that was wrapped.
  const isAlone = /^\s?(?:[¶\n]|$)/.test(plain.slice(to, to + 3))
  return number.system === 'party' && from < HEAD_LENGTH && isAlone && !ENDS_IN_TYPE.test(before)
}

const ENDS_IN_TYPE = new RegExp(`${TYPE_WORD.source}[¶ ]số\\s?$`, 'u')

export const HEAD_LENGTH = 1500
