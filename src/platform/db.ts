import { createHash } from 'node:crypto'
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
  /** For an absent holder (KT., TL.): what was sealed for that holder stays closed. */
  acting?: boolean
}

export const NOBODY: Standing = { unitId: null, postId: null, sealId: null }

/** The database as the application's role sees it. */
export interface Database {
  readonly kysely: Kysely<unknown>
  readonly pool: pg.Pool
}

export function openDatabase(url: string, max = 16): Database {
  const pool = new pg.Pool({ connectionString: url, max, application_name: 'gan-dan', statement_timeout: 20_000 })
  pool.on('connect', nameStatements)
  pool.on('error', () => {}) // a broken idle connection is replaced at the next query, which reports its own error
  const kysely = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }), plugins: [new CamelCasePlugin()] })
  return { kysely, pool }
}

const MOST_NAMED = 1000
const names = new Map<string, string>()

/** The same text is parsed and planned once a connection, not at every call: half the work of a short statement. */
function nameStatements(client: pg.PoolClient): void {
  const plain = client.query.bind(client) as (...args: unknown[]) => unknown
  const query = (...args: unknown[]) => {
    const [text, values] = args
    if (typeof text !== 'string' || !Array.isArray(values) || values.length === 0) return plain(...args)
    let name = names.get(text)
    if (!name) {
      if (names.size >= MOST_NAMED) return plain(...args)
      name = createHash('sha256').update(text).digest('base64url').slice(0, 24)
      names.set(text, name)
    }
    return plain({ name, text, values })
  }
  client.query = query as typeof client.query
}

const standings = new WeakMap<Tx, Standing>()

/**
 * One transaction for `standing`. Whatever throws rolls everything back. BEGIN and the settings travel together: on a busy
 * machine the number of round trips decides.
 */
export function inTransaction<T>(db: Database, standing: Standing, work: (tx: Tx) => Promise<T>): Promise<T> {
  return db.kysely.connection().execute(async (connection) => {
    const tx = connection as unknown as Tx
    const settings = standing === NOBODY ? '' : `; ${setStanding(standing)}`
    await sql.raw(`begin${settings}`).execute(connection)
    standings.set(tx, standing)
    try {
      const done = await work(tx)
      await sql`commit`.execute(connection)
      return done
    } catch (error) {
      await sql`rollback`.execute(connection).catch(() => {})
      throw error
    }
  })
}

/** Reading what no row-level security guards, without a transaction. */
export const outside = (db: Database): Tx => db.kysely as unknown as Tx

/** From here on the transaction acts for somebody else: the receiving unit of a transfer, a seal opened by its code. */
export async function actAs(tx: Tx, standing: Standing): Promise<void> {
  const now = standings.get(tx)
  if (
    now &&
    now.unitId === standing.unitId &&
    now.postId === standing.postId &&
    now.sealId === standing.sealId &&
    now.acting === standing.acting
  )
    return
  await sql.raw(setStanding(standing)).execute(own<unknown>(tx))
  standings.set(tx, standing)
}

/** Numbers and a UUID only, each checked, so that the text needs no parameters and can follow BEGIN in one message. */
function setStanding({ unitId, postId, sealId, acting }: Standing): string {
  const number = (id: number | null) => {
    if (id !== null && !Number.isSafeInteger(id)) throw new TypeError('an id must be a whole number')
    return id === null ? '' : String(id)
  }
  if (sealId !== null && !/^[0-9a-f-]{36}$/i.test(sealId)) throw new TypeError('a seal must be a UUID')
  return `select set_config('app.unit', '${number(unitId)}', true), set_config('app.post', '${number(postId)}', true), set_config('app.seal', '${sealId ?? ''}', true), set_config('app.acting', '${acting ? 1 : ''}', true)`
}

/** The transaction as the owner of the tables T sees it. */
export function own<T>(tx: Tx): Transaction<T> {
  return tx as unknown as Transaction<T>
}

/** PostgreSQL's code of an error (23505 unique, 23514 check ...), or null for any other error. */
export function sqlState(error: unknown): string | null {
  return error instanceof pg.DatabaseError ? (error.code ?? null) : null
}
