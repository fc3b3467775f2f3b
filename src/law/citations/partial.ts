import type { Head } from './heads.ts'
import { coreEnd, type Mention } from './mentions.ts'
import type { Scanned } from './scan.ts'
import { issuedBefore, tailAfter } from './tail.ts'

const BARE =
  /[\s]{1,2}(số\s?:?\s?)?(\d{1,4}(?:\.\d{1,3})?[a-zđ]?)(?:\s?\/\s?((?:19|20)\d{2}))?(?![\p{L}\p{N}%])(?!\s?[./,:]\d)(?!-\d)/uy
const NEXT =
  /(?:\s?,\s?|\s(?:và|hoặc|với)\s)(số\s?)?(\d{1,4}[a-zđ]?)(?:\/((?:19|20)\d{2}))?(?![\p{L}\p{N}%])(?!\s?[./,:-]\d)/uy

/** What may stand after a bare number for it to number a document; "Kế hoạch 5 năm", "Quyết định 3 nội dung" do not. */
const AFTER =
  /^(?:$|\s?[,;:.)(“"”¶…\n/!?]|\s?-\s|\s(?:của|ngày|về|và|hoặc|này|nêu|nói|là|được|đã|đang|sẽ|có|thì|trên|với|cùng|do|tại|ban hành|đến|theo|thay thế|thay|tiếp|nhằm|trong|cho|vào|cũng|yêu cầu|quy định|xác định|gắn|khóa|hay|để|từ|như|ra đời|vẫn|chưa|phải|cần|còn|quận|huyện|tỉnh|thành|đồng thời|năm \d{4})(?!\p{L}))/u

/** Normative acts carry their year; for others "4/2024" is a month. */
const WITH_YEAR = new Set([
  'Luật',
  'Bộ luật',
  'Pháp lệnh',
  'Nghị định',
  'Nghị quyết',
  'Thông tư',
  'Thông tư liên tịch',
  'Quyết định',
])
/** Words that a count follows as easily as a number: "Bản sao 2", "Hợp đồng 3". */
const NEVER_BARE = new Set([
  'Hiến pháp',
  'Hợp đồng',
  'Biên bản',
  'Bản sao',
  'Lệnh',
  'Điều lệ',
  'Quy tắc',
  'Bản án',
  'Giấy mời',
  'Dự án',
])

/** Documents named by type and bare number, alone or in a list ("Nghị quyết 57, 59, 66 và 68"). */
export function partialMentions(scanned: Scanned, heads: readonly Head[], isTaken: (at: number) => boolean): Mention[] {
  const mentions: Mention[] = []
  for (const head of heads) {
    if (isTaken(head.from) || (mentions.at(-1)?.to ?? 0) > head.from) continue
    let pattern = BARE
    let at = head.to
    for (let from = head.from; ; ) {
      const item = itemAt(scanned, pattern, at)
      if (!item || isTaken(item.from) || !mayBe(head, item)) break
      const next = itemAt(scanned, NEXT, item.to)
      const inList = next !== null && !isTaken(next.from)
      const tail = inList
        ? { date: null, issuer: null, term: null, title: null, to: item.to }
        : tailAfter(scanned, item.to)
      const earlier = tail.issuer ? null : issuedBefore(scanned, head.from)
      mentions.push({
        ...{ kind: 'partial', from, number: null, word: head.name, bare: { digits: item.digits, year: item.year } },
        ...{ numberAt: { from: item.from, to: item.to }, term: tail.term, title: tail.title },
        coreTo: coreEnd(item.to, tail),
        to: tail.to,
        issuer: tail.issuer ?? earlier?.issuer ?? null,
        date: tail.date ?? earlier?.date ?? null,
        isDoubtful: head.isShort && item.year === null,
      })
      if (!inList) break
      pattern = NEXT
      at = item.to
      from = next.from
    }
  }
  return mentions
}

type Item = { from: number; to: number; digits: string; year: string | null; hasWord: boolean }

function itemAt({ low }: Scanned, pattern: RegExp, at: number): Item | null {
  pattern.lastIndex = at
  const found = pattern.exec(low)
  if (!found) return null
  const [whole, label, digits = '', year = null] = found
  const to = at + whole.length
  if (!AFTER.test(low.slice(to, to + 24))) return null
  const length = digits.length + (year ? year.length + 1 : 0)
  return {
    from: to - Math.max(length, whole.trimEnd().length - whole.lastIndexOf(digits)),
    to,
    digits,
    year,
    hasWord: label !== undefined,
  }
}

function mayBe(head: Head, { digits, year, hasWord }: Item): boolean {
  if (NEVER_BARE.has(head.name)) return false
  if (year !== null) return hasWord || WITH_YEAR.has(head.name)
  if (head.name === 'Luật' || head.name === 'Bộ luật') return hasWord
  if (hasWord) return true
  const isYear = /^(?:19|20)\d{2}$/.test(digits)
  return head.isCapital && !isYear
}
