import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { parse } from 'csv-parse/sync'

/** Makes src/organization/units/*.tsv from a folder of compilations: see the README there. */

type Row = Record<string, string>
const OUT = new URL('../src/organization/units/', import.meta.url).pathname

const KIND_BY_WORD: Record<string, string> = {
  tỉnh: 'province',
  quận: 'urbanDistrict',
  huyện: 'ruralDistrict',
  'thị xã': 'town',
  phường: 'ward',
  xã: 'commune',
  'thị trấn': 'township',
  'đặc khu': 'specialZone',
}

/** Where a resolution's own text differs from the compilation, the resolution rules. */
const NAME_BY_RESOLUTION: Record<string, string> = { '00745': 'Phố Bảng' } // 1684/NQ-UBTVQH15, item 47
const EDGE_BY_RESOLUTION: Record<string, string> = { '30622>30259': '30604' } // 1654/NQ-UBTVQH15, item 31: xã Vĩnh An

const { from } = parseArgs({ options: { from: { type: 'string' } } }).values
if (!from) throw new Error('usage: node --import tsx tools/compact-units.ts --from DIR')
const folder: string = from

function rows(file: string): Row[] {
  const text = readFileSync(join(folder, file), 'utf8').normalize('NFC')
  return parse(text, { columns: true, bom: true, trim: true }) as Row[]
}

function field(row: Row, name: string): string {
  const value = row[name]
  if (value === undefined) throw new Error(`no column ${name}`)
  return value
}

function kindOf(row: Row, city: string): string {
  const fullName = field(row, 'full_name')
  const word = fullName
    .slice(0, fullName.length - field(row, 'name').length)
    .trim()
    .toLowerCase()
  const kind = word === 'thành phố' ? city : KIND_BY_WORD[word]
  if (!kind) throw new Error(`unknown kind of unit: ${fullName}`)
  return kind
}

function write(file: string, columns: string, lines: string[][]): void {
  const sorted = lines.map((line) => line.join('\t')).sort()
  writeFileSync(join(OUT, file), `${[columns.replaceAll(' ', '\t'), ...sorted].join('\n')}\n`)
  console.log(`${file}: ${sorted.length}`)
}

const before = {
  provinces: rows('pre2025_provinces.csv'),
  districts: rows('pre2025_districts.csv'),
  communes: rows('pre2025_communes.csv'),
}
const reform = { provinces: rows('2025-07-01_provinces.csv'), communes: rows('2025-07-01_communes.csv') }
const latest = { provinces: rows('2026-04-30_provinces.csv'), communes: rows('2026-04-30_communes.csv') }

/** Writes the provinces and answers the edges between those that changed. */
function writeProvinces(): string[][] {
  const mapping = rows('province_mapping_old_new.csv')
  const into = Map.groupBy(mapping, (edge) => field(edge, 'new_code'))
  const isUnchanged = (code: string) => into.get(code)?.length === 1 && into.get(code)?.[0]?.old_code === code
  const line = (row: Row, since: string, until: string) => [
    field(row, 'code'),
    field(row, 'name'),
    kindOf(row, 'centrallyRunCity'),
    since,
    until,
  ]
  write('provinces.tsv', 'code name kind from until', [
    ...before.provinces.map((row) => line(row, '', isUnchanged(field(row, 'code')) ? '' : '2025-07-01')),
    ...reform.provinces.filter((row) => !isUnchanged(field(row, 'code'))).map((row) => line(row, '2025-07-01', '')),
  ])
  return mapping
    .filter((edge) => !isUnchanged(field(edge, 'old_code')))
    .map((edge) => [field(edge, 'old_code'), field(edge, 'new_code'), field(edge, 'type')])
}

const provinceEdges = writeProvinces()

write(
  'districts-pre2025.tsv',
  'code name kind parent',
  before.districts.map((row) => [
    field(row, 'code'),
    field(row, 'name'),
    kindOf(row, 'provincialCity'),
    field(row, 'province_code'),
  ]),
)
const communeLine = (row: Row, parent: string) => {
  const code = field(row, 'code')
  return [code, NAME_BY_RESOLUTION[code] ?? field(row, 'name'), kindOf(row, ''), field(row, parent)]
}
write(
  'communes-pre2025.tsv',
  'code name kind parent',
  before.communes.map((row) => [field(row, 'code'), field(row, 'name'), kindOf(row, ''), field(row, 'district_code')]),
)
write(
  'communes-2025.tsv',
  'code name kind parent',
  reform.communes.map((row) => communeLine(row, 'province_code')),
)

const edges = rows('commune_mapping_old_new.csv')
const known = new Set([...before.communes, ...before.districts].map((row) => field(row, 'code')))
write(
  'communes-earlier.tsv',
  'code name kind',
  edges
    .filter((edge) => !known.has(field(edge, 'old_code')))
    .map((edge) => {
      const [word = '', ...name] = field(edge, 'old_name').split(/\s+/)
      return [field(edge, 'old_code'), name.join(' '), KIND_BY_WORD[word.toLowerCase()] ?? '?']
    }),
)
write('successors.tsv', 'from to extent', [
  ...provinceEdges,
  ...edges.map((edge) => {
    const [old, now] = [field(edge, 'old_code'), field(edge, 'new_code')]
    return [old, EDGE_BY_RESOLUTION[`${old}>${now}`] ?? now, field(edge, 'type')]
  }),
])

// The later compilation also respells tone marks (òa -> oà); that is no change of name, so only kinds are compared.
const reformKind = new Map([
  ...reform.provinces.map((row) => [field(row, 'code'), kindOf(row, 'centrallyRunCity')] as const),
  ...reform.communes.map((row) => [field(row, 'code'), kindOf(row, '')] as const),
])
write(
  'changes-2026-04-30.tsv',
  'code kind',
  [...latest.provinces, ...latest.communes]
    .map((row) => [field(row, 'code'), kindOf(row, 'centrallyRunCity')])
    .filter(([code = '', kind]) => reformKind.get(code) !== kind),
)

const provinceByName = new Map(
  reform.provinces.map((row) => [field(row, 'full_name').toLowerCase(), field(row, 'code')]),
)
const TITLE = /VỀ VIỆC SẮP XẾP CÁC ĐƠN VỊ HÀNH CHÍNH CẤP XÃ CỦA ((?:TỈNH|THÀNH PHỐ) .{2,25}?) NĂM 2025/i
write(
  'communes-decisions-2025.tsv',
  'number province',
  readdirSync(join(folder, 'resolutions')).map((file) => {
    const text = readFileSync(join(folder, 'resolutions', file), 'utf8')
      .normalize('NFC')
      .replace(/[*\\>\s]+/g, ' ')
    const province = provinceByName.get(TITLE.exec(text)?.[1]?.toLowerCase() ?? '')
    if (!province) throw new Error(`no province in the title of ${file}`)
    return [file.replace('_', '/').replace('.md', ''), province]
  }),
)
