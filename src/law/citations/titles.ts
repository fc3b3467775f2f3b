import { isIssuerAt, type Stretch } from './issuers.ts'
import { BREAK, foldCase, type Scanned } from './scan.ts'
import { TYPE_WORD } from './types.ts'

const MOST_QUOTED = 600
const MOST_BARE = 400

const LEAD = /[\s,:]{0,3}(?:về\s?việc|về|v\/v)[\s:]{0,2}/y
/** A straight sign right after the number closes what was quoted before it; one after a blank opens. */
const QUOTE_LEAD = /[\s,:]{1,3}(?=["“])|(?=“)/y

/** After an issuer, decrees and circulars go on without "về": "quy định chi tiết một số điều của …". */
const DECREEING =
  /\s(?:quy định(?! (?:rõ|\d|người|các (?:cơ quan|đơn vị|trường hợp)|trường hợp|như|nêu|tại|là|thì|cụ thể|khá)| ?:)|sửa đổi|hướng dẫn|phê duyệt|ban hành|thông qua|công bố|kiện toàn|thành lập|bãi bỏ|giao|tổ chức)(?=[\s,])/y
/** The same without an issuer: only what no clause of the sentence says. */
const DECREEING_ALWAYS =
  /\s(?:quy định (?:chi tiết|quy trình|trình tự|mức|chức năng)|hướng dẫn thi hành|sửa đổi, bổ sung một số điều|phê duyệt|ban hành(?! (?:năm|ngày|từ|vào|đã|trước|sau|kèm|theo|và)))(?=[\s,])/y

/** What a clause begins with that is no longer part of a title. */
const CLAUSE =
  /^(?:hướng đến|hướng tới|góp phần|nhằm|trong đó|đồng thời|cùng với|gắn với|nhất là|đặc biệt|thời gian|trên cơ sở|theo đó|từ đó|qua đó|để tạo|để góp phần|xác định|đã|đang|sẽ|cần|do|tập trung|trọng tâm|tiếp tục|thay thế|có hiệu lực)(?!\p{L})/u
const FINITE =
  /(?:^|\s)(?:đã|đang|sẽ|cần|phải|còn|yêu cầu|đề nghị|đạt được|có hiệu lực|chủ động|tiến hành|(?:ubnd|mttq|tỉnh|huyện|xã|phường|đơn vị|địa phương|cơ sở) (?:tổ chức|xây dựng|ban hành|phối hợp|có|được))(?!\p{L})/u
/** What one who issues does in the clause after a title. */
const ACTING =
  /(?:^|\s)(?:ban hành|tổ chức|xây dựng|đăng|triển khai|chỉ đạo|phối hợp|thực hiện|báo cáo|trình|thông báo|quyết định|có|ra|ký|phê duyệt|giao|cụ thể hóa|tham mưu|hướng dẫn|lãnh đạo|quán triệt|lập|chủ trì|tiếp tục|tập trung)(?!\p{L})/u

/** A passive, an alias in brackets, a main clause: the title was over before it. */
const PURPOSE =
  /,?\s(?:\(?sau đây|\((?:gọi tắt|viết tắt|nay là|ban hành kèm|(?:chỉ thị|nghị quyết|kết luận|quyết định|quy định|nghị định|thông tư|kế hoạch|pháp lệnh|chương trình|đề án|luật|qđ|nq|ct|kl|nđ)(?:\s[^)]{1,40})?\))|(?:đã )?được (?:sửa đổi|bổ sung|thay thế|bãi bỏ|thông qua|ban hành|phê duyệt|ký|tổ chức)|yêu cầu (?:các|cấp|mỗi|từng|phải|người)|nêu rõ|chỉ rõ|khẳng định|nhấn mạnh|xác định rõ|quy định (?:rõ|\d|người|các (?:cơ quan|đơn vị)|trường hợp)|đề ra|đặt ra|để tạo|để góp phần|đến nay|đã được|đã tạo|đã góp|có hiệu lực|thay thế|nhằm|thành (?:kế hoạch|chương trình|các))(?!\p{L})/u

/** The title after a number: quoted, or bare after "về", "về việc", "V/v". Its stretch leaves lead and quotes out. */
export function titleAfter(scanned: Scanned, at: number, isIssued = false): (Stretch & { end: number }) | null {
  const { low } = scanned
  const lead = lengthOf(LEAD, low, at)
  const from = at + lead
  if (lead > 0) return /["“]/.test(low.charAt(from)) ? quotedAt(scanned, from) : bareAt(scanned, from)
  if (lengthOf(isIssued ? DECREEING : DECREEING_ALWAYS, low, at) > 0) return bareAt(scanned, at + 1)
  const quoteLead = lengthOf(QUOTE_LEAD, low, at)
  return quoteLead > 0 || low.charAt(at) === '“' ? quotedAt(scanned, at + quoteLead) : null
}

/** An opening “ is often closed by a straight ", so any closing sign will do. */
export function quotedAt({ plain }: Scanned, at: number): (Stretch & { end: number }) | null {
  const part = plain.slice(at + 1, at + 1 + MOST_QUOTED)
  const close = part.search(/["”¶]/)
  if (close < 1 || part[close] === BREAK || /^[\s,;.]/.test(part)) return null
  return { from: at + 1, to: at + 1 + close, end: at + 2 + close }
}

/**
 * A bare title runs to a semicolon, a full stop, or to where another document, another issuer or another clause
 * begins. A comma alone does not end it: "đẩy mạnh, nâng cao chất lượng, hiệu quả".
 */
export function bareAt(scanned: Scanned, from: number): (Stretch & { end: number }) | null {
  const { plain, low } = scanned
  const part = low.slice(from, from + MOST_BARE)
  let length = endOf(part)
  for (const { index } of part.matchAll(/,\s|\s(?:và|cùng|cũng như|theo)\s|\s-\s/g)) {
    if (index >= length) break
    if (isOver(scanned, from + index, from + length)) {
      length = index
      break
    }
  }
  const purpose = part.slice(0, length).search(PURPOSE)
  if (purpose > 0) length = purpose
  const text = plain.slice(from, from + length).replace(/[\s,]+$/, '')
  return text.length < 3 ? null : { from, to: from + text.length, end: from + text.length }
}

function endOf(part: string): number {
  const stop = part.search(/[;¶…]|[.:](?=\s|$|["”/¶])|[.](?=\/)/)
  return stop < 0 ? part.length : stop
}

function isOver(scanned: Scanned, joint: number, end: number): boolean {
  const { plain, low } = scanned
  const isComma = low[joint] === ','
  const at = joint + (/^(?:,\s|\s(?:và|cùng|cũng như|theo|-)\s)/.exec(low.slice(joint, joint + 12))?.[0].length ?? 1)
  const next = low.slice(at, at + 60)
  if (/^(?:các |những )?(?:số\s)?\d{1,5}[a-z]?\s?[-/]/.test(next)) return true
  const skipped = /^(?:các |những )/.exec(next)?.[0].length ?? 0
  const isCapital = plain.charAt(at + skipped) !== low.charAt(at + skipped)
  TYPE_WORD.lastIndex = 0
  if (isCapital && new RegExp(`^${TYPE_WORD.source}`, 'u').test(low.slice(at + skipped, at + skipped + 60))) return true
  if (!isComma) return false
  if (CLAUSE.test(next)) return true
  const isIssuer = isCapital && isIssuerAt(scanned, at)
  const clause = low.slice(at, isIssuer ? at + 110 : Math.min(end, at + 60))
  const stop = clause.search(/[,;¶]|\.\s/)
  const said = stop < 0 ? clause : clause.slice(0, stop)
  return FINITE.test(said) || (isIssuer && ACTING.test(said))
}

function lengthOf(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at
  return pattern.exec(text)?.[0].length ?? 0
}

/** The words of a title without marks of emphasis and order, to see whether two titles are one. */
export function wordsOfTitle(title: string): Set<string> {
  return new Set(foldCase(title.normalize('NFC')).match(/[\p{L}\p{N}]+/gu) ?? [])
}
