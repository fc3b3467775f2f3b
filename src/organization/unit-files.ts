import { readFileSync } from 'node:fs'
import type { Extent, PlaceKind } from './unit-tables.ts'

/** What `units/*.tsv` say, as rows to load. A key names one unit: its code and the day it began (`00004@2025-07-01`). */

export const REFORM = '2025-07-01'
const CITY_OF_DONG_NAI = '2026-04-30'
/** The lists of early 2025 no longer hold the units of communes-earlier.tsv: the latest day they can have ended. */
const EARLIER_UNTIL = '2025-01-01'

export interface UnitRow {
  key: string
  code: string
  tier: 'province' | 'district' | 'commune'
  slug: string
  from: string | null
  until: string | null
}
export interface VersionRow {
  key: string
  name: string
  fullName: string
  kind: PlaceKind
  parentKey: string | null
  from: string | null
  until: string | null
  decision: string | null
}
export interface SuccessorRow {
  fromKey: string
  toKey: string
  extent: Extent
  decision: string
}
export interface DecisionRow {
  number: string
  title: string
  issuedOn: string | null
  inForceOn: string
}

const KIND_WORDS: Record<PlaceKind, string> = {
  province: 'Tỉnh',
  centrallyRunCity: 'Thành phố',
  urbanDistrict: 'Quận',
  ruralDistrict: 'Huyện',
  town: 'Thị xã',
  provincialCity: 'Thành phố',
  ward: 'Phường',
  commune: 'Xã',
  township: 'Thị trấn',
  specialZone: 'Đặc khu',
}

const PROVINCES_2025 = '202/2025/QH15'
const CITY_2026 = '30/2026/QH16'
const WARDS_2026 = '237/NQ-UBTVQH16'
const DECISIONS: readonly DecisionRow[] = [
  {
    number: PROVINCES_2025,
    title: 'Về việc sắp xếp đơn vị hành chính cấp tỉnh',
    issuedOn: '2025-06-12',
    inForceOn: '2025-06-12',
  },
  {
    number: '19/2025/QĐ-TTg',
    title: 'Ban hành Bảng danh mục và mã số các đơn vị hành chính Việt Nam',
    issuedOn: '2025-06-30',
    inForceOn: REFORM,
  },
  { number: CITY_2026, title: 'Thành lập thành phố Đồng Nai', issuedOn: null, inForceOn: CITY_OF_DONG_NAI },
  {
    number: WARDS_2026,
    title: 'Thành lập các phường thuộc thành phố Đồng Nai',
    issuedOn: null,
    inForceOn: CITY_OF_DONG_NAI,
  },
]

function lines(file: string): string[][] {
  const text = readFileSync(new URL(`units/${file}`, import.meta.url), 'utf8')
  return text
    .trimEnd()
    .split('\n')
    .slice(1)
    .map((line) => line.split('\t'))
}

const TIER_OF_CODE_LENGTH: Record<number, UnitRow['tier']> = { 2: 'province', 3: 'district', 5: 'commune' }

function tierOf(code: string): UnitRow['tier'] {
  const tier = TIER_OF_CODE_LENGTH[code.length]
  if (!tier) throw new Error(`no tier has codes like ${code}`)
  return tier
}

export function readUnitFiles(slugOf: (fullName: string) => string) {
  const units = new Map<string, UnitRow>()
  const versions: VersionRow[] = []
  const before = new Map<string, string>()
  const after = new Map<string, string>()
  const changedKind = new Map(lines('changes-2026-04-30.tsv').map(([code = '', kind]) => [code, kind as PlaceKind]))

  function add(
    code: string,
    name: string,
    kind: PlaceKind,
    period: { from: string; until: string },
    place: { parentKey: string | null; decision: string | null },
  ): void {
    const [from, until] = [period.from || null, period.until || null]
    const key = `${code}@${period.from}`
    const next = until === null ? changedKind.get(code) : undefined
    const version = (as: PlaceKind) => ({ key, name, fullName: `${KIND_WORDS[as]} ${name}`, kind: as, ...place })
    const tier = tierOf(code)
    units.set(key, { key, code, tier, slug: slugOf(`${KIND_WORDS[next ?? kind]} ${name}`), from, until })
    versions.push({ ...version(kind), from, until: next ? CITY_OF_DONG_NAI : until })
    if (next) {
      const decision = tier === 'province' ? CITY_2026 : WARDS_2026
      versions.push({ ...version(next), from: CITY_OF_DONG_NAI, until, decision })
    }
    if (from === null) before.set(code, key)
    if (until === null) after.set(code, key)
  }
  function keyOf(keys: Map<string, string>, code: string): string {
    const key = keys.get(code)
    if (!key) throw new Error(`no unit has the code ${code}`)
    return key
  }

  for (const [code = '', name = '', kind, from = '', until = ''] of lines('provinces.tsv'))
    add(code, name, kind as PlaceKind, { from, until }, { parentKey: null, decision: from ? PROVINCES_2025 : null })

  const old = { from: '', until: REFORM }
  for (const file of ['districts-pre2025.tsv', 'communes-pre2025.tsv'])
    for (const [code = '', name = '', kind, parent = ''] of lines(file))
      add(code, name, kind as PlaceKind, old, { parentKey: keyOf(before, parent), decision: null })
  for (const [code = '', name = '', kind] of lines('communes-earlier.tsv'))
    add(code, name, kind as PlaceKind, { from: '', until: EARLIER_UNTIL }, { parentKey: null, decision: null })

  const resolutions = lines('communes-decisions-2025.tsv')
  const resolutionOf = new Map(resolutions.map(([number = '', province = '']) => [province, number]))
  const provinceOf = new Map<string, string>()
  for (const [code = '', name = '', kind, parent = ''] of lines('communes-2025.tsv')) {
    const decision = resolutionOf.get(parent) ?? null
    add(code, name, kind as PlaceKind, { from: REFORM, until: '' }, { parentKey: keyOf(after, parent), decision })
    provinceOf.set(code, parent)
  }

  const successors = lines('successors.tsv').map(([from = '', to = '', extent]): SuccessorRow => {
    const decision = resolutionOf.get(provinceOf.get(to) ?? '') ?? PROVINCES_2025
    return { fromKey: keyOf(before, from), toKey: keyOf(after, to), extent: extent as Extent, decision }
  })

  const decisions = [
    ...DECISIONS,
    ...resolutions.map(([number = '', province = '']): DecisionRow => {
      const key = keyOf(after, province)
      const { kind, name } = versions.find((version) => version.key === key) ?? { kind: 'province', name: '' }
      const of = `${KIND_WORDS[kind].toLowerCase()} ${name}`
      const title = `Về việc sắp xếp các đơn vị hành chính cấp xã của ${of} năm 2025`
      return { number, title, issuedOn: '2025-06-16', inForceOn: '2025-06-16' }
    }),
  ]
  return { units: [...units.values()], versions, successors, decisions }
}
