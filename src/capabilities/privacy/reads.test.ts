import { sql } from 'kysely'
import { afterAll, describe, expect, test } from 'vitest'
import { anOffice, ROLES, TODAY } from '../../../test/office.ts'
import { addDays } from '../../platform/day.ts'
import { inTransaction, own } from '../../platform/db.ts'
import type { Actor } from '../../platform/rights.ts'
import { maySeeReads } from './pages/reads.tsx'
import { type ReadsAsked, secretReads } from './read-queries.ts'

const office = await anOffice()
afterAll(() => office.db[Symbol.asyncDispose]())
const { here, neighbour, above } = office

const ALL: ReadsAsked = {
  ...{ ofHeads: false, from: addDays(TODAY, -400), until: addDays(TODAY, 400), postId: null, after: null },
}
const readsOf = (actor: Actor, it: Partial<ReadsAsked> = {}, upTo = 500) =>
  office.as(actor, (tx) => secretReads(tx, { ...ALL, ...it }, upTo))

const open = (actor: Actor, caseId: number, why: string, on = TODAY) =>
  office.as(actor, async (tx) => {
    const { rows } = await sql<{ name: string }>`select o.name from cases.submission s,
      cases.open_sender(s.id, ${why}, ${on}::date) o where s.case_id = ${caseId}`.execute(own(tx))
    return rows.length
  })
const page = (actor: Actor, subject: string) =>
  office.as(actor, (tx) =>
    sql`insert into platform.access_log (unit_id, post_id, audit, subject) values (${actor.unitId}, ${actor.postId}, 'cases.case', ${subject})`.execute(
      own(tx),
    ),
  )

describe('a name that was opened', () => {
  test('is seen by the head in person, with post, day, case and reason, never the name', async () => {
    const it = await office.newCase('assigned', { sender: 'Trần Thị Hoa' })
    expect(await open(here.officer, it.id, 'Gọi bà Trần Thị Hoa theo số 0905 111 222 để hỏi rõ')).toBe(1)
    const [read] = await readsOf(here.head)
    expect(read).toMatchObject({
      kind: 'sender',
      number: it.number,
      post: here.officer.postTitle,
      mayOpen: true,
      onDay: TODAY,
    })
    expect(read?.reason).toBe('Gọi bà … theo số … để hỏi rõ')
    expect(read?.person).toBe(here.officer.personName)
    expect(JSON.stringify(await readsOf(here.head))).not.toMatch(/Hoa|0905/)
  })

  test('nobody else is given a row: not by the page, not by the database', async () => {
    expect((await readsOf(here.head)).length).toBeGreaterThan(0)
    for (const role of ROLES.filter((one) => one !== 'head')) {
      expect(maySeeReads(here[role]), role).toBe(false)
      expect(await readsOf(here[role]), role).toEqual([])
    }
    for (const actor of [neighbour.head, above]) expect(await readsOf(actor), actor.postTitle).toEqual([])
    // Whoever acts for the head does not look after themselves.
    const deputy: Actor = { ...here.head, personId: here.deputy.personId, actingForm: 'KT.' }
    expect(maySeeReads(deputy)).toBe(false)
    const acting = { unitId: here.head.unitId, postId: here.head.postId, sealId: null }
    const rows = await inTransaction(
      office.db.database,
      { ...acting, acting: { form: 'KT.', personId: here.deputy.personId } },
      (tx) => secretReads(tx, ALL, 50),
    )
    expect(rows).toEqual([])
    await expect(office.as(here.head, (tx) => sql`select * from privacy.secret_read`.execute(own(tx)))).rejects.toThrow(
      /permission denied/,
    )
    await expect(
      office.as(here.head, (tx) =>
        sql`select privacy.note_read('sender', 1, 1, null, null, 'x', ${TODAY}::date, now())`.execute(own(tx)),
      ),
    ).rejects.toThrow(/permission denied/)
  })

  test('by the head, is seen by the head of the unit above too, as a number without a way to it', async () => {
    const it = await office.newCase('assigned', { sender: 'Lê Văn Tám' })
    expect(await open(here.head, it.id, 'Kiểm tra nhân thân trước khi ký')).toBe(1)
    const seen = await readsOf(above, { ofHeads: true })
    expect(seen.map(({ number, mayOpen, unit }) => ({ number, mayOpen, unit }))).toEqual([
      { number: it.number, mayOpen: false, unit: 'Xã Này' },
    ])
    expect(await readsOf(neighbour.head, { ofHeads: true })).toEqual([])
  })
})

describe('a sealed matter', () => {
  test('whose reader the head is not does not exist here, whoever opened it', async () => {
    const it = await office.newCase('sent', { sealed: true, sender: 'Người tố giác' })
    await page(here.head, it.number)
    await page(here.head, it.number)
    const mine = (await readsOf(here.head)).filter(({ number }) => number === it.number)
    expect(
      mine.map(({ kind }) => kind),
      'once a day',
    ).toEqual(['sealed'])
    expect((await readsOf(above, { ofHeads: true })).some(({ number }) => number === it.number)).toBe(false)
    // The head stops being a reader: not even that somebody looked is said.
    await office.db.owner.query(
      'update platform.seal_reader set post_id = $1 where seal_id = (select seal_id from cases.citizen_case where id = $2)',
      [here.officer.postId, it.id],
    )
    expect((await readsOf(here.head)).some(({ number }) => number === it.number)).toBe(false)
    expect(await readsOf(here.officer)).toEqual([])
  })
})

test('page by page by key, by post, by period: each row once', async () => {
  const it = await office.newCase('assigned', { sender: 'Phạm Văn An' })
  for (let n = 0; n < 12; n++) await open(here.officer, it.id, `Hỏi lại lần thứ ${n}`, addDays(TODAY, -n))
  const all = await readsOf(here.head)
  const paged: number[] = []
  for (let after: ReadsAsked['after'] = null; ; ) {
    const rows = await readsOf(here.head, { after }, 5)
    paged.push(...rows.map(({ id }) => id))
    const last = rows.at(-1)
    if (!last || rows.length < 5) break
    after = { day: last.onDay, id: last.id }
  }
  expect(paged).toEqual(all.map(({ id }) => id))
  const some = await readsOf(here.head, {
    postId: here.officer.postId,
    from: addDays(TODAY, -6),
    until: addDays(TODAY, -3),
  })
  expect(some.map(({ onDay }) => onDay)).toEqual([3, 4, 5, 6].map((n) => addDays(TODAY, -n)))
})

test('a page is found by its index, however long the log grows', async () => {
  await office.db.owner.query(
    `insert into privacy.secret_read (unit_id, kind, case_id, number, post_id, reason, on_day)
     select $1, 'sender', (select min(id) from cases.citizen_case), '0000-0000', $2, 'Nạp thử', date '2020-01-01' + (n % 2000)
     from generate_series(1, 20000) n`,
    [neighbour.head.unitId, neighbour.officer.postId],
  )
  await office.db.owner.query('analyze privacy.secret_read')
  const { rows } = await office.db.owner.query(
    `explain select * from privacy.secret_read r where r.unit_id = $1 and r.on_day between '2020-01-01' and '2030-01-01'
       and (r.on_day, r.id) < ('2024-01-01', 5) order by r.on_day desc, r.id desc limit 51`.replace(
      '$1',
      String(neighbour.head.unitId),
    ),
  )
  const plan = JSON.stringify(rows)
  expect(plan).toContain('secret_read_unit')
  expect(plan).not.toMatch(/Seq Scan|Sort/)
})
