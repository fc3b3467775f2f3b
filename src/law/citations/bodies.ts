import type { System } from './types.ts'

const MASS = /^(TWĐTN|ĐTN|TĐTN|MTTQ|MTTW|.*MTTQ|TLĐ|LĐLĐ|HND|HLHPN|HPN|HCCB|ĐCT)/
const PARTY =
  /^(TW|.+TW|TU|.*TU|HU|.*HU|QU|.*QU|ThU|THU|ĐU|.*ĐU|ĐUK|CB|ĐB|BCSĐ[A-ZĐ]*|BCS|BCSUBND|ĐĐ|ĐH|BCĐTW|UBKT[A-ZĐ]*|VPTU|BCH)$/
const STATE =
  /^(QH\d*|UBTVQH\d*|UBPL\w*|UBT?P\w*|CP|TTG|CTN|HĐND\d*|UBND|VPQH|VPCP|VPCTN|TTCP|TTPVHCC|ĐĐBQH|TANDTC|VKSNDTC|KTNN|NHNN|BHXH|HĐBCQG|HĐBC|(?:B|S|P|C|TC|VP|TTR?|UB|CA)[A-ZĐ&]{1,12}\d*)$/
/** Commissions of the Party below the centre, when they number in its order: "120-CV/BDV"; else ministries look the same. */
const COMMISSION = /^(BDV|BTG|BTGDV|BXDĐ|BTC|BNC|VP|TT)$/
/** Groups that by themselves say that a number with them is one of a document, even with no type in it or before it. */
const CERTAIN =
  /^(QH\d+|UBTVQH\d+|UBND|HĐND|VPCP|VPQH|MTTQ|ĐĐBQH|TTCP|B(?:NV|TP|TC|CA|QP|YT|XD|CT|NG|GDĐT|KHĐT|KHCN|TNMT|TTTT|NNMT|NNPTNT|LĐTBXH|VHTTDL|GTVT)|S(?:NV|TP|TC|YT|XD|CT|TNMT|NNMT|GDĐT|KHĐT|LĐTBXH|VHTT))$/

const CANONICAL: Readonly<Record<string, string>> = { TTG: 'TTg', THU: 'ThU' }

/** A group as it ought to be written: headings in capitals turn TTg into TTG. */
export const bodyGroup = (group: string): string => CANONICAL[group.toUpperCase()] ?? group

function systemOfGroup(group: string): System | null {
  const capitals = group.toUpperCase()
  if (MASS.test(capitals) || /^BCĐ/.test(capitals)) return null
  if (PARTY.test(capitals)) return 'party'
  return STATE.test(capitals) ? 'state' : null
}

/** Which system a body numbers in; two of both systems number together as they wrote. A steering committee (BCĐ) can be of either, so the order it was written in decides. */
export function systemOf(body: readonly string[], written: System): System | null {
  const [first = '', ...others] = body
  const systems = new Set([first, ...others].flatMap((one) => systemOfGroup(one) ?? []))
  if (systems.size > 1) return written
  const capitals = first.toUpperCase()
  if (MASS.test(capitals)) return null
  if (/^BCĐ/.test(capitals)) return capitals === 'BCĐTW' ? 'party' : written
  if (PARTY.test(capitals) || (written === 'party' && COMMISSION.test(capitals))) return 'party'
  return STATE.test(capitals) ? 'state' : null
}

export const isCertainBody = (group: string): boolean => CERTAIN.test(group.toUpperCase())

const ISSUERS: readonly (readonly [RegExp, string])[] = [
  [/^TTg$/, 'Thủ tướng Chính phủ'],
  [/^CP$/, 'Chính phủ'],
  [/^UBTVQH\d*$/, 'Ủy ban Thường vụ Quốc hội'],
  [/^QH\d*$/, 'Quốc hội'],
  [/^VPCP$/, 'Văn phòng Chính phủ'],
  [/^BNV$/, 'Bộ Nội vụ'],
  [/^BTP$/, 'Bộ Tư pháp'],
  [/^BTC$/, 'Bộ Tài chính'],
  [/^BCA$/, 'Bộ Công an'],
  [/^BQP$/, 'Bộ Quốc phòng'],
  [/^BYT$/, 'Bộ Y tế'],
  [/^BXD$/, 'Bộ Xây dựng'],
  [/^BGDĐT$/, 'Bộ Giáo dục và Đào tạo'],
  [/^TTCP$/, 'Thanh tra Chính phủ'],
]

/** The issuer a symbol names without doubt. TW (Bộ Chính trị? Ban Bí thư?) and TU, UBND (of which province?) do not. */
export function issuerOfBody(body: readonly string[]): string | null {
  if (body.length !== 1) return null
  return ISSUERS.find(([pattern]) => pattern.test(body[0] ?? ''))?.[1] ?? null
}

const BODY_OF_ISSUER: readonly (readonly [RegExp, string])[] = [
  [/huyện ủy|đảng bộ huyện/, 'HU'],
  [/quận ủy|đảng bộ quận/, 'QU'],
  [/tỉnh ủy|thành ủy|đảng bộ (tỉnh|thành phố)/, 'TU'],
  [/đảng ủy/, 'ĐU'],
  [/bộ chính trị|ban bí thư|trung ương/, 'TW'],
]

/** The body an issuer signs with in Party numbers; a guess, since a town's committee is also a "thành ủy". */
export function bodyOfIssuer(issuer: string): string | null {
  return BODY_OF_ISSUER.find(([pattern]) => pattern.test(issuer))?.[1] ?? null
}
