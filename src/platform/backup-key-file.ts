import { readdir, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import pg from 'pg'
import { from as copyFrom, to as copyTo } from 'pg-copy-streams'
import { type Entry, openContainer, type Part, writeContainer } from './backup-container.ts'
import { BackupError, readPrivateKey, readPublicKey } from './backup-keys.ts'
import { KeyRing } from './backup-matters.ts'
import { plainForms, sealedCondition, type Table, tablesOf } from './backup-tables.ts'

// The keys of matters, apart from the backup and always the newest: a key that was destroyed is in no file any more.
const ENDING = '.gdkeys'
const NAME = `gan-dan${ENDING}`
const OPEN = 'keys'
const SEALED = 'sealed keys'
const LOCK_MS = 5000
const TRIES = 12

/** Where the keys go and to whom: other people than those who hold the backup's keys. */
export interface KeyFile {
  folder: string
  key: string
  /** Of sealed matters; without it the same people. */
  sealedKey?: string | null
}

export const keyFileIn = (folder: string) => join(folder, NAME)

/**
 * Opens a snapshot in which every matter has its key. Keys are committed before it is taken, so that whoever erases meanwhile
 * finds the key and destroys it; a moment's lock leaves no matter between the two.
 */
export async function snapshotWithKeys(client: pg.Client, ownerUrl: string): Promise<void> {
  await client.query('select vault.make_keys()')
  const locks = new pg.Client({ connectionString: ownerUrl, application_name: 'gan-dan backup' })
  await locks.connect()
  try {
    const { rows } = await locks.query<{ name: string }>('select table_name as name from vault.matter_kind order by 1')
    for (let tries = 1; ; tries++)
      try {
        await locks.query(`begin; set local lock_timeout = ${LOCK_MS}`)
        await locks.query(`lock table ${rows.map(({ name }) => name).join(', ')} in share mode`)
        break
      } catch (error) {
        await locks.query('rollback')
        if (tries === TRIES) throw error
      }
    await client.query('select vault.make_keys()')
    await client.query('begin isolation level repeatable read read only; select 1')
  } finally {
    await locks.end()
  }
}

/** Replaces the key file of the folder by one with the keys that are there now, and removes what else lies there of its kind. */
export async function writeKeyFile(ownerUrl: string, it: KeyFile): Promise<{ keys: number; file: string }> {
  const key = readPublicKey(it.key)
  const sealedKey = it.sealedKey ? readPublicKey(it.sealedKey) : key
  const file = keyFileIn(it.folder)
  const client = new pg.Client({ connectionString: ownerUrl, application_name: 'gan-dan backup' })
  await client.connect()
  try {
    await client.query('begin isolation level repeatable read read only')
    await plainForms(client)
    const isSealed = await sealedKeys(client)
    let keys = 0
    async function* entries(name: string, where: string): AsyncGenerator<Entry> {
      const copy = client.query(
        copyTo(
          `copy (select k.id, k.kind, k.subject_id, encode(k.key, 'hex') from vault.matter_key k where ${where} order by k.id) to stdout`,
        ),
      )
      for await (const bytes of copy) yield { name, bytes }
      keys += copy.rowCount
      yield { name: 'end', bytes: Buffer.from(JSON.stringify({ keys: copy.rowCount })) }
    }
    const parts: Part[] = [
      { name: OPEN, key, entries: entries(OPEN, `(${isSealed}) is not true`) },
      { name: SEALED, key: sealedKey, entries: entries(SEALED, isSealed) },
    ]
    await rm(`${file}.partial`, { force: true })
    await writeContainer(file, parts)
    for (const name of await readdir(dirname(file)))
      if (name.endsWith(ENDING) && name !== NAME) await rm(join(dirname(file), name))
    return { keys, file }
  } finally {
    await client.end()
  }
}

async function sealedKeys(client: pg.Client): Promise<string> {
  const tables = await tablesOf(client)
  const condition = sealedCondition(tables)
  const { rows } = await client.query<{ kind: string; name: string; subject: string }>(
    'select kind, table_name as name, subject from vault.matter_kind order by 1',
  )
  const ways = rows.map(({ kind, name, subject }) => {
    const table = tables.find((one) => one.name === name) as Table
    return `(k.kind = '${kind}' and k.subject_id in (select ${subject} from ${name} t where ${condition(table)}))`
  })
  return ways.join(' or ')
}

/** Reads the keys into memory and into the empty database, which goes on with them. */
export async function readKeyFile(
  client: pg.ClientBase,
  it: { file: string; key: string; sealedKey?: string | null; withSealed: boolean },
): Promise<KeyRing[]> {
  const container = await openContainer(it.file)
  const keys = [[OPEN, it.key], ...(it.withSealed ? [[SEALED, it.sealedKey ?? it.key]] : [])] as const
  try {
    const rings: KeyRing[] = []
    for (const [part, key] of keys) {
      const ring = new KeyRing()
      let rest = ''
      let [read, told] = [0, -1]
      await container.read(part as string, readPrivateKey(key as string), async ({ name, bytes }) => {
        if (name === 'end') {
          told = JSON.parse(bytes.toString('utf8')).keys
          return
        }
        const lines = (rest + bytes.toString('latin1')).split('\n')
        rest = lines.pop() ?? ''
        for (const line of lines) {
          const [id = '', , , hex = ''] = line.split('\t')
          ring.add(Buffer.from(id.replaceAll('-', ''), 'hex'), Buffer.from(hex, 'hex'))
        }
        read += lines.length
        await copyKeys(client, lines)
      })
      if (read !== told) throw new BackupError(`The ${part} part of the key file is cut off.`)
      rings.push(ring)
    }
    return rings
  } finally {
    await container.close()
  }
}

async function copyKeys(client: pg.ClientBase, lines: readonly string[]): Promise<void> {
  if (lines.length === 0) return
  const rows = lines.map((line) => line.replace(/\t([0-9a-f]+)$/, '\t\\\\x$1')).join('\n')
  const into = client.query(copyFrom('copy vault.matter_key (id, kind, subject_id, key) from stdin'))
  await new Promise<void>((resolve, reject) => {
    into.once('error', reject)
    into.once('finish', resolve)
    into.end(`${rows}\n`)
  })
}
