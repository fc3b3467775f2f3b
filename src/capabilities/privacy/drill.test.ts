import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../../../test/database.ts'
import { anOffice, type CitizenCase, TODAY } from '../../../test/office.ts'
import { plant } from '../../../test/planted.ts'
import { backUp, ORDINARY } from '../../platform/backup.ts'
import { openContainer } from '../../platform/backup-container.ts'
import { keyFileIn } from '../../platform/backup-key-file.ts'
import { newKeyPair, readPrivateKey } from '../../platform/backup-keys.ts'
import { tablesOf } from '../../platform/backup-tables.ts'
import { inTransaction, type Tx } from '../../platform/db.ts'
import { keepFiles } from '../../platform/files.ts'
import { record } from '../../platform/history.ts'
import { restore } from '../../platform/restore.ts'
import { submissionsOf } from '../cases/index.ts'
import { askAboutData, settleRequest } from './actions.ts'
import { requestsOfSubmission } from './queries.ts'

const office = await anOffice()
const { here, host, db } = office
const folder = mkdtempSync(join(tmpdir(), 'gandan-drill-'))
const [filesFolder, keysFolder] = [join(folder, 'files'), join(folder, 'keys')]
mkdirSync(keysFolder)
afterAll(async () => {
  await db[Symbol.asyncDispose]()
  rmSync(folder, { recursive: true })
})

const [keep, holders] = [newKeyPair(), newKeyPair()]
const [GONE, STAYS] = ['Phạm-Thị-Lựu', 'Vũ-Văn-Ổi']
const asSender = <T>(of: CitizenCase, work: (tx: Tx) => Promise<T>) =>
  inTransaction(db.database, { unitId: of.unitId, postId: null, sealId: null }, work)

/** A closed matter full of one person's words, an open request about their data and a picture they sent. */
async function matterOf(mark: string) {
  const of = await office.newCase('answered', { sender: mark, text: `Cống nghẹt trước nhà ${mark}-0-` })
  const [mine] = await asSender(of, (tx) => submissionsOf(tx, of.id))
  if (!mine) throw new Error('no submission')
  await plant(db.owner, { caseId: of.id, submissionId: mine.id, mark })
  await asSender(of, (tx) => askAboutData({ tx, host, today: TODAY }, of, mine, 'erase', `Xin xóa giúp ${mark}-900-`))
  await office.as(here.head, async (tx) => {
    const subject = { kind: 'case', id: of.id } as const
    const entry = { subject, unitId: of.unitId, sealId: null, kind: 'letter', postId: null }
    record(tx, { ...entry, payload: { submissionId: mine.id, words: `${mark}-901-` } })
    record(tx, { ...entry, payload: { words: `${mark}-902-` } })
    const owner = { kind: 'submission', id: String(mine.id), unitId: of.unitId, sealId: null } as const
    const bytes = Buffer.from(`${mark}-903- `.repeat(200))
    await keepFiles(tx, filesFolder, owner, [{ name: `${mark}-904-.pdf`, mediaType: 'application/pdf', bytes }])
  })
  const [request] = await asSender(of, (tx) => requestsOfSubmission(tx, mine.id))
  return { of, mine, request: request?.id ?? 0 }
}

const backup = async (name: string) => {
  const file = join(folder, name)
  const to = { key: keep.publicKey, sealedKey: null, keys: { folder: keysFolder, key: holders.publicKey } }
  await backUp({ ownerUrl: db.ownerUrl, filesFolder, to: file, ...to })
  return file
}

/** Everything a finder would see: all rows as text and all bytes. */
async function allOf(database: TestDatabase, files: string) {
  const client = await database.owner.connect()
  const texts: string[] = []
  for (const { name } of await tablesOf(client)) {
    const { rows } = await client.query<{ row: string }>(`select t::text as row from ${name} t`)
    texts.push(...rows.map(({ row }) => row))
    const bytes = await client.query<{ column: string }>(
      `select quote_ident(attname) as column from pg_attribute where attrelid = '${name}'::regclass and atttypid = 'bytea'::regtype and attnum > 0`,
    )
    for (const { column } of bytes.rows) {
      const held = await client.query<{ b: Buffer }>(`select ${column} as b from ${name} where ${column} is not null`)
      texts.push(...held.rows.map(({ b }) => b.toString('utf8')))
    }
  }
  client.release()
  return [...texts, ...readdirSync(files).map((name) => readFileSync(join(files, name), 'utf8'))].join('\n')
}

async function contentOf(file: string) {
  const container = await openContainer(file)
  const all: Buffer[] = []
  await container.read(ORDINARY, readPrivateKey(keep.privateKey), async ({ name, bytes }) => {
    all.push(Buffer.from(name), Buffer.from(bytes))
  })
  await container.close()
  return Buffer.concat(all).toString('utf8')
}

const planted = (text: string, mark: string) => new Set(text.match(new RegExp(`${mark}-\\d+-`, 'g')))
let folders = 0

async function restored(file: string, keyFile: string | null) {
  const into = await testDatabase()
  const files = join(folder, `back-${++folders}`)
  const keys = keyFile ? { file: keyFile, key: holders.privateKey } : null
  const back = await restore({
    file,
    ownerUrl: into.ownerUrl,
    filesFolder: files,
    key: keep.privateKey,
    sealedKey: null,
    keys,
  })
  const text = await allOf(into, files)
  return { into, back, text, [Symbol.asyncDispose]: () => into[Symbol.asyncDispose]() }
}

const goneCase = await matterOf(GONE)
await matterOf(STAYS)
const before = await allOf(db, filesFolder)
const old = await backup('old.gdbackup')
const oldKeys = join(folder, 'old.gdkeys')
writeFileSync(oldKeys, readFileSync(keyFileIn(keysFolder)))

test('every column that may hold words of a person was planted, so that the drill below forgets none', async () => {
  const { rows } = await db.owner.query<{ table: string; column: string; filled: boolean }>(
    `select p.table_name as table, a.attname as column from vault.personal p join pg_attribute a on a.attrelid = p.table_name::regclass
      where p.kind in ('case', 'submission') and a.atttypid in ('text'::regtype, 'jsonb'::regtype) and a.attnum > 0
        and not exists (select 1 from vault.impersonal i where i.table_name = p.table_name and i.column_name in ('*', a.attname))`,
  )
  const empty: string[] = []
  for (const { table, column } of rows) {
    const { rowCount } = await db.owner.query(`select 1 from ${table} where ${column}::text like '%${GONE}-%' limit 1`)
    if (rowCount === 0) empty.push(`${table}.${column}`)
  }
  const known = ['commitments.commitment.waiting_for', 'letters.letter.dropped_reason', 'letters.letter.voided_reason']
  const others = [
    'letters.letter.delivered_proof',
    'letters.document.part',
    'letters.document.media_type',
    'privacy.request.reply',
  ]
  const listed = [
    'platform.file.owner_kind',
    'platform.file.owner_id',
    'platform.file.media_type',
    'platform.message.subject_kind',
  ]
  const words = ['platform.message.kind', 'platform.message.channel']
  expect([...new Set(empty)].sort()).toEqual([...known, ...others, ...listed, ...words].sort())
})

test('before: the backup alone says nothing, with the keys everything is back', async () => {
  const marks = planted(before, GONE)
  expect(marks.size).toBeGreaterThan(60)
  expect(planted(await contentOf(old), GONE).size + planted(await contentOf(old), STAYS).size).toBe(0)
  await using back = await restored(old, oldKeys)
  expect(planted(back.text, GONE)).toEqual(marks)
  expect(back.back).toMatchObject({ erased: 0, history: { broken: null } })
})

test('after: an old backup with the keys of today gives back none of the words, and all of everybody else', async () => {
  const act = (id: number) =>
    office.doing(here.officer, (it) => settleRequest(it, id, 1, 'Đã xóa như đề nghị.', { settle: 'erase' }))
  expect(await act(goneCase.request)).toEqual({ done: true })
  await backup('new.gdbackup')
  expect(readdirSync(keysFolder)).toEqual(['gan-dan.gdkeys'])
  await using back = await restored(old, keyFileIn(keysFolder))
  expect(planted(back.text, GONE)).toEqual(new Set())
  expect(back.text).not.toContain(GONE)
  expect(planted(back.text, STAYS)).toEqual(planted(before, STAYS))
  expect(back.back.history.broken).toBeNull()
  // As erasing leaves it today: the same rows, the same words in them.
  const shape = (database: TestDatabase) =>
    Promise.all(
      ['cases.submission', 'cases.citizen_case', 'cases.point', 'letters.letter', 'complaints.complaint'].map((table) =>
        database.owner
          .query(
            `select t.* from ${table} t where ${table.endsWith('submission') ? 't.id' : table.endsWith('letter') ? 't.subject_id' : table.endsWith('_case') ? 't.id' : 't.case_id'} = $1 order by 1`,
            [table.endsWith('submission') ? goneCase.mine.id : goneCase.of.id],
          )
          .then(({ rows }) => rows.map(({ erased_at, ...row }) => row)),
      ),
    )
  expect(await shape(back.into)).toEqual(await shape(db))
  const { rows } = await back.into.owner.query('select erased_at from cases.submission where id = $1', [
    goneCase.mine.id,
  ])
  expect(rows[0].erased_at).toBeInstanceOf(Date)
  // Of the live database no row says anything any more; the bytes of a file follow in the night.
  mkdirSync(join(folder, 'nothing'))
  expect(await allOf(db, join(folder, 'nothing'))).not.toContain(GONE)
})

test('without any key nothing of what people said can be read, and the history still verifies', async () => {
  await using back = await restored(old, null)
  for (const mark of [GONE, STAYS]) expect(back.text).not.toContain(mark)
  expect(back.back.erased).toBeGreaterThan(40)
  expect(back.back.history.broken).toBeNull()
})

test('the holders of the key file cannot open the backup, those of the backup not the key file', async () => {
  const other = { ownerUrl: db.ownerUrl, filesFolder: join(folder, 'none'), sealedKey: null }
  const keys = { file: oldKeys, key: holders.privateKey }
  await expect(restore({ ...other, file: old, key: holders.privateKey, keys })).rejects.toThrow()
  await expect(
    (async () => {
      const container = await openContainer(oldKeys)
      await container.read('keys', readPrivateKey(keep.privateKey), async () => {}).finally(() => container.close())
    })(),
  ).rejects.toThrow('This is not the key of the keys part')
  const same = { folder: keysFolder, key: keep.publicKey }
  await expect(
    backUp({
      ownerUrl: db.ownerUrl,
      filesFolder,
      to: join(folder, 'x'),
      key: keep.publicKey,
      sealedKey: null,
      keys: same,
    }),
  ).rejects.toThrow('a key of its own')
})

test('the application has no way to a key: not as itself, not by a function', async () => {
  const asApp = (text: string) => db.database.pool.query(text)
  await expect(asApp('select * from vault.matter_key')).rejects.toThrow('permission denied')
  await expect(asApp(`select vault.erase('case', 1)`)).rejects.toThrow('permission denied')
  await expect(asApp(`select cases.erase_words(1)`)).rejects.toThrow('permission denied')
})

test('every column of text is declared: personal, with a key, or impersonal, with the reason', async () => {
  const { rows } = await db.owner.query<{ name: string }>(
    `select n.nspname || '.' || c.relname || '.' || a.attname as name from pg_attribute a join pg_class c on c.oid = a.attrelid
      join pg_namespace n on n.oid = c.relnamespace
      where c.relkind = 'r' and a.attnum > 0 and not a.attisdropped and n.nspname not in ('jobs', 'vault', 'public', 'information_schema') and n.nspname not like 'pg\\_%'
        and n.nspname || '.' || c.relname <> 'platform.migration'
        and a.atttypid in ('text'::regtype, 'bytea'::regtype, 'jsonb'::regtype, 'json'::regtype, 'varchar'::regtype, 'text[]'::regtype)
        and not exists (select 1 from vault.impersonal i where i.table_name = n.nspname || '.' || c.relname and i.column_name in ('*', a.attname))
        and not exists (select 1 from vault.personal_column p where p.table_name = n.nspname || '.' || c.relname and p.column_name = a.attname)
        and not (exists (select 1 from vault.personal p where p.table_name = n.nspname || '.' || c.relname)
          and not exists (select 1 from vault.personal_column p where p.table_name = n.nspname || '.' || c.relname)) order by 1`,
  )
  const say = 'declare each in its migration: vault.personal with vault.personal_column, or vault.impersonal with why'
  expect(
    rows.map(({ name }) => name),
    say,
  ).toEqual([])
})
