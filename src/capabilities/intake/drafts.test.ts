import { mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Hono } from 'hono'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { anOffice } from '../../../test/office.ts'
import { retentionRule } from '../../law/retention-rules.ts'
import { day } from '../../platform/day.ts'
import { MAX_BYTES, noRoom } from '../../platform/files.ts'
import { keysFrom } from '../../platform/keys.ts'
import { openLog } from '../../platform/log.ts'
import type { AnyPage, Host } from '../../platform/page.ts'
import { servePages } from '../../platform/serve-page.ts'
import { DRAFT_LIFE } from './deadlines.ts'
import { INTAKE_JOBS, INTAKE_PAGES } from './index.ts'

const office = await anOffice()
const folder = mkdtempSync(join(tmpdir(), 'gandan-drafts-'))
afterAll(async () => {
  await office.db[Symbol.asyncDispose]()
  rmSync(folder, { recursive: true })
})

let days = 0
const host = {
  ...{ ...office.host, filesFolder: folder, keys: keysFrom(Buffer.alloc(32, 5)), log: openLog('silent') },
  now: () => new Date(office.host.now().getTime() + days * 86_400_000),
  throttle: { isBusy: () => false },
  settings: { trustedProxies: 0, publicUrl: 'http://localhost' },
} as unknown as Host
const app = new Hono()
servePages(app, host, INTAKE_PAGES as readonly AnyPage[], {
  ...{ actorOf: async () => null, mustGo: () => null, layout: async ({ body }) => String(body) },
  signIn: async ({ c }) => c.text('', 401),
})
beforeEach(async () => {
  days = 0
  await office.db.owner.query('delete from platform.file; delete from intake.draft')
  for (const name of readdirSync(folder)) rmSync(join(folder, name))
})

const HERE = `/dv/dv${office.here.head.unitId}-xa-nay/gui-y-kien`
const THERE = `/dv/dv${office.neighbour.head.unitId}-xa-ben/gui-y-kien`
const STEPS: Readonly<Record<string, Record<string, string>>> = {
  '': { text: 'Ngõ 3 ngập mỗi khi mưa. Đề nghị nạo vét.' },
  '/loai': { kind: 'feedback', category: 'roads' },
  '/can-bo': { concernsOfficial: 'no', receiver: 'intake' },
  '/noi-xay-ra': {},
  '/nguoi-gui': {},
  '/xem-lai': { publishConsent: 'no' },
}
let keys = 0

async function post(path: string, cookie: string, fields: Record<string, string>, files = 0) {
  const body = new FormData()
  for (const [name, text] of Object.entries({ ...fields, _key: `khoa-cua-mau-don-${++keys}` })) body.set(name, text)
  for (let n = 0; n < files; n++) body.append('files', new File([`%PDF-1.4\n%${++keys}\n`], `tep-${keys}.pdf`))
  const answer = await app.request(path, { method: 'POST', body, headers: { cookie } })
  const set = answer.headers.getSetCookie().find((one) => one.startsWith('ban-nhap='))
  return { status: answer.status, text: await answer.text(), cookie: set?.split(';')[0] ?? cookie }
}

/** A draft as far as the step before the files. */
async function begun(at = HERE, cookie = '') {
  for (const step of ['', '/loai', '/can-bo']) cookie = (await post(at + step, cookie, STEPS[step] ?? {})).cookie
  return cookie
}

const files = async () => ({ rows: await office.count('platform.file'), bytes: readdirSync(folder).length })
const forget = () => INTAKE_JOBS[0]?.(host).run({})

test('five files go with one draft, not with one submit; those that came at the same moment count too', async () => {
  const cookie = await begun()
  expect((await post(`${HERE}/noi-xay-ra`, cookie, {}, 3)).status).toBe(303)
  const refused = await post(`${HERE}/noi-xay-ra`, cookie, {}, 3)
  expect(refused.status).toBe(422)
  expect(refused.text).toContain('đơn này đã nhận 3 tệp')
  expect(await files()).toEqual({ rows: 3, bytes: 3 })
  const both = await Promise.all([1, 2].map(() => post(`${HERE}/noi-xay-ra`, cookie, {}, 2)))
  expect(both.map(({ status }) => status).sort()).toEqual([303, 422])
  expect(await files()).toEqual({ rows: 5, bytes: 5 })
})

test('sixty megabytes are for the whole draft', () => {
  const file = (bytes: number) => ({ name: 'a.pdf', mediaType: 'application/pdf', bytes: { length: bytes } as Buffer })
  expect(noRoom([{ bytes: MAX_BYTES - 10 }], [file(10)])).toBeNull()
  expect(noRoom([{ bytes: MAX_BYTES - 10 }], [file(11)])).toBe('tooLarge')
  expect(noRoom(Array(5).fill({ bytes: 1 }), [file(1)])).toBe('tooMany')
})

test('a forgotten draft takes its files along, rows and bytes; what was sent and what is being written stays', async () => {
  const forgotten = await begun()
  await post(`${HERE}/noi-xay-ra`, forgotten, {}, 2)
  let sent = await begun()
  for (const step of ['/noi-xay-ra', '/nguoi-gui', '/xem-lai'])
    sent = (await post(HERE + step, sent, STEPS[step] ?? {}, step === '/noi-xay-ra' ? 1 : 0)).cookie
  days = 6
  await post(`${HERE}/noi-xay-ra`, await begun(), {}, 1)
  await forget()
  expect(await files()).toEqual({ rows: 4, bytes: 4 })
  days = 8
  await forget()
  expect(await files()).toEqual({ rows: 2, bytes: 2 })
  const { rows } = await office.db.owner.query('select owner_kind from platform.file order by 1')
  expect(rows.map((row) => row.owner_kind)).toEqual(['draft', 'submission'])
})

test('files of a draft begun for another unit neither count here nor come along', async () => {
  const first = await begun()
  await post(`${HERE}/noi-xay-ra`, first, {}, 5)
  let cookie = await begun(THERE, first)
  expect(cookie).not.toBe(first)
  for (const step of ['/noi-xay-ra', '/nguoi-gui', '/xem-lai'])
    cookie = (await post(THERE + step, cookie, STEPS[step] ?? {}, step === '/noi-xay-ra' ? 2 : 0)).cookie
  expect(await office.count('platform.file', `owner_kind = 'submission'`)).toBe(2)
  await forget()
  expect(await files()).toEqual({ rows: 2, bytes: 2 })
})

test('bytes that a crash left without a row go after a day; a folder of another database is not touched', async () => {
  await post(`${HERE}/noi-xay-ra`, await begun(), {}, 2)
  const left = crypto.randomUUID()
  writeFileSync(join(folder, left), 'left by a crash')
  await forget()
  expect(await files(), 'perhaps its row is still on the way').toEqual({ rows: 2, bytes: 3 })
  const long = new Date(host.now().getTime() - 2 * 86_400_000)
  for (const name of readdirSync(folder)) utimesSync(join(folder, name), long, long)
  await forget()
  expect(await files()).toEqual({ rows: 2, bytes: 2 })
  await office.db.owner.query('delete from platform.file')
  await forget()
  expect(await files(), 'a database that knows none of them').toEqual({ rows: 0, bytes: 2 })
})

test('what the page says of drafts is what the night does', () => {
  expect(retentionRule('draft', day('2026-11-23'))).toHaveProperty('then.days', DRAFT_LIFE.days)
})
