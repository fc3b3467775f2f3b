import { sql } from 'kysely'
import type { Day } from '../../platform/day.ts'
import { own, type Tx } from '../../platform/db.ts'
import type { SamePair } from '../cases/index.ts'
import type { RegisterMap } from './mapping.ts'
import type { RegistersTables } from './tables.ts'

export type ImportState = 'uploaded' | 'waiting' | 'running' | 'done' | 'failed'

export interface Import {
  id: number
  unitId: number
  postId: number | null
  source: string
  fileName: string
  header: string[]
  map: RegisterMap | null
  state: ImportState
  rowsRead: number
  rowsDone: number
  added: number
  same: number
  changed: number
  rejected: number
  onDay: Day
  /** Still there to go on with. */
  hasFile: boolean
}

const COLUMNS = sql`id, unit_id, post_id, source, file_name, header, map, state, rows_read, rows_done, added, same, changed, rejected, on_day,
  sealed is not null as has_file`

export async function importById(tx: Tx, id: number): Promise<Import | null> {
  const { rows } = await sql<Import>`select ${COLUMNS} from registers.import where id = ${id}`.execute(
    own<RegistersTables>(tx),
  )
  return rows[0] ?? null
}

const SHOWN = 50

/** What a unit brought in, newest first. */
export async function importsOf(tx: Tx, unitId: number): Promise<Import[]> {
  const { rows } =
    await sql<Import>`select ${COLUMNS} from registers.import where unit_id = ${unitId} order by id desc limit ${SHOWN}`.execute(
      own<RegistersTables>(tx),
    )
  return rows
}

export async function sealedFile(tx: Tx, id: number): Promise<string | null> {
  const row = await own<RegistersTables>(tx)
    .selectFrom('registers.import')
    .where('id', '=', id)
    .select('sealed')
    .executeTakeFirst()
  return row?.sealed ?? null
}

export interface Reject {
  line: number
  kind: 'rejected' | 'changed'
  reasons: string[]
  cells: string
}

export function rejectsOf(tx: Tx, importId: number): Promise<Reject[]> {
  return own<RegistersTables>(tx)
    .selectFrom('registers.reject')
    .where('importId', '=', importId)
    .orderBy('line')
    .select(['line', 'kind', 'reasons', 'cells'])
    .execute() as Promise<Reject[]>
}

const PAIRS_SHOWN = 100

export async function pairsOf(tx: Tx, importId: number) {
  const trx = own<RegistersTables>(tx)
  const { rows } = await sql<SamePair>`select case_id, other_case_id, minutes_apart from registers.likely_same
    where import_id = ${importId} order by minutes_apart, case_id limit ${PAIRS_SHOWN}`.execute(trx)
  const counted = await sql<{
    n: number
  }>`select count(*)::int as n from registers.likely_same where import_id = ${importId}`.execute(trx)
  return { pairs: rows, count: counted.rows[0]?.n ?? 0 }
}

/** The rows of a register that came in before, by their key. */
export async function entriesByKey(tx: Tx, unitId: number, source: string, keys: readonly string[]) {
  const rows = await own<RegistersTables>(tx)
    .selectFrom('registers.entry')
    .where('unitId', '=', unitId)
    .where('source', '=', source)
    .where(sql<boolean>`source_key = any(${[...keys]}::text[])`)
    .select(['sourceKey', 'fingerprint', 'importId', 'line'])
    .execute()
  return new Map(rows.map((row) => [row.sourceKey, row]))
}
