import { unzipSync } from 'fflate'

/** A register as it came: a heading, then rows of texts with the line each stands on. */
export interface Table {
  header: string[]
  rows: { line: number; cells: string[] }[]
}

export type ReadingRefusal = 'empty' | 'noRows' | 'tooManyRows' | 'tooWide' | 'unreadable' | 'headersTwice'
type Read = Table | { refused: ReadingRefusal }

export const MOST_ROWS = 50_000
const MOST_COLUMNS = 200
const MOST_UNPACKED = 400 * 1024 * 1024
const LONGEST_CELL = 20_000

/** XLSX and CSV both; what the bytes are was judged before. */
export async function readTable(bytes: Buffer): Promise<Read> {
  try {
    const lines = bytes.subarray(0, 2).toString('latin1') === 'PK' ? await readXlsx(bytes) : await readCsv(bytes)
    return 'refused' in lines ? lines : asTable(lines)
  } catch {
    return { refused: 'unreadable' }
  }
}

type Line = { line: number; cells: string[] }

function asTable(lines: readonly Line[]): Read {
  const [first, ...rest] = lines.filter(({ cells }) => cells.some((cell) => cell !== ''))
  if (!first) return { refused: 'empty' }
  const header = first.cells.map((cell, n) => cell || `Cột ${n + 1}`)
  if (header.length > MOST_COLUMNS) return { refused: 'tooWide' }
  if (new Set(header).size < header.length) return { refused: 'headersTwice' }
  if (rest.length === 0) return { refused: 'noRows' }
  if (rest.length > MOST_ROWS) return { refused: 'tooManyRows' }
  return { header, rows: rest }
}

async function readCsv(bytes: Buffer): Promise<Line[] | { refused: ReadingRefusal }> {
  const { parse } = await import('csv-parse/sync')
  const text = bytes.toString('utf8')
  const records = parse(text, {
    ...{ bom: true, delimiter: delimiterOf(text), relax_column_count: true, skip_empty_lines: true, info: true },
    ...{ relax_quotes: true, to: MOST_ROWS + 2, max_record_size: 1_000_000 },
  }) as unknown as { record: string[]; info: { lines: number } }[]
  let before = 0
  return records.map(({ record, info }) => {
    // csv-parse counts up to the end of a record; a cell with line breaks began earlier.
    const line = before + 1
    before = info.lines
    return { line, cells: record.map(clean) }
  })
}

/** The sign that parts the first line most often, outside quotes. */
export function delimiterOf(text: string): ',' | ';' | '\t' {
  const counts = { ',': 0, ';': 0, '\t': 0 }
  let isQuoted = false
  for (const sign of text) {
    if (sign === '"') isQuoted = !isQuoted
    else if (!isQuoted && (sign === '\n' || sign === '\r')) break
    else if (!isQuoted && sign in counts) counts[sign as ',']++
  }
  return counts['\t'] > counts[';'] && counts['\t'] > counts[','] ? '\t' : counts[';'] > counts[','] ? ';' : ','
}

async function readXlsx(bytes: Buffer): Promise<Line[] | { refused: ReadingRefusal }> {
  if (unpackedSize(bytes) > MOST_UNPACKED) return { refused: 'unreadable' }
  const { readSheet } = await import('read-excel-file/node')
  const rows = await readSheet(bytes)
  if (rows.length > MOST_ROWS + 1) return { refused: 'tooManyRows' }
  return rows.map((row, n) => ({ line: n + 1, cells: row.map((cell) => clean(textOf(cell))) }))
}

/** What the archive says it will become; a bomb is not opened. */
function unpackedSize(bytes: Buffer): number {
  let size = 0
  unzipSync(bytes, {
    filter: ({ originalSize }) => {
      size += originalSize
      return false
    },
  })
  return size
}

/** Excel keeps a day as an instant in UTC without a zone: read back as the register's own clock showed it. */
function textOf(cell: unknown): string {
  if (cell === null || cell === undefined) return ''
  if (!(cell instanceof Date)) return String(cell)
  const text = cell.toISOString()
  return text.endsWith('T00:00:00.000Z') ? text.slice(0, 10) : text.slice(0, 19).replace('T', ' ')
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: what the database cannot keep or a screen cannot show goes
const UNSHOWN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g

const clean = (text: string) =>
  text.normalize('NFC').replace(UNSHOWN, '').replace(/\r\n?/g, '\n').trim().slice(0, LONGEST_CELL)
