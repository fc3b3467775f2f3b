import { createHash, randomBytes } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { testDatabase } from '../../test/database.ts'
import { backUp, ORDINARY, SEALED } from './backup.ts'
import { openContainer } from './backup-container.ts'
import { newKeyPair, readPrivateKey, readPublicKey } from './backup-keys.ts'
import { tablesOf } from './backup-tables.ts'
import { inTransaction, type Standing } from './db.ts'
import { dropFile, keepFiles } from './files.ts'
import { record } from './history.ts'
import { restore } from './restore.ts'

// Stands in every text of the ordinary rows, and in every text of the sealed ones.
const OPEN_MARK = 'DẤU-THƯỜNG'
const SEALED_MARK = 'DẤU-KÍN'
const SEAL = '11111111-1111-4111-8111-111111111111'

const db = await testDatabase()
const folder = mkdtempSync(join(tmpdir(), 'gandan-backup-'))
const filesFolder = join(folder, 'files')
const ordinary = newKeyPair()
const sealed = newKeyPair()
const file = join(folder, 'whole.gdbackup')
const made = { ownerUrl: db.ownerUrl, filesFolder, key: ordinary.publicKey, sealedKey: sealed.publicKey }

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

async function fill(owner: pg.Pool) {
  const proof = JSON.stringify({
    rule: 'PA',
    cite: 'x',
    from: '2026-08-03',
    dueOn: '2026-08-10',
    excluded: [{ 'a\tb': '\\N' }],
  })
  const code = `decode(repeat('ab', 32), 'hex')`
  const ledger = (id: number, seal: string | null, mark: string) => `
    insert into commitments.commitment (id, unit_id, seal_id, source, owner_post_id, title, public_title, owed_to,
        supervisor_post_id, workflow, step, expected_result, started_on, due_on, first_due_on, rule_id, proof, provisional, folded)
      overriding system value values (${id}, 5, ${seal}, 'case', 2, ${seal ? `'Việc theo chế độ riêng'` : `'Đường ${mark}'`},
        'Trả lời', 'người gửi', 1, 'feedback', 'receive', 'Trả lời ${mark}', '2026-08-03', '2026-08-10', '2026-08-10', 'PA',
        '${proof}', false, 'duong');
    insert into commitments.reminder values (${id}, 5, 'before', '2026-08-08');
    insert into commitments.apology (commitment_id, unit_id, ordinal, legal_due_on, further_on, cause, signer_post_id)
      values (${id}, 5, 1, '2026-08-10', '2026-08-20', '${mark}', 1);
    insert into cases.citizen_case (id, number, unit_id, seal_id, kind, category, state, title, commitment_id, sent_on)
      overriding system value values (${id}, '0000-000${id % 10}', 5, ${seal}, 'feedback', 'roads', 'sent', '${mark}', ${id}, '2026-08-03');
    insert into cases.submission (id, case_id, unit_id, seal_id, number, code_hash, channel, text, sent_on, named)
      overriding system value values (${id}, ${id}, 5, ${seal}, '1111-000${id % 10}', ${code}, 'web',
        e'Dòng một ${mark}\\nDòng hai\\t\\\\N "ngoặc" 🙂', '2026-08-03', true);
    insert into cases.sender values (${id}, 5, 'Hoa ${mark}', null, '0912345678', null);
    insert into cases.sender_view (submission_id, unit_id, post_id, reason, on_day) values (${id}, 5, 2, 'gọi lại ${mark}', '2026-08-04');
    insert into cases.point (case_id, unit_id, seal_id, n, text) values (${id}, 5, ${seal}, 1, '${mark}');
    insert into cases.letter (case_id, unit_id, seal_id, from_sender, text) values (${id}, 5, ${seal}, true, '${mark}');
    insert into platform.message (unit_id, seal_id, subject_kind, subject_id, kind, channel, title, body)
      values (5, ${seal}, 'case', ${id}, 'sent', 'workspace', '${mark}', '');`
  await owner.query(`
    insert into organization.decision (number, issued_on) values ('1654/NQ', '2025-06-16');
    insert into organization.unit (id, slug) overriding system value values (5, 'xa-a'), (3, 'tinh-b');
    insert into organization.unit_version (unit_id, name, full_name, kind, tier, parent_id, valid, decision_id, search_text) values
      (3, 'B', 'Tỉnh B', 'province', 'province', null, '(,)', null, ' tinh b '),
      (5, 'Đô', 'Xã Đô', 'commune', 'commune', 3, '[2025-07-01,)', 1, ' xa do tinh b ');
    insert into organization.unit_code values (5, '00123', 'commune', '[2025-07-01,)');
    insert into accounts."user" (id, name, email) values ('u1', 'An', 'an@example.vn');
    insert into accounts.account (id, "accountId", "providerId", "userId", password) values ('a1', 'u1', 'credential', 'u1', 'hash');
    insert into accounts."twoFactor" (id, secret, "backupCodes", "userId") values ('t1', 's', 'c', 'u1');
    insert into organization.person (name, user_id) values ('An', 'u1'), ('Bình', null);
    insert into organization.post (unit_id, title, roles, reports_to) values (5, 'Chủ tịch', '{head}', null), (5, 'Văn thư', '{intake,officer}', 1);
    update organization.post set reports_to = 2 where id = 1;
    insert into organization.post_holding values (1, 1, '[2025-07-01,)'), (2, 2, '[2025-07-01,2026-01-01)');
    insert into organization.opening (unit_id, head_post_id, intake_post_id, opened_on, phone, address, hours)
      values (5, 1, 2, '2025-07-02', '0241', 'Thôn Một', '7:30-17:00');
    -- The one who held the post on that day is found to have come later: the trigger would refuse the row today.
    update organization.post_holding set held = '[2025-09-01,)' where post_id = 2;
    insert into calendar.year values (2026, 'announced', 'Thông báo 1');
    insert into calendar.day values ('2026-09-01', 'off', 'Quốc khánh', 'Thông báo 1');
    insert into platform.seal (id, unit_id) values ('${SEAL}', 5);
    insert into platform.seal_reader (seal_id, post_id) values ('${SEAL}', 1);
    insert into intake.draft (key_hash, unit_id, fields) values (${code}, 5, '{"text": "${OPEN_MARK}"}');
    insert into platform.access_log (unit_id, post_id, audit) values (5, 2, 'case.open');
    insert into commitments.figure values (5, '2026-08-03', 'received', 2);
    ${ledger(11, null, OPEN_MARK)} ${ledger(12, `'${SEAL}'`, SEALED_MARK)} ${ledger(14, null, OPEN_MARK)}
    insert into cases.publication (case_id, unit_id, number, kind, category, title, question, answer, folded, proposed_by)
      values (11, 5, '0000-0001', 'feedback', 'roads', 'T', 'Q', 'A', 'q', 2);
    -- Not sealed itself, but joined to a sealed case.
    update cases.citizen_case set state = 'joined', joined_to = 12, title = '${SEALED_MARK}' where id = 14;
    update cases.submission set text = 'Đã nhập vào ${SEALED_MARK}' where case_id = 14;
    update cases.sender set name = '${SEALED_MARK}' where submission_id = 14;
    update cases.sender_view set reason = '${SEALED_MARK}' where submission_id = 14;
    update cases.point set text = '${SEALED_MARK}' where case_id = 14;
    update cases.letter set text = '${SEALED_MARK}' where case_id = 14;
  `)
}

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
    const keys = { key: ordinary.privateKey, sealedKey: sealed.privateKey }
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
    const keys = { key: ordinary.privateKey, sealedKey: null }
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
    })
    const rows = await rowsOf(into.owner)
    expect(JSON.stringify(rows)).not.toContain(SEALED_MARK)
    expect(JSON.stringify(rows)).toContain(OPEN_MARK)
    const left = Object.values(atBackup).flat().length - Object.values(rows).flat().length
    expect(back).toMatchObject({ files: 1, sealedLeftOut: left, history: { checked: 3, broken: null } })
    expect(readdirSync(at)).toHaveLength(1)
    const cases = await into.owner.query('select id from cases.citizen_case')
    expect(cases.rows).toEqual([{ id: 11 }])
  })

  test('nothing sealed can be read', async () => {
    const plain = await plainOf(ORDINARY, ordinary.privateKey)
    expect(plain.includes(OPEN_MARK)).toBe(true)
    for (const mark of [SEALED_MARK, SEAL]) expect(plain.includes(mark)).toBe(false)
    await expect(plainOf(SEALED, ordinary.privateKey)).rejects.toThrow('This is not the key of the sealed part')
    expect((await plainOf(SEALED, sealed.privateKey)).includes(SEALED_MARK)).toBe(true)
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
    for (const mark of [OPEN_MARK, SEALED_MARK, SEAL, 'cases.', 'platform.history', 'Hoa'])
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
    const keys = { key: ordinary.privateKey, sealedKey: sealed.privateKey }
    const from = { file: damaged(name, change), ownerUrl: into.ownerUrl, filesFolder: at, ...keys }
    await expect(restore(from)).rejects.toThrow(why)
    expect((await into.owner.query('select from organization.unit')).rowCount).toBe(0)
    if (readdirSync(folder).includes(at)) expect(readdirSync(at)).toEqual([])
  })

  test('a wrong key is refused in plain words, public and private are told apart', async () => {
    const at = { file, ownerUrl: db.ownerUrl, filesFolder: newFolder(), sealedKey: null }
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
  const from = { file, ownerUrl: into.ownerUrl, filesFolder: newFolder(), key: ordinary.privateKey, sealedKey: null }
  await expect(restore(from)).rejects.toThrow(/without 9999_later.sql; these migrations differ: 0003_people/)
})

test('a row that the database refuses ends the restore; nothing stays', async () => {
  await using into = await testDatabase()
  await into.owner.query(`alter table organization.unit add constraint no_provinces check (slug <> 'tinh-b')`)
  const from = { file, ownerUrl: into.ownerUrl, filesFolder: newFolder(), key: ordinary.privateKey, sealedKey: null }
  await expect(restore(from)).rejects.toThrow('no_provinces')
  expect((await into.owner.query('select from organization.decision')).rowCount).toBe(0)
})

test('files that are missing or changed on disk are named; those dropped meanwhile go with their rows', async () => {
  await using from = await testDatabase()
  const at = newFolder()
  const owner = { kind: 'draft', id: '1', unitId: 5, sealId: null } as const
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
  const keys = { key: ordinary.privateKey, sealedKey: null }
  const back = await restore({ file: to, ownerUrl: into.ownerUrl, filesFolder: newFolder(), ...keys })
  expect(new Set(back.missing)).toEqual(new Set([a, b]))
  const left = await into.owner.query('select name from platform.file order by name')
  expect(left.rows).toEqual([{ name: 'a' }, { name: 'b' }])
})
