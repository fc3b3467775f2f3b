import { Hono } from 'hono'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { testDatabase } from '../../../test/database.ts'
import { inTransaction, NOBODY } from '../../platform/db.ts'
import type { Jobs } from '../../platform/jobs.ts'
import { openLog } from '../../platform/log.ts'
import type { Host } from '../../platform/page.ts'
import type { Actor } from '../../platform/rights.ts'
import { servePages } from '../../platform/serve-page.ts'
import { CALENDAR_PAGES } from './index.ts'
import { seedCalendar } from './seed.ts'

const db = await testDatabase()
const enqueued: unknown[] = []
const jobs: Jobs = {
  enqueue: async (_, name, data) => void enqueued.push([name, data]),
  work: async () => {},
  stop: async () => {},
}
const log = openLog('silent')
const DOCUMENT = 'Thông báo 100/TB-BNV ngày 01/12/2026'

beforeEach(async () => {
  enqueued.length = 0
  await db.owner.query('truncate calendar.year, calendar.day, calendar.change, calendar.unit_rule')
  await inTransaction(db.database, NOBODY, seedCalendar)
})
afterAll(() => db[Symbol.asyncDispose]())

const actor: Actor = {
  ...{ userId: 'u', personId: 1, personName: 'Lê Thị Hoa', postId: 7, postTitle: 'Quản trị viên', unitId: 5 },
  ...{
    unitName: 'thành phố Đà Nẵng',
    unitSlug: 'thanh-pho-da-nang',
    roles: new Set(['administrator'] as const),
    isTopUnit: true,
    actingForm: '',
    posts: [],
  },
}
const app = new Hono()
beforeAll(() => {
  const now = () => new Date('2026-11-23T08:00:00+07:00')
  const host = { database: db.database, jobs, log, now, settings: { trustedProxies: 0 } } as unknown as Host
  servePages(app, host, CALENDAR_PAGES, {
    actorOf: async () => actor,
    mustGo: () => null,
    layout: async ({ body }) => body,
    signIn: async () => new Response('', { status: 401 }),
  })
})
const get = async (path: string) => (await app.request(path)).text()
const post = async (path: string, form: Record<string, string>) => {
  const body = new FormData()
  for (const [name, text] of Object.entries(form)) body.set(name, text)
  const response = await app.request(path, { method: 'POST', body })
  return { status: response.status, to: response.headers.get('location'), text: await response.text() }
}
const EDITOR = '/lam-viec/lich?nam=2027'
const form = {
  ...{ _do: 'setDay', year: '2027', version: '0', day: '15/04/2027', kind: 'off' },
  ...{ name: 'Nghỉ hoán đổi', document: DOCUMENT },
}

test('the editor saves, then shows the day and who wrote it', async () => {
  const done = await post(EDITOR, form)
  expect(done).toMatchObject({ status: 303, to: `${EDITOR}&xong=1` })
  const shown = await get(done.to ?? '')
  expect(shown).toContain('Đã lưu.')
  expect(shown).toContain('Thứ Năm 15/04/2027')
  expect(shown).toContain('không ghi → Nghỉ, Nghỉ hoán đổi')
})

test('two people editing: 422, what changed is shown, the input is kept, and then it can be saved', async () => {
  await post(EDITOR, form)
  const second = await post(EDITOR, { ...form, day: '14/04/2027', name: 'Nghỉ thêm' })
  expect(second.status).toBe(422)
  expect(second.text).toContain('Có người vừa sửa lịch năm này')
  expect(second.text).toContain('Trong lúc đó, lịch đã được sửa như sau')
  expect(second.text).toContain('value="Nghỉ thêm"')
  const version = /name="version" value="(\d+)"/.exec(second.text)?.[1] ?? ''
  expect((await post(EDITOR, { ...form, day: '14/04/2027', version })).status).toBe(303)
  expect(enqueued).toEqual([
    ['recount', { fromDay: '2027-04-15' }],
    ['recount', { fromDay: '2027-04-14' }],
  ])
})

const REFUSALS: readonly [change: Record<string, string>, message: string][] = [
  [{ kind: 'worked' }, 'Chỉ thứ Bảy, Chủ nhật mới ghi làm bù'],
  [{ day: '17/04/2027', name: '' }, 'xin nêu lý do'],
  [{ day: '15/04/2026' }, 'không nằm trong năm đang xem'],
  [{ day: 'mai' }, 'Ngày chưa đúng'],
  [{ document: '' }, 'Xin điền mục này'],
  [{ year: '2026' }, 'được viết cho một năm khác'],
]
for (const [change, message] of REFUSALS)
  test(`${JSON.stringify(change)} is refused in words`, async () => {
    const refused = await post(EDITOR, { ...form, ...change })
    expect(refused.status).toBe(422)
    expect(refused.text).toContain(message)
    expect(enqueued).toEqual([])
  })

test('a year that cannot be opened is no page', async () => {
  expect((await app.request('/lam-viec/lich?nam=2031')).status).toBe(404)
  expect(await get('/lam-viec/lich?nam=2029')).toContain('Năm này chưa có trong lịch')
})

const OWN = '/lam-viec/thoi-han'
const own = {
  ...{ kind: 'feedback', documentNumber: '12/QĐ-UBND', documentOn: '01/03/2026', issuer: 'UBND xã Tây Hồ' },
  ...{ days: '7', count: 'working', from: '01/04/2026' },
}
test('the own rule is saved and shown; a longer one is refused at its field', async () => {
  expect(await post(OWN, own)).toMatchObject({ status: 303, to: `${OWN}?xong=1` })
  expect(await get(OWN)).toContain('7 ngày làm việc')
  const longer = await post(OWN, { ...own, days: '11', from: '01/05/2026' })
  expect(longer.status).toBe(422)
  expect(longer.text).toContain('từ 1 đến 10 ngày làm việc')
  expect(longer.text).toContain('id="e-days"')
  for (const days of ['', 'bảy', '0', '-1', '999'])
    expect((await post(OWN, { ...own, days, from: '01/05/2026' })).status).toBe(422)
})

for (const [query, message] of [
  ['', 'Hạn cuối sẽ hiện ở đây'],
  ['?rule=KN-06.complex', 'Hạn cuối sẽ hiện ở đây'],
  ['?rule=KN-05&from=05/01/2026', 'Thứ Tư 04/02/2026'],
  ['?rule=KN-05&from=2026-01-05&complex=yes', '(KN-05.complex)'],
  ['?rule=KN-03&from=05/01/2026&remote=yes', 'không đặt thời hạn khác'],
  ['?rule=PAKN-06.feedback&from=10/11/2026', 'Chưa kiểm chứng'],
  ['?rule=KN-11&from=10/11/2026', 'Chưa kiểm chứng'],
  ['?rule=KN-09&from=10/11/2026', 'Ngày sớm nhất: '],
  ['?rule=KN-05&from=', 'Xin điền mục này'],
  ['?rule=KN-05&from=30/02/2026', 'Ngày chưa đúng'],
  ['?rule=XX&from=05/01/2026', 'Không có quy tắc này'],
  ['?rule=KN-09&from=05/01/2026', 'chưa có hoặc không còn hiệu lực'],
  ['?rule=KN-05&from=31/12/2023', 'bắt đầu từ 01/01/2024'],
  ['?rule=KN-05&from=20/12/2028', 'ra ngoài lịch làm việc'],
])
  test(`the calculator answers ${query || 'nothing asked'} with: ${message}`, async () => {
    const response = await app.request(`/tinh-han${query}`)
    expect(response.status).toBe(200)
    expect(await response.text()).toContain(message)
  })

test('the rules say what was not verified', async () => {
  const shown = await get('/quy-dinh-thoi-han')
  for (const text of [
    'KN-05.complex',
    'Đã đọc điều luật',
    'Chưa kiểm chứng: ghi theo trí nhớ',
    'Chưa có người đọc thứ hai',
  ])
    expect(shown).toContain(text)
  expect(await get('/en/quy-dinh-thoi-han')).toContain('The article was read')
})
