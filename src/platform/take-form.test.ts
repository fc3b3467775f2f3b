import { Hono } from 'hono'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { z } from 'zod'
import { testDatabase } from '../../test/database.ts'
import { own } from './db.ts'
import { type AnyPage, anyone, type Host, page } from './page.ts'
import { servePages } from './serve-page.ts'
import type { PlatformTables } from './tables.ts'

const db = await testDatabase()
afterAll(() => db[Symbol.asyncDispose]())

const CODES = { wrote: Buffer.alloc(32, 1) }
let loads = 0
const seen = async (tx: Parameters<AnyPage['load']>[0]['tx']) =>
  (await own<PlatformTables>(tx).selectFrom('platform.heldForm').select('sealed').execute()).map(({ sealed }) => sealed)

/** Refuses before it wrote, after it wrote, or goes through, as the form says. */
const trial = page({
  path: '/thu',
  surface: 'public',
  audit: 'trial',
  words: { vi: {}, en: {} },
  async load({ tx, query }) {
    loads++
    return query.gone ? null : { rows: await seen(tx) }
  },
  may: anyone,
  head: () => ({ title: 'Thử' }),
  fields: z.object({ how: z.enum(['at once', 'after writing', 'through', 'after breaking']) }),
  view: ({ found, form }) =>
    `rows ${found.rows.length} typed ${form.values.how} said ${form.refused ?? ''}${form.errors.how ?? ''}`,
  async submit({ tx, form }) {
    if (form.how === 'at once') return { refused: 'no' }
    const row = own<PlatformTables>(tx).insertInto('platform.heldForm')
    await row.values({ keyHash: CODES.wrote, sealed: 'written' }).execute()
    if (form.how === 'after breaking') await row.values({ keyHash: CODES.wrote, sealed: 'twice' }).execute()
    return form.how === 'after writing' ? { refused: 'undone' } : { to: '/xong' }
  },
})

const host = {
  ...{ database: db.database, now: () => new Date('2026-11-23T02:00:00Z'), throttle: { isBusy: () => false } },
  settings: { trustedProxies: 0, publicUrl: 'http://localhost' },
} as unknown as Host
const app = new Hono()
servePages(app, host, [trial as AnyPage], {
  ...{ actorOf: async () => null, mustGo: () => null, layout: async ({ body }) => String(body) },
  signIn: async ({ c }) => c.text('', 401),
})
app.onError((_, c) => c.text('broken', 500))

let transactions = 0
db.database.pool.on('acquire', () => transactions++)
let keys = 0
async function post(how: string, { key = `key-of-the-form-${++keys}`, path = '/thu' } = {}) {
  ;[loads, transactions] = [0, 0]
  const body = new URLSearchParams({ how, _key: key })
  const headers = { 'content-type': 'application/x-www-form-urlencoded' }
  const answer = await app.request(path, { method: 'POST', body: body.toString(), headers })
  return { status: answer.status, to: answer.headers.get('location'), text: await answer.text() }
}
beforeEach(() => db.owner.query('delete from platform.held_form; delete from platform.submit_key'))

test('a refusal before anything was written costs one transaction and one load, and keeps what was typed', async () => {
  expect(await post('at once')).toMatchObject({ status: 422, text: expect.stringContaining('typed at once said no') })
  expect({ loads, transactions }).toEqual({ loads: 1, transactions: 1 })
})

test('so does a field that is wrong', async () => {
  expect(await post('sideways')).toMatchObject({ status: 422, text: expect.stringContaining('typed sideways said') })
  expect({ loads, transactions }).toEqual({ loads: 1, transactions: 1 })
})

test('a refusal after something was written undoes it, and the form is drawn from what is true then', async () => {
  expect(await post('after writing')).toMatchObject({ status: 422, text: expect.stringContaining('rows 0') })
  expect(loads).toBe(2)
  expect((await db.owner.query('select 1 from platform.held_form')).rowCount).toBe(0)
})

test('the same form twice leads to the same place, whatever the second would be told', async () => {
  const key = 'the-very-same-key'
  expect(await post('through', { key })).toMatchObject({ status: 303, to: '/xong' })
  for (const how of ['through', 'at once', 'after writing', 'after breaking', 'sideways'])
    expect(await post(how, { key }), how).toMatchObject({ status: 303, to: '/xong' })
  expect(await post('through', { key, path: '/thu?gone=1' })).toMatchObject({ status: 303, to: '/xong' })
  expect((await db.owner.query('select 1 from platform.held_form')).rowCount).toBe(1)
})

test('what breaks is told as broken, not as a refusal, and leaves nothing', async () => {
  expect((await post('after breaking')).status).toBe(500)
  expect((await db.owner.query('select 1 from platform.held_form')).rowCount).toBe(0)
})

test('a page is packed for who takes it, and plain for who refuses', async () => {
  for (const [accepts, encoding] of [
    ['gzip, deflate, br', 'gzip'],
    ['br;q=1.0, gzip;q=0.8', 'gzip'],
    ['gzip;q=0', null],
    ['identity', null],
    ['', null],
  ] as const) {
    const answer = await app.request('/thu', { headers: { 'accept-encoding': accepts } })
    expect([accepts, answer.headers.get('content-encoding')]).toEqual([accepts, encoding])
    expect(answer.headers.get('vary')).toContain('Accept-Encoding')
  }
})
