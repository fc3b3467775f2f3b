import { sql } from 'kysely'
import { postsOf } from '../../organization/officials.ts'
import { type Day, dayIn } from '../../platform/day.ts'
import { inTransaction, NOBODY, own, type Standing, sqlState, type Tx } from '../../platform/db.ts'
import type { KeptFile } from '../../platform/files.ts'
import type { Host } from '../../platform/page.ts'
import { importCases, likelySame } from '../cases/index.ts'
import { sameMatterWithin } from './deadlines.ts'
import { entriesByKey, type Import, importById, sealedFile } from './import-queries.ts'
import type { RegisterMap } from './mapping.ts'
import { type ReadingRefusal, readTable, type Table } from './reading.ts'
import { type Fault, type ReadRow, rowReader } from './rows.ts'
import type { RegistersTables } from './tables.ts'

/** Rows that go in with one transaction. */
export const BATCH = 500
const MOST_PAIRS = 2000
const FILE = 'register file'
const CELLS = 'register cells'
const KEPT_SECONDS = 40 * 86_400

type Keys = Pick<Host, 'keys'>

/** Keeps a file to be looked at: encrypted, for it may hold names. Nothing of it becomes a case yet. */
export async function keepRegister(
  { keys }: Keys,
  tx: Tx,
  it: { unitId: number; postId: number | null; source: string; table: Table; today: Day },
  file: KeptFile,
): Promise<number> {
  const { unitId, postId, source, table, today } = it
  const row = await own<RegistersTables>(tx)
    .insertInto('registers.import')
    .values({
      ...{
        unitId,
        postId,
        source,
        fileName: file.name,
        rowsRead: table.rows.length,
        onDay: today,
        header: table.header,
      },
      sealed: keys.seal(FILE, file.bytes.toString('base64')),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return row.id
}

/** The register behind an import, read again; null when its file is gone. */
export async function registerFile(
  { keys }: Keys,
  tx: Tx,
  importId: number,
): Promise<Table | { refused: ReadingRefusal } | null> {
  const sealed = await sealedFile(tx, importId)
  const base64 = sealed && keys.open<string>(FILE, sealed, KEPT_SECONDS)
  return base64 ? readTable(Buffer.from(base64, 'base64')) : null
}

export async function keepMap(tx: Tx, importId: number, map: RegisterMap): Promise<void> {
  await own<RegistersTables>(tx)
    .updateTable('registers.import')
    .set({ map: JSON.stringify(map), source: map.source })
    .where('id', '=', importId)
    .where('state', '=', 'uploaded')
    .execute()
}

/** Leaves the work to a job: ten thousand rows are not brought in while somebody waits for a page. The command line has none. */
export async function startImport(jobs: Host['jobs'] | null, tx: Tx, importId: number): Promise<boolean> {
  const begun = await own<RegistersTables>(tx)
    .updateTable('registers.import')
    .set({ state: 'waiting' })
    .where('id', '=', importId)
    .where('state', '=', 'uploaded')
    .where('map', 'is not', null)
    .executeTakeFirst()
  if (begun.numUpdatedRows === 0n) return false
  await jobs?.enqueue(tx, 'import-register', { importId })
  return true
}

export const postsByTitle = async (tx: Tx, unitId: number, today: Day): Promise<Map<string, number>> =>
  new Map((await postsOf(tx, unitId, today)).map((post) => [post.title, post.id]))

type Running = Pick<Host, 'database' | 'keys' | 'now'>

/**
 * Brings a register in, some hundred rows a transaction. A row comes in once, by unit, source and key: running it again, or
 * after a crash in the middle, adds nothing twice and changes nothing.
 */
export async function runImport(
  host: Running,
  importId: number,
  onBatch: (done: number) => void = () => {},
): Promise<void> {
  const standing = await inTransaction(host.database, NOBODY, (tx) => standingOf(tx, importId))
  if (!standing) return
  const today = dayIn(host.now())
  const begun = await inTransaction(host.database, standing, async (tx) => {
    const it = await importById(tx, importId)
    const table = await registerFile(host, tx, importId)
    if (!it?.map || !table || 'refused' in table) return null
    await setState(tx, importId, 'running')
    return { it, table, map: it.map, posts: await postsByTitle(tx, it.unitId, today) }
  })
  if (!begun) return inTransaction(host.database, standing, (tx) => setState(tx, importId, 'failed'))
  const { it, table, map, posts } = begun
  const read = rowReader(map, table, today, posts)
  const seen = new Set<string>()
  for (let from = 0; from < table.rows.length; from += BATCH) {
    const batch = table.rows.slice(from, from + BATCH)
    const rows = batch.map((row) => ({ ...read(row), cells: row.cells }))
    const isFirst = rows.map(({ key, row }) => row !== null && !seen.has(key) && Boolean(seen.add(key)))
    const work = () =>
      inTransaction(host.database, standing, (tx) => bringIn(host, tx, it, rows, isFirst, today, from + batch.length))
    // Public numbers are random: of many millions one may be taken already. Then the batch gets others.
    await work().catch((error: unknown) => (sqlState(error) === '23505' ? work() : Promise.reject(error)))
    onBatch(from + batch.length)
  }
  await inTransaction(host.database, standing, (tx) => finish(tx, it))
}

async function standingOf(tx: Tx, importId: number): Promise<Standing | null> {
  const { rows } = await sql<{ unitId: number; postId: number | null }>`
    select unit_id, post_id from registers.import_standing(${importId})`.execute(own<RegistersTables>(tx))
  return rows[0] ? { ...rows[0], sealId: null } : null
}

async function setState(tx: Tx, importId: number, state: 'running' | 'failed'): Promise<void> {
  const ended = state === 'failed' ? { sealed: null, endedAt: sql<Date>`now()` } : {}
  await own<RegistersTables>(tx)
    .updateTable('registers.import')
    .set({ state, ...ended })
    .where('id', '=', importId)
    .execute()
}

interface Untaken {
  line: number
  kind: 'rejected' | 'changed'
  reasons: string[]
  cells: string[]
}

type Batch = readonly (ReadRow & { cells: string[] })[]

async function bringIn(
  { keys }: Keys,
  tx: Tx,
  it: Import,
  rows: Batch,
  isFirst: readonly boolean[],
  today: Day,
  done: number,
): Promise<void> {
  const trx = own<RegistersTables>(tx)
  const known = await entriesByKey(
    tx,
    it.unitId,
    it.source,
    rows.map(({ key }) => key),
  )
  const added: { row: Batch[number]; fingerprint: Buffer }[] = []
  const rejects: Untaken[] = []
  for (const [n, row] of rows.entries()) {
    const { key, line, faults, cells } = row
    const fingerprint = keys.mac('register row', JSON.stringify(cells))
    const before = known.get(key)
    const keyColumn = it.map?.key[0] ?? ''
    const fault = (of: Record<string, Fault>) => Object.entries(of).map(([column, why]) => `${column}: ${why}`)
    const rejected = (of: Record<string, Fault>) => rejects.push({ line, kind: 'rejected', cells, reasons: fault(of) })
    if (before && before.importId === it.id && before.line === line) continue // came in before a crash
    if (!row.row && !before) rejected(faults)
    else if (row.row && !isFirst[n]) {
      const twin = before?.fingerprint ?? added.find((one) => one.row.key === key)?.fingerprint
      rejected({ [keyColumn]: twin?.equals(fingerprint) ? 'repeatedRow' : 'repeatedKey' })
    } else if (before) {
      if (!before.fingerprint.equals(fingerprint))
        rejects.push({ line, kind: 'changed', cells, reasons: fault({ [keyColumn]: 'changed' }) })
    } else added.push({ row, fingerprint })
  }
  if (added.length > 0) {
    const cases = added.flatMap(({ row }) => (row.row ? [row.row] : []))
    const caseIds = await importCases(tx, it.unitId, it.source, cases, today, it.postId)
    const entries = added.map(({ row, fingerprint }, n) => ({
      ...{ unitId: it.unitId, source: it.source, sourceKey: row.key, fingerprint },
      ...{ caseId: caseIds[n] ?? 0, importId: it.id, line: row.line },
    }))
    await trx.insertInto('registers.entry').values(entries).execute()
  }
  if (rejects.length > 0)
    await trx
      .insertInto('registers.reject')
      .values(
        rejects.map((one) => ({ ...one, importId: it.id, unitId: it.unitId, cells: keys.seal(CELLS, one.cells) })),
      )
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  await trx
    .updateTable('registers.import')
    .set({ rowsDone: done, rowsRead: it.rowsRead })
    .where('id', '=', it.id)
    .execute()
}

/** The figures, counted from what is there; pairs that may be one matter; and the file goes. */
async function finish(tx: Tx, it: Import): Promise<void> {
  const trx = own<RegistersTables>(tx)
  const { rows } = await sql<{
    caseId: number
  }>`select case_id from registers.entry where import_id = ${it.id}`.execute(trx)
  const ids = rows.map(({ caseId }) => caseId)
  const pairs = ids.length > 0 ? await likelySame(tx, it.unitId, ids, sameMatterWithin(), MOST_PAIRS) : []
  if (pairs.length > 0)
    await trx
      .insertInto('registers.likelySame')
      .values(pairs.map((pair) => ({ ...pair, unitId: it.unitId, importId: it.id })))
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  await sql`update registers.import i set state = 'done', sealed = null, ended_at = now(), added = c.added, rejected = c.rejected,
      changed = c.changed, same = i.rows_read - c.added - c.rejected - c.changed, rows_done = i.rows_read
    from (select ${ids.length}::int as added, count(*) filter (where kind = 'rejected')::int as rejected,
      count(*) filter (where kind = 'changed')::int as changed from registers.reject where import_id = ${it.id}) c
    where i.id = ${it.id}`.execute(trx)
}

/** The cells of rows that were not taken, as they came; null once they are too old to open. */
export const openCells = ({ keys }: Keys, sealed: string): string[] | null =>
  keys.open<string[]>(CELLS, sealed, KEPT_SECONDS)
