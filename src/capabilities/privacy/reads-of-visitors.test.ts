import { sql } from 'kysely'
import { afterAll, expect, test } from 'vitest'
import { anOffice, TODAY } from '../../../test/office.ts'
import { addDays } from '../../platform/day.ts'
import { own } from '../../platform/db.ts'
import type { Actor } from '../../platform/rights.ts'
import { reads } from './pages/reads.tsx'
import { type ReadsAsked, secretReads } from './read-queries.ts'
import { vi } from './words.vi.ts'

const office = await anOffice()
afterAll(() => office.db[Symbol.asyncDispose]())
const { here, neighbour, above, db } = office

const readsOf = (actor: Actor, it: Partial<ReadsAsked> = {}) =>
  office.as(actor, (tx) =>
    secretReads(tx, { ofHeads: false, from: TODAY, until: TODAY, postId: null, after: null, ...it }, 50),
  )

/** A visit of Lê Thị Kín, received by the officer. */
async function aVisit(): Promise<number> {
  const { rows } = await db.owner.query(
    `insert into visits.visit (unit_id, visited_on, visited_at, entered_at, receiver_post_id, receiver_person_id, kind, content)
     values ($1, $2, $2::date + time '08:00', $2::date + time '08:10', $3, $4, 'feedback', 'Đường liên thôn hỏng') returning id`,
    [here.officer.unitId, TODAY, here.officer.postId, here.officer.personId],
  )
  await db.owner.query(
    `insert into visits.visitor (visit_id, unit_id, n, name, address, id_number, phone)
     values ($1, $2, 1, 'Lê Thị Kín', 'Thôn Bốn Nhà', '001099123456', '0905 333 444')`,
    [rows[0].id, here.officer.unitId],
  )
  return Number(rows[0].id)
}
const open = (actor: Actor, visit: number, why: string) =>
  office.as(actor, async (tx) => {
    const asked = sql<{ name: string }>`select name from visits.open_visitors(${visit}, ${why}, ${TODAY})`
    return (await asked.execute(own(tx))).rows.map(({ name }) => name)
  })

test('who opened a visitor stands in the log of the head: who, when, which visit, why; never the name', async () => {
  const visit = await aVisit()
  expect(await open(here.officer, visit, 'Gọi bà Lê Thị Kín, 0905 333 444, báo kết quả')).toEqual(['Lê Thị Kín'])
  const [read] = await readsOf(here.head)
  expect(read).toMatchObject({ kind: 'visitor', number: String(visit), post: here.officer.postTitle, onDay: TODAY })
  expect(read).toMatchObject({ person: here.officer.personName, reason: 'Gọi bà …, …, báo kết quả', mayOpen: false })
  expect(JSON.stringify(read)).not.toMatch(/Kín|0905|Bốn Nhà/)
})

test('so does who read the register, once a reading', async () => {
  await office.as(here.intake, (tx) =>
    sql`select * from visits.register_of(${addDays(TODAY, -1)}, ${TODAY}, null, null, 'in sổ', ${TODAY}, 50)`.execute(
      own(tx),
    ),
  )
  const [read] = await readsOf(here.head, { postId: here.intake.postId })
  expect(read).toMatchObject({ kind: 'visitRegister', number: '', post: here.intake.postTitle, reason: 'in sổ' })
})

test('nobody else is given a row; the head above sees what a head below opened', async () => {
  await open(here.head, await aVisit(), 'Đọc lại trước buổi tiếp')
  for (const actor of [here.deputy, here.intake, here.officer, neighbour.head]) expect(await readsOf(actor)).toEqual([])
  expect(await readsOf(above, { ofHeads: true })).toMatchObject([{ kind: 'visitor', post: here.head.postTitle }])
})

test('an opening that was not granted leaves nothing', async () => {
  const before = (await readsOf(here.head)).length
  expect(await open(here.reviewer, await aVisit(), 'Tò mò thôi')).toEqual([])
  expect(await readsOf(here.head)).toHaveLength(before)
})

test('the page says it in words, and shows no way to a case that is none', async () => {
  const visit = await aVisit()
  await open(here.officer, visit, 'Gọi báo kết quả')
  const html = await office.as(here.head, async (tx) => {
    const asked = { tx, actor: here.head, today: TODAY, query: {}, host: office.host, language: 'vi' } as never
    const found = await reads.load(asked)
    return String(await reads.view({ ...(asked as object), found, words: vi } as never))
  })
  expect(html).toContain('Người đến ở một lượt tiếp: Gọi báo kết quả')
  expect(html).toMatch(new RegExp(`<td data-is="Số đơn, số lượt tiếp">${visit}</td>`))
  expect(html).not.toContain('Kín')
})
