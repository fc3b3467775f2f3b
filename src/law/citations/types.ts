import { foldCase } from './scan.ts'

/** State and Party number in two systems; the Front, the unions and the Youth Union in neither. */
export type System = 'state' | 'party'

/** Abbreviations as they stand in numbers (NĐ 30/2020/NĐ-CP phụ lục III; Quy định 399-QĐ/TW) and their full names. */
const BOTH: Readonly<Record<string, string>> = {
  NQ: 'Nghị quyết',
  QĐ: 'Quyết định',
  QyĐ: 'Quy định',
  QĐi: 'Quy định',
  CT: 'Chỉ thị',
  KL: 'Kết luận',
  QC: 'Quy chế',
  TB: 'Thông báo',
  HD: 'Hướng dẫn',
  KH: 'Kế hoạch',
  CTr: 'Chương trình',
  BC: 'Báo cáo',
  TTr: 'Tờ trình',
  CV: 'Công văn',
  ĐA: 'Đề án',
  PA: 'Phương án',
  BB: 'Biên bản',
  BS: 'Bản sao',
}

const STATE: Readonly<Record<string, string>> = {
  NĐ: 'Nghị định',
  TT: 'Thông tư',
  TTLT: 'Thông tư liên tịch',
  NQLT: 'Nghị quyết liên tịch',
  VBHN: 'Văn bản hợp nhất',
  PL: 'Pháp lệnh',
  L: 'Luật',
  TC: 'Thông cáo',
  DA: 'Dự án',
  HĐ: 'Hợp đồng',
  CĐ: 'Công điện',
  BGN: 'Bản ghi nhớ',
  BTT: 'Bản thỏa thuận',
  GUQ: 'Giấy ủy quyền',
  GM: 'Giấy mời',
  GGT: 'Giấy giới thiệu',
  BCTĐ: 'Báo cáo thẩm định',
  CTPH: 'Chương trình phối hợp',
  CTrPH: 'Chương trình phối hợp',
  QCPH: 'Quy chế phối hợp',
  KHPH: 'Kế hoạch phối hợp',
  KHLT: 'Kế hoạch liên tịch',
  HDLT: 'Hướng dẫn liên tịch',
  HDLN: 'Hướng dẫn liên ngành',
  KHLN: 'Kế hoạch liên ngành',
  CTLT: 'Chương trình liên tịch',
  TTLN: 'Thông tư liên ngành',
  HĐKT: 'Hợp đồng',
  NQPH: 'Nghị quyết phối hợp',
}

/** The same letters, another document: in Party numbers TT is a circular letter. */
const PARTY: Readonly<Record<string, string>> = { TT: 'Thông tri' }

const ALL = { ...STATE, ...BOTH }
const BY_CAPITALS = new Map(Object.keys(ALL).map((short) => [short.toUpperCase(), short]))

/** The abbreviation as it ought to be written (TTG and TTR come from headings in capitals); null when it is none. */
export function typeShort(group: string): string | null {
  return BY_CAPITALS.get(group.toUpperCase()) ?? null
}

export function typeName(short: string, system: System | null, body = ''): string | null {
  if (short === 'L' && body === 'CTN') return 'Lệnh'
  return (system === 'party' ? PARTY[short] : undefined) ?? ALL[short] ?? null
}

/** What a text may call a document. Longest first, so that "thông tư liên tịch" is not read as "thông tư". */
const NAMES = [
  ...new Set([...Object.values(ALL), ...Object.values(PARTY)]),
  ...['Bộ luật', 'Hiến pháp', 'Lệnh', 'Điều lệ', 'Quy tắc', 'Chương trình hành động', 'Kế hoạch liên tịch'],
  ...['Hướng dẫn liên tịch', 'Chương trình liên tịch', 'Báo cáo thẩm tra', 'Bản án'],
].sort((a, b) => b.length - a.length)

const NAME_BY_FOLD = new Map(NAMES.map((name) => [foldCase(name), name]))

/** Finds the word for a type in a folded text; `typeOf` says which it is. */
export const TYPE_WORD = new RegExp(
  `(?<![\\p{L}\\p{N}])(?:${[...NAME_BY_FOLD.keys()].join('|')})(?![\\p{L}\\p{N}])`,
  'gu',
)

export const typeOf = (word: string): string => NAME_BY_FOLD.get(foldCase(word)) ?? word

/** Abbreviations that stand for the word itself: "NĐ 154/2026/NĐ-CP", "QĐ 218". Capitals decide. */
export const SHORT_WORD = /(?<![\p{L}\p{N}/.&-])(?:NĐ|NQ|QĐ|QĐi|CT|KL|KH|TT|TTLT|TB|HD|QC|CV|BC|TTr|CTr|ĐA|PL)(?=\s)/gu

const KINDS_OF: Readonly<Record<string, string>> = {
  'Chương trình hành động': 'Chương trình',
  'Chương trình phối hợp': 'Chương trình',
  'Chương trình liên tịch': 'Chương trình',
  'Kế hoạch liên tịch': 'Kế hoạch',
  'Kế hoạch liên ngành': 'Kế hoạch',
  'Kế hoạch phối hợp': 'Kế hoạch',
  'Hướng dẫn liên ngành': 'Hướng dẫn',
  'Hướng dẫn liên tịch': 'Hướng dẫn',
  'Báo cáo thẩm tra': 'Báo cáo',
  'Báo cáo thẩm định': 'Báo cáo',
  'Quy chế phối hợp': 'Quy chế',
  'Bộ luật': 'Luật',
}

const broad = (name: string) => KINDS_OF[name] ?? name

/** Whether the word and the number can mean one type. QĐ in a Party number is Quyết định or Quy định, TTr of the Front a Thông tri too: the word decides. */
export function agrees(word: string, named: string | null, system: System | null): boolean {
  if (named === null || broad(named) === broad(word)) return true
  if (word === 'Thông tri' && named === 'Tờ trình' && system === null) return true
  return named === 'Quyết định' && system === 'party' && (word === 'Quy định' || word === 'Quy chế')
}
