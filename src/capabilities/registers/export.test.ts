import { createHash } from 'node:crypto'
import { unzipSync } from 'fflate'
import { Hono } from 'hono'
import { afterAll, describe, expect, test } from 'vitest'
import { anOffice, ROLES, TODAY } from '../../../test/office.ts'
import type { AnyPage, Host } from '../../platform/page.ts'
import type { Actor } from '../../platform/rights.ts'
import { servePages } from '../../platform/serve-page.ts'
import { CASE_PAGES } from '../cases/index.ts'
import { REGISTER_PAGES } from './index.ts'
import { enterCodes, readSheetBack } from './outside-actions.ts'
import { codesOf, stillToEnter } from './outside-queries.ts'
import { readTable } from './reading.ts'

const office = await anOffice()
afterAll(() => office.db[Symbol.asyncDispose]())
const { here, neighbour } = office

const NAME = 'Đoàn Thị Không Ai Biết'
const one = await office.newCase('answered', { sender: NAME, text: '=HYPERLINK("x") cây đổ chắn ngõ. Đề nghị dọn.' })
const other = await office.newCase('sent', { sender: NAME, text: 'Rác sau chợ bốc mùi. Đề nghị dọn.' })
const sealed = await office.newCase('sent', { sender: NAME, sealed: true, text: 'Cán bộ nơi này hách dịch với dân.' })

let reader: Actor | null = null
const app = new Hono()
const host = { ...office.host, settings: { trustedProxies: 0, publicUrl: 'http://localhost' }, filesFolder: '/nowhere' }
servePages(app, host as unknown as Host, [...REGISTER_PAGES, ...CASE_PAGES] as readonly AnyPage[], {
  actorOf: async () => reader,
  mustGo: () => null,
  layout: async ({ body }) => String(body),
  signIn: async ({ c }) => c.text('', 401),
})
async function get(path: string, who: Actor | null) {
  reader = who
  const answer = await app.request(path)
  return { status: answer.status, bytes: Buffer.from(await answer.arrayBuffer()) }
}

const LISTS: [path: string, who: readonly string[]][] = [
  ['/lam-viec/tai/don-thu/csv?muc=all', ['head', 'deputy', 'intake', 'officer', 'reviewer', 'observer']],
  ['/lam-viec/tai/cua-toi/csv', ROLES],
  ['/lam-viec/tai/don-vi/csv', ['head', 'deputy', 'intake', 'reviewer', 'observer']],
  ['/lam-viec/tai/so-theo-doi/csv', ['head', 'deputy', 'intake', 'reviewer']],
  ['/lam-viec/csdl-quoc-gia/bang.xlsx', ['head', 'deputy', 'intake']],
  [`/lam-viec/vu-viec/${one.number}/ho-so`, ['head', 'deputy', 'intake', 'officer', 'reviewer', 'observer']],
]

describe.each(ROLES)('as %s', (role) => {
  test("only what one may see goes out, and the list of another unit is one's own", async () => {
    for (const [path, who] of LISTS) {
      expect((await get(path, here[role])).status, path).toBe(who.includes(role) ? 200 : 404)
      const there = (await get(path, neighbour[role])).bytes.toString('utf8')
      expect(there, path).not.toMatch(/cây đổ|Rác sau chợ/)
    }
  })

  test('no file names a sender, nor what is sealed', async () => {
    for (const [path] of LISTS) {
      const { bytes } = await get(path, here[role])
      const text = bytes.subarray(0, 2).toString() === 'PK' ? unzipped(bytes) : bytes.toString('utf8')
      expect(text, path).not.toMatch(/Không Ai Biết|0905 111 222|nguoi@dan/)
      expect(text, path).not.toContain('hách dịch')
    }
  })
})

const unzipped = (bytes: Buffer) =>
  Object.values(unzipSync(bytes))
    .map((part) => Buffer.from(part).toString('utf8'))
    .join('\n')

test('filters in force are kept; a cell that would run is text', async () => {
  const all = (await get('/lam-viec/tai/don-thu/csv?muc=all', here.head)).bytes.toString('utf8')
  expect(all).toContain(one.number)
  expect(all).toContain(other.number)
  const todo = (await get('/lam-viec/tai/don-thu/csv?muc=todo', here.head)).bytes.toString('utf8')
  expect(todo).not.toContain(one.number)
  const found = (await get('/lam-viec/tai/don-vi/csv?tim=rac+sau+cho', here.head)).bytes.toString('utf8')
  expect(found).toContain('Rác sau chợ')
  const register = await readTable((await get('/lam-viec/tai/so-theo-doi/xlsx', here.head)).bytes)
  expect(register).toMatchObject({
    header: expect.arrayContaining(['STT', 'Họ tên, địa chỉ', 'Số người cùng nội dung', 'Ghi chú']),
  })
  if ('refused' in register) throw new Error(register.refused)
  expect(register.header).toHaveLength(13)
  expect(new Set(register.rows.map(({ cells }) => cells[2]))).toEqual(new Set(['Giữ trong hệ thống']))
})

test('who took which list stands in the access log, what was searched for does not', async () => {
  await get('/lam-viec/tai/don-vi/xlsx?tim=khong+ai+biet', here.reviewer)
  const { rows } = await office.db.owner.query(
    `select audit, subject from platform.access_log where post_id = $1 order by id desc limit 1`,
    [here.reviewer.postId],
  )
  expect(rows).toEqual([{ audit: 'registers.download', subject: 'don-vi.xlsx' }])
})

test('the proof in a dossier is counted again by its own description', async () => {
  const parts = unzipSync((await get(`/lam-viec/vu-viec/${one.number}/ho-so`, here.head)).bytes)
  const text = (name: string) => Buffer.from(parts[name] ?? []).toString('utf8')
  expect(Object.keys(parts)).toEqual(
    expect.arrayContaining(['bia.html', 'lich-su.txt', 'lich-su.json', 'cach-kiem-tra.txt']),
  )
  expect(text('bia.html')).toContain('&quot;x&quot;')
  expect(text('lich-su.txt')).toContain('Trả lời xong tất cả các điểm')
  const rows = JSON.parse(text('dau-xac-thuc.json')) as Record<string, string | number | null>[]
  expect(rows.length).toBeGreaterThan(3)
  let before = Buffer.alloc(32)
  for (const row of rows) {
    expect(row.previousHash).toBe(before.toString('hex'))
    const said = createHash('sha256')
      .update(Buffer.from(String(row.salt), 'hex'))
      .update(String(row.payload))
      .digest('hex')
    expect(said).toBe(row.commitment)
    const line = [
      row.subjectKind,
      row.subjectId,
      row.seq,
      row.kind,
      row.postId ?? '-',
      row.happenedAt,
      row.recordedAt,
      row.commitment,
    ]
    before = createHash('sha256').update(before).update(line.join('|')).digest()
    expect(row.hash).toBe(before.toString('hex'))
  }
})

test('nothing of a sealed case goes out, not even for its reader', async () => {
  for (const what of ['ho-so', 'ma-ngoai']) {
    expect((await get(`/lam-viec/vu-viec/${sealed.number}/${what}`, here.head)).status).toBe(404)
  }
  const { rows } = await office.as(here.head, (tx) => stillToEnter(tx, here.head.unitId, null, 50))
  expect(rows.map((row) => row.number)).not.toContain(sealed.number)
  const refused = office.as(here.head, (tx) =>
    enterCodes(tx, here.head, [{ caseId: sealed.id, system: 'national', code: 'X', enteredOn: TODAY }], host.now()),
  )
  await expect(refused).rejects.toThrow('row-level security')
})

test('the sheet for the national database goes out, comes back filled in, and only news become events', async () => {
  const sheet = await readTable((await get('/lam-viec/csdl-quoc-gia/bang.xlsx', here.intake)).bytes)
  if ('refused' in sheet) throw new Error(sheet.refused)
  expect(sheet.rows.map(({ cells }) => cells[0])).toEqual([other.number, one.number])
  const back = (code: string, day: string, number = one.number) => [{ line: 2, number, code, day }]
  await office.as(here.intake, async (tx) => {
    for (const [rows, why] of [
      [back('TCD-1', ''), 'noDay'],
      [back('', '20/11/2026'), 'noCode'],
      [back('TCD-1', '24/11/2026'), 'future'],
      [back('TCD-1', '20/11/2026', 'ZZZZ-ZZZZ'), 'noCase'],
      [back('TCD-1', '20/11/2026', sealed.number), 'noCase'],
    ] as const)
      expect(await readSheetBack(tx, rows, TODAY)).toEqual({ wrong: [{ line: 2, why }] })
    expect(await readSheetBack(tx, back('', ''), TODAY), 'not yet done').toEqual({ codes: [] })
    const read = await readSheetBack(tx, back('TCD-1', '20/11/2026', one.number.toLowerCase()), TODAY)
    if ('wrong' in read) throw new Error('wrong')
    expect(await enterCodes(tx, here.intake, read.codes, host.now())).toBe(1)
    expect(await enterCodes(tx, here.intake, read.codes, host.now())).toBe(0)
    expect(await codesOf(tx, [one.id])).toMatchObject([{ code: 'TCD-1', enteredOn: '2026-11-20' }])
    expect((await stillToEnter(tx, here.intake.unitId, null, 50)).rows.map((row) => row.number)).toEqual([other.number])
  })
  expect(await office.count('platform.history', `kind = 'enteredOutside'`)).toBe(1)
  await office.as(neighbour.intake, async (tx) => {
    expect(await codesOf(tx, [one.id])).toEqual([])
    expect(await readSheetBack(tx, back('TCD-2', '20/11/2026'), TODAY)).toEqual({ wrong: [{ line: 2, why: 'noCase' }] })
  })
})
