import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { deflateRawSync, inflateRawSync } from 'node:zlib'
import type pg from 'pg'
import { BackupError } from './backup-keys.ts'

/** A table that holds people's words: whose matter a row is, and which columns only the key of that matter opens. */
export interface Personal {
  ways: { kind: string; subject: string }[]
  /** What stands there once the matter is erased; no column named: the row goes. */
  columns: { name: string; erased: string | null; always: boolean }[]
}

/** As the migrations declare it, beside the tables themselves. */
export async function personalTables(client: pg.ClientBase): Promise<Map<string, Personal>> {
  const ways = await client.query<{ table: string; kind: string; subject: string }>(
    `select p.table_name as "table", p.kind, p.subject from vault.personal p order by 1, 2 desc`,
  )
  const columns = await client.query<{ table: string; name: string; erased: string | null; always: boolean }>(
    `select c.table_name as "table", format('%I', c.column_name) as name, c.erased, c.always from vault.personal_column c order by 1, 2`,
  )
  const found = new Map<string, Personal>()
  for (const { table, ...way } of ways.rows) {
    const it = found.get(table) ?? { ways: [], columns: [] }
    it.ways.push(way)
    found.set(table, it)
  }
  for (const { table, ...column } of columns.rows) found.get(table)?.columns.push(column)
  return found
}

/** Columns that stay open, then those the key hides: the order in which a backup carries them. */
export function carried(columns: readonly string[], personal: Personal | undefined) {
  if (!personal) return { open: [...columns], hidden: [] }
  const names = new Set(personal.columns.map(({ name }) => name))
  const isHidden = (column: string) => names.size === 0 || names.has(column)
  return { open: columns.filter((column) => !isHidden(column)), hidden: columns.filter(isHidden) }
}

/** Joins a row t with the key of its matter: m.kind is null where it is nobody's. */
export const withKey = ({ ways }: Personal) => `left join lateral (select v.kind, v.id from (values
  ${ways.map(({ kind, subject }) => `('${kind}', (${subject})::bigint)`).join(', ')}) v (kind, id) where v.id is not null limit 1) m on true
  left join vault.matter_kind x on x.kind = m.kind
  left join vault.matter_key k on k.kind = m.kind and k.subject_id = m.id`

/** The key's id and the key. What is left over of a matter that is no more gets a key that nobody keeps. */
export const KEY_COLUMNS = `coalesce(replace(k.id::text, '-', ''), case when x.ends then repeat('0', 32) end) as "keyId",
  coalesce(encode(k.key, 'hex'), encode(sha256(uuid_send(gen_random_uuid())), 'hex')) as key, m.kind`

/** COPY's way of writing null. */
const NOTHING = '\\N'
const NONCE = 12
const TAG = 16
/** Below this a compressed row is no smaller. */
const WORTH_PACKING = 300

function seal(key: Buffer, bytes: Buffer, about: string): Buffer {
  const packed = bytes.length > WORTH_PACKING ? deflateRawSync(bytes, { level: 3 }) : null
  const plain = packed && packed.length < bytes.length ? packed : bytes
  const nonce = randomBytes(NONCE)
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(`${about}\n${plain === bytes}`, 'latin1'))
  return Buffer.concat([
    Buffer.of(plain === bytes ? 0 : 1),
    nonce,
    cipher.update(plain),
    cipher.final(),
    cipher.getAuthTag(),
  ])
}

function unseal(key: Buffer, all: Buffer, about: string): Buffer {
  const isPlain = all[0] === 0
  const nonce = all.subarray(1, 1 + NONCE)
  const decipher = createDecipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(`${about}\n${isPlain}`, 'latin1'))
  decipher.setAuthTag(all.subarray(-TAG))
  try {
    const plain = Buffer.concat([decipher.update(all.subarray(1 + NONCE, -TAG)), decipher.final()])
    return isPlain ? plain : inflateRawSync(plain)
  } catch {
    throw new BackupError('A row or file does not open with the key it names: the backup or the key file was changed.')
  }
}

/**
 * A line of COPY (key id, key, kind, then the columns) as a backup carries it: the key's id, what it hides, which of the
 * hidden columns hold nothing (constraints ask for it), and the open columns.
 */
export function sealLine(table: string, line: string, openColumns: number): string {
  const [id = '', key = '', kind = '', ...fields] = line.split('\t')
  if (kind === NOTHING) return `\t${fields.join('\t')}`
  if (id === NOTHING) throw new BackupError(`${table}: a matter has no key yet. Please start the backup again.`)
  const hidden = fields.slice(openColumns)
  const mask = openColumns === 0 ? '' : hidden.map((field) => (field === NOTHING ? '0' : '1')).join('')
  const shown = [mask, ...fields.slice(0, openColumns)].join('\t')
  const bytes = Buffer.from(hidden.join('\t'), 'latin1')
  return `${id}\t${seal(Buffer.from(key, 'hex'), bytes, `${table}\n${id}\n${shown}`).toString('base64')}\t${shown}`
}

export const sealFile = (id: string, keyId: string, key: Buffer, bytes: Buffer) =>
  seal(key, bytes, `file\n${keyId}\n${id}`)
export const openFile = (id: string, keyId: string, key: Buffer, bytes: Buffer) =>
  unseal(key, bytes, `file\n${keyId}\n${id}`)

/** The line for COPY as it was, or as erasing its matter leaves it: null for a row that goes. */
export function openLine(
  table: string,
  line: string,
  hidden: readonly string[],
  personal: Personal,
  ring: Pick<KeyRing, 'find'>,
) {
  const [id = '', ...others] = line.split('\t')
  if (id === '') return { line: others.join('\t'), erased: false }
  const [sealed = '', mask = '', ...open] = others
  const key = ring.find(id)
  if (key) {
    const about = `${table}\n${id}\n${[mask, ...open].join('\t')}`
    return {
      line: [...open, unseal(key, Buffer.from(sealed, 'base64'), about).toString('latin1')].join('\t'),
      erased: false,
    }
  }
  if (personal.columns.length === 0) return { line: null, erased: true }
  const left = hidden.map((name, n) => erasedField(personal, name, mask[n] === '1'))
  return { line: [...open, ...left].join('\t'), erased: true }
}

function erasedField({ columns }: Personal, column: string, stood: boolean): string {
  const { erased = null, always = false } = columns.find(({ name }) => name === column) ?? {}
  return erased === null || !(stood || always) ? NOTHING : Buffer.from(erased, 'utf8').toString('latin1')
}

const ID = 16
const KEY = 32

/** Keys by id: 48 bytes a matter, in the order of their ids. */
export class KeyRing {
  readonly #rows: Buffer[] = []
  #all: Buffer | null = null

  add(id: Buffer, key: Buffer) {
    this.#rows.push(Buffer.concat([id, key]))
    if (this.#rows.length >= 10_000) this.#fold()
  }

  #fold() {
    this.#all = Buffer.concat([...(this.#all ? [this.#all] : []), ...this.#rows])
    this.#rows.length = 0
    return this.#all
  }

  find(id: string): Buffer | null {
    const all = this.#rows.length > 0 ? this.#fold() : this.#all
    const wanted = Buffer.from(id, 'hex')
    let [low, high] = [0, (all?.length ?? 0) / (ID + KEY) - 1]
    while (all && low <= high) {
      const middle = (low + high) >> 1
      const at = middle * (ID + KEY)
      const order = Buffer.compare(all.subarray(at, at + ID), wanted)
      if (order === 0) return all.subarray(at + ID, at + ID + KEY)
      if (order < 0) low = middle + 1
      else high = middle - 1
    }
    return null
  }
}

/** Whole lines of a stream of COPY, a chunk's at a time, each byte a character. */
export async function* linesOf(source: AsyncIterable<Buffer>): AsyncGenerator<string[]> {
  const waiting: Buffer[] = []
  for await (const bytes of source) {
    const end = bytes.lastIndexOf(10)
    if (end < 0) {
      waiting.push(bytes)
      continue
    }
    const whole = Buffer.concat([...waiting, bytes.subarray(0, end)])
    waiting.length = 0
    if (end + 1 < bytes.length) waiting.push(bytes.subarray(end + 1))
    yield whole.toString('latin1').split('\n')
  }
}
