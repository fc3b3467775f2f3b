import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { testDatabase } from '../../test/database.ts'
import { inTransaction, sqlState } from './db.ts'
import { firstBreak, type Happening, historyOf, record } from './history.ts'
import { historyPage, verdict } from './history-check.ts'

const db = await testDatabase()
afterAll(() => db[Symbol.asyncDispose]())

const SEAL = '11111111-1111-4111-8111-111111111111'
const standing = { unitId: 1, postId: 7, sealId: null }
const subject = (id: number) => ({ kind: 'case', id }) as const

async function append(id: number, kind: string, more: Partial<Happening> = {}) {
  const payload = { words: `what ${kind} said` }
  const happening = { subject: subject(id), unitId: 1, sealId: null, kind, postId: 7, payload, ...more }
  await inTransaction(db.database, { ...standing, sealId: more.sealId ?? null }, (tx) => record(tx, happening))
}

/** Behind the application's back, with the triggers off: what only somebody who owns the database can do. */
async function tamper(...statements: string[]) {
  await db.owner.query('alter table platform.history disable trigger user')
  for (const statement of statements) await db.owner.query(statement)
  await db.owner.query('alter table platform.history enable trigger user')
}

const verify = (rows?: number) => firstBreak(historyPage(db.owner, rows))

beforeEach(async () => {
  await db.owner.query('alter table platform.history disable trigger user')
  await db.owner.query('truncate platform.history, platform.history_payload, platform.seal cascade')
  await db.owner.query('alter table platform.history enable trigger user')
  for (const kind of ['sent', 'received', 'assigned', 'answered']) {
    await append(17, kind)
    await append(18, kind)
  }
})

describe('append-only', () => {
  const CHANGES = [
    `update platform.history set kind = 'other'`,
    `update platform.history set hash = previous_hash`,
    'delete from platform.history where seq = 4',
    'truncate platform.history cascade',
  ]

  test.each(CHANGES)('the application lacks the right to: %s', async (change) => {
    const refused = await db.database.pool.query(change).catch((error: unknown) => error)
    expect(sqlState(refused)).toBe('42501')
  })

  test.each(CHANGES)('even the owner is refused: %s', async (change) => {
    await expect(db.owner.query(change)).rejects.toThrow('history is append-only')
  })

  test('the application cannot erase or change a text either', async () => {
    for (const change of ['delete from platform.history_payload', `update platform.history_payload set payload = '{}'`])
      expect(sqlState(await db.database.pool.query(change).catch((error: unknown) => error))).toBe('42501')
  })

  test('a transferred case takes its readers along and its chain still verifies', async () => {
    await db.owner.query('update platform.history set unit_id = 2 where subject_id = 17')
    expect(await verify()).toEqual({ checked: 8, broken: null })
  })

  test('a made-up hash and place in the chain are not taken over', async () => {
    const zero = `decode(repeat('00', 32), 'hex')`
    await db.owner.query(`insert into platform.history (subject_kind, subject_id, seq, unit_id, kind, post_id, recorded_at,
      payload_commitment, previous_hash, hash) values ('case', 17, 99, 1, 'made', 7, '2020-01-01', ${zero}, ${zero}, ${zero})`)
    const { rows } = await db.owner.query(`select seq, recorded_at > now() - interval '1 hour' as now
      from platform.history where kind = 'made'`)
    expect(rows).toEqual([{ seq: 5, now: true }])
    expect((await verify()).broken).toBeNull()
  })
})

test('the pages meet: whatever their size, each entry is walked once', async () => {
  for (const rows of [1, 3, 4, 5000]) expect(await verify(rows)).toEqual({ checked: 8, broken: null })
  expect(verdict(8, null)).toBe('8 entries verified, no break')
})

const entry = (seq: number) => `subject_kind = 'case' and subject_id = 17 and seq = ${seq}`
const textOf = (seq: number) => `history_id = (select id from platform.history where ${entry(seq)})`

test.each([
  [
    'a changed text',
    3,
    'payload',
    [`update platform.history_payload set payload = '{"words":"other"}' where ${textOf(3)}`],
  ],
  [
    'a changed salt',
    3,
    'payload',
    [`update platform.history_payload set salt = substr(sha256(salt), 1, 16) where ${textOf(3)}`],
  ],
  [
    'a changed text with its commitment',
    3,
    'hash',
    [
      `update platform.history_payload set payload = '{}' where ${textOf(3)}`,
      `update platform.history h set payload_commitment = sha256(p.salt || '{}'::bytea) from platform.history_payload p
       where p.history_id = h.id and ${entry(3)}`,
    ],
  ],
  ['a changed hash', 2, 'hash', [`update platform.history set hash = sha256(hash) where ${entry(2)}`]],
  ['a changed kind', 2, 'hash', [`update platform.history set kind = 'filed' where ${entry(2)}`]],
  ['a changed post', 2, 'hash', [`update platform.history set post_id = null where ${entry(2)}`]],
  [
    'a changed time',
    4,
    'hash',
    [`update platform.history set happened_at = happened_at - interval '1 day' where ${entry(4)}`],
  ],
  [
    'a removed entry',
    4,
    'gap',
    [`delete from platform.history_payload where ${textOf(3)}`, `delete from platform.history where ${entry(3)}`],
  ],
  [
    'a removed entry with those after it moved up',
    3,
    'link',
    [
      `delete from platform.history_payload where ${textOf(3)}`,
      `delete from platform.history where ${entry(3)}`,
      `update platform.history set seq = 3 where ${entry(4)}`,
    ],
  ],
  [
    'a removed first entry',
    2,
    'gap',
    [`delete from platform.history_payload where ${textOf(1)}`, `delete from platform.history where ${entry(1)}`],
  ],
  [
    'entries in another order',
    2,
    'link',
    [
      `update platform.history set seq = 99 where ${entry(2)}`,
      `update platform.history set seq = 2 where ${entry(3)}`,
      `update platform.history set seq = 3 where ${entry(99)}`,
    ],
  ],
  [
    'an entry made anew with a hash that fits it',
    3,
    'link',
    [
      `update platform.history set kind = 'filed', hash = sha256(previous_hash || convert_to(concat_ws('|', subject_kind,
       subject_id, seq, 'filed', coalesce(post_id::text, '-'), platform.history_instant(happened_at),
       platform.history_instant(recorded_at), encode(payload_commitment, 'hex')), 'UTF8')) where ${entry(2)}`,
    ],
  ],
] as const)('%s is named: entry %i (%s)', async (_, seq, why, statements) => {
  await tamper(...statements)
  const { broken } = await verify(3)
  expect(broken).toEqual({ subject: 'case 17', seq, why })
  expect(broken && verdict(0, broken)).toMatch(new RegExp(`^FIRST BREAK: case 17, entry ${seq}: `))
})

test('an erased text is no break', async () => {
  await db.owner.query(`delete from platform.history_payload where ${textOf(2)}`)
  expect(await verify()).toEqual({ checked: 8, broken: null })
  const seen = await inTransaction(db.database, standing, (tx) => historyOf(tx, subject(17)))
  expect(seen.map((one) => one.payload?.words ?? null)).toEqual([
    'what sent said',
    null,
    'what assigned said',
    'what answered said',
  ])
})

test('a text with other than Latin letters and separators verifies', async () => {
  await append(19, 'sent', {
    payload: { words: 'Đường hỏng | ổ gà "sâu" \n 🙂' },
    postId: null,
    happenedAt: new Date(0),
  })
  expect((await verify()).broken).toBeNull()
})

test('entries made at once on one subject never fork the chain', async () => {
  const tries = await Promise.allSettled(
    Array.from({ length: 20 }, (_, n) => append(20, `try.${'abcdefghijklmnopqrst'[n]}`)),
  )
  const refused = tries.filter((one) => one.status === 'rejected').map((one) => sqlState(one.reason))
  expect(new Set(refused)).toEqual(new Set(refused.length > 0 ? ['23505'] : []))
  const { rows } = await db.owner.query('select seq from platform.history where subject_id = 20 order by seq')
  expect(rows.map((row) => row.seq)).toEqual(Array.from({ length: 20 - refused.length }, (_, n) => n + 1))
  expect((await verify()).broken).toBeNull()
})

describe('a sealed entry', () => {
  beforeEach(async () => {
    await db.owner.query('insert into platform.seal (id, unit_id) values ($1, 1)', [SEAL])
    await db.owner.query('insert into platform.seal_reader (seal_id, post_id) values ($1, 8)', [SEAL])
    await append(21, 'sent', { sealId: SEAL })
  })

  const seenBy = (who: { unitId: number; postId: number; sealId: string | null }) =>
    inTransaction(db.database, who, (tx) => historyOf(tx, subject(21)))

  test('does not exist for the office, nor for another unit', async () => {
    expect(await seenBy(standing)).toEqual([])
    expect(await seenBy({ unitId: 2, postId: 8, sealId: SEAL })).toEqual([])
    const { rows } = await db.database.pool.query('select count(*) as n from platform.history_payload')
    expect(rows).toEqual([{ n: 0 }])
  })

  test('is seen by its named reader and by the holder of the code', async () => {
    expect(await seenBy({ ...standing, postId: 8 })).toHaveLength(1)
    expect(await seenBy({ ...standing, sealId: SEAL })).toHaveLength(1)
  })

  test('is verified like any other', async () => {
    expect(await verify()).toEqual({ checked: 9, broken: null })
  })
})
