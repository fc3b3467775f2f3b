import { type SqlBool, sql } from 'kysely'
import type { Day } from '../../platform/day.ts'
import { own, type Tx } from '../../platform/db.ts'
import type { ReceptionTables } from './tables.ts'
import type { Ground, SessionKind, SessionState, TicketState } from './workflow.ts'

export interface ReceptionPlace {
  id: number
  unitId: number
  name: string
  address: string
  regularHours: string
  closedOn: Day | null
  version: number
}

/** The places of a unit that receive on a day; with `all` also those that closed. */
export async function placesOf(tx: Tx, unitId: number, on: Day, all = false): Promise<ReceptionPlace[]> {
  let query = own<ReceptionTables>(tx)
    .selectFrom('reception.place')
    .where('unitId', '=', unitId)
    .orderBy('id')
    .limit(50)
  if (!all) query = query.where((row) => row.or([row('closedOn', 'is', null), row('closedOn', '>', on)]))
  return (await query.selectAll().execute()) as ReceptionPlace[]
}

export interface ReceptionSession {
  id: number
  unitId: number
  placeId: number
  placeName: string
  placeAddress: string
  kind: SessionKind
  receiverPostId: number
  heldOn: Day
  /** HH:MM, as the other time. */
  startsAt: string
  endsAt: string
  attendees: string | null
  expected: string | null
  announcedOn: Day | null
  state: SessionState
  reason: string | null
  /** Why its new day came sooner than the notice of the law, if it did. */
  shortNotice: string | null
  ground: Ground | null
  postponedTo: number | null
  postponedToOn: Day | null
  /** The day it was put off from, if it was. */
  postponedFromOn: Day | null
  slotMinutes: number | null
  openedAt: Date | null
  closedAt: Date | null
  receivedBy: number | null
  receivedPersonId: number | null
  /** Slots, and those nobody holds. */
  slots: number
  free: number
  version: number
}

const MOST = 400

const sessions = (where: ReturnType<typeof sql>, limit = MOST) => sql<ReceptionSession>`
  select s.id, s.unit_id, s.place_id, p.name as place_name, p.address as place_address, s.kind, s.receiver_post_id, s.held_on,
    to_char(s.starts_at, 'HH24:MI') as starts_at, to_char(s.ends_at, 'HH24:MI') as ends_at, s.attendees, s.expected,
    s.announced_on, s.state, s.reason, s.short_notice, s.ground, s.postponed_to, s.slot_minutes, s.opened_at, s.closed_at, s.received_by,
    s.received_person_id, s.version,
    (select n.held_on from reception.session n where n.id = s.postponed_to) as postponed_to_on,
    (select b.held_on from reception.session b where b.postponed_to = s.id limit 1) as postponed_from_on,
    (select count(*) from reception.slot l where l.session_id = s.id) as slots,
    (select count(*) from reception.slot l where l.session_id = s.id and not exists
      (select 1 from reception.ticket t where t.slot_id = l.id and t.state <> 'canceled')) as free
  from reception.session s join reception.place p on p.id = s.place_id
  where ${where} order by s.held_on, s.starts_at, s.id limit ${limit}`

const between = (unitId: number, from: Day, to: Day) =>
  sql`s.unit_id = ${unitId} and s.held_on between ${from} and ${to}`

/** Every session of a unit in a span of days. */
export async function sessionsOn(tx: Tx, unitId: number, from: Day, to: Day): Promise<ReceptionSession[]> {
  return (await sessions(between(unitId, from, to)).execute(own<ReceptionTables>(tx))).rows
}

/** What everybody may know: announced, and what became of it. */
export async function publicSessions(tx: Tx, unitId: number, from: Day, to: Day): Promise<ReceptionSession[]> {
  const where = sql`${between(unitId, from, to)} and s.state <> 'planned' and s.announced_on is not null`
  return (await sessions(where).execute(own<ReceptionTables>(tx))).rows
}

export async function sessionById(tx: Tx, id: number): Promise<ReceptionSession | null> {
  return (await sessions(sql`s.id = ${id}`, 1).execute(own<ReceptionTables>(tx))).rows[0] ?? null
}

/** A session and how it stands, held until the transaction ends. */
export async function lockSession(tx: Tx, id: number): Promise<ReceptionSession | null> {
  const locked = await own<ReceptionTables>(tx)
    .selectFrom('reception.session')
    .where('id', '=', id)
    .select('id')
    .forUpdate()
    .executeTakeFirst()
  return locked ? sessionById(tx, id) : null
}

export interface Slot {
  id: number
  startsAt: string
  endsAt: string
  taken: boolean
}

export async function slotsOf(tx: Tx, sessionId: number): Promise<Slot[]> {
  const { rows } =
    await sql<Slot>`select l.id, to_char(l.starts_at, 'HH24:MI') as starts_at, to_char(l.ends_at, 'HH24:MI') as ends_at,
      exists (select 1 from reception.ticket t where t.slot_id = l.id and t.state <> 'canceled') as taken
    from reception.slot l where l.session_id = ${sessionId} order by l.starts_at`.execute(own<ReceptionTables>(tx))
  return rows
}

export interface Ticket {
  id: number
  number: string
  unitId: number
  sessionId: number
  slotId: number | null
  startsAt: string | null
  kind: 'booked' | 'walkIn'
  state: TicketState
  n: number | null
  arrivedAt: Date | null
  calledAt: Date | null
  doneAt: Date | null
  remindedOn: Day | null
  version: number
}

const tickets = (where: ReturnType<typeof sql>, order = sql`t.n nulls last, t.id`, limit = MOST) => sql<Ticket>`
  select t.id, t.number, t.unit_id, t.session_id, t.slot_id, to_char(l.starts_at, 'HH24:MI') as starts_at, t.kind, t.state, t.n,
    t.arrived_at, t.called_at, t.done_at, t.reminded_on, t.version
  from reception.ticket t left join reception.slot l on l.id = t.slot_id where ${where} order by ${order} limit ${limit}`

/** The line of a session: who holds a place in it, by number. */
export async function ticketsOf(tx: Tx, sessionId: number): Promise<Ticket[]> {
  const order = sql`l.starts_at nulls last, t.n nulls last, t.id`
  return (await tickets(sql`t.session_id = ${sessionId}`, order).execute(own<ReceptionTables>(tx))).rows
}

export async function ticketById(tx: Tx, id: number): Promise<Ticket | null> {
  return (await tickets(sql`t.id = ${id}`).execute(own<ReceptionTables>(tx))).rows[0] ?? null
}

/** By number, within the sessions of one unit on one day: what the desk types or scans. */
export async function ticketByNumber(tx: Tx, unitId: number, number: string): Promise<Ticket | null> {
  const where = sql`t.number = ${number} and t.unit_id = ${unitId}`
  return (await tickets(where).execute(own<ReceptionTables>(tx))).rows[0] ?? null
}

/** Which ticket a number with its code opens; nothing else of it is told. */
export async function ticketDoor(
  tx: Tx,
  number: string,
  codeHash: Buffer,
): Promise<{ id: number; unitId: number } | null> {
  const { rows } = await sql<{ id: number; unitId: number }>`
    select id, unit_id from reception.ticket_by_code(${number}, ${codeHash})`.execute(own<ReceptionTables>(tx))
  return rows[0] ?? null
}

/** How many wait before this ticket for a slot of its session. */
export async function waitingBefore(tx: Tx, { id, sessionId }: Pick<Ticket, 'id' | 'sessionId'>): Promise<number> {
  const row = await own<ReceptionTables>(tx)
    .selectFrom('reception.ticket')
    .where('sessionId', '=', sessionId)
    .where('state', '=', 'waiting')
    .where('id', '<', id)
    .select((of) => of.fn.countAll<number>().as('n'))
    .executeTakeFirst()
  return row?.n ?? 0
}

export async function waitingCount(tx: Tx, sessionId: number): Promise<number> {
  return waitingBefore(tx, { id: Number.MAX_SAFE_INTEGER, sessionId })
}

/** What somebody wishes to speak of; read on the page of that one ticket only. */
export async function subjectOf(tx: Tx, ticketId: number): Promise<string | null> {
  const { rows } = await sql<{ subject: string | null }>`select reception.subject_of(${ticketId}) as subject`.execute(
    own<ReceptionTables>(tx),
  )
  return rows[0]?.subject ?? null
}

export interface InLine {
  kind: 'booked' | 'walkIn'
  n: number
  state: 'came' | 'called'
  placeName: string
}

/** The screen in the hall: numbers that are called or wait here today, and nothing else. */
export async function lineOf(tx: Tx, unitId: number, today: Day): Promise<InLine[]> {
  const { rows } = await sql<InLine>`select t.kind, t.n, t.state, p.name as place_name
    from reception.session s join reception.ticket t on t.session_id = s.id and t.state in ('came', 'called')
    join reception.place p on p.id = s.place_id
    where s.unit_id = ${unitId} and s.held_on = ${today} and s.state = 'announced'
    order by t.called_at desc nulls last, ${turn} limit 100`.execute(own<ReceptionTables>(tx))
  return rows
}

/** Whose turn: a booked ticket by its hour, one from the door by when its holder came. */
const turn = sql`coalesce((select l.starts_at from reception.slot l where l.id = t.slot_id),
  (t.arrived_at at time zone 'Asia/Ho_Chi_Minh')::time), t.n`

export async function nextInLine(tx: Tx, sessionId: number): Promise<Ticket | null> {
  const where = sql`t.session_id = ${sessionId} and t.state = 'came'`
  return (await tickets(where, turn, 1).execute(own<ReceptionTables>(tx))).rows[0] ?? null
}

export interface Bearer {
  headPostId: number
  tier: string
  kind: string
  openedOn: Day
}

export async function bearerOf(tx: Tx, unitId: number, on: Day): Promise<Bearer | null> {
  const { rows } = await sql<Bearer>`select * from reception.bearer(${unitId}, ${on})`.execute(own<ReceptionTables>(tx))
  return rows[0] ?? null
}

/** Opened and closed on its own day, by the post it was announced for: no deputy stands in for a head's day. */
export const REALLY_HELD = sql<SqlBool>`s.state = 'held' and s.received_by = s.receiver_post_id
  and (s.opened_at at time zone 'Asia/Ho_Chi_Minh')::date = s.held_on
  and (s.closed_at at time zone 'Asia/Ho_Chi_Minh')::date = s.held_on`
