import { createHash, randomBytes } from 'node:crypto'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fill, OPEN_MARK, SEAL, SEALED_MARK } from '../../test/backup-rows.ts'
import { testDatabase } from '../../test/database.ts'
import { backUp, ORDINARY, SEALED } from './backup.ts'
import { openContainer } from './backup-container.ts'
import { keyFileIn } from './backup-key-file.ts'
import { newKeyPair, readPrivateKey, readPublicKey } from './backup-keys.ts'
import { tablesOf } from './backup-tables.ts'
import { inTransaction, type Standing } from './db.ts'
import { dropFile, keepFiles } from './files.ts'
import { record } from './history.ts'
import { restore } from './restore.ts'

const db = await testDatabase()
const folder = mkdtempSync(join(tmpdir(), 'gandan-backup-'))
const filesFolder = join(folder, 'files')
const ordinary = newKeyPair()
const sealed = newKeyPair()
const file = join(folder, 'whole.gdbackup')
const holders = newKeyPair()
const keysFolder = join(folder, 'keys')
mkdirSync(keysFolder)
const made = {
  ...{ ownerUrl: db.ownerUrl, filesFolder, key: ordinary.publicKey, sealedKey: sealed.publicKey },
  keys: { folder: keysFolder, key: holders.publicKey },
}
const theKeys = { keys: { file: keyFileIn(keysFolder), key: holders.privateKey } }

afterAll(async () => {
  await db[Symbol.asyncDispose]()
  rmSync(folder, { recursive: true })
})

beforeAll(async () => {
  await fill(db.owner)
  for (const sealId of [null, SEAL]) await happen(sealId)
  atBackup = await rowsOf(db.owner)
  await backUp({ ...made, to: file })
})

let atBackup: Record<string, string[]> = {}

/** History and files as the application writes them. */
async function happen(sealId: string | null) {
  const standing: Standing = { unitId: 5, postId: 1, sealId }
  const id = sealId ? 12 : 11
  const mark = sealId ? SEALED_MARK : OPEN_MARK
  await inTransaction(db.database, standing, async (tx) => {
    const owner = { kind: 'submission', id: String(id), unitId: 5, sealId } as const
    const bytes = Buffer.concat([Buffer.from(mark), randomBytes(200_000)])
    await keepFiles(tx, filesFolder, owner, [{ name: `${mark}.pdf`, mediaType: 'application/pdf', bytes }])
  })
  // The first entry of the sealed case is not sealed yet: its chain goes as a whole.
  for (const [kind, seal] of [
    ['sent', null],
    ['received', sealId],
    ['assigned', sealId],
  ] as const)
    await inTransaction(db.database, standing, (tx) =>
      record(tx, { subject: { kind: 'case', id }, unitId: 5, sealId: seal, kind, postId: 1, payload: { words: mark } }),
    )
}

async function rowsOf(owner: pg.Pool) {
  const all: Record<string, string[]> = {}
  const client = await owner.connect()
  for (const { name } of await tablesOf(client)) {
    const { rows } = await client.query<{ row: string }>(`select t::text as row from ${name} t order by 1`)
    all[name] = rows.map(({ row }) => row)
  }
  const numbers = await client.query<{ at: string }>(
    `select schemaname || '.' || sequencename || ' ' || coalesce(last_value::text, '-') as at from pg_sequences
      where schemaname not in ('jobs', 'public') order by 1`,
  )
  client.release()
  return { ...all, sequences: numbers.rows.map(({ at }) => at) }
}

let folders = 0
const newFolder = () => join(folder, `restored-${++folders}`)
const bytesIn = (at: string) =>
  readdirSync(at)
    .sort()
    .map((name) => [
      name,
      createHash('sha256')
        .update(readFileSync(join(at, name)))
        .digest('hex'),
    ])

async function plainOf(part: string, privateKey: string) {
  const container = await openContainer(file)
  const entries: Buffer[] = []
  try {
    await container.read(part, readPrivateKey(privateKey), async ({ name, bytes }) => {
      entries.push(Buffer.from(name), Buffer.from(bytes))
    })
  } finally {
    await container.close()
  }
  return Buffer.concat(entries)
}

describe('with both keys', () => {
  test('every row, number and file comes back as it was, and the history verifies', async () => {
    await using into = await testDatabase()
    const at = newFolder()
    const keys = { key: ordinary.privateKey, sealedKey: sealed.privateKey, ...theKeys }
    const back = await restore({ file, ownerUrl: into.ownerUrl, filesFolder: at, ...keys })
    expect(await rowsOf(into.owner)).toEqual(atBackup)
    expect(bytesIn(at)).toEqual(bytesIn(filesFolder))
    expect(back).toMatchObject({ files: 2, sealedLeftOut: 0, missing: [], history: { checked: 6, broken: null } })
    await expect(into.owner.query(`update platform.history set kind = 'x'`)).rejects.toThrow('append-only')
    const next = 'insert into cases.point (case_id, unit_id, n, text) values (11, 5, 2, $1) returning id'
    const [there, here] = [await into.owner.query(next, ['mới']), await db.owner.query(next, ['mới'])]
    expect(there.rows).toEqual(here.rows)
  })

  test('a second restore into the same database is refused', async () => {
    const keys = { key: ordinary.privateKey, sealedKey: null, ...theKeys }
    const into = { file, ownerUrl: db.ownerUrl, filesFolder: newFolder(), ...keys }
    await expect(restore(into)).rejects.toThrow('The database is not empty')
  })
})

describe('with the first key alone', () => {
  test('the rest comes back, without one row of the sealed graph', async () => {
    await using into = await testDatabase()
    const at = newFolder()
    const back = await restore({
      file,
      ownerUrl: into.ownerUrl,
      filesFolder: at,
      key: ordinary.privateKey,
      sealedKey: null,
      ...theKeys,
    })
    const rows = await rowsOf(into.owner)
    expect(JSON.stringify(rows)).not.toContain(SEALED_MARK)
    expect(JSON.stringify(rows)).toContain(OPEN_MARK)
    const left = Object.values(atBackup).flat().length - Object.values(rows).flat().length
    // Of the case joined to the sealed one a promise, its apology and a message carry no seal: their key lies with the sealed keys.
    expect(back).toMatchObject({ files: 1, sealedLeftOut: left - 1, erased: 3, history: { checked: 3, broken: null } })
    expect(readdirSync(at)).toHaveLength(1)
    const cases = await into.owner.query('select id from cases.citizen_case')
    expect(cases.rows).toEqual([{ id: 11 }])
  })

  test('nothing sealed can be read', async () => {
    const plain = await plainOf(ORDINARY, ordinary.privateKey)
    expect(plain.includes('Thông báo 1')).toBe(true)
    for (const mark of [OPEN_MARK, SEALED_MARK, SEAL]) expect(plain.includes(mark)).toBe(false)
    await expect(plainOf(SEALED, ordinary.privateKey)).rejects.toThrow('This is not the key of the sealed part')
    const kept = await plainOf(SEALED, sealed.privateKey)
    expect(kept.includes(SEAL)).toBe(true)
    expect(kept.includes(SEALED_MARK)).toBe(false)
  })

  test('without a sealed key nothing is backed up as long as something is sealed', async () => {
    const to = join(folder, 'refused.gdbackup')
    await expect(backUp({ ...made, sealedKey: null, to })).rejects.toThrow(/\d+ rows are sealed.*--sealed-key/)
    await expect(backUp({ ...made, sealedKey: made.key, to })).rejects.toThrow('a key of its own')
    expect(readdirSync(folder)).not.toContain('refused.gdbackup')
  })
})

describe('the file', () => {
  test('reveals nothing without a key, and is readable by its owner only', () => {
    const bytes = readFileSync(file)
    for (const mark of [OPEN_MARK, SEALED_MARK, SEAL, 'cases.', 'platform.history', '0912345678'])
      expect(bytes.includes(mark)).toBe(false)
    expect(statSync(file).mode & 0o077).toBe(0)
  })

  const damaged = (name: string, change: (bytes: Buffer) => Buffer) => {
    const to = join(folder, name)
    writeFileSync(to, change(Buffer.from(readFileSync(file))))
    return to
  }
  const flip = (bytes: Buffer, at: number) => {
    bytes[at] = (bytes[at] ?? 0) ^ 1
    return bytes
  }
  /** As somebody would who knows the form of the file: with a checksum that fits again. */
  const sealedAgain = (bytes: Buffer) => {
    const body = bytes.subarray(0, -32)
    return Buffer.concat([body, createHash('sha256').update(body).digest()])
  }
  const FRAME = 65_553
  const headerOf = (bytes: Buffer) => bytes.indexOf(10) + 1

  test.each([
    ['a flipped byte', (bytes: Buffer) => flip(bytes, 100_000), 'damaged or incomplete'],
    ['a file cut short', (bytes: Buffer) => bytes.subarray(0, -5000), 'damaged or incomplete'],
    ['a file cut short by a whole frame', (bytes: Buffer) => bytes.subarray(0, -FRAME), 'damaged or incomplete'],
    ['a byte too many', (bytes: Buffer) => Buffer.concat([bytes, Buffer.of(0)]), 'damaged or incomplete'],
    ['something else', () => randomBytes(5000), 'not a backup'],
    ['an empty file', () => Buffer.alloc(0), 'not a backup'],
    [
      'a flipped byte with a new checksum',
      (bytes: Buffer) => sealedAgain(flip(bytes, 100_000)),
      'Frame 2 of the ordinary part was changed',
    ],
    [
      'a changed header with a new checksum',
      (bytes: Buffer) => sealedAgain(Buffer.from(bytes.toString('latin1').replace('"sealed"', '"scaled"'), 'latin1')),
      'no sealed part',
    ],
    [
      'a frame left out, with a new checksum',
      (bytes: Buffer) =>
        sealedAgain(Buffer.concat([bytes.subarray(0, headerOf(bytes)), bytes.subarray(headerOf(bytes) + FRAME)])),
      'Frame 1 of the ordinary part',
    ],
    [
      'its last frame left out, with a new checksum',
      (bytes: Buffer) => sealedAgain(bytes.subarray(0, -FRAME)),
      'The sealed part is cut off',
    ],
  ] as const)('%s is refused, and nothing is loaded', async (name, change, why) => {
    await using into = await testDatabase()
    const at = newFolder()
    const keys = { key: ordinary.privateKey, sealedKey: sealed.privateKey, ...theKeys }
    const from = { file: damaged(name, change), ownerUrl: into.ownerUrl, filesFolder: at, ...keys }
    await expect(restore(from)).rejects.toThrow(why)
    expect((await into.owner.query('select from organization.unit')).rowCount).toBe(0)
    if (readdirSync(folder).includes(at)) expect(readdirSync(at)).toEqual([])
  })

  test('a wrong key is refused in plain words, public and private are told apart', async () => {
    const at = { file, ownerUrl: db.ownerUrl, filesFolder: newFolder(), sealedKey: null, ...theKeys }
    await expect(plainOf(ORDINARY, newKeyPair().privateKey)).rejects.toThrow('This is not the key of the ordinary part')
    await expect(restore({ ...at, key: ordinary.publicKey })).rejects.toThrow('This is a public key')
    expect(() => readPublicKey(ordinary.privateKey)).toThrow('This is a private key')
    const mistyped = ordinary.publicKey.replace(/.$/, (last) => (last === 'A' ? 'Q' : 'A'))
    expect(() => readPublicKey(mistyped)).toThrow('mistyped')
  })
})

test('a database of other migrations is refused by their names', async () => {
  await using into = await testDatabase()
  await into.owner.query(`update platform.migration set checksum = 'x' where name = '0003_people_and_accounts.sql'`)
  await into.owner.query(`insert into platform.migration (name, checksum) values ('9999_later.sql', 'y')`)
  const keys = { key: ordinary.privateKey, sealedKey: null, ...theKeys }
  const from = { file, ownerUrl: into.ownerUrl, filesFolder: newFolder(), ...keys }
  await expect(restore(from)).rejects.toThrow(/without 9999_later.sql; these migrations differ: 0003_people/)
})

test('a row that the database refuses ends the restore; nothing stays', async () => {
  await using into = await testDatabase()
  await into.owner.query(`alter table organization.unit add constraint no_provinces check (slug <> 'tinh-b')`)
  const keys = { key: ordinary.privateKey, sealedKey: null, ...theKeys }
  const from = { file, ownerUrl: into.ownerUrl, filesFolder: newFolder(), ...keys }
  await expect(restore(from)).rejects.toThrow('no_provinces')
  expect((await into.owner.query('select from organization.decision')).rowCount).toBe(0)
})

test('files that are missing or changed on disk are named; those dropped meanwhile go with their rows', async () => {
  await using from = await testDatabase()
  const at = newFolder()
  const owner = { kind: 'answer', id: '1', unitId: 5, sealId: null } as const
  const kept = ['a', 'b', 'c'].map((name) => ({ name, mediaType: 'application/pdf', bytes: Buffer.from(name) }))
  const standing = { unitId: 5, postId: null, sealId: null }
  await inTransaction(from.database, standing, (tx) => keepFiles(tx, at, owner, kept))
  const ids = await from.owner.query<{ id: string }>('select id from platform.file order by name')
  const [a, b, c] = ids.rows.map(({ id }) => id) as [string, string, string]
  rmSync(join(at, a))
  writeFileSync(join(at, b), 'other')
  const to = join(folder, 'missing.gdbackup')
  const result = await backUp({
    ...{ ...made, ownerUrl: from.ownerUrl, filesFolder: at, sealedKey: null, to },
    onProgress: async (what) => {
      if (what !== 'files 0/3') return
      await inTransaction(from.database, standing, (tx) => dropFile(tx, at, owner, c))
    },
  })
  expect(new Set(result.missing)).toEqual(new Set([a, b]))
  await using into = await testDatabase()
  const keys = { key: ordinary.privateKey, sealedKey: null, ...theKeys }
  const back = await restore({ file: to, ownerUrl: into.ownerUrl, filesFolder: newFolder(), ...keys })
  expect(new Set(back.missing)).toEqual(new Set([a, b]))
  const left = await into.owner.query('select name from platform.file order by name')
  expect(left.rows).toEqual([{ name: 'a' }, { name: 'b' }])
})
