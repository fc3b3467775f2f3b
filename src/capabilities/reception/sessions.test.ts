import { afterAll, beforeEach, expect, test } from 'vitest'
import { anOffice, ROLES, TODAY } from '../../../test/office.ts'
import { addDays, type Day, day } from '../../platform/day.ts'
import { actAs } from '../../platform/db.ts'
import type { Letter } from '../../platform/notify.ts'
import type { Actor } from '../../platform/rights.ts'
import { bookSlot, type ReceptionContext } from './booking-actions.ts'
import { earliestDay, monthAsked, owedDays } from './deadlines.ts'
import { callNext, checkIn, giveNumber, settleTicket } from './desk-actions.ts'
import { complianceOf, receptionFacts } from './facts-queries.ts'
import { forgetContacts, RECEPTION_JOBS, remindBookings } from './jobs.ts'
import { keepPlace } from './place-actions.ts'
import { lineOf, publicSessions, sessionById, slotsOf, subjectOf, ticketById, ticketsOf } from './queries.ts'
import {
  announceSessions,
  cancelSession,
  closeSession,
  openSession,
  type Plan,
  planSessions,
  postponeSession,
} from './session-actions.ts'
import { readTime, slotsBetween } from './workflow.ts'

const office = await anOffice()
afterAll(() => office.db[Symbol.asyncDispose]())
const { here, neighbour, host, db } = office
const PLACE = { name: 'Phòng tiếp công dân', address: 'Trụ sở xã', regularHours: 'Sáng thứ Hai', closedOn: null }

let placeId = 0
beforeEach(async () => {
  await db.owner.query('delete from reception.contact; delete from reception.ticket; delete from reception.slot')
  await db.owner.query('delete from reception.session; delete from reception.place; delete from platform.message')
  await office.doing(here.intake, (context) => keepPlace(context, null, PLACE))
  placeId = Number((await db.owner.query('select id from reception.place')).rows[0].id)
})

/** As somebody at nine in the morning of a day. */
const on = <T>(today: Day, who: Actor, work: (context: ReceptionContext) => Promise<T>) =>
  office.as(who, (tx) =>
    work({ tx, actor: who, today, host: { jobs: host.jobs, now: () => new Date(`${today}T09:00:00+07:00`) } }),
  )

const PLAN = {
  ...{ kind: 'head' as const, startsAt: '08:00', endsAt: '11:00', slotMinutes: 30, attendees: '', expected: '' },
  ground: null,
}
const planned = async (days: readonly Day[], it: Partial<Plan> = {}, today = TODAY) => {
  return on(today, here.intake, async (context) => {
    const made = await planSessions(context, { ...PLAN, placeId, receiverPostId: here.head.postId, days, ...it })
    // A page rolls back what it refuses.
    if ('refused' in made) throw new Error(made.refused)
    return made.ids
  })
}
const announced = async (heldOn: Day, today: Day) => {
  const ids = await planned([heldOn], {}, today)
  const done = await on(today, here.intake, (context) => announceSessions(context, ids))
  if ('refused' in done) throw new Error(done.refused)
  return ids[0] ?? 0
}
const regular = async (heldOn = TODAY) => (await planned([heldOn], { kind: 'regular' }))[0] ?? 0
const found = (id: number) => office.as(here.head, (tx) => sessionById(tx, id))

test('TCD-08: a head’s day is published five working days before, holidays left out; a day sooner is refused', async () => {
  // 24/11 is a holiday: 25, 26, 27, 30 November and 1 December are the five.
  const [sooner = 0, right = 0] = await planned([day('2026-11-30'), day('2026-12-01')])
  expect(await on(TODAY, here.intake, (context) => announceSessions(context, [right, sooner]))).toEqual({
    ...{ refused: 'tooSoon', on: '2026-11-30' },
  })
  expect((await found(right))?.state).toBe('planned')
  expect(await on(TODAY, here.intake, (context) => announceSessions(context, [right]))).toEqual({ done: true })
  expect(await found(right)).toMatchObject({ state: 'announced', announcedOn: TODAY })
})

test('at once only with its ground; what everybody sees is what was announced', async () => {
  const adHoc = { ...PLAN, kind: 'adHoc' as const, placeId, receiverPostId: here.head.postId, days: [TODAY] }
  expect(await on(TODAY, here.head, (context) => planSessions(context, adHoc))).toEqual({ refused: 'noGround' })
  const made = await on(TODAY, here.head, (context) => planSessions(context, { ...adHoc, ground: 'crowded' }))
  expect(made).toHaveProperty('ids')
  await planned([addDays(TODAY, 30)])
  const seen = await office.as(here.intake, (tx) => publicSessions(tx, here.head.unitId, TODAY, addDays(TODAY, 60)))
  expect(seen.map((one) => one.kind)).toEqual(['adHoc'])
})

test('nobody receives twice at the same hour', async () => {
  await planned([addDays(TODAY, 20)])
  await expect(planned([addDays(TODAY, 20)], { startsAt: '10:00', endsAt: '12:00' })).rejects.toThrow('overlaps')
  await planned([addDays(TODAY, 20)], { startsAt: '13:00', endsAt: '15:00' })
})

test('put off: only later, with reason, the new day published at once', async () => {
  const id = await announced(day('2026-12-03'), TODAY)
  const it = { startsAt: '08:00', endsAt: '11:00', reason: 'Bão vào đất liền' }
  const put = (toDay: Day) => on(TODAY, here.intake, (context) => postponeSession(context, id, { ...it, toDay }))
  expect(await put(day('2026-12-02'))).toEqual({ refused: 'sooner' })
  const next = await put(day('2026-12-10'))
  if ('refused' in next) throw new Error(next.refused)
  expect(await found(id)).toMatchObject({ state: 'postponed', reason: it.reason, postponedToOn: '2026-12-10' })
  expect(await found(next.id)).toMatchObject({ state: 'announced', postponedFromOn: '2026-12-03' })
})

test('TCD-08: a new day nearer than the notice is refused, or says to everybody why; compliance tells them apart', async () => {
  const it = { startsAt: '08:00', endsAt: '11:00', reason: 'Bão vào đất liền' }
  const late = day('2026-12-02')
  const put = (id: number, toDay: Day, shortNotice = '') =>
    on(late, here.intake, (context) => postponeSession(context, id, { ...it, toDay, shortNotice }))
  const id = await announced(day('2026-12-03'), TODAY)
  // 3, 4, 7, 8 and 9 December are the five.
  expect(await put(id, day('2026-12-08'))).toEqual({ refused: 'shortNotice', on: '2026-12-09' })
  expect(await found(id)).toMatchObject({ state: 'announced' })
  const why = 'Bà con thôn Bốn đã chờ từ tháng trước'
  const near = await put(id, day('2026-12-08'), why)
  if ('refused' in near) throw new Error(near.refused)
  const shown = await office.as(null, (tx) => {
    actAs(tx, { unitId: here.head.unitId, postId: null, sealId: null })
    return publicSessions(tx, here.head.unitId, late, day('2026-12-31'))
  })
  expect(shown.find((one) => one.id === near.id)).toMatchObject({ shortNotice: why, postponedFromOn: '2026-12-03' })
  const other = await announced(day('2026-12-04'), TODAY)
  const kept = await put(other, day('2026-12-09'), 'Không cần nhưng đã ghi')
  if ('refused' in kept) throw new Error(kept.refused)
  expect(await found(kept.id)).toMatchObject({ shortNotice: null })
  const month = await office.as(here.head, (tx) => complianceOf(tx, here.head.unitId, '2026-12'))
  const told = new Map(month.flatMap(({ sessions }) => sessions.map((one) => [one.id, one.announced])))
  expect([told.get(near.id), told.get(kept.id)]).toEqual(['short', 'inTime'])
})

test('regular hours owe no notice: a new day of tomorrow needs no further reason', async () => {
  const id = await regular(addDays(TODAY, 1))
  const it = { toDay: addDays(TODAY, 2), startsAt: '08:00', endsAt: '09:00', reason: 'Mất điện cả ngày' }
  expect(await on(TODAY, here.intake, (context) => postponeSession(context, id, it))).toMatchObject({
    id: expect.any(Number),
  })
})

async function hold(id: number, heldOn: Day, by: Actor) {
  await on(heldOn, here.intake, (context) => openSession(context, id, by.postId))
  return on(heldOn, here.intake, (context) => closeSession(context, id))
}

test('TCD-02: a day counts when the head opened and closed it that day; a deputy who stands in does not', async () => {
  const [mine, stoodIn] = [await announced(day('2026-12-03'), TODAY), await announced(day('2026-12-04'), TODAY)]
  const forgotten = await announced(day('2026-12-07'), TODAY)
  await hold(mine, day('2026-12-03'), here.head)
  await hold(stoodIn, day('2026-12-04'), here.deputy)
  await on(day('2026-12-07'), here.intake, (context) => openSession(context, forgotten, here.head.postId))
  expect(await on(day('2026-12-08'), here.intake, (context) => closeSession(context, forgotten))).toEqual({
    refused: 'notToday',
  })
  const facts = await office.as(here.head, (tx) =>
    receptionFacts(tx, here.head.unitId, day('2026-12-01'), day('2026-12-31')),
  )
  expect(facts).toMatchObject([{ fact: 'headReceived', on: '2026-12-03', postId: here.head.postId }])
  expect(await found(stoodIn)).toMatchObject({ receivedBy: here.deputy.postId, receivedPersonId: expect.any(Number) })
  const [row] = await office.as(here.head, (tx) => complianceOf(tx, here.head.unitId, '2026-12'))
  expect(row).toMatchObject({ postId: here.head.postId, heldDays: 1, owed: [{ days: 2, rule: { id: 'TCD-02' } }] })
  expect(row?.sessions.map((one) => [one.announced, one.counts])).toEqual([
    ['inTime', true],
    ['inTime', false],
    ['inTime', false],
  ])
})

test.each([
  ['commune', 'commune', '2026-06-01', 'TCD-01', 5],
  ['commune', 'commune', '2026-07-01', 'TCD-02', 2],
  ['province', 'centrallyRunCity', '2026-07-01', 'TCD-04', 1],
  ['commune', 'partyCommittee', '2026-07-01', 'NDD-02', 2],
  ['province', 'partyCommittee', '2026-07-01', 'NDD-01', 1],
] as const)('%s %s owes in the month from %s by %s: %i days', (tier, kind, from, id, days) => {
  expect(owedDays({ tier, kind }, day(from))).toMatchObject([{ days, rule: { id } }])
})

test('months, hours, slots: what is odd falls back, what is left over belongs to nobody', () => {
  expect(['2026-12', '2030-01', '2026-13', undefined].map((typed) => monthAsked(typed, TODAY))).toEqual([
    ...['2026-12', '2026-11', '2026-11', '2026-11'],
  ])
  expect(['7:30', '07h30', '9g', '24:00', 'sáng'].map(readTime)).toEqual(['07:30', '07:30', '09:00', null, null])
  expect(slotsBetween('08:00', '09:10', 30).map((slot) => slot.startsAt)).toEqual(['08:00', '08:30'])
  const proofOf = { dayOff: () => null, covers: () => true, first: TODAY, announcedUntil: TODAY } as never
  expect(earliestDay('adHoc', TODAY, proofOf)).toBeNull()
})

test('the line: whoever comes gets a number, one is called at a time, nobody is left when it closes', async () => {
  const id = await regular()
  const desk = <T>(work: (context: ReceptionContext) => Promise<T>) => on(TODAY, here.officer, work)
  expect(await desk((context) => callNext(context, id))).toEqual({ refused: 'notOpen' })
  await desk((context) => openSession(context, id, here.officer.postId))
  const first = await desk((context) => giveNumber(context, id))
  await desk((context) => giveNumber(context, id))
  expect(await desk((context) => callNext(context, id))).toEqual({ done: true })
  expect(await desk((context) => callNext(context, id))).toEqual({ refused: 'callOpen' })
  expect(await desk((context) => closeSession(context, id))).toEqual({ refused: 'stillWaiting' })
  expect(await office.as(here.intake, (tx) => lineOf(tx, here.head.unitId, TODAY))).toEqual([
    { kind: 'walkIn', n: 1, state: 'called', placeName: PLACE.name },
    { kind: 'walkIn', n: 2, state: 'came', placeName: PLACE.name },
  ])
  const one = 'id' in first ? first.id : 0
  expect(await desk((context) => settleTicket(context, one, 'received'))).toEqual({ done: true })
  expect(await desk((context) => settleTicket(context, one, 'missed'))).toEqual({ refused: 'notNow' })
  await desk((context) => callNext(context, id))
  const [, two] = await office.as(here.intake, (tx) => ticketsOf(tx, id))
  await desk((context) => settleTicket(context, two?.id ?? 0, 'missed'))
  expect(await desk((context) => closeSession(context, id))).toEqual({ done: true })
  expect(await desk((context) => giveNumber(context, id))).toEqual({ refused: 'notNow' })
})

const booked = async (sessionId: number) => {
  const made = await on(addDays(TODAY, -1), here.intake, async ({ tx, host: then }) => {
    const of = await sessionById(tx, sessionId)
    const [slot] = await slotsOf(tx, sessionId)
    if (!of || !slot) throw new Error('no slot')
    const contact = { phone: null, email: 'dan@xa.example', subject: 'Đất vườn nhà bà Bảy' }
    return bookSlot({ tx, host: then }, of, slot, { codeHash: Buffer.alloc(32, sessionId), contact })
  })
  if ('refused' in made) throw new Error(made.refused)
  return made.id
}

test('reminded once, the day before, with number and hour and neither code nor subject; forgotten the night after', async () => {
  const id = await regular(addDays(TODAY, 1))
  const mine = await booked(id)
  office.jobs.length = 0
  const sent: Letter[] = []
  const settings = { publicUrl: 'http://localhost' }
  const its = { ...host, settings, notify: { send: async (letter: Letter) => void sent.push(letter) } } as never
  await remindBookings(its, TODAY)
  await remindBookings(its, TODAY)
  expect(office.jobs).toMatchObject([{ name: 'tell-booking' }])
  const job = RECEPTION_JOBS.map((make) => make(its)).find(({ name }) => name === 'tell-booking')
  await job?.run(office.jobs[0]?.data as never)
  expect(sent).toMatchObject([{ channel: 'mail', to: 'dan@xa.example' }])
  expect(JSON.stringify(sent)).toContain('08:00 ngày 24/11/2026')
  expect(JSON.stringify(sent)).not.toContain('bà Bảy')
  const night = (at: Day) => forgetContacts({ database: db.database, now: () => new Date(`${at}T00:50:00+07:00`) })
  await night(addDays(TODAY, 1))
  expect(await office.count('reception.contact', `ticket_id = ${mine}`)).toBe(1)
  await night(addDays(TODAY, 2))
  expect(await office.count('reception.contact', `ticket_id = ${mine}`)).toBe(0)
})

test('the subject opens for a post of that unit alone, and stands in no list, line or history', async () => {
  const id = await regular()
  const mine = await booked(id)
  expect(await office.as(here.officer, (tx) => subjectOf(tx, mine))).toBe('Đất vườn nhà bà Bảy')
  for (const who of [neighbour.head, neighbour.intake, null])
    expect(await office.as(who, async (tx) => [await subjectOf(tx, mine), await ticketById(tx, mine)])).toEqual([
      ...[null, null],
    ])
  const visitor = { ...here.intake, postId: null as never }
  expect(await office.as(visitor, (tx) => subjectOf(tx, mine))).toBeNull()
  const lists = await office.as(here.intake, async (tx) =>
    JSON.stringify([await ticketsOf(tx, id), await sessionById(tx, id), await lineOf(tx, here.head.unitId, TODAY)]),
  )
  expect(lists).not.toMatch(/bà Bảy|dan@xa/)
  const { rows } = await db.owner.query('select payload from platform.history_payload')
  expect(JSON.stringify(rows)).not.toMatch(/bà Bảy|dan@xa/)
})

type Act = (context: ReceptionContext, planned: number, running: number, ticket: number) => Promise<object>
const MOVES = {
  plan: (context: ReceptionContext) =>
    planSessions(context, { ...PLAN, placeId, receiverPostId: here.head.postId, days: [addDays(TODAY, 40)] }),
  keepPlaces: (context: ReceptionContext) =>
    keepPlace(context, null, { ...PLACE, name: `Nơi ${context.actor.postId}` }),
  announce: (context: ReceptionContext, id: number) => announceSessions(context, [id]),
  cancel: (context: ReceptionContext, id: number) => cancelSession(context, id, 'Không còn cần'),
  open: (context: ReceptionContext, _: number, running: number) => openSession(context, running, here.intake.postId),
  giveNumber: (context: ReceptionContext, _: number, running: number) => giveNumber(context, running),
  checkIn: (context: ReceptionContext, _: number, __: number, ticket: number) => checkIn(context, ticket),
} satisfies Record<string, Act>
const PLANNERS = ['head', 'deputy', 'intake']
const DESK = [...PLANNERS, 'officer']
const MAY: Readonly<Record<keyof typeof MOVES, readonly string[]>> = {
  ...{ plan: PLANNERS, keepPlaces: PLANNERS, announce: PLANNERS, cancel: PLANNERS },
  ...{ open: DESK, giveNumber: DESK, checkIn: DESK },
}

test.each(Object.keys(MOVES) as (keyof typeof MOVES)[])('rights: %s by role and territory', async (move) => {
  const allowed: string[] = []
  for (const [where, posts] of Object.entries({ here, neighbour }))
    for (const role of ROLES) {
      await db.owner.query('delete from reception.contact; delete from reception.ticket; delete from reception.slot')
      await db.owner.query('delete from reception.session')
      const [waiting = 0] = await planned([day('2026-12-01')])
      const running = (await planned([TODAY], { kind: 'regular', receiverPostId: here.intake.postId }))[0] ?? 0
      const ticket = move === 'checkIn' ? await booked(running) : 0
      const done = await on(TODAY, posts[role], (context) => (MOVES[move] as Act)(context, waiting, running, ticket))
      if (!('refused' in done)) allowed.push(`${where} ${role}`)
    }
  const wanted = MAY[move].map((role) => `here ${role}`)
  const ownPlaces = move === 'keepPlaces' ? MAY[move].map((role) => `neighbour ${role}`) : []
  expect(allowed.sort()).toEqual([...wanted, ...ownPlaces].sort())
})
