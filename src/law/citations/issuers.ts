import type { Scanned } from './scan.ts'
import { foldCase } from './scan.ts'

/** How the names of those who issue documents begin. What follows (a place, a field) is read word by word. */
const HEADS = [
  ...[
    'Bộ Chính trị',
    'Ban Bí thư',
    'Ban Chấp hành',
    'BCH',
    'Trung ương',
    'Ban Thường vụ',
    'BTV',
    'Thường trực',
    'Thường vụ',
  ],
  ...[
    'Tỉnh ủy',
    'Thành ủy',
    'Huyện ủy',
    'Quận ủy',
    'Thị ủy',
    'Đảng ủy',
    'Đảng bộ',
    'Chi bộ',
    'Đảng đoàn',
    'Ban cán sự',
  ],
  ...[
    'Thủ tướng',
    'Chính phủ',
    'Quốc hội',
    'Ủy ban',
    'UBTVQH',
    'UBND',
    'UBMTTQ',
    'UB MTTQ',
    'Hội đồng',
    'HĐND',
    'Chủ tịch',
  ],
  ...[
    'Bộ trưởng',
    'Bộ',
    'Liên bộ',
    'Sở',
    'Cục',
    'Tổng cục',
    'Vụ',
    'Chi cục',
    'Phòng',
    'Ban',
    'BCĐ',
    'Văn phòng',
    'Thanh tra',
  ],
  ...[
    'Mặt trận',
    'MTTQ',
    'Liên đoàn',
    'Tổng Liên đoàn',
    'Hội',
    'Đoàn',
    'Trung ương Đoàn',
    'Tòa án',
    'Viện',
    'Kiểm toán',
  ],
  ...[
    'Trung tâm',
    'Công an',
    'Đại hội',
    'Ngân hàng',
    'Bảo hiểm',
    'Tổng Bí thư',
    'Tỉnh đoàn',
    'Thành đoàn',
    'BTC',
    'BNV',
    'BTP',
  ],
  'Giám đốc',
].sort((a, b) => b.length - a.length)

const HEAD = new RegExp(`(?:${HEADS.map(foldCase).join('|')})(?![\\p{L}\\p{N}])`, 'uy')

/** Names that begin with a common word and are names only in capitals: "bộ" is also a set, "ban" and "hội" are verbs. */
const ONLY_IN_CAPITALS =
  /^(bộ|ban|vụ|hội|đoàn|viện|phòng|cục|sở|liên bộ|chủ tịch|trung tâm|ủy ban|thường trực|đại hội)$/

const LOWER_WORDS = new Set(
  'ủy thường trị vụ nhân dân chính phủ đảng bộ chấp hành trung ương bí thư cán sự tỉnh thành phố tp quận huyện thị xã phường trấn đặc khu nước quốc tướng tra hội đồng cấp các trưởng quan mặt trận tổ đoàn liên'
    .split(' ')
    .map(foldCase),
)

/** The second syllable of a field, after its capital: "Ban Dân vận", "Bộ Tài chính", "Ủy ban Kiểm tra". */
const SECOND_WORDS = new Set(
  'vận luật giáo chức nghiệp thương pháp phòng an tế dựng thông sản trường nghệ dục tạo động nguyên hóa thao lịch giao tin truyền sát án cao hiểm niên nữ binh học sinh tư soát hoạch thôn hành'
    .split(' ')
    .map(foldCase),
)

/** Never part of a name, not even in a heading all in capitals. */
const STOPS = new Set('về ngày số của đã được năm tại theo và khóa'.split(' ').map(foldCase))
const MOST_WORDS = 16

const WORD = /\s([\p{L}\p{N}.]+)/uy

export type Stretch = { readonly from: number; readonly to: number }

export function isIssuerAt({ plain, low }: Scanned, at: number): boolean {
  HEAD.lastIndex = at
  const head = HEAD.exec(low)?.[0]
  if (!head) return false
  return !ONLY_IN_CAPITALS.test(head) || isCapital(plain.charAt(at))
}

/** The name of who issued: "Ban Thường vụ Tỉnh ủy", "Ủy ban Pháp luật và Tư pháp", "Bộ Nội vụ và Bộ Tài chính". */
export function issuerAt(scanned: Scanned, from: number): Stretch | null {
  if (!isIssuerAt(scanned, from)) return null
  const { low } = scanned
  let to = headEnd(low, from)
  for (let words = 0; words < MOST_WORDS; words++) {
    const next = nextWord(scanned, to)
    if (next === null) break
    to = next
  }
  return { from, to }
}

function headEnd(low: string, at: number): number {
  HEAD.lastIndex = at
  return at + (HEAD.exec(low)?.[0].length ?? 0)
}

function nextWord(scanned: Scanned, at: number): number | null {
  const { plain, low } = scanned
  const joined = /\s(?:và|-)\s/uy
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
