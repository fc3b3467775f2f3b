import { createHash } from 'node:crypto'
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Writable } from 'node:stream'
import { finished } from 'node:stream/promises'
import pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { type Contents, type Ending, ORDINARY, SEALED } from './backup.ts'
import { type Entry, openContainer } from './backup-container.ts'
import { readKeyFile } from './backup-key-file.ts'
import { BackupError, readPrivateKey } from './backup-keys.ts'
import { type KeyRing, openFile, openLine, type Personal, personalTables } from './backup-matters.ts'
import { migrationsOf, plainForms, type Table, tablesOf } from './backup-tables.ts'
import { type Break, firstBreak } from './history.ts'
import { historyPage } from './history-check.ts'

export interface Restore {
  file: string
  ownerUrl: string
  filesFolder: string
  key: string
  sealedKey: string | null
  /** The newest key file. Without it every matter comes back as erased. */
  keys: { file: string; key: string; sealedKey?: string | null } | null
  onProgress?: (what: string) => void
}

export interface Restored {
  madeAt: string
  rows: number
  files: number
  /** Rows of the sealed part that were left out, for want of its key. */
  sealedLeftOut: number
  /** Files that were already missing when the backup was made. */
  missing: string[]
  /** Rows and files whose matter was erased since, or has no key here: what was personal in them did not come back. */
  erased: number
  history: { checked: number; broken: Break | null }
}

/** Loads a backup into an empty, migrated database: all of it or nothing. Then walks the history. */
export async function restore(it: Restore): Promise<Restored> {
  const keys = {
    [ORDINARY]: readPrivateKey(it.key),
    ...(it.sealedKey ? { [SEALED]: readPrivateKey(it.sealedKey) } : {}),
  }
  const container = await openContainer(it.file)
  const pool = new pg.Pool({ connectionString: it.ownerUrl, max: 1, application_name: 'gan-dan restore' })
  pool.on('error', () => {})
  const written: string[] = []
  try {
    if (it.sealedKey && !container.parts.includes(SEALED)) throw new BackupError('The backup has no sealed part.')
    await mustBeEmptyFolder(it.filesFolder)
    const client = await pool.connect()
    const loaded: Omit<Restored, 'history'> = {
      madeAt: '',
      rows: 0,
      files: 0,
      sealedLeftOut: 0,
      missing: [],
      erased: 0,
    }
    try {
      await client.query('begin')
      await plainForms(client)
      const tables = await emptyTables(client)
      const personal = await personalTables(client)
      const rings = it.keys ? await readKeyFile(client, { ...it.keys, withSealed: it.sealedKey !== null }) : []
      const ring = { find: (id: string) => rings.map((one) => one.find(id)).find((key) => key !== null) ?? null }
      const triggered = tables.filter((table) => table.hasTriggers)
      // The triggers judge what is new: they would make the history's hashes anew. An owner may not switch off foreign keys.
      for (const { name } of triggered) await client.query(`alter table ${name} disable trigger user`)
      for (const [part, key] of Object.entries(keys)) {
        const load = loader({ client, tables, personal, ring, it, written, loaded })
        await container.read(part, key, load.take).catch((error) => load.giveUp(error))
        load.mustBeDone(part)
      }
      if (it.sealedKey) loaded.sealedLeftOut = 0
      for (const { name } of triggered) await client.query(`alter table ${name} enable trigger user`)
      await client.query('commit')
    } catch (error) {
      await client.query('rollback').catch(() => {})
      throw error
    } finally {
      client.release()
    }
    await pool.query('analyze')
    it.onProgress?.('history')
    return { ...loaded, history: await firstBreak(historyPage(pool)) }
  } catch (error) {
    for (const file of written) await rm(file, { force: true })
    throw error
  } finally {
    await pool.end()
    await container.close()
  }
}

async function mustBeEmptyFolder(folder: string) {
  const inside = await readdir(folder).catch(() => [])
  if (inside.length > 0) throw new BackupError(`The files folder ${folder} is not empty.`)
  await mkdir(folder, { recursive: true, mode: 0o700 })
}

async function emptyTables(client: pg.PoolClient): Promise<Table[]> {
  const tables = await tablesOf(client)
  if (tables.length === 0) throw new BackupError('The database is not migrated.')
  await client.query(`lock table ${tables.map((table) => table.name).join(', ')} in access exclusive mode`)
  for (const { name } of tables) {
    const { rowCount } = await client.query(`select 1 from ${name} limit 1`)
    if (rowCount) throw new BackupError(`The database is not empty: ${name} holds rows. Restore into a new one.`)
  }
  return tables
}

interface Into {
  client: pg.PoolClient
  tables: readonly Table[]
  personal: ReadonlyMap<string, Personal>
  ring: Pick<KeyRing, 'find'>
  it: Restore
  written: string[]
  loaded: Omit<Restored, 'history'>
}

/** Takes the entries of one part in order. */
function loader({ client, tables, personal, ring, it, written, loaded }: Into) {
  const columnsOf = new Map<string, Contents['tables'][number]>()
  const gone: Record<string, number> = {}
  const rows: Record<string, number> = {}
  const tableNames = new Set(tables.map((table) => table.name))
  let copying: { name: string; into: Writable & { rowCount: number }; failed: Promise<never> } | null = null
  let files = 0
  let erasedFiles = 0
  let isDone = false

  async function finishTable() {
    if (!copying) return
    const { name, into } = copying
    copying = null
    into.end()
    await finished(into)
    rows[name] = into.rowCount
  }

  async function takeContents(contents: Contents) {
    mustBeSameMigrations(contents.migrations, await migrationsOf(client))
    for (const table of contents.tables) columnsOf.set(table.name, table)
    for (const { name, last, called } of contents.sequences)
      await client.query('select setval($1::regclass, $2::bigint, $3)', [name, last, called])
    loaded.madeAt = contents.madeAt
    loaded.sealedLeftOut = contents.sealedRows
  }

  async function takeRows({ name, bytes }: Entry) {
    if (copying?.name !== name) {
      await finishTable()
      const columns = columnsOf.get(name)
      if (!columns || !tableNames.has(name))
        throw new BackupError('The backup holds something this version does not know.')
      it.onProgress?.(name)
      const into = client.query(
        copyFrom(`copy ${name} (${[...columns.open, ...columns.hidden].join(', ')}) from stdin`),
      )
      const failed = new Promise<never>((_, reject) => into.once('error', reject))
      failed.catch(() => {}) // told by whoever waits below
      copying = { name, into, failed }
    }
    const { into, failed } = copying
    const opened = openRows(name, bytes)
    if (opened.length === 0) return
    const taken = new Promise<void>((resolve, reject) =>
      into.write(opened, (error) => (error ? reject(error) : resolve())),
    )
    await Promise.race([taken, failed])
  }

  function openRows(name: string, bytes: Buffer): Buffer {
    const its = personal.get(name)
    if (!its) return bytes
    const hidden = columnsOf.get(name)?.hidden ?? []
    const lines: string[] = []
    for (const sealed of bytes.toString('latin1').split('\n').slice(0, -1)) {
      const { line, erased } = openLine(name, sealed, hidden, its, ring)
      if (erased) loaded.erased++
      if (line === null) gone[name] = (gone[name] ?? 0) + 1
      else lines.push(`${line}\n`)
    }
    return Buffer.from(lines.join(''), 'latin1')
  }

  async function takeFile(id: string, keyId: string | null, given: Buffer) {
    await finishTable()
    const key = keyId ? ring.find(keyId) : null
    if (keyId && !key) {
      erasedFiles++
      return
    }
    const bytes = keyId && key ? openFile(id, keyId, key, given) : given
    const found = await client.query<{ sha256: Buffer }>('select sha256 from platform.file where id = $1', [id])
    const sha256 = createHash('sha256').update(bytes).digest()
    if (!found.rows[0]?.sha256.equals(sha256)) throw new BackupError(`File ${id} is not the one its row describes.`)
    const file = join(it.filesFolder, id)
    await writeFile(file, bytes, { mode: 0o600, flag: 'wx', flush: true })
    written.push(file)
    files++
  }

  async function takeEnd(ending: Ending) {
    await finishTable()
    for (const [name, n] of Object.entries(ending.rows)) {
      const back = (rows[name] ?? 0) + (gone[name] ?? 0)
      if (back !== n) throw new BackupError(`${name}: ${n} rows were backed up, ${back} came back.`)
      loaded.rows += rows[name] ?? 0
    }
    if (files + erasedFiles !== ending.files)
      throw new BackupError(`${ending.files} files were backed up, ${files} came back.`)
    if (ending.dropped.length > 0) await client.query('delete from platform.file where id = any($1)', [ending.dropped])
    loaded.files += files
    loaded.missing.push(...ending.missing)
    isDone = true
  }

  return {
    async take(entry: Entry) {
      if (entry.name === 'contents') await takeContents(JSON.parse(entry.bytes.toString('utf8')))
      else if (entry.name === 'end') await takeEnd(JSON.parse(entry.bytes.toString('utf8')))
      else if (entry.name.startsWith('file ')) await takeFile(...fileId(entry.name), entry.bytes)
      else await takeRows(entry)
    },
    /** Ends a COPY that waits for more: the rollback would stand behind it for ever. */
    giveUp(error: Error): never {
      copying?.into.destroy(error)
      throw error
    },
    mustBeDone(part: string) {
      if (!isDone) throw new BackupError(`The ${part} part is cut off.`)
    },
  }
}

function fileId(name: string): [id: string, keyId: string | null] {
  const [, id, keyId] = name.match(/^file ([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?: ([0-9a-f]{32}))?$/) ?? []
  if (!id) throw new BackupError('The backup holds a file with a name that is none of ours.')
  return [id, keyId ?? null]
}

function mustBeSameMigrations(theirs: readonly [string, string][], ours: ReadonlyMap<string, string>) {
  const missing = theirs.filter(([name]) => !ours.has(name)).map(([name]) => name)
  const added = [...ours.keys()].filter((name) => !theirs.some(([their]) => their === name))
  const changed = theirs
    .filter(([name, checksum]) => ours.has(name) && ours.get(name) !== checksum)
    .map(([name]) => name)
  const reasons = [
    missing.length > 0 && `the backup is of a newer version, with ${missing.join(', ')}`,
    added.length > 0 && `the backup is of an older version, without ${added.join(', ')}`,
    changed.length > 0 && `these migrations differ: ${changed.join(', ')}`,
  ].filter(Boolean)
  if (reasons.length > 0)
    throw new BackupError(
      `The database was not made by the version that made the backup: ${reasons.join('; ')}. ` +
        'Restore with the version that made it, then upgrade.',
    )
}
