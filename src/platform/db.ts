import { CamelCasePlugin, Kysely, PostgresDialect, sql, type Transaction } from 'kysely'
import pg from 'pg'

// A legal day is a plain date: never let the driver make an instant of it. Counts and ids fit in a number.
pg.types.setTypeParser(1082, (text) => text)
pg.types.setTypeParser(20, Number)

/** A transaction whose tables nobody sees until a capability puts on its own glasses with `own`. */
export interface Tx {
  readonly [opaque]: true
}
declare const opaque: unique symbol

/** For whom a transaction acts; row-level security compares these settings. */
export interface Standing {
  unitId: number | null
  postId: number | null
  sealId: string | null
}

export const NOBODY: Standing = { unitId: null, postId: null, sealId: null }

/** The database as the application's role sees it. */
export interface Database {
  readonly kysely: Kysely<unknown>
  readonly pool: pg.Pool
}

export function openDatabase(url: string, max = 16): Database {
  const pool = new pg.Pool({ connectionString: url, max, application_name: 'gan-dan', statement_timeout: 20_000 })
  pool.on('error', () => {}) // a broken idle connection is replaced at the next query, which reports its own error
  const kysely = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }), plugins: [new CamelCasePlugin()] })
  return { kysely, pool }
}

/** One transaction for `standing`. Whatever throws rolls everything back. */
export function inTransaction<T>(db: Database, standing: Standing, work: (tx: Tx) => Promise<T>): Promise<T> {
  return db.kysely.transaction().execute(async (trx) => {
    const tx = trx as unknown as Tx
    await actAs(tx, standing)
    return work(tx)
  })
}

/** From here on the transaction acts for somebody else: the receiving unit of a transfer, a seal opened by its code. */
export async function actAs(tx: Tx, { unitId, postId, sealId }: Standing): Promise<void> {
  await sql`select set_config('app.unit', ${unitId === null ? '' : String(unitId)}, true),
    set_config('app.post', ${postId === null ? '' : String(postId)}, true),
    set_config('app.seal', ${sealId ?? ''}, true)`.execute(own<unknown>(tx))
}

/** The transaction as the owner of the tables T sees it. */
export function own<T>(tx: Tx): Transaction<T> {
  return tx as unknown as Transaction<T>
}

/** PostgreSQL's code of an error (23505 unique, 23514 check ...), or null for any other error. */
export function sqlState(error: unknown): string | null {
  return error instanceof pg.DatabaseError ? (error.code ?? null) : null
}
