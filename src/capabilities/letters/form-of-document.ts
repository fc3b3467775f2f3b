import type { Day } from '../../platform/day.ts'
import { type DocumentType, FACTS, type Fact, type General, kindRow, type LetterKind } from './kinds.ts'

/** What stands on every letter of a unit. */
export interface LetterOffice {
  superior: string | null
  /** Lines in capitals over the number. */
  agency: string
  agencyInText: string
  place: string
  symbol: string
  drafting: string | null
  onBehalf: string | null
  salutation: 'Ông (Bà)' | 'Ông/Bà' | 'Quý ông (bà)'
  numbering: 'elsewhere' | 'here'
  hereSince: Day | null
  hereByDocument: string | null
}

const GOVERNMENT = /^(xã|phường|đặc khu|tỉnh|thành phố)\s+/i

/** Until an administrator says otherwise: what follows from the unit's name. */
export function officeFromName(name: string): LetterOffice {
  const rest = {
    superior: null,
    salutation: 'Ông (Bà)',
    numbering: 'elsewhere',
    hereSince: null,
    hereByDocument: null,
  } as const
  const short = name.replace(GOVERNMENT, '')
  if (short !== name) {
    const lower = `${name.charAt(0).toLocaleLowerCase('vi')}${name.slice(1)}`
    return {
      ...rest,
      ...{ agency: `ỦY BAN NHÂN DÂN\n${name.toLocaleUpperCase('vi')}`, agencyInText: `Ủy ban nhân dân ${lower}` },
      ...{ place: short, symbol: 'UBND', drafting: 'VP', onBehalf: 'TM. ỦY BAN NHÂN DÂN' },
    }
  }
  const place = /(?:xã|phường|đặc khu|tỉnh|thành phố)\s+(.+)$/i.exec(name)?.[1] ?? name
  const symbol = /mặt trận/i.test(name) ? 'MTTQ' : 'CQ'
  return {
    ...rest,
    agency: name.toLocaleUpperCase('vi'),
    agencyInText: name,
    place,
    symbol,
    drafting: 'BTT',
    onBehalf: null,
  }
}

const two = (n: number) => String(n).padStart(2, '0')

/** `15/QĐ-UBND`, and `15/UBND-VP` for a công văn (VT-08, domain 4.6). */
export function documentNumber(
  type: DocumentType,
  n: number,
  { symbol, drafting }: Pick<LetterOffice, 'symbol' | 'drafting'>,
) {
  return `${two(n)}/${symbolOf(type, { symbol, drafting })}`
}

const symbolOf = (type: DocumentType, { symbol, drafting }: Pick<LetterOffice, 'symbol' | 'drafting'>) =>
  type === 'CV' ? [symbol, drafting].filter(Boolean).join('-') : `${type}-${symbol}`

/** The number alone, of `15/UBND-VP` or `15`; null when none begins it. */
export function numberIn(typed: string): number | null {
  const n = Number(/^\s*0*(\d{1,5})(?=\s*(\/|$))/.exec(typed)?.[1] ?? Number.NaN)
  return Number.isSafeInteger(n) && n > 0 ? n : null
}

/** `ngày 05 tháng 02 năm 2026`: a nought before days under 10 and before January and February (VT-09). */
export function dayInLetter(day: Day): string {
  const [year = '', month = '', date = ''] = day.split('-')
  return `ngày ${date} tháng ${Number(month) <= 2 ? month : Number(month)} năm ${year}`
}

const BLANK = '\u00a0'.repeat(6)
const blankDay = (year: string) => `ngày${BLANK}tháng${BLANK}năm ${year}`

/** "Chủ tịch UBND xã" signs as CHỦ TỊCH. */
export const titleOnLetter = (postTitle: string) =>
  postTitle
    .replace(/,?\s+(UBND|Ủy ban|UBMTTQ)(?=\s|$).*$/iu, '')
    .trim()
    .toLocaleUpperCase('vi')

export interface Signature {
  form: '' | 'KT.' | 'TL.'
  /** The head's post and, when another signs, the signer's own. */
  headTitle: string
  ownTitle: string
  name: string
}

/** TM. for the whole, KT. for the head, TL. by order: what stands over the name (VT-10). */
export function overTheName(
  { onBehalf }: Pick<LetterOffice, 'onBehalf'>,
  { form, headTitle, ownTitle }: Signature,
): string {
  const [head, own] = [titleOnLetter(headTitle), titleOnLetter(ownTitle)]
  const lines = { '': [onBehalf, head], 'KT.': [onBehalf, `KT. ${head}`, own], 'TL.': [`TL. ${head}`, own] }[form]
  return lines.filter(Boolean).join('\n')
}

export interface LetterText {
  kind: LetterKind
  title: string
  facts: Readonly<Record<string, string>>
  subjectNumber: string
  draftedOn: Day
}

/** Everything a template may ask for. Without a number the places for number and date stay blank, as they are signed. */
export function valuesOf(
  letter: LetterText,
  office: LetterOffice,
  to: { name: string; address: string | null },
  signature: Signature,
  issued: { documentNumber: string; on: Day } | null,
): Record<string, string> {
  const row = kindRow(letter.kind)
  const general: Record<General, string> = {
    co_quan_chu_quan: office.superior ?? '',
    co_quan: office.agency,
    ten_co_quan: office.agencyInText,
    so_ky_hieu: issued?.documentNumber ?? `${BLANK}/${symbolOf(row.type, office)}`,
    dia_danh: office.place,
    ngay: issued ? dayInLetter(issued.on) : blankDay(letter.draftedOn.slice(0, 4)),
    ten_loai: row.heading,
    trich_yeu: letter.title,
    nguoi_nhan: `${office.salutation} ${to.name}`,
    dia_chi: to.address ?? '',
    xung_ho: office.salutation,
    so_don: letter.subjectNumber,
    ngay_gui: letter.facts.sentOn ?? '',
    viec: (letter.facts.matter ?? '').replace(/[.\s]+$/, ''),
    quyen_han: overTheName(office, signature),
    nguoi_ky: signature.name,
    noi_nhan: `- ${row.type === 'QĐ' ? 'Như Điều 2' : 'Như trên'};\n- Lưu: VT, hồ sơ đơn mã số ${letter.subjectNumber}.`,
  }
  const special = Object.entries(FACTS).map(([fact, name]) => [name, letter.facts[fact as Fact] ?? ''] as const)
  return { ...Object.fromEntries(special), ...general }
}

/** Invented facts, to see a template with something in it. */
export const SAMPLE: Readonly<Record<Fact | 'matter' | 'sentOn', string>> = {
  matter: 'Đèn đường trước trường mẫu giáo hỏng',
  sentOn: '03/11/2026',
  reason: 'Nội dung đơn thuộc phạm vi quản lý của cơ quan khác theo quy định.',
  ground: 'Căn cứ khoản 2 Điều 6 Thông tư 05/2021/TT-TTCP',
  content:
    '1. Đã thay bóng và bộ nguồn, đèn sáng lại từ tối hôm qua.\n2. Tổ quản lý kiểm tra đèn vào thứ Hai hằng tuần.',
  competentBody: 'Công ty Điện lực khu vực',
  dueOn: '17/11/2026',
  newDueOn: '01/12/2026',
  furtherOn: '24/11/2026',
  cause: 'Vật tư thay thế về chậm hơn dự kiến.',
  change: 'Dự trữ sẵn bóng và bộ nguồn cho mười trụ đèn.',
  meetsAt: '8 giờ 00, thứ Năm, ngày 26/11/2026',
  venue: 'Phòng Tiếp công dân, trụ sở Ủy ban nhân dân xã',
  decisionNumber: '45/QĐ-UBND',
  decidedOn: '20/11/2026',
  remedy: 'Nếu không đồng ý, Ông (Bà) có quyền khiếu nại lần hai hoặc khởi kiện tại Tòa án trong thời hạn luật định.',
}
