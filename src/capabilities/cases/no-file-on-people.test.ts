import { Hono } from 'hono'
import { afterAll, describe, expect, test } from 'vitest'
import { anOffice, ROLES } from '../../../test/office.ts'
import type { AnyPage, Host } from '../../platform/page.ts'
import type { Actor } from '../../platform/rights.ts'
import { servePages } from '../../platform/serve-page.ts'
import { COMMITMENT_PAGES } from '../commitments/index.ts'
import { CASE_PAGES, proposePublication, publish } from './index.ts'

// Safeguards 3.1: no page, filter, sort, export or API groups cases by sender. Somebody tries, as every role.

const office = await anOffice()
afterAll(() => office.db[Symbol.asyncDispose]())
const { here, neighbour } = office

const NAME = 'Đoàn Thị Không Ai Biết'
const SECRETS = [NAME, '0905 111 222', 'nguoi@dan.example'] as const
// Full, folded, in part, glued together: the ways people search.
const TRIES = [
  ...[NAME, 'doan thi khong ai biet', 'khong ai biet', 'Không Ai Biết', '0905 111 222', '0905111222', '905111222'],
  ...['nguoi@dan.example', 'nguoi', 'dan.example'],
]

let reader: Actor | null = null
const app = new Hono()
const host = {
  ...office.host,
  settings: { trustedProxies: 0, publicUrl: 'http://localhost' },
  keys: { open: () => null },
}
servePages(app, host as unknown as Host, [...CASE_PAGES, ...COMMITMENT_PAGES] as readonly AnyPage[], {
  actorOf: async () => reader,
  mustGo: () => null,
  layout: async ({ body }) => String(body),
  signIn: async ({ c }) => c.text('', 401),
})
async function read(path: string, who: Actor | null): Promise<string> {
  reader = who
  const answer = await app.request(path)
  return answer.status === 200 ? await answer.text() : ''
}

const cases = [
  await office.newCase('sent', { sender: NAME, text: 'Cây đổ chắn ngõ sáng nay. Đề nghị dọn.' }),
  await office.newCase('assigned', { sender: NAME, text: 'Cây đổ chắn ngõ chiều qua. Đề nghị dọn.' }),
  await office.newCase('answered', { sender: NAME, publish: true, text: 'Cây đổ chắn ngõ tuần trước. Đề nghị dọn.' }),
]
const answered = cases[2]?.id ?? 0
await office.doing(here.officer, (it) =>
  proposePublication(it, answered, {
    title: 'Cây đổ đã dọn',
    question: 'Cây đổ chắn ngõ',
    answer: 'Đã dọn trong ngày.',
  }),
)
await office.doing(here.deputy, (it) => publish(it, answered, true))

// What officials were told of would stand on every page of My work, whatever is searched.
await office.db.owner.query('delete from platform.message')

const unit = `dv${here.head.unitId}-xa-nay`
/** Every list there is, with every name a filter might have: those that exist and those somebody might hope for. */
const lists = (typed: string) => {
  const q = encodeURIComponent(typed)
  const all = ['tim', 'q', 'ten', 'name', 'sender', 'nguoi', 'phone', 'email'].map((name) => `${name}=${q}`).join('&')
  return [
    ...[`/lam-viec?${all}`, `/lam-viec/don-vi?${all}`, `/lam-viec/don-vi?o=done&${all}`],
    ...[`/lam-viec?o=later&${all}`, `/dv/${unit}/da-tra-loi?${all}`],
  ]
}
/** Lists without a search of their own: whatever is asked, they show the same as without asking. */
const plain = ['/lam-viec/don-thu?muc=all', '/lam-viec/so-theo-doi?tu=01/11/2026&den=30/11/2026', `/dv/${unit}/cam-ket`]

const readers: [string, Actor | null][] = [
  ...ROLES.map((role): [string, Actor] => [`${role} here`, here[role]]),
  ...ROLES.map((role): [string, Actor] => [`${role} of the next commune`, neighbour[role]]),
  ['head above', office.above],
  ['nobody', null],
]

test('the lists do find cases by what they are about: otherwise the rest would prove nothing', async () => {
  const found = await read('/lam-viec/don-vi?tim=cay+do', here.head)
  expect(found).toContain('Cây đổ chắn ngõ sáng nay')
  expect(await read(`/dv/${unit}/da-tra-loi?tim=cay+do`, null)).toContain('Cây đổ đã dọn')
})

describe.each(readers)('as %s', (_, who) => {
  test('no search finds a case by the name, telephone or address of its sender', async () => {
    for (const typed of TRIES)
      for (const path of lists(typed)) {
        const page = (await read(path, who)).replaceAll(typed, '')
        expect(page, path).not.toMatch(/Cây đổ|Cống nghẹt/)
      }
  })

  test('no list or register shows one, or answers differently when asked for one', async () => {
    for (const path of plain) {
      const without = (await read(path, who)).replace(/name="_key" value="[^"]*"/g, '')
      for (const secret of SECRETS) {
        expect(without, path).not.toContain(secret)
        const joined = `${path}${path.includes('?') ? '&' : '?'}`
        const asked = await read(`${joined}tim=${encodeURIComponent(secret)}&ten=${encodeURIComponent(secret)}`, who)
        expect(asked.replace(/name="_key" value="[^"]*"/g, ''), path).toBe(without)
      }
    }
  })

  test('no page of the case itself shows one unasked', async () => {
    for (const { number } of cases)
      for (const step of ['', '/doc', '/giao', '/chuyen', '/gop', '/tra-loi', '/cong-khai', '/nguoi-gui/1', '/diem/1'])
        for (const secret of SECRETS)
          expect(await read(`/lam-viec/vu-viec/${number}${step}`, who)).not.toContain(secret)
  })
})

test('no address of any page names a sender, and none takes one', () => {
  for (const { path } of [...CASE_PAGES, ...COMMITMENT_PAGES] as readonly AnyPage[])
    expect(path).not.toMatch(/:(sender|person|name|phone|email)\b/)
})

describe('the database itself', () => {
  const asApp = (text: string, values: unknown[] = []) => office.db.database.pool.query(text, values)

  for (const text of [
    'select * from cases.sender',
    'select count(*) from cases.sender',
    'select submission_id from cases.sender where name is not null',
    'update cases.sender set name = name',
    'delete from cases.sender',
    'insert into cases.sender_view (submission_id, unit_id, post_id, reason, on_day) values (1, 1, 1, $$Lý do nào đó$$, current_date)',
  ])
    test(`refuses the application: ${text.slice(0, 60)}`, async () => {
      await expect(asApp(text)).rejects.toMatchObject({ code: '42501' })
    })

  test('a name stands in one table only: no title, history, message, job or access log has it', async () => {
    const { rows } = await office.db.owner.query<{ name: string }>(
      `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema')`,
    )
    const holding: string[] = []
    for (const { name } of rows) {
      const found = await office.db.owner.query(`select 1 from ${name} t where t::text ~ $1 limit 1`, [
        SECRETS.join('|'),
      ])
      if (found.rowCount) holding.push(name)
    }
    expect(holding).toEqual(['cases.sender'])
  })

  test('a name is opened one at a time, only for the post that may, and never without leaving its trace', async () => {
    const it = cases[1]
    const { rows } = await office.db.owner.query('select id from cases.submission where case_id = $1', [it?.id])
    const views = () => office.count('cases.sender_view')
    const open = async (who: Actor) => {
      const client = await office.db.database.pool.connect()
      try {
        await client.query('begin')
        await client.query(`select set_config('app.unit', $1, true), set_config('app.post', $2, true)`, [
          String(who.unitId),
          String(who.postId),
        ])
        const opened = await client.query('select * from cases.open_sender($1, $2, current_date)', [
          rows[0].id,
          'Hẹn gặp',
        ])
        await client.query('commit')
        return opened.rows.length
      } finally {
        client.release()
      }
    }
    const before = await views()
    for (const who of [
      here.intake,
      here.deputy,
      here.reviewer,
      here.observer,
      here.administrator,
      neighbour.head,
      office.above,
    ])
      expect(await open(who), who.postTitle).toBe(0)
    expect(await views()).toBe(before)
    expect(await open(here.officer)).toBe(1)
    expect(await views()).toBe(before + 1)
  })
})
