export type Cell = string | number | null

/** With the mark Excel wants for UTF-8. A cell that a spreadsheet would run as a formula gets a sign before it. */
export async function csvOf(rows: readonly (readonly Cell[])[]): Promise<Buffer> {
  const { stringify } = await import('csv-stringify/sync')
  return Buffer.from(
    stringify(
      rows.map((row) => [...row]),
      { bom: true, escape_formulas: true, record_delimiter: 'windows' },
    ),
  )
}

const WIDEST = 60

/** Every cell a text or a number, never a formula; the heading bold and always in sight. */
export async function xlsxOf(name: string, rows: readonly (readonly Cell[])[]): Promise<Buffer> {
  const { default: write } = await import('write-excel-file/node')
  const [header = [], ...rest] = rows
  const cells = [
    header.map((value) => ({ value: String(value), type: String, fontWeight: 'bold' as const, wrap: true })),
    ...rest.map((row) =>
      row.map((value) =>
        value === null || value === ''
          ? null
          : typeof value === 'number'
            ? { value, type: Number }
            : { value, type: String },
      ),
    ),
  ]
  const columns = header.map((title, n) => ({
    width: Math.min(
      WIDEST,
      Math.max(8, String(title).length, ...rest.slice(0, 200).map((row) => String(row[n] ?? '').length)) + 2,
    ),
  }))
  return write(cells as never, { columns, sheet: name.slice(0, 31), stickyRowsCount: 1 } as never).toBuffer()
}

export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
export const CSV = 'text/csv; charset=utf-8'
