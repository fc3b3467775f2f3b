import { afterAll, describe, expect, test } from 'vitest'
import { anOffice, ROLES, TODAY } from '../../../test/office.ts'
import { inTransaction } from '../../platform/db.ts'
import { keysFrom } from '../../platform/keys.ts'
import type { Host } from '../../platform/page.ts'
import { isAllowed } from '../../platform/rights.ts'
import { caseById, likelySame } from '../cases/index.ts'
import { BATCH, keepMap, keepRegister, openCells, runImport, startImport } from './import-actions.ts'
import { importById, rejectsOf } from './import-queries.ts'
import { mapSchema } from './mapping.ts'
import { POLICY } from './policy.ts'
import { readTable } from './reading.ts'

const office = await anOffice()
afterAll(() => office.db[Symbol.asyncDispose]())
const { here, neighbour, db } = office
const host = { ...office.host, keys: keysFrom(Buffer.alloc(32, 7)) } as Host

const map = (source: string, owner = 'officer Xã Này') =>
  mapSchema.parse({
    ...{ source, key: ['Số'], receivedOn: 'Ngày', text: ['Nội dung'], place: ['Nơi'], closedOn: ['Xong'] },
    ...{
      name: 'Họ tên',
      phone: 'Điện thoại',
      state: { column: 'Tình trạng', words: { Còn: 'open', Xong: 'answered', Lưu: 'filed' } },
    },
    owner: { otherwise: owner },
  })
const HEADER = 'Số,Ngày,Nội dung,Nơi,Tình trạng,Xong,Họ tên,Điện thoại'

/** Brings in a register as the pages do, and runs the job. */
async function bring(source: string, lines: readonly string[], actor = here.intake) {
  const bytes = Buffer.from([HEADER, ...lines].join('\n'))
  const table = await readTable(bytes)
  if ('refused' in table) throw new Error(table.refused)
  const id = await office.as(actor, async (tx) => {
    const { unitId, postId } = actor
    const file = { name: 'so.csv', mediaType: 'text/csv', bytes }
    const made = await keepRegister(host, tx, { unitId, postId, source, table, today: TODAY }, file)
    await keepMap(tx, made, map(source, `officer ${actor.unitName}`))
    await startImport(host.jobs, tx, made)
    return made
  })
  await runImport(host, id)
  return figures(id, actor)
}

async function figures(id: number, actor = here.intake) {
  const it = await office.as(actor, (tx) => importById(tx, id))
  if (!it) throw new Error('gone')
  const { state, rowsRead, added, same, changed, rejected, hasFile } = it
  return { id, state, rowsRead, added, same, changed, rejected, hasFile }
}
const rejectsIn = async (id: number) => office.as(here.intake, (tx) => rejectsOf(tx, id))
const caseOf = async (key: string) =>
  Number((await db.owner.query('select case_id from registers.entry where source_key = $1', [key])).rows[0].case_id)

const OPEN = 'A1,03/11/2026,Cống đầu hẻm nghẹt nước,Hẻm 12,Còn,,Đoàn Thị Sổ,0905 000 111'
const DONE = 'A2,05/02/2025,Đèn đường ngã ba tắt,Ngã ba,Xong,09/02/2025,,'
const FILED = 'A3,06/02/2025,Giấy không có nội dung gì,Trụ sở,Lưu,07/02/2025,,'

test('open rows start their clock today, done ones carry none and count in no figure', async () => {
  const before = await db.owner.query('select measure, n from commitments.figure_delta')
  expect(await bring('Sổ A', [OPEN, DONE, FILED])).toMatchObject({
    state: 'done',
    added: 3,
    rejected: 0,
    hasFile: false,
  })
  const open = await office.caseNow(await caseOf('A1'))
  expect(open).toMatchObject({ state: 'assigned', sentOn: '2026-11-03', importedOn: TODAY })
  expect(open.commitment).toMatchObject({
    state: 'open',
    startedOn: TODAY,
    dueOn: '2026-12-08',
    ownerPostId: here.officer.postId,
  })
  const done = await office.caseNow(await caseOf('A2'))
  expect(done.commitment).toMatchObject({ state: 'fulfilled', closedOn: '2025-02-09', proof: { rule: 'IMPORT' } })
  expect(done.commitment.evidence).toContain('Sổ A')
  expect((await office.caseNow(await caseOf('A3'))).commitment).toMatchObject({ state: 'released' })
  const after = await db.owner.query('select measure, n from commitments.figure_delta')
  expect(after.rows.slice(before.rows.length)).toEqual([{ measure: 'received', n: 1 }])
  expect(await office.count('commitments.commitment', `public and rule_id = 'IMPORT'`)).toBe(0)
})

test('the original day is in the history apart from the day it was learned; the chain verifies', async () => {
  const { rows } = await db.owner.query(
    `select kind, happened_at, recorded_at > now() - interval '1 hour' as lately, sha256(p.salt || convert_to(p.payload, 'UTF8')) = h.payload_commitment as fits
     from platform.history h join platform.history_payload p on p.history_id = h.id where subject_kind = 'case' and subject_id = $1 order by seq`,
    [await caseOf('A2')],
  )
  expect(rows).toEqual([
    { kind: 'imported', happened_at: new Date('2025-02-05T00:00:00+07:00'), lately: true, fits: true },
    { kind: 'importedClosed', happened_at: new Date('2025-02-09T00:00:00+07:00'), lately: true, fits: true },
  ])
})

test('names and telephones stand in the sender row and nowhere else', async () => {
  expect(await office.count('cases.sender', `name = 'Đoàn Thị Sổ' and phone = '0905 000 111'`)).toBe(1)
  for (const table of [
    'cases.citizen_case',
    'cases.submission',
    'commitments.commitment',
    'registers.import',
    'registers.reject',
    'registers.entry',
    'platform.history_payload',
  ])
    expect(await office.count(table, `${table.split('.')[1]}::text ~ 'Đoàn Thị Sổ|0905 000 111'`), table).toBe(0)
})

test('importing again adds nothing, changes nothing and reports what reads differently now', async () => {
  const again = await bring('Sổ A', [OPEN, DONE.replace('Đèn đường', 'Bóng đèn'), FILED])
  expect(again).toMatchObject({ added: 0, same: 2, changed: 1, rejected: 0 })
  expect((await office.caseNow(await caseOf('A2'))).title).toBe('Đèn đường ngã ba tắt')
  const [reject] = await rejectsIn(again.id)
  expect(reject).toMatchObject({ line: 3, kind: 'changed', reasons: ['Số: changed'] })
  expect(openCells(host, reject?.cells ?? '')?.[2]).toBe('Bóng đèn ngã ba tắt')
  expect(await bring('Sổ khác', [DONE]), 'the key belongs to its register').toMatchObject({ added: 1 })
})

test('rows that cannot be taken are told by line and column, the good ones come in', async () => {
  const lines = [
    'B1,32/01/2025,Đường nứt dọc hai đầu,Cầu,Còn,,Trần Văn Kín,0905222333',
    'B2,03/01/2025,Đường nứt dọc hai đầu,Cầu,Còn,,,',
    'B2,03/01/2025,Đường nứt dọc hai đầu,Cầu,Còn,,,',
    'B2,03/01/2025,Một nội dung khác hẳn,Cầu,Còn,,,',
    'B1,03/01/2025,Lần này ngày viết đúng,Cầu,Còn,,,',
  ]
  const done = await bring('Sổ B', lines)
  expect(done).toMatchObject({ added: 2, rejected: 3, same: 0, changed: 0 })
  const rejects = await rejectsIn(done.id)
  expect(rejects.map(({ line, reasons }) => [line, ...reasons])).toEqual([
    [2, 'Ngày: noDay'],
    [4, 'Số: repeatedRow'],
    [5, 'Số: repeatedKey'],
  ])
  expect(JSON.stringify(rejects)).not.toMatch(/Trần Văn Kín|0905222333/)
})

test('a crash in the middle is gone on with: nothing twice, the figures right', async () => {
  const lines = Array.from(
    { length: BATCH + 20 },
    (_, n) => `C${n},03/01/2025,Việc số ${n} trong sổ cũ,Thôn ${n},Xong,04/01/2025,,`,
  )
  let batches = 0
  const dying = { ...host, database: { ...db.database } } as Host
  const bytes = Buffer.from([HEADER, ...lines].join('\n'))
  const table = await readTable(bytes)
  if ('refused' in table) throw new Error(table.refused)
  const id = await office.as(here.intake, async (tx) => {
    const about = { unitId: here.intake.unitId, postId: here.intake.postId, source: 'Sổ C', table, today: TODAY }
    const made = await keepRegister(host, tx, about, { name: 'c.csv', mediaType: 'text/csv', bytes })
    await keepMap(tx, made, map('Sổ C'))
    await startImport(null, tx, made)
    return made
  })
  const died = runImport(dying, id, () => {
    if (++batches === 1) throw new Error('the power went')
  })
  await expect(died).rejects.toThrow('the power went')
  expect(await figures(id)).toMatchObject({ state: 'running', hasFile: true })
  await runImport(host, id)
  expect(await figures(id)).toMatchObject({ state: 'done', added: BATCH + 20, same: 0, rejected: 0 })
  expect(await office.count('registers.entry', `source = 'Sổ C'`)).toBe(BATCH + 20)
  await runImport(host, id) // a job delivered twice finds nothing to do
  expect(await office.count('registers.entry', `source = 'Sổ C'`)).toBe(BATCH + 20)
})

test('ten thousand rows take at most twelve statements for each five hundred', async () => {
  const lines = Array.from(
    { length: 10_000 },
    (_, n) => `D${n},03/01/2025,Việc số ${n} của sổ lớn,Thôn ${n},Xong,04/01/2025,,`,
  )
  let statements = 0
  const { pool } = db.database
  const connect = pool.connect.bind(pool) as () => Promise<import('pg').PoolClient>
  pool.connect = (async () => {
    const client = await connect()
    return new Proxy(client, {
      get(of, name) {
        if (name === 'query') statements++
        const value = Reflect.get(of, name)
        return typeof value === 'function' ? value.bind(of) : value
      },
    })
  }) as never
  try {
    expect(await bring('Sổ lớn', lines)).toMatchObject({ added: 10_000 })
  } finally {
    pool.connect = connect as never
  }
  expect(statements).toBeGreaterThan(20 * 5)
  expect(statements).toBeLessThanOrEqual(20 * 12 + 30)
}, 60_000)

test('cases of one place, field and nearly the same words near in time are shown as pairs, never across units', async () => {
  const lines = [
    'E1,03/11/2026,Rác bãi đất sau chợ bốc mùi,Sau chợ,Còn,,Bà Một,0901',
    'E2,05/11/2026,Rác bãi đất sau chợ bốc mùi quá,sau chợ ,Còn,,Bà Hai,0902',
    'E3,25/11/2025,Rác bãi đất sau chợ bốc mùi,Sau chợ,Còn,,Bà Ba,0903',
    'E4,04/11/2026,Đường vào bãi đất lầy lội,Sau chợ,Còn,,Bà Một,0901',
  ]
  expect(await bring('Sổ E', lines, neighbour.intake)).toMatchObject({ added: 4 })
  const { id } = await bring('Sổ E', lines)
  const { rows } = await db.owner.query(
    `select a.source_key as one, b.source_key as other, a.unit_id = b.unit_id as together from registers.likely_same s
     join registers.entry a on a.case_id = s.other_case_id join registers.entry b on b.case_id = s.case_id where s.import_id = $1`,
    [id],
  )
  expect(rows).toEqual([{ one: 'E1', other: 'E2', together: true }])
  expect(await office.as(neighbour.head, (tx) => likelySame(tx, here.head.unitId, [1, 2, 3], 7, 10))).toEqual([])
})

describe('rights and walls', () => {
  for (const role of ROLES)
    test(`${role} ${['intake', 'administrator'].includes(role) ? 'imports' : 'does not import'} here, nobody elsewhere`, () => {
      const may = role === 'intake' || role === 'administrator'
      expect(isAllowed(POLICY.importRegister, here[role], here[role])).toBe(may)
      expect(isAllowed(POLICY.importRegister, here[role], neighbour[role])).toBe(false)
      expect(isAllowed(POLICY.exportCases, here[role], here[role])).toBe(role !== 'administrator')
      expect(isAllowed(POLICY.exportRegister, here[role], here[role])).toBe(
        ['intake', 'head', 'deputy', 'reviewer'].includes(role),
      )
      expect(isAllowed(POLICY.enterOutsideCode, here[role], here[role])).toBe(
        ['intake', 'head', 'deputy'].includes(role),
      )
      for (const action of Object.values(POLICY)) expect(isAllowed(action, here[role], neighbour[role])).toBe(false)
    })

  test('another unit sees neither the import, nor its rows, nor its cases', async () => {
    const id = await caseOf('A1')
    await office.as(neighbour.intake, async (tx) => {
      expect(await importById(tx, 1)).toBeNull()
      expect(await rejectsOf(tx, 2)).toEqual([])
      expect(await caseById(tx, id)).toBeNull()
    })
  })

  test('the application cannot list who sent what was imported', async () => {
    const listing = inTransaction(
      db.database,
      { unitId: here.head.unitId, postId: here.head.postId, sealId: null },
      async () => {
        await db.database.pool.query('select * from cases.sender')
      },
    )
    await expect(listing).rejects.toThrow('permission denied')
  })

  test('after thirty days the rows that were not taken are gone, the cases stay', async () => {
    await db.owner.query(`update registers.import set created_at = now() - interval '31 days'`)
    const cases = await office.count('cases.citizen_case')
    await db.database.pool.query(`select registers.forget_imports(now() - interval '30 days')`)
    expect(await office.count('registers.reject')).toBe(0)
    expect(await office.count('registers.likely_same')).toBe(0)
    expect(await office.count('cases.citizen_case')).toBe(cases)
  })
})
