import { createHash } from 'node:crypto'
import type { Writable } from 'node:stream'
import {
  CamelCasePlugin,
  type CompiledQuery,
  type ConnectionProvider,
  Kysely,
  PostgresDialect,
  type QueryResult,
  type Transaction,
} from 'kysely'
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
  /** Who acts for an absent holder, and how: what was sealed for that holder stays closed, what is done carries both. */
  acting?: Acting | null
}

export interface Acting {
  form: 'KT.' | 'TL.'
  personId: number
}

export const NOBODY: Standing = { unitId: null, postId: null, sealId: null }

/** The database as the application's role sees it. */
export interface Database {
  readonly kysely: Kysely<unknown>
  readonly pool: pg.Pool
  /** The same, over one connection of the pool. */
  over(provider: ConnectionProvider): Kysely<unknown>
}

/** A connection keeps its plans and what it knows of the tables: made anew, its first questions are ten times slower. */
const IDLE_MS = 600_000

export function openDatabase(url: string, max = 16): Database {
  const options = {
    connectionString: url,
    max,
    application_name: 'gan-dan',
    statement_timeout: 20_000,
    idleTimeoutMillis: IDLE_MS,
  }
  const pool = new pg.Pool({ ...options, pipeline: true })
  pool.on('connect', (client) => {
    inOneWrite(client)
    nameStatements(client)
  })
  pool.on('error', () => {}) // a broken idle connection is replaced at the next query, which reports its own error
  const dialect = new PostgresDialect({ pool })
  const config = { dialect, plugins: [new CamelCasePlugin()] }
  const kysely = new Kysely<unknown>(config)
  const over = (provider: ConnectionProvider) =>
    new Kysely<unknown>({
      ...{ config, dialect, driver: dialect.createDriver() },
      executor: kysely.getExecutor().withConnectionProvider(provider),
    })
  return { kysely, pool, over }
}

/** Statements of one turn leave in one packet: on a busy machine the number of writes decides. */
function inOneWrite(client: pg.PoolClient): void {
  const { stream } = (client as unknown as { connection: { stream: Writable } }).connection
  const plain = client.query.bind(client) as (...args: unknown[]) => unknown
  const query = (...args: unknown[]) => {
    if (stream.writableCorked === 0) {
      stream.cork()
      process.nextTick(() => stream.uncork())
    }
    return plain(...args)
  }
  client.query = query as typeof client.query
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

/** Reading what no row-level security guards, without a transaction. */
export const outside = (db: Database): Tx => db.kysely as unknown as Tx

/** A connection and what it carries now. Its statements travel as they are made, none waits for the one before. */
interface Line {
  tx: Tx
  client: pg.PoolClient
  standing: Standing
  /** Statements sent and not waited for. */
  behind: Promise<unknown>[]
  /** How many statements were sent after BEGIN. */
  sent: number
  isOver: boolean
}

const lineOf = new WeakMap<Tx, Line>()

function openLine(db: Database, client: pg.PoolClient, standing: Standing): Line {
  const executeQuery = async <R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> => {
    if (line.isOver) throw new Error('this transaction is over')
    line.sent++
    const { rows, rowCount } = await client.query(sql, parameters as unknown[])
    return { rows, numAffectedRows: BigInt(rowCount ?? 0) }
  }
  const streamQuery = () => {
    throw new Error('no streams inside a transaction')
  }
  const connection = { executeQuery, streamQuery }
  const provider: ConnectionProvider = { provideConnection: (use) => use(connection) }
  const tx = db.over(provider) as unknown as Tx
  const line: Line = { tx, client, standing, behind: [], sent: 0, isOver: false }
  lineOf.set(tx, line)
  return line
}

/**
 * One transaction for `standing`. Whatever throws rolls everything back. Nobody waits for BEGIN and the settings: they travel
 * with the first statement, and what was sent by `behind` is judged with COMMIT.
 */
export async function inTransaction<T>(db: Database, standing: Standing, work: (tx: Tx) => Promise<T> | T): Promise<T> {
  const client = await db.pool.connect()
  const line = openLine(db, client, standing)
  let isLost = false
  try {
    sendBehind(line, client.query(standing === NOBODY ? 'begin' : `begin; ${setStanding(standing)}`))
    try {
      const done = await work(line.tx)
      const committed = client.query('commit')
      sendBehind(line, committed)
      await Promise.all(line.behind)
      if ((await committed).command === 'ROLLBACK') throw new Error('a statement failed and its error was swallowed')
      return done
    } catch (error) {
      const failed = await firstFailure(line)
      await client.query('rollback').catch(() => {
        isLost = true
      })
      throw sqlState(error) === ABORTED ? (failed ?? error) : error
    }
  } finally {
    line.isOver = true
    client.release(isLost)
  }
}

const ABORTED = '25P02'

function sendBehind(line: Line, sent: Promise<unknown>): void {
  sent.catch(() => {}) // judged at the end, by inTransaction
  line.behind.push(sent)
}

async function firstFailure({ behind }: Line): Promise<unknown> {
  const judged = await Promise.allSettled(behind)
  return judged.find((one) => one.status === 'rejected')?.reason
}

/**
 * For a statement whose rows nobody needs: it was sent, the next ones find it done, nobody waits for it. If it fails, the
 * transaction does, at its end at the latest.
 */
export function behind(tx: Tx, sent: Promise<unknown>): void {
  const line = lineOf.get(tx)
  if (!line) throw new Error('only inside a transaction')
  sendBehind(line, sent)
}

/** From here on the transaction acts for somebody else: the receiving unit of a transfer, a seal opened by its code. */
export function actAs(tx: Tx, standing: Standing): void {
  const line = lineOf.get(tx)
  if (!line) throw new Error('only inside a transaction')
  const now = line.standing
  const isSame =
    now.unitId === standing.unitId &&
    now.postId === standing.postId &&
    now.sealId === standing.sealId &&
    now.acting?.personId === standing.acting?.personId
  if (isSame) return
  line.sent++
  sendBehind(line, line.client.query(setStanding(standing)))
  line.standing = standing
}

/** How many statements a transaction has sent so far: two equal answers, and nothing was done or read between them. */
export const sentIn = (tx: Tx): number => lineOf.get(tx)?.sent ?? 0

/** Who acts in this transaction for an absent holder. */
export const actingIn = (tx: Tx): Acting | null => lineOf.get(tx)?.standing.acting ?? null

/** Numbers and a UUID only, each checked, so that the text needs no parameters and can follow BEGIN in one message. */
function setStanding({ unitId, postId, sealId, acting }: Standing): string {
  const number = (id: number | null) => {
    if (id !== null && !Number.isSafeInteger(id)) throw new TypeError('an id must be a whole number')
    return id === null ? '' : String(id)
  }
  if (sealId !== null && !/^[0-9a-f-]{36}$/i.test(sealId)) throw new TypeError('a seal must be a UUID')
  const actor = acting ? `${acting.form === 'KT.' ? 'KT.' : 'TL.'} ${number(acting.personId)}` : ''
  return `select set_config('app.unit', '${number(unitId)}', true), set_config('app.post', '${number(postId)}', true), set_config('app.seal', '${sealId ?? ''}', true), set_config('app.acting', '${actor}', true)`
}

/** The transaction as the owner of the tables T sees it. */
export function own<T>(tx: Tx): Transaction<T> {
  return tx as unknown as Transaction<T>
}

/** PostgreSQL's code of an error (23505 unique, 23514 check ...), or null for any other error. */
export function sqlState(error: unknown): string | null {
  return error instanceof pg.DatabaseError ? (error.code ?? null) : null
}
