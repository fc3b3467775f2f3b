import { foldCase } from './scan.ts'

const listed = (words: string) => words.split(',').map((word) => word.trim())

/** How the names of those who issue documents begin. What follows (a place, a field) is read word by word. */
export const HEADS = [
  ...listed(
    'Bộ Chính trị, Ban Bí thư, Ban Chấp hành, BCH, Trung ương, Ban Thường vụ, BTV, Ban Thường trực, Thường trực',
  ),
  ...listed('Thường vụ, Tỉnh ủy, Thành ủy, Huyện ủy, Quận ủy, Thị ủy, Đảng ủy, Đảng bộ, Chi bộ, Đảng đoàn, Ban cán sự'),
  ...listed('Thủ tướng, Phó Thủ tướng, Chính phủ, Quốc hội, Ủy ban, UBTVQH, UBND, UBMTTQ, UB MTTQ, Hội đồng, HĐND'),
  ...listed(
    'Chủ tịch, Phó Chủ tịch, Bộ trưởng, Bộ, Liên bộ, Sở, Cục, Tổng cục, Vụ, Chi cục, Phòng, Ban, BCĐ, Văn phòng',
  ),
  ...listed('Thanh tra, Tổng Thanh tra, Mặt trận, MTTQ, Liên đoàn, Tổng Liên đoàn, Hội, Hội nghị, Đoàn, Đoàn Chủ tịch'),
  ...listed('Trung ương Đoàn, Tòa án, Viện, Kiểm toán, Trung tâm, Công an, Đại hội, Ngân hàng, Thống đốc, Bảo hiểm'),
  ...listed('Tổng Bí thư, Tỉnh đoàn, Thành đoàn, BTC, BNV, BTP, Giám đốc, Chánh án, Viện trưởng, Trưởng ban'),
].sort((a, b) => b.length - a.length)

/** Names that begin with a common word and are names only in capitals: "bộ" is also a set, "ban" and "hội" are verbs. */
export const ONLY_IN_CAPITALS =
  /^(bộ|ban|vụ|hội|hội nghị|đoàn|viện|phòng|cục|sở|chủ tịch|trung tâm|ủy ban|thường trực|ban thường trực|đại hội|giám đốc)$/

/** Words of a name that stand in lower case wherever they come. */
export const LOWER_WORDS: ReadonlySet<string> = new Set(
  foldCase(
    `ủy thường trực trị vụ nhân dân chính phủ đảng bộ chấp hành trung ương bí thư cán sự tỉnh thành phố tp quận huyện thị xã
     phường trấn đặc khu nước quốc tướng tra hội đồng cấp các trưởng quan mặt trận tổ đoàn liên chỉ đạo tối cao ban nông thôn vận tải`,
  ).split(/\s+/),
)

/** The second syllable of a field, after its capital: "Ban Dân vận", "Bộ Tài chính", "Ủy ban Kiểm tra". */
export const SECOND_WORDS: ReadonlySet<string> = new Set(
  foldCase(
    `vận luật giáo chức nghiệp thương pháp phòng an tế dựng thông sản trường nghệ dục tạo động nguyên hóa thao lịch giao tin
     truyền sát án cao hiểm niên nữ binh học sinh tư soát hoạch thôn hành đạo triển tộc nguyện sách chế chiến đua thưởng lý
     ngoại môi đất thuế quan kho bạc dược thảo viện khoáng công hội biểu nhiệm tịch`,
  ).split(/\s+/),
)

/** Never part of a name, not even in a heading all in capitals. */
export const STOPS: ReadonlySet<string> = new Set(
  foldCase('về ngày số của đã được năm tại theo và khóa quy hướng giai nhiệm thực').split(' '),
)

/** Names with a comma in them, after the field before it. */
export const GOES_ON_AFTER_COMMA: readonly (readonly [before: string, after: string])[] = [
  ['văn hóa', 'thể thao'],
  ['bộ trưởng', 'chủ nhiệm'],
  ['lao động', 'thương binh'],
  ['thi đua', 'khen thưởng'],
].map(([before = '', after = '']) => [foldCase(before), foldCase(after)] as const)

/** "Ban Chỉ đạo thực hiện Quy chế dân chủ ở cơ sở tỉnh": a committee is named by what it steers. */
export const COMMITTEE =
  /(?:ban chỉ đạo|bcđ)(?:\s(?:trung ương|tỉnh|thành phố|huyện|xã|phường))?(?:\s(?:thực hiện|triển khai|công tác|xây dựng|cải cách|phòng|chuyển đổi|các chương trình|chương trình)(?:\s[\p{L}\d,-]+?){1,14}?(?=\s(?:về|đã|ngày|ban hành|số|tại|có|yêu cầu|v\/v|và ban)(?!\p{L})|[,;.:()¶“"]|$))/uy

/** What a conference calls itself before the committee that met: "Hội nghị lần thứ sáu Ban Chấp hành Trung ương". */
export const CONFERENCE =
  /hội nghị(?: lần thứ (?:\p{L}+|\d{1,2}))?(?: (?:ban chấp hành )?trung ương(?: đảng)?(?: \d{1,2})?)?(?!\p{L})/uy
