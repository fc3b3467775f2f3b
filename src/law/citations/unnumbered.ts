import { dateAfter } from './dates.ts'
import type { Head } from './heads.ts'
import { issuerAt, type Stretch } from './issuers.ts'
import type { Mention } from './mentions.ts'
import type { Scanned } from './scan.ts'
import { tailAfter } from './tail.ts'
import { bareAt, quotedAt } from './titles.ts'

/** Several or any: "các nghị quyết của Tỉnh ủy" names none. A draft is no document yet. */
const INDEFINITE =
  /(?:các|những|mọi|nhiều|một số|một|hai|ba|\d|từng|mỗi|hệ thống|loại|dự thảo|dự án|xây dựng|soạn thảo|tham mưu|theo|bằng|ra|có)\s$/
const DRAFT = /(?:dự thảo|dự án|xây dựng|soạn thảo)\s$/
const SEVERAL = /(?:các|những|mọi|nhiều|một số|hệ thống|dự thảo|dự án)\s$/

/** A document a text can name by its issuer or its title alone. */
const NAMED_BY_ISSUER = new Set(
  [
    'Chỉ thị',
    'Nghị quyết',
    'Kết luận',
    'Quyết định',
    'Quy định',
    'Kế hoạch',
    'Đề án',
    'Hướng dẫn',
    'Thông báo',
    'Nghị định',
  ].concat(['Chương trình', 'Chương trình hành động', 'Quy chế', 'Thông tư', 'Công văn', 'Công điện', 'Tờ trình']),
)

/** "Nghị quyết HĐND tỉnh", without "của"; "hướng dẫn Hội đồng nhân dân" is something done. */
const NAMED_WITHOUT_OF = new Set(['Nghị quyết', 'Chỉ thị', 'Kế hoạch', 'Kết luận', 'Đề án'])

const PERIOD = /\s(?:giai đoạn|nhiệm kỳ)\s\d{4}(?:\s?-\s?\d{4})?/u

type Reader = (scanned: Scanned, head: Head) => Mention | null

export function unnumberedMentions(
  scanned: Scanned,
  heads: readonly Head[],
  isTaken: (at: number) => boolean,
): Mention[] {
  const mentions: Mention[] = []
  for (const head of heads) {
    if (head.isShort || isTaken(head.from) || (mentions.at(-1)?.to ?? 0) > head.from) continue
    const read = READERS[head.name] ?? general
    const mention = read(scanned, head)
    if (mention) mentions.push(mention)
  }
  return mentions
}

const READERS: Readonly<Record<string, Reader>> = {
  'Hiến pháp': constitution,
  Luật: law,
  'Bộ luật': law,
  'Pháp lệnh': law,
  'Nghị quyết': (scanned, head) => congress(scanned, head) ?? general(scanned, head),
  'Chương trình phối hợp': coordination,
  'Quy chế phối hợp': coordination,
  'Điều lệ': statute,
}

function mention(head: Head, to: number, more: Partial<Mention> = {}): Mention {
  const none = { numberAt: null, number: null, bare: null, issuer: null, term: null, date: null, title: null }
  return { kind: 'unnumbered', from: head.from, word: head.name, ...none, coreTo: to, to, ...more }
}

const COUNTRY = /\snước (?:cộng hòa xã hội chủ nghĩa việt nam|chxhcn việt nam)|\scộng hòa xã hội chủ nghĩa việt nam/uy
const OF_YEAR = /\s(?:năm\s)?(?:19|20)\d{2}(?!\d)/y

/** "Hiến pháp" is one document whatever stands around it; only its capital tells it from a common word. */
function constitution(scanned: Scanned, head: Head): Mention | null {
  if (!head.isCapital) return null
  const country = head.to + lengthOf(COUNTRY, scanned.low, head.to)
  return mention(head, country + lengthOf(OF_YEAR, scanned.low, country))
}

const oneOf = (words: string) =>
  words
    .split(',')
    .map((word) => word.trim())
    .join('|')
/** Where the name of a law goes on after a comma: "Phòng, chống tham nhũng", "Quản lý, sử dụng tài sản công". */
const GOES_ON = oneOf(
  `chống, bổ sung một, công chức, viên chức, khen thưởng, đối thoại, cháy, kháng, trật tự, chữa, tố cáo, cứu hộ, sử dụng,
   vật liệu, vệ sinh, an toàn, nhập cảnh, xuất cảnh, quá cảnh, cư trú của, phường, thị trấn`,
)
/** Words no name of a law goes on with; "của", "đối" and "theo" do in a few. */
const NOT_IN_NAME = oneOf(
  String.raw`(?<!bồi thường\s|cư trú\s)của, đối(?! tác), theo(?! phương thức đối tác), đã, được, có, quy định, ngày, này, thì, là, trong, để,
   cho, năm, số, về, hiện (?:hành|nay), nhằm, tại, nêu, với, sẽ, đang, phải, mới, hoặc, các, ra, do, khi, sau, trước, bao gồm, cũng,
   vào, chưa, không, gồm, cùng, và (?:luật|nghị|các|pháp|thông|quyết|hiến|những|bộ|hướng|điểm|khoản|điều|văn bản), điều, khoản,
   đ\d+, \d+, bởi, -`,
)
const LAW_STOP = new RegExp(`[.;:()“”"¶…/]|,(?!\\s(?:${GOES_ON}))|\\s(?:${NOT_IN_NAME})(?!\\p{L})`, 'u')
/** "xã Gia Luật": a place, unless the capital before begins the sentence ("Theo Luật …"). */
const IN_A_NAME = /\p{L}[,\s]{1,2}\p{Lu}\p{L}*\s$/u
const OF_PARLIAMENT =
  /^\s(?:của (?:quốc hội và hội đồng nhân dân|hội đồng nhân dân(?:,| và) ủy ban nhân dân|hđnd(?:,| và) ubnd)|về )/u
/** Laws as old documents write them: "Luật tổ chức …", without a capital of their own. */
const UNCAPITALIZED =
  /^\s(?:thực hiện dân chủ|thi đua|tổ chức (?:chính|hội|hđnd|quốc|tòa|viện)|ban hành văn bản|khiếu nại|tố cáo|tiếp công dân|tiếp cận|đất đai|cán bộ|viên chức|phòng,? chống|bảo vệ|xử lý|hòa giải|mặt trận|công đoàn|thanh tra|trưng cầu|bầu cử|hộ tịch|cư trú|đầu tư|ngân sách|trợ giúp|hoạt động giám sát)(?!\p{L})/u
const MOST_LAW_NAME = 90

/** Laws go by name (NĐ 30/2020: "luật, pháp lệnh by name"): "Luật Khiếu nại", "Luật Phòng, chống tham nhũng năm 2018". */
function law(scanned: Scanned, head: Head): Mention | null {
  const { low, plain } = scanned
  if (!head.isCapital || SEVERAL.test(low.slice(Math.max(0, head.from - 12), head.from))) return null
  const amended = head.to + lengthOf(AMENDING, low, head.to)
  if (amended > head.to) return amendingLaw(scanned, head, amended)
  if (IN_A_NAME.test(plain.slice(Math.max(0, head.from - 20), head.from))) return null
  const rest = low.slice(head.to, head.to + MOST_LAW_NAME)
  const stop = rest.search(LAW_STOP)
  const of = OF_PARLIAMENT.exec(stop < 0 ? '' : rest.slice(stop))
  const length = of?.[0].startsWith(' của') ? stop + of[0].length : stop < 0 ? rest.lastIndexOf(' ') : stop
  const name = plain.slice(head.to, head.to + length).replace(/\s(?:và|-)?\s?$/, '')
  const to = head.to + name.length
  if (name.trim().length < 3 || /^\s(?:và|hoặc)\s/.test(name) || !(/\p{Lu}/u.test(name) || UNCAPITALIZED.test(name)))
    return null
  const ofYear = to + lengthOf(OF_YEAR, low, to)
  const date = dateAfter(low, ofYear)
  return mention(head, date?.to ?? ofYear, { title: { from: head.to + 1, to }, date })
}

/** "Luật sửa đổi, bổ sung một số điều của Luật A và Luật B" is one law, named by those it amends. */
const AMENDING = /\s(?:sửa đổi, bổ sung|sửa đổi|bổ sung)(?: (?:một số|các))? điều (?:của |các )?(?=(?:bộ )?luật\s)/uy
const ANOTHER = /,?\s(?:và\s)?(?=(?:bộ )?luật\s)/uy

function amendingLaw(scanned: Scanned, head: Head, at: number): Mention | null {
  const { low, plain } = scanned
  let [last, from] = [null as Mention | null, at]
  for (let laws = 0; laws < MOST_AMENDED; laws++) {
    const to = from + (low.startsWith('bộ luật', from) ? 7 : 4)
    const isCapital = plain.charAt(from) !== low.charAt(from)
    const next = law(scanned, { from, to, name: 'Luật', isShort: false, isCapital })
    if (!next) break
    last = next
    const joint = next.date ? 0 : lengthOf(ANOTHER, low, next.to)
    if (joint === 0) break
    from = next.to + joint
  }
  if (!last?.title) return null
  return mention(head, last.to, { title: { from: head.to + 1, to: last.title.to }, date: last.date })
}
const MOST_AMENDED = 6

const CONGRESS = /\s(?:đại hội|hội nghị(?: lần thứ [\p{L}\d]+)?(?: ban chấp hành)? trung ương|trung ương \d)(?!\p{L})/uy
const CONGRESS_REST =
  /(?:\s(?:đảng|[Đđ]ại biểu|toàn quốc|lần|thứ|các|cấp|bộ|tỉnh|thành|phố|huyện|quận|xã|phường|ban|chấp|hành|trung|ương|khóa|nhiệm|kỳ|\p{Lu}[\p{L}]*|[IVXLC]+|\d{1,2}(?!\d)|\d{4}\s?-\s?\d{4}|\(khóa [IVX]+\)|của Đảng)(?![\p{L}\p{N}])){0,16}(?:,? nhiệm kỳ \d{4}\s?-\s?\d{4})?/uy

/** "Nghị quyết Đại hội Đảng các cấp nhiệm kỳ 2020 - 2025", "Nghị quyết Trung ương 8 khóa XII" have no number of their own. */
function congress(scanned: Scanned, head: Head): Mention | null {
  const { low, plain } = scanned
  const length = lengthOf(CONGRESS, low, head.to)
  if (length === 0 || !head.isCapital || SEVERAL.test(low.slice(Math.max(0, head.from - 12), head.from))) return null
  const rest = head.to + length
  const to = rest + lengthOf(CONGRESS_REST, plain, rest)
  return mention(head, tailAfter(scanned, to).to, {
    title: tailAfter(scanned, to).title,
    issuer: { from: head.to + 1, to },
  })
}

/** A coordination program is known by its field and its years: those of 2017-2021 and of 2021-2026 are two documents. */
function coordination(scanned: Scanned, head: Head): Mention | null {
  const { low, plain } = scanned
  if (INDEFINITE_COUNT.test(low.slice(Math.max(0, head.from - 10), head.from))) return null
  const sentence = sentenceFrom(scanned, head.to)
  const period = PERIOD.exec(low.slice(head.to, sentence))
  if (!period) return general(scanned, head)
  const to = head.to + period.index + period[0].length
  const body = plain.slice(head.to, to).replace(/^\s(?:về\s(?:việc\s)?)?/, '')
  return mention(head, to, { title: { from: to - body.length, to } })
}
const INDEFINITE_COUNT = /(?:các|những|nhiều|một số)\s$/

function statute(scanned: Scanned, head: Head): Mention | null {
  const party = /\sđảng(?: cộng sản việt nam)?(?!\p{L})/uy
  const length = lengthOf(party, scanned.low, head.to)
  return length > 0 && head.isCapital ? mention(head, head.to + length) : null
}

const DOING = /(?:thực hiện|triển khai|quán triệt|thi hành)\s$/
const NAME_GOES_ON =
  /^\s(?:kiểm tra|giám sát|phát triển|tổ chức|hành động|công tác|thực hiện|xây dựng|tuyên truyền|cải cách)(?!\p{L})/u
const NAMED_BY_NAME = new Set(['Kế hoạch', 'Đề án'])

/** "Chỉ thị của Ban Thường vụ Quận ủy về …", "Quy định về “…”", "thực hiện Kế hoạch kiểm tra, giám sát …". */
function general(scanned: Scanned, head: Head): Mention | null {
  const { low } = scanned
  const before = low.slice(Math.max(0, head.from - 14), head.from)
  if (!head.isCapital || (!NAMED_BY_ISSUER.has(head.name) && !/phối hợp/.test(head.name))) return null
  if (SEVERAL.test(before) || DRAFT.test(before)) return null
  const byIssuer = /^\scủa\s/.test(low.slice(head.to, head.to + 5)) ? issuerAt(scanned, head.to + 5) : null
  const isInside = !/(?:^|[.¶:;"“!?-])\s?$/.test(before)
  const direct = byIssuer ?? (isInside && NAMED_WITHOUT_OF.has(head.name) ? issuerAt(scanned, head.to + 1) : null)
  if (direct && isDefinite(scanned, direct)) {
    const tail = tailAfter(scanned, direct.to)
    return mention(head, tail.to, {
      issuer: direct,
      term: tail.term,
      date: tail.date,
      title: tail.title,
      coreTo: tail.title ? direct.to : tail.to,
    })
  }
  const titled = /^\s(?:về\s(?:việc\s)?)?(?=["“])/.exec(low.slice(head.to, head.to + 12))
  const quoted = titled ? quotedAt(scanned, head.to + titled[0].length) : null
  if (quoted && !INDEFINITE.test(before)) return mention(head, quoted.end, { title: quoted, coreTo: head.to })
  const owned = NAMED_THEN_OF.has(head.name) && isInside ? namedThenOf(scanned, head) : null
  if (owned) return owned
  if (!NAMED_BY_NAME.has(head.name) || !DOING.test(before) || !NAME_GOES_ON.test(low.slice(head.to, head.to + 14)))
    return null
  const name = bareAt(scanned, head.to + 1)
  return name && mention(head, name.end, { title: name, coreTo: head.to })
}

const NAMED_THEN_OF = new Set(['Quy chế', 'Kế hoạch', 'Chương trình', 'Đề án'])
const NAME_THEN_OF = /^\s([\p{L}][\p{L}\d ,-]{2,70}?)\scủa\s/u

/** "Quy chế làm việc của UBND xã": its name, then whose it is. */
function namedThenOf(scanned: Scanned, head: Head): Mention | null {
  const named = NAME_THEN_OF.exec(scanned.low.slice(head.to, head.to + 90))
  const issuer = named && issuerAt(scanned, head.to + named[0].length)
  if (
    !named ||
    !issuer ||
    !isDefinite(scanned, issuer) ||
    /(?:^|\s)(?:đã|được|này|có|là|đối với)\s/u.test(named[1] ?? '')
  )
    return null
  const title = { from: head.to + 1, to: head.to + 1 + (named[1] ?? '').length }
  const period = PERIOD.exec(scanned.low.slice(issuer.to, issuer.to + 40))
  const to = period?.index === 0 ? issuer.to + period[0].length : issuer.to
  return mention(head, to, { issuer, title })
}

/** "của Đảng", "của Trung ương", "của cấp trên" name nobody who signs. */
function isDefinite({ low }: Scanned, issuer: Stretch): boolean {
  return !/^(?:đảng|nhà nước|trung ương|ban|bộ|hội|đoàn|phòng|sở|chính quyền|các cấp)$/.test(
    low.slice(issuer.from, issuer.to),
  )
}

/** Where the sentence ends, at most this far. */
export function sentenceFrom({ low }: Scanned, at: number): number {
  const stop = low.slice(at, at + 220).search(/[;¶]|\.\s|\.$/)
  return stop < 0 ? Math.min(low.length, at + 220) : at + stop
}

function lengthOf(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at
  return pattern.exec(text)?.[0].length ?? 0
}
