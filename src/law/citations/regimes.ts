import type { Nested } from './citation.ts'
import { issuerAt } from './issuers.ts'
import type { Mention } from './mentions.ts'
import type { Scanned } from './scan.ts'

/** Regimes people live by under a name. In lower case only what is known under it; the rest need their capital. */
const NAMES =
  /(?<![\p{L}\p{N}])(?:(?:quy chế (?:thực hiện )?dân chủ|quy chế \(?qcdc\)?|qcdc)(?: \(qcdc\))?(?: ở cơ sở| cơ sở| ở xã, phường, thị trấn)?|quy chế (?:công tác dân vận(?: của hệ thống chính trị)?|giám sát và phản biện xã hội|tiếp công dân)|(?:\d{1,2} )?(?:bộ )?quy tắc ứng xử)(?!\p{L})/gu
const ALSO_UNCAPITALIZED = /^(?:quy chế (?:thực hiện )?dân chủ|quy chế công tác dân vận)/

/** "Ban chỉ đạo thực hiện Quy chế dân chủ" is a committee; what it carries in its name it does not cite. */
const ORGANIZATION =
  /(?:ban chỉ đạo|bcđ|tổ công tác|đoàn kiểm tra|hội đồng|tiểu ban|tổ giúp việc)(?:\s(?:thực hiện|việc|triển khai|xây dựng|công tác|về|huyện|tỉnh|xã|quận|thành phố)){0,4}\s$/

export type NestedAt = { readonly from: number; readonly to: number; readonly within: Nested['within'] }

export function regimeMentions(
  scanned: Scanned,
  isTaken: (at: number) => boolean,
  isInTitle: (at: number) => boolean,
): { mentions: Mention[]; nested: NestedAt[] } {
  const { low, plain } = scanned
  const mentions: Mention[] = []
  const nested: NestedAt[] = []
  for (const { index: from, 0: name } of low.matchAll(NAMES)) {
    const to = from + name.length
    const letters = name.search(/\p{L}/u)
    const isCapital = /\p{Lu}/u.test(plain.slice(from + letters, to))
    if (!isCapital && !ALSO_UNCAPITALIZED.test(name)) continue
    if (ORGANIZATION.test(low.slice(Math.max(0, from - 60), from))) nested.push({ from, to, within: 'organization' })
    else if (isInTitle(from)) nested.push({ from, to, within: 'title' })
    else if (!isTaken(from)) mentions.push(regimeAt(scanned, from, to))
  }
  return { mentions, nested }
}

/** Said whose it is, a regime is a document: "02 bộ Quy tắc ứng xử của UBND TP" are two that somebody issued. */
function regimeAt(scanned: Scanned, from: number, to: number): Mention {
  const issuer = scanned.low.startsWith(' của ', to) ? issuerAt(scanned, to + 5) : null
  const word = /quy tắc/.test(scanned.low.slice(from, to)) ? 'Quy tắc' : 'Quy chế'
  const end = issuer?.to ?? to
  const none = { numberAt: null, number: null, bare: null, term: null, date: null }
  return {
    kind: issuer ? 'unnumbered' : 'regime',
    from,
    coreTo: end,
    to: end,
    word,
    issuer,
    ...none,
    title: { from, to },
  }
}
