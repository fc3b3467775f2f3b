import { dateAfter, dateAt, type ReadDate } from './dates.ts'
import { issuerAt, type Stretch } from './issuers.ts'
import type { Scanned } from './scan.ts'
import { titleAfter } from './titles.ts'

/** What follows a number, in whatever order it was written: date, issuer, term, title. `to` is where it ends. */
export type Tail = {
  readonly date: ReadDate | null
  readonly issuer: Stretch | null
  readonly term: Stretch | null
  readonly title: Stretch | null
  readonly to: number
}

const OF = /[\s,]{0,2}(?:của|do|giữa)\s|,\s(?=hội nghị lần thứ\s)/y
const TERM = /[\s,]{0,2}\(?(khóa\s[ivx\d]{1,6})(?!\p{L})\)?/uy

/** `isJoint`: several issued it, so that commas join their names. */
export function tailAfter(scanned: Scanned, start: number, isJoint = false): Tail {
  const { low } = scanned
  const found: { date: ReadDate | null; issuer: Stretch | null; term: Stretch | null } = {
    ...{ date: null, issuer: null, term: null },
  }
  let to = start
  for (let before = -1; before < to; ) {
    before = to
    if (!found.date) {
      found.date = dateAfter(low, to)
      if (found.date) to = found.date.to + (low.charAt(found.date.to) === ')' ? 1 : 0)
    }
    if (!found.issuer) {
      const lead = matchAt(OF, low, to)
      found.issuer = lead && ofWhom(scanned, to + lead[0].length, isJoint || lead[0].includes('giữa'))
      to = found.issuer?.to ?? to
    }
    const term = found.issuer && !found.term ? matchAt(TERM, low, to) : null
    if (term) {
      const from = to + term[0].indexOf('khóa')
      found.term = { from, to: from + (term[1] ?? '').length }
      to += term[0].length
    }
  }
  const title = titleAfter(scanned, to, found.issuer !== null)
  return { ...found, title, to: title?.end ?? to }
}

/** "của Bộ Chính trị, Ban Bí thư về …": what the title follows are the issuers; a comma elsewhere leads on. */
function ofWhom(scanned: Scanned, at: number, isJoint: boolean): Stretch | null {
  const one = issuerAt(scanned, at, isJoint)
  const all = one && !isJoint && scanned.low.startsWith(', ', one.to) ? issuerAt(scanned, at, true) : null
  return all && /^\s(?:về|v\/v|khóa|\(khóa)(?!\p{L})/u.test(scanned.low.slice(all.to, all.to + 8)) ? all : one
}

const ISSUING =
  /(?:^|\s)(?:đã|vừa|cũng|mới|kịp thời|tiếp tục|cùng|ký|được|\s)*(?:ban hành|ký kết|ký|công bố|có|ra|tại)\s(?:các\s)?$/
const FARTHEST = 130

/** "Ngày 22/4, Ban Thường vụ Huyện ủy đã ban hành Kế hoạch …": who and when stand before the document. */
export function issuedBefore(scanned: Scanned, at: number): { date: ReadDate | null; issuer: Stretch | null } {
  const { low } = scanned
  const start = Math.max(0, at - FARTHEST)
  const window = low.slice(start, at)
  const verb = ISSUING.exec(window)
  if (!verb) return { date: null, issuer: null }
  const sentence = Math.max(window.lastIndexOf('. '), window.lastIndexOf('¶'), window.lastIndexOf(';')) + 1
  const verbAt = start + verb.index
  for (const { index } of window.slice(sentence).matchAll(/(?<![\p{L}\p{N}])\p{L}/gu)) {
    const issuer = issuerAt(scanned, start + sentence + index)
    if (
      issuer &&
      issuer.to >= verbAt - 6 &&
      issuer.to <= verbAt + verb[0].length &&
      /^\s?(?:tỉnh|cũng|đã|\s)*$/.test(low.slice(issuer.to, Math.max(issuer.to, verbAt))) &&
      (!verb[0].includes('tại') || low.startsWith('của ', issuer.from - 4))
    )
      return { issuer, date: dateBefore(scanned, start + sentence, issuer.from) }
  }
  return { date: null, issuer: null }
}

function dateBefore({ low, plain }: Scanned, start: number, issuerFrom: number): ReadDate | null {
  const at = low.slice(start, issuerFrom).lastIndexOf('ngày ')
  const date = at < 0 ? null : dateAt(low, start + at)
  // A line that ends in a date without a comma ended there.
  return date && /^(?:\s?,\s?| )$/.test(plain.slice(date.to, issuerFrom)) ? date : null
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at
  return pattern.exec(text)
}
