import { own } from '../../platform/db.ts'
import { newNumber } from '../../platform/keys.ts'
import { isAllowed } from '../../platform/rights.ts'
import { nextNumber, type ReceptionContext, setTicket } from './booking-actions.ts'
import { POLICY } from './policy.ts'
import { lockSession, nextInLine, type ReceptionSession, ticketById, ticketsOf } from './queries.ts'
import type { ReceptionTables } from './tables.ts'

export type DeskRefusal = 'notAllowed' | 'notNow' | 'notToday' | 'notOpen' | 'nobody' | 'callOpen'
type Settled = { done: true } | { refused: DeskRefusal }

/** The session of today at whose desk something is done, held until the transaction ends. */
async function deskOf(
  { tx, actor, today }: ReceptionContext,
  sessionId: number,
  right: keyof typeof POLICY,
): Promise<{ of: ReceptionSession } | { refused: DeskRefusal }> {
  const of = await lockSession(tx, sessionId)
  if (!of || !isAllowed(POLICY[right], actor, { unitId: of.unitId })) return { refused: 'notAllowed' }
  if (of.heldOn !== today) return { refused: 'notToday' }
  return of.state === 'announced' ? { of } : { refused: 'notNow' }
}

/** A number for whoever came without a booking: nobody is sent away for it. */
export async function giveNumber(
  context: ReceptionContext,
  sessionId: number,
): Promise<{ id: number; n: number } | { refused: DeskRefusal }> {
  const { tx, host } = context
  const desk = await deskOf(context, sessionId, 'giveNumber')
  if ('refused' in desk) return desk
  const n = await nextNumber(tx, sessionId)
  if (n === null) return { refused: 'notNow' }
  const now = host.now()
  const made = await own<ReceptionTables>(tx)
    .insertInto('reception.ticket')
    .values({
      ...{ number: newNumber(), unitId: desk.of.unitId, sessionId, kind: 'walkIn', state: 'came', n },
      ...{ madeAt: now, arrivedAt: now },
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return { id: made.id, n }
}

/** Whoever booked has come; one from the waiting list gets a number like anybody at the door. */
export async function checkIn(context: ReceptionContext, ticketId: number): Promise<Settled> {
  const { tx, host } = context
  const ticket = await ticketById(tx, ticketId)
  if (!ticket) return { refused: 'notNow' }
  const desk = await deskOf(context, ticket.sessionId, 'checkIn')
  if ('refused' in desk) return desk
  const now = await ticketById(tx, ticketId)
  if (now?.state !== 'booked' && now?.state !== 'waiting') return { refused: 'notNow' }
  const n = now.n ?? (await nextNumber(tx, now.sessionId))
  await setTicket(tx, ticketId, { state: 'came', n, arrivedAt: host.now() })
  return { done: true }
}

/** Calls whose turn it is: a booked ticket by its hour, one from the door by when its holder came. One at a time. */
export async function callNext(context: ReceptionContext, sessionId: number): Promise<Settled> {
  const { tx, host } = context
  const desk = await deskOf(context, sessionId, 'callNext')
  if ('refused' in desk) return desk
  if (!desk.of.openedAt) return { refused: 'notOpen' }
  const line = await ticketsOf(tx, sessionId)
  if (line.some((ticket) => ticket.state === 'called')) return { refused: 'callOpen' }
  const next = await nextInLine(tx, sessionId)
  if (!next) return { refused: 'nobody' }
  await setTicket(tx, next.id, { state: 'called', calledAt: host.now() })
  return { done: true }
}

/** How a called ticket ends: its holder was received, or was not there when called. */
export async function settleTicket(
  context: ReceptionContext,
  ticketId: number,
  as: 'received' | 'missed',
): Promise<Settled> {
  const { tx, host } = context
  const before = await ticketById(tx, ticketId)
  if (!before) return { refused: 'notNow' }
  const desk = await deskOf(context, before.sessionId, 'callNext')
  if ('refused' in desk) return desk
  const ticket = await ticketById(tx, ticketId)
  if (ticket?.state !== 'called') return { refused: 'notNow' }
  await setTicket(tx, ticketId, { state: as, doneAt: host.now() })
  return { done: true }
}
