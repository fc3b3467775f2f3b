import {
  COMMITTEE,
  CONFERENCE,
  GOES_ON_AFTER_COMMA,
  HEADS,
  LOWER_WORDS,
  ONLY_IN_CAPITALS,
  SECOND_WORDS,
  STOPS,
} from './issuer-words.ts'
import type { Scanned } from './scan.ts'
import { foldCase } from './scan.ts'

const HEAD = new RegExp(`(?:${HEADS.map(foldCase).join('|')})(?![\\p{L}\\p{N}])`, 'uy')
const MOST_WORDS = 16

const WORD = /\s([\p{L}\p{N}.]+)/uy

export type Stretch = { readonly from: number; readonly to: number }

export function isIssuerAt({ plain, low }: Scanned, at: number): boolean {
  HEAD.lastIndex = at
  const head = HEAD.exec(low)?.[0]
  if (!head) return false
  return !ONLY_IN_CAPITALS.test(head) || isCapital(plain.charAt(at))
}

/**
 * The name of who issued: "Ban Thường vụ Tỉnh ủy", "Ủy ban Pháp luật và Tư pháp", "Bộ Nội vụ và Bộ Tài chính"; of a joint document
 * also those a comma joins.
 */
export function issuerAt(scanned: Scanned, from: number, isJoint = false): Stretch | null {
  if (!isIssuerAt(scanned, from)) return null
  const { low } = scanned
  let to = headEnd(low, from)
  for (let words = 0; words < MOST_WORDS; words++) {
    const next = nextWord(scanned, to) ?? afterComma(scanned, from, to, isJoint)
    if (next === null) break
    to = next
  }
  return { from, to }
}

function headEnd(low: string, at: number): number {
  for (const pattern of [COMMITTEE, CONFERENCE, HEAD]) {
    pattern.lastIndex = at
    const found = pattern.exec(low)
    if (found) return at + found[0].length
  }
  return at
}

/** "Bộ Văn hóa, Thể thao và Du lịch" is one, "Chính phủ, Đoàn Chủ tịch …" of a joint document are two. */
function afterComma(scanned: Scanned, from: number, at: number, isJoint: boolean): number | null {
  const { plain, low } = scanned
  if (!low.startsWith(', ', at) || !isCapital(plain.charAt(at + 2))) return null
  const name = low.slice(from, at)
  const goesOn = GOES_ON_AFTER_COMMA.find(([before, after]) => name.endsWith(before) && low.startsWith(after, at + 2))
  if (goesOn) return at + 2 + goesOn[1].length
  return isJoint && isIssuerAt(scanned, at + 2) && !startsCitation(scanned, at + 2) ? headEnd(low, at + 2) : null
}

function nextWord(scanned: Scanned, at: number): number | null {
  const { plain, low } = scanned
  const joined = /\s(?:và|với|&|-)\s/uy
  joined.lastIndex = at
  const joint = joined.exec(low)
  if (joint) {
    const after = at + joint[0].length
    if (isIssuerAt(scanned, after)) return headEnd(low, after)
    // "Bộ Giáo dục và Đào tạo" goes on; "Bộ Chính trị và Quyết định 218" does not.
    return isCapital(plain.charAt(after)) && !startsCitation(scanned, after) && isPartOfName(plain, at)
      ? wordEnd(plain, after)
      : null
  }
  if (!/\s/.test(plain.charAt(at))) return null
  WORD.lastIndex = at
  const word = WORD.exec(plain)?.[1] ?? ''
  if (word === '') return null
  const end = at + 1 + word.length
  if (plain.charAt(end) === '/') return null
  const folded = foldCase(word.replace(/\.$/, ''))
  if (STOPS.has(folded) || low.startsWith('ban hành', at + 1)) return null
  if (startsCitation(scanned, end - word.length)) return null
  const isAbbreviated = /^(tp|tx|tt)\.$/i.test(word)
  const isSecond = SECOND_WORDS.has(folded) && /(?<!\p{L})\p{Lu}\p{L}*$/u.test(plain.slice(Math.max(0, at - 12), at))
  if (!isCapital(word.charAt(0)) && !LOWER_WORDS.has(folded) && !isSecond) return null
  if (!word.endsWith('.')) return end
  return isAbbreviated && /^\s\p{Lu}/u.test(plain.slice(end, end + 2)) ? end : end - 1
}

const FIELDS = /(?:Bộ|Sở|Phòng|Ban|Ủy ban|Uỷ ban|Cục|Vụ|Hội đồng|Viện)(?:\s[\p{L},-]+){1,7}$/u

const isPartOfName = (plain: string, at: number) => FIELDS.test(plain.slice(Math.max(0, at - 60), at))

const CITED =
  /(?:nghị quyết|quyết định|chỉ thị|kết luận|kế hoạch|quy định|quy chế|hướng dẫn|thông báo|thông tư|công văn|chương trình|đề án|báo cáo|tờ trình|luật|nghị định)(?!\p{L})/uy

function startsCitation({ low, plain }: Scanned, at: number): boolean {
  CITED.lastIndex = at
  return CITED.test(low) && isCapital(plain.charAt(at))
}

function wordEnd(plain: string, at: number): number {
  const word = /[\p{L}\p{N}]+/uy
  word.lastIndex = at
  return at + (word.exec(plain)?.[0].length ?? 0)
}

const isCapital = (letter: string) => letter !== '' && letter !== letter.toLowerCase()
