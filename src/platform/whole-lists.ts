import type { Cell } from './sheets.ts'

/** A download ends here; whoever needs more narrows the filter. */
export const MOST_ROWS = 20_000
/** Anybody may take these, so fewer at once. */
export const MOST_PUBLIC = 2000
/** Rows read at a time. */
export const SOME_ROWS = 500

/** Every row of a list, page by page by key, so that no statement is long. */
export async function everyRow<Row, Key>(
  next: (after: Key | null) => Promise<{ rows: readonly Row[]; next: Key | null }>,
  most = MOST_ROWS,
): Promise<Row[]> {
  const all: Row[] = []
  for (let after: Key | null = null; all.length < most; ) {
    const page: { rows: readonly Row[]; next: Key | null } = await next(after)
    all.push(...page.rows)
    if (page.next === null) break
    after = page.next
  }
  return all.slice(0, most)
}

/** A full page goes on after its last row. */
export const keyed = <Row, Key>(rows: readonly Row[], keyOf: (last: Row) => Key) => {
  const last = rows.at(-1)
  return { rows, next: rows.length < SOME_ROWS || last === undefined ? null : keyOf(last) }
}

export type Rows = readonly (readonly Cell[])[]
