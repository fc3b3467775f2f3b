import { sql } from 'kysely'
import { type Day, dayIn, ZONE } from '../../platform/day.ts'
import { behind, own, sqlState, type Tx } from '../../platform/db.ts'
import { newNumber } from '../../platform/keys.ts'
import { tellLater } from '../../platform/messages.ts'
import type { Host } from '../../platform/page.ts'
import type { Actor } from '../../platform/rights.ts'
import {
  type ReceptionSession,
  type Slot,
  sessionById,
  slotsOf,
  type Ticket,
  ticketById,
  ticketsOf,
} from './queries.ts'
import type { ReceptionTables } from './tables.ts'

export interface ReceptionContext {
  tx: Tx
  host: Pick<Host, 'jobs' | 'now'>
  actor: Actor
  today: Day
}

/** Somebody without an account, or a job: acts for the unit the transaction stands for. */
export type Unsigned = Pick<ReceptionContext, 'tx' | 'host'>

export type BookingRefusal = 'closed' | 'taken' | 'notFull' | 'notNow' | 'noSlot'

export interface Contact {
  phone: string | null
  email: string | null
  subject: string | null
}

const clockTime = new Intl.DateTimeFormat('en-GB', { timeZone: ZONE, hour: '2-digit', minute: '2-digit' })

/** Whether a span of this session can still be booked: announced, not begun. */
export function isAhead(
  of: Pick<ReceptionSession, 'state' | 'heldOn'>,
  startsAt: string,
  now: Date,
  today = dayIn(now),
): boolean {
  return of.state === 'announced' && (of.heldOn > today || (of.heldOn === today && startsAt > clockTime.format(now)))
}

export const bookingMessage = (unitId: number, ticketId: number, kind: string) => ({
  ...{ unitId, sealId: null, subject: { kind: 'booking', id: ticketId } as const, kind, toPostId: null },
  title: 'Phiếu hẹn tiếp công dân',
})

type Booked = { id: number; number: string } | { refused: BookingRefusal }

/** One slot for one ticket. Of any number at the same moment the database lets one through; the others are told kindly. */
export async function bookSlot(
  { tx, host }: Unsigned,
  of: ReceptionSession,
  slot: Slot,
  { codeHash, contact }: { codeHash: Buffer; contact: Contact },
): Promise<Booked> {
  if (slot.taken) return { refused: 'taken' }
  if (!isAhead(of, slot.startsAt, host.now())) return { refused: 'closed' }
  const number = newNumber()
  const { rows } = await sql<{ isOpen: boolean; ticketId: number | null }>`
    select * from reception.take_slot(${of.id}, ${slot.id}, ${number}, ${codeHash}, ${host.now()})`.execute(
    own<ReceptionTables>(tx),
  )
  const [made] = rows
  if (!made?.isOpen) return { refused: 'closed' }
  if (!made.ticketId) return { refused: 'taken' }
  keepContact(tx, of.unitId, made.ticketId, contact)
  return { id: made.ticketId, number }
}

/** No slot is left: a place on the list, which becomes a ticket as soon as somebody gives theirs up. */
export async function joinWaiting(
  { tx, host }: Unsigned,
  of: ReceptionSession,
  it: { codeHash: Buffer; contact: Contact },
): Promise<Booked> {
  const isOpen = await lockAnnounced(tx, of.id)
  if (!isOpen || of.slots === 0 || !isAhead(of, of.endsAt, host.now())) return { refused: 'closed' }
  const slots = await slotsOf(tx, of.id)
  if (slots.some((slot) => !slot.taken && isAhead(of, slot.startsAt, host.now()))) return { refused: 'notFull' }
  const made = await own<ReceptionTables>(tx)
    .insertInto('reception.ticket')
    .values({
      ...{ number: newNumber(), unitId: of.unitId, sessionId: of.id, kind: 'booked', state: 'waiting' },
      ...{ slotId: null, n: null, codeHash: it.codeHash, madeAt: host.now() },
    })
    .onConflict((row) => row.doNothing())
    .returning(['id', 'number'])
    .executeTakeFirst()
  if (!made) return { refused: 'taken' }
  keepContact(tx, of.unitId, made.id, it.contact)
  return made
}

function keepContact(tx: Tx, unitId: number, ticketId: number, contact: Contact): void {
  if (!contact.phone && !contact.email && !contact.subject) return
  const row = own<ReceptionTables>(tx).insertInto('reception.contact')
  behind(tx, row.values({ ...contact, ticketId, unitId }).execute())
}

/** The next number in line; who asks at the same moment waits for it. Null when the session is no longer open. */
export async function nextNumber(tx: Tx, sessionId: number): Promise<number | null> {
  const row = await own<ReceptionTables>(tx)
    .updateTable('reception.session')
    .set({ lastNumber: sql<number>`last_number + 1` })
    .where('id', '=', sessionId)
    .where('state', '=', 'announced')
    .returning('lastNumber')
    .executeTakeFirst()
  return row?.lastNumber ?? null
}

async function lockAnnounced(tx: Tx, sessionId: number): Promise<boolean> {
  const row = await own<ReceptionTables>(tx)
    .selectFrom('reception.session')
    .where('id', '=', sessionId)
    .where('state', '=', 'announced')
    .select('id')
    .forUpdate()
    .executeTakeFirst()
  return row !== undefined
}

/** A ticket as it stands, its session held until the end; with `also` that session too, always the lower one first. */
async function lockTicket(tx: Tx, id: number, also?: number): Promise<Ticket | null> {
  const before = await ticketById(tx, id)
  if (!before) return null
  await own<ReceptionTables>(tx)
    .selectFrom('reception.session')
    .where('id', 'in', also ? [before.sessionId, also] : [before.sessionId])
    .orderBy('id')
    .select('id')
    .forUpdate()
    .execute()
  const now = await ticketById(tx, id)
  return now?.sessionId === before.sessionId ? now : null
}

/** Gives a booking or a place on the list up: its contact data goes, its slot to whoever waits longest. */
export async function cancelTicket(
  context: Unsigned,
  id: number,
): Promise<{ done: true } | { refused: BookingRefusal }> {
  const { tx } = context
  const ticket = await lockTicket(tx, id)
  if (!ticket || (ticket.state !== 'booked' && ticket.state !== 'waiting')) return { refused: 'notNow' }
  await setTicket(tx, id, { state: 'canceled' })
  behind(tx, sql`select reception.drop_contact(${id})`.execute(own<ReceptionTables>(tx)))
  if (ticket.slotId) await giveOn(context, ticket.sessionId, ticket.slotId)
  return { done: true }
}

/** Another slot, of the same session or another one of the unit; the number in line stays within a session. */
export async function changeTicket(
  context: Unsigned,
  id: number,
  to: { session: ReceptionSession; slotId: number },
): Promise<{ done: true } | { refused: BookingRefusal }> {
  const { tx, host } = context
  const ticket = await lockTicket(tx, id, to.session.id)
  if (ticket?.state !== 'booked' || ticket.unitId !== to.session.unitId) return { refused: 'notNow' }
  const slot = (await slotsOf(tx, to.session.id)).find((one) => one.id === to.slotId)
  if (!slot) return { refused: 'noSlot' }
  if (slot.taken) return { refused: 'taken' }
  if (!isAhead(to.session, slot.startsAt, host.now())) return { refused: 'closed' }
  const n = to.session.id === ticket.sessionId ? ticket.n : await nextNumber(tx, to.session.id)
  if (n === null) return { refused: 'closed' }
  try {
    await setTicket(tx, id, { sessionId: to.session.id, slotId: slot.id, n, remindedOn: null })
  } catch (error) {
    if (sqlState(error) === TAKEN) return { refused: 'taken' }
    throw error
  }
  if (ticket.slotId) await giveOn(context, ticket.sessionId, ticket.slotId)
  return { done: true }
}

const TAKEN = '23505'

/** A slot is free again: it goes to whoever waits longest for this session, and they are told. */
async function giveOn({ tx, host }: Unsigned, sessionId: number, slotId: number): Promise<void> {
  const isOpen = await lockAnnounced(tx, sessionId)
  const [of, slots] = await Promise.all([sessionById(tx, sessionId), slotsOf(tx, sessionId)])
  const slot = slots.find((one) => one.id === slotId)
  if (!isOpen || !of || !slot || slot.taken || !isAhead(of, slot.startsAt, host.now())) return
  const first = await own<ReceptionTables>(tx)
    .selectFrom('reception.ticket')
    .where('sessionId', '=', sessionId)
    .where('state', '=', 'waiting')
    .orderBy('id')
    .limit(1)
    .select('id')
    .forUpdate()
    .skipLocked()
    .executeTakeFirst()
  if (!first) return
  const n = await nextNumber(tx, sessionId)
  await setTicket(tx, first.id, { state: 'booked', slotId, n })
  await tellLater({ jobs: host.jobs }, tx, [bookingMessage(of.unitId, first.id, 'slotGiven')])
}

/** A session was put off: whoever booked keeps the order, whoever finds no slot there heads the list; all are told. */
export async function moveTickets({ tx, host }: Unsigned, from: ReceptionSession, toSessionId: number): Promise<void> {
  const moved = (await ticketsOf(tx, from.id)).filter((one) => one.state === 'booked' || one.state === 'waiting')
  const slots = await slotsOf(tx, toSessionId)
  for (const [i, ticket] of moved.entries()) {
    const slot = slots[i]
    const n = slot ? await nextNumber(tx, toSessionId) : null
    const state = slot ? 'booked' : 'waiting'
    await setTicket(tx, ticket.id, { sessionId: toSessionId, slotId: slot?.id ?? null, n, state, remindedOn: null })
  }
  await tellLater(
    { jobs: host.jobs },
    tx,
    moved.map((ticket) => bookingMessage(from.unitId, ticket.id, 'postponed')),
  )
}

export async function setTicket(tx: Tx, id: number, values: Record<string, unknown>): Promise<void> {
  await own<ReceptionTables>(tx)
    .updateTable('reception.ticket')
    .set({ ...values, version: sql<number>`version + 1` })
    .where('id', '=', id)
    .execute()
}
