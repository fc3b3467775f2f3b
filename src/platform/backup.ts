import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import { type Entry, writeContainer } from './backup-container.ts'
import { type KeyFile, snapshotWithKeys, writeKeyFile } from './backup-key-file.ts'
import { BackupError, readPublicKey } from './backup-keys.ts'
import {
  carried,
  KEY_COLUMNS,
  linesOf,
  type Personal,
  personalTables,
  sealFile,
  sealLine,
  withKey,
} from './backup-matters.ts'
import {
  migrationsOf,
  plainForms,
  type Sequence,
  sealedCondition,
  sequencesOf,
  type Table,
  tablesOf,
} from './backup-tables.ts'

export const ORDINARY = 'ordinary'
export const SEALED = 'sealed'

/** The first entry of a part. */
export interface Contents {
  madeAt: string
  migrations: [name: string, checksum: string][]
  sequences: Sequence[]
  /** The open columns of each, then those that the key of a row's matter hides. */
  tables: { name: string; open: string[]; hidden: string[] }[]
  /** How many rows stand in the sealed part, in all tables together. */
  sealedRows: number
}

/** The last entry of a part. */
export interface Ending {
  rows: Record<string, number>
  files: number
  /** Files whose bytes were not there, or not those that were once taken in. */
  missing: string[]
  /** Files dropped while the backup ran. */
  dropped: string[]
}

export interface BackUp {
  ownerUrl: string
  filesFolder: string
  /** The file to write. */
  to: string
  key: string
  sealedKey: string | null
  /** The keys of matters: a file apart, made anew each time. */
  keys: KeyFile
  onProgress?: (what: string) => void | Promise<void>
}

export interface BackedUp {
  size: number
  rows: number
  sealedRows: number
  files: number
  missing: string[]
  /** How many keys of matters stand in the key file. */
  keys: number
}

/**
 * Every row and file as they stood at one moment, encrypted so that the server which made the backup cannot open it. What
 * is sealed goes to a key of its own, kept by other people; what people said, under the key of their matter (ADR 0019).
 */
export async function backUp(it: BackUp): Promise<BackedUp> {
  const key = readPublicKey(it.key)
  const sealedKey = it.sealedKey === null ? null : readPublicKey(it.sealedKey)
  if (readPublicKey(it.keys.key).equals(key))
    throw new BackupError('The key file needs a key of its own, kept by other people.')
  if (sealedKey?.equals(key)) throw new BackupError('The sealed part needs a key of its own, kept by other people.')
  const client = new pg.Client({ connectionString: it.ownerUrl, application_name: 'gan-dan backup' })
  client.on('error', () => {}) // the query that was running reports it
  await client.connect()
  try {
    await snapshotWithKeys(client, it.ownerUrl)
    await plainForms(client)
    const personal = await personalTables(client)
    const tables = await tablesOf(client)
    const isSealed = sealedCondition(tables)
    const sealedRows = await count(client, tables, isSealed)
    if (sealedRows > 0 && !sealedKey)
      throw new BackupError(
        `${sealedRows} rows are sealed. Give the public key of those who keep the sealed part: --sealed-key KEY.`,
      )
    const contents: Contents = {
      madeAt: new Date().toISOString(),
      migrations: [...(await migrationsOf(client))],
      sequences: await sequencesOf(client),
      tables: tables.map(({ name, columns }) => ({ name, ...carried(columns, personal.get(name)) })),
      sealedRows,
    }
    const ordinary = newEnding()
    const sealed = newEnding()
    const source = { client, tables, personal, contents, it }
    const parts = [
      { name: ORDINARY, key, entries: entriesOf(source, ordinary, (table) => `(${isSealed(table)}) is not true`) },
      ...(sealedKey ? [{ name: SEALED, key: sealedKey, entries: entriesOf(source, sealed, isSealed) }] : []),
    ]
    const size = await writeContainer(it.to, parts)
    await client.query('commit')
    // After the snapshot: whoever was erased while it was read has no key in the file.
    const { keys } = await writeKeyFile(it.ownerUrl, it.keys)
    return {
      keys,
      ...{ size, rows: sum(ordinary.rows) + sum(sealed.rows), sealedRows },
      ...{ files: ordinary.files + sealed.files, missing: [...ordinary.missing, ...sealed.missing] },
    }
  } finally {
    await client.end()
  }
}

const newEnding = (): Ending => ({ rows: {}, files: 0, missing: [], dropped: [] })
const sum = (rows: Record<string, number>) => Object.values(rows).reduce((all, n) => all + n, 0)

async function count(client: pg.Client, tables: readonly Table[], isSealed: (table: Table) => string): Promise<number> {
  let all = 0
  for (const table of tables) {
    const { rows } = await client.query<{ n: string }>(
      `select count(*)::text as n from ${table.name} t where ${isSealed(table)}`,
    )
    all += Number(rows[0]?.n)
  }
  return all
}

interface Source {
  client: pg.Client
  tables: readonly Table[]
  personal: ReadonlyMap<string, Personal>
  contents: Contents
  it: BackUp
}

async function* entriesOf(
  { client, tables, personal, contents, it }: Source,
  ending: Ending,
  where: (table: Table) => string,
): AsyncGenerator<Entry> {
  yield { name: 'contents', bytes: Buffer.from(JSON.stringify(contents)) }
  for (const table of tables) {
    await it.onProgress?.(table.name)
    const { open, hidden } = contents.tables.find(({ name }) => name === table.name) ?? { open: [], hidden: [] }
    const columns = [...open, ...hidden].map((column) => `t.${column}`).join(', ')
    const its = personal.get(table.name)
    const select = its
      ? `select ${KEY_COLUMNS}, ${columns} from ${table.name} t ${withKey(its)}`
      : `select ${columns} from ${table.name} t`
    const copy = client.query(copyTo(`copy (${select} where ${where(table)}) to stdout`))
    const entries = its ? sealedLines(copy, table.name, open.length) : copy
    for await (const bytes of entries) yield { name: table.name, bytes }
    ending.rows[table.name] = copy.rowCount
  }
  const files = tables.find((table) => table.name === 'platform.file') as Table
  const { rows } = await client.query<{ id: string; sha256: Buffer; keyId: string; key: string; kind: string | null }>(
    `select t.id, t.sha256, ${KEY_COLUMNS} from platform.file t
      ${withKey(personal.get('platform.file') as Personal)} where ${where(files)}`,
  )
  for (const [n, { id, sha256, keyId, key, kind }] of rows.entries()) {
    if (n % 100 === 0) await it.onProgress?.(`files ${n}/${rows.length}`)
    const bytes = await readFile(join(it.filesFolder, id)).catch(() => null)
    if (bytes && createHash('sha256').update(bytes).digest().equals(sha256)) {
      if (kind) yield { name: `file ${id} ${keyId}`, bytes: sealFile(id, keyId, Buffer.from(key, 'hex'), bytes) }
      else yield { name: `file ${id}`, bytes }
      ending.files++
    } else if (!bytes && (await isDropped(it.ownerUrl, id))) ending.dropped.push(id)
    else ending.missing.push(id)
  }
  yield { name: 'end', bytes: Buffer.from(JSON.stringify(ending)) }
}

async function* sealedLines(copy: AsyncIterable<Buffer>, table: string, open: number): AsyncGenerator<Buffer> {
  for await (const lines of linesOf(copy))
    yield Buffer.from(`${lines.map((line) => sealLine(table, line, open)).join('\n')}\n`, 'latin1')
}

/** Asked outside the snapshot, which still shows a file that was dropped after it was taken. */
async function isDropped(ownerUrl: string, id: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    const { rowCount } = await client.query('select 1 from platform.file where id = $1', [id])
    return rowCount === 0
  } finally {
    await client.end()
  }
}
