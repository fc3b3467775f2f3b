import fc from 'fast-check'
import { Hono } from 'hono'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { testDatabase } from '../../../test/database.ts'
import { inTransaction, NOBODY } from '../../platform/db.ts'
import type { Host } from '../../platform/page.ts'
import { serveDeadlineApi } from './api.ts'
import { seedCalendar } from './seed.ts'

const db = await testDatabase()
const app = new Hono()
serveDeadlineApi(app, { database: db.database } as Host)

beforeAll(() => inTransaction(db.database, NOBODY, seedCalendar))
afterAll(() => db[Symbol.asyncDispose]())

const ask = async (query: string) => {
  const response = await app.request(`/api/v1/deadlines?${query}`)
  return {
    status: response.status,
    body: (await response.json()) as Record<string, unknown>,
    headers: response.headers,
  }
}

describe('the answer', () => {
  test('KN-05 from 05/01/2026: thirty days, the last one no day off', async () => {
    const { status, body, headers } = await ask('rule=KN-05&from=2026-01-05')
    expect(status).toBe(200)
    expect(headers.get('cache-control')).toBe('no-store')
    expect(body).toEqual({
      ...{ rule: 'KN-05', cite: 'Điều 28 Luật Khiếu nại 02/2011/QH13', from: '2026-01-05' },
      ...{ count: 'calendar', days: 30, dueOn: '2026-02-04', excluded: [], provisional: false },
    })
  })

  for (const [query, rule, dueOn] of [
    ['rule=KN-05&from=2026-01-05&complex=true', 'KN-05.complex', '2026-02-23'],
    ['rule=KN-05&from=2026-01-05&remote=true', 'KN-05.remote', '2026-02-23'],
    ['rule=KN-05&from=2026-01-05&complex=true&remote=true', 'KN-05.complex.remote', '2026-03-06'],
    ['rule=KN-05.complex&from=2026-01-05', 'KN-05.complex', '2026-02-23'],
    ['rule=KN-05&from=2026-01-05&complex=false', 'KN-05', '2026-02-04'],
    ['rule=PAKN-06.feedback&from=2026-11-10', 'PAKN-06.feedback', '2026-11-25'],
  ] as const)
    test(`${query}: ${rule}, due ${dueOn}`, async () => {
      expect((await ask(query)).body).toMatchObject({ rule, dueOn })
    })

  test('every day left out has its reason and its document', async () => {
    const { body } = await ask('rule=PAKN-06.feedback&from=2026-11-10')
    expect(body.excluded).toContainEqual({
      ...{ day: '2026-11-24', reason: 'Ngày Văn hóa Việt Nam', source: expect.stringContaining('28/2026/QH16') },
    })
  })

  test('a day in a year not announced yet is provisional', async () => {
    expect((await ask('rule=KN-05&from=2026-12-20')).body.provisional).toBe(true)
  })
})

describe('refusals are 400 with a code and a sentence in both languages', () => {
  for (const [query, error] of [
    ['rule=KN-99&from=2026-01-05', 'unknownRule'],
    ['from=2026-01-05', 'unknownRule'],
    ['rule=&from=2026-01-05', 'unknownRule'],
    ['rule=KN-05', 'badDay'],
    ['rule=KN-05&from=', 'badDay'],
    ['rule=KN-05&from=2026-02-30', 'badDay'],
    ['rule=KN-05&from=05/01/2026', 'badDay'],
    ['rule=KN-09&from=2026-06-30', 'notInForce'],
    ['rule=KN-05&from=2023-12-31', 'beforeCalendar'],
    ['rule=KN-05&from=0001-01-01', 'beforeCalendar'],
    ['rule=KN-05&from=2028-12-31', 'beyondCalendar'],
    ['rule=KN-05&from=9999-12-31', 'beyondCalendar'],
    ['rule=KN-05&from=2026-01-05&complex=maybe', 'badQuery'],
    ['rule=KN-05&from=2026-01-05&complx=true', 'badQuery'],
    ['rule=KN-05&rule=KN-06&from=2026-01-05', 'badQuery'],
    ['rule=KN-05&from=2026-01-05&from=2026-01-06', 'badQuery'],
    ['rule[]=KN-05&from=2026-01-05', 'unknownRule'],
    ['rule=KN-05&from=2026-01-05&__proto__=1', 'badQuery'],
  ] as const)
    test(`${query}: ${error}`, async () => {
      const { status, body } = await ask(query)
      expect(status).toBe(400)
      expect(body).toEqual({ error, reason: expect.any(String), reasonEn: expect.any(String) })
      expect(String(body.reason)).not.toBe(body.reasonEn)
    })
})

test('300 questions of any kind are answered or refused, never broken', async () => {
  const name = fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom('rule', 'from', 'complex', 'remote') },
    { weight: 1, arbitrary: fc.constantFrom('__proto__', 'constructor', 'toString', 'rule[]', '') },
    { weight: 1, arbitrary: fc.string({ unit: 'binary' }) },
  )
  const value = fc.oneof(
    fc.constantFrom('KN-05', 'KN-05.complex', 'TC-07', 'KN-02', 'KN-10', 'true', 'false', '2026-01-05', '2028-12-30'),
    fc.constantFrom(
      '%',
      '%E0%A4%A',
      '%00',
      'null',
      '-1',
      '1e9',
      '2026-13-01',
      '0000-00-00',
      '__proto__',
      'KN-05,KN-06',
    ),
    fc.date({ noInvalidDate: true }).map((date) => date.toISOString().slice(0, 10)),
    fc.string({ unit: 'binary' }).map((text) => encodeURIComponent(text.toWellFormed())),
    fc.string(),
  )
  const query = fc
    .array(fc.tuple(name, value), { maxLength: 6 })
    .map((pairs) =>
      pairs.map(([key, text]) => `${encodeURIComponent(key.toWellFormed())}=${text.replace(/[#&]/g, '')}`).join('&'),
    )
  await fc.assert(
    fc.asyncProperty(query, async (text) => {
      const { status, body } = await ask(text)
      expect([200, 400]).toContain(status)
      if (status === 400) expect(Object.keys(body).sort()).toEqual(['error', 'reason', 'reasonEn'])
    }),
    { numRuns: 300 },
  )
})

test('the description is OpenAPI 3.1 and names path, parameters and both answers', async () => {
  const response = await app.request('/api/v1/openapi.json')
  const described = (await response.json()) as {
    openapi: string
    servers: { url: string }[]
    paths: Record<string, { get: { parameters: { name: string; required?: boolean }[]; responses: object } }>
  }
  expect(described.openapi).toBe('3.1.0')
  expect(described.servers).toEqual([{ url: '/api/v1' }])
  const { get } = described.paths['/deadlines'] ?? {}
  expect(get?.parameters.map(({ name, required = false }) => [name, required])).toEqual([
    ['rule', true],
    ['from', true],
    ['complex', false],
    ['remote', false],
  ])
  expect(Object.keys(get?.responses ?? {})).toEqual(['200', '400'])
})
