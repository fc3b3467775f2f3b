import { afterAll, beforeEach, expect, test } from 'vitest'
import { anOffice, TODAY } from '../../../test/office.ts'
import { addDays, type Day } from '../../platform/day.ts'
import { sqlState } from '../../platform/db.ts'
import type { Actor } from '../../platform/rights.ts'
import { bookSlot, cancelTicket, changeTicket, joinWaiting } from './booking-actions.ts'
import { sessionById, slotsOf, ticketById, ticketDoor, ticketsOf } from './queries.ts'
import { cancelSession, planSessions, postponeSession } from './session-actions.ts'

const office = await anOffice()
afterAll(() => office.db[Symbol.asyncDispose]())
const { here, neighbour, host, db } = office
const CONTACT = { phone: '0905 333 444', email: null, subject: 'Hỏi về đường liên thôn' }
const ON = addDays(TODAY, 10)

let codes = 0
const aCode = () => Buffer.from(String(++codes).padStart(64, '0'), 'hex')

beforeEach(async () => {
  await db.owner.query('delete from reception.contact; delete from reception.ticket; delete from reception.slot')
  await db.owner.query('delete from reception.session; delete from reception.place; delete from platform.message')
  office.jobs.length = 0
})

/** A session taking two bookings of half an hour. */
async function aSession(on: Day = ON, of: Actor = here.intake, head: Actor = here.head): Promise<number> {
  const place = await db.owner.query(
    `insert into reception.place (unit_id, name, address, regular_hours) values ($1, 'Phòng tiếp công dân', 'Trụ sở xã', 'Sáng thứ Hai')
     on conflict (unit_id, name) do update set name = excluded.name returning id`,
    [of.unitId],
  )
  const plan = await office.doing(of, (context) =>
    planSessions(context, {
      ...{ placeId: place.rows[0].id, kind: 'regular', receiverPostId: head.postId, days: [on], startsAt: '08:00' },
      ...{ endsAt: '09:00', slotMinutes: 30, attendees: '', expected: '', ground: null },
    }),
  )
  if ('refused' in plan) throw new Error(plan.refused)
  return plan.ids[0] ?? 0
}

/** As somebody without an account, whose page acts for the unit. */
const asVisitor = <T>(work: (tx: Parameters<typeof sessionById>[0]) => Promise<T>) =>
  office.as({ ...here.intake, postId: null as never }, work)

const book = (sessionId: number, n: number, contact = CONTACT) =>
  asVisitor(async (tx) => {
    const of = await sessionById(tx, sessionId)
    const slot = (await slotsOf(tx, sessionId))[n]
    if (!of || !slot) throw new Error('no slot')
    return bookSlot({ tx, host }, of, slot, { codeHash: aCode(), contact })
  })
const wait = (sessionId: number) =>
  asVisitor(async (tx) => {
    const of = await sessionById(tx, sessionId)
    if (!of) throw new Error('no session')
    return joinWaiting({ tx, host }, of, { codeHash: aCode(), contact: CONTACT })
  })
const idOf = (made: Awaited<ReturnType<typeof book>>) => {
  if ('refused' in made) throw new Error(made.refused)
  return made.id
}
const ticket = (id: number) => office.as(here.intake, (tx) => ticketById(tx, id))

test('200 people want one slot at the same moment: one holds it, 199 are told it is taken', async () => {
  const session = await aSession()
  const all = await Promise.all(Array.from({ length: 200 }, () => book(session, 0)))
  expect(all.filter((one) => 'id' in one)).toHaveLength(1)
  expect(all.filter((one) => 'refused' in one && one.refused === 'taken')).toHaveLength(199)
  expect(await office.count('reception.ticket')).toBe(1)
  expect(await office.count('reception.contact')).toBe(1)
})

test('the database itself refuses a second ticket for a slot, and a slot of another session', async () => {
  const session = await aSession()
  const other = await aSession(addDays(ON, 1))
  await book(session, 0)
  const insert = (sessionId: number, n: number) =>
    db.owner
      .query(
        `insert into reception.ticket (number, unit_id, session_id, slot_id, kind, state, n, code_hash, made_at)
         select $1, $2, $3, slot_id, 'booked', 'booked', $4, sha256($1::text::bytea), now() from reception.ticket`,
        [`TEST-0${n}0`, here.head.unitId, sessionId, n],
      )
      .then(() => null, sqlState)
  expect(await insert(session, 50)).toBe('23505')
  await db.owner.query(`update reception.ticket set state = 'canceled'`)
  expect(await insert(other, 51)).toBe('23503')
})

test('a slot that is given up goes to whoever waits longest, who is told; the contact data of who left is gone', async () => {
  const session = await aSession()
  const [first] = [idOf(await book(session, 0)), idOf(await book(session, 1))]
  const [one, two] = [idOf(await wait(session)), idOf(await wait(session))]
  await asVisitor((tx) => cancelTicket({ tx, host }, first))
  expect(await ticket(first)).toMatchObject({ state: 'canceled' })
  expect(await ticket(one)).toMatchObject({ state: 'booked', startsAt: '08:00', n: 3 })
  expect(await ticket(two)).toMatchObject({ state: 'waiting', n: null })
  expect(await office.count('reception.contact', `ticket_id = ${first}`)).toBe(0)
  expect(office.jobs.map(({ name }) => name)).toEqual(['tell-booking'])
  expect(await office.count('platform.message', `subject_kind = 'booking' and subject_id = ${one}`)).toBe(1)
})

test('nobody waits while a slot is free; nobody books what has begun', async () => {
  const session = await aSession()
  expect(await wait(session)).toEqual({ refused: 'notFull' })
  const begun = await aSession(TODAY)
  expect(await book(begun, 0)).toEqual({ refused: 'closed' })
})

test('another slot: the old one goes on to the list; one that is taken stays taken', async () => {
  const session = await aSession()
  const other = await aSession(addDays(ON, 1))
  const mine = idOf(await book(session, 0))
  idOf(await book(session, 1))
  const waiting = idOf(await wait(session))
  const change = (to: number, n: number) =>
    asVisitor(async (tx) => {
      const of = await sessionById(tx, to)
      const slot = (await slotsOf(tx, to))[n]
      if (!of || !slot) throw new Error('no slot')
      return changeTicket({ tx, host }, mine, { session: of, slotId: slot.id })
    })
  expect(await change(session, 1)).toEqual({ refused: 'taken' })
  expect(await change(other, 0)).toEqual({ done: true })
  expect(await ticket(mine)).toMatchObject({ sessionId: other, startsAt: '08:00', n: 1 })
  expect(await ticket(waiting)).toMatchObject({ state: 'booked', startsAt: '08:00' })
})

test('changing crosswise, canceling and booking at the same moment: no deadlock, no slot twice', async () => {
  const [a, b] = [await aSession(), await aSession(addDays(ON, 1))]
  const mine = [idOf(await book(a, 0)), idOf(await book(b, 0))]
  const move = (id: number, to: number) =>
    asVisitor(async (tx) => {
      const of = await sessionById(tx, to)
      const slot = (await slotsOf(tx, to))[1]
      return of && slot ? changeTicket({ tx, host }, id, { session: of, slotId: slot.id }) : null
    })
  await Promise.all([
    ...[move(mine[0] ?? 0, b), move(mine[1] ?? 0, a), book(a, 1), book(b, 1)],
    ...[asVisitor((tx) => cancelTicket({ tx, host }, mine[0] ?? 0))],
  ])
  const { rows } = await db.owner.query(
    `select slot_id from reception.ticket where state <> 'canceled' and slot_id is not null group by 1 having count(*) > 1`,
  )
  expect(rows).toEqual([])
})

test('a session that is put off takes its line along and tells it; one that is called off ends it', async () => {
  const session = await aSession()
  const mine = idOf(await book(session, 1))
  const it = { toDay: addDays(ON, 7), startsAt: '14:00', endsAt: '15:00', reason: 'Họp đột xuất với tỉnh' }
  const put = await office.doing(here.intake, (context) => postponeSession(context, session, it))
  if ('refused' in put) throw new Error(put.refused)
  expect(await ticket(mine)).toMatchObject({ sessionId: put.id, startsAt: '14:00', state: 'booked' })
  expect(await office.doing(here.intake, (context) => cancelSession(context, put.id, 'Bão số 9 vào'))).toEqual({
    done: true,
  })
  expect(await ticket(mine)).toMatchObject({ state: 'canceled' })
  expect(await office.count('platform.message', `subject_id = ${mine}`)).toBe(2)
})

test('number and code open one ticket wherever it is; another code or unit sees nothing', async () => {
  const session = await aSession()
  const hash = aCode()
  await asVisitor(async (tx) => {
    const of = await sessionById(tx, session)
    const slot = (await slotsOf(tx, session))[0]
    if (of && slot) await bookSlot({ tx, host }, of, slot, { codeHash: hash, contact: CONTACT })
  })
  const [mine] = await office.as(here.intake, (tx) => ticketsOf(tx, session))
  const number = mine?.number ?? ''
  expect(await office.as(null, (tx) => ticketDoor(tx, number, hash))).toEqual({
    id: mine?.id,
    unitId: here.head.unitId,
  })
  expect(await office.as(null, (tx) => ticketDoor(tx, number, aCode()))).toBeNull()
  expect(await office.as(neighbour.head, (tx) => ticketsOf(tx, session))).toEqual([])
  expect(await office.as(null, (tx) => ticketsOf(tx, session))).toEqual([])
  await expect(office.as(here.head, (tx) => listContacts(tx))).rejects.toThrow('permission denied')
})

async function listContacts(tx: Parameters<typeof sessionById>[0]) {
  const { sql } = await import('kysely')
  const { own } = await import('../../platform/db.ts')
  return sql`select * from reception.contact`.execute(own(tx))
}
