import { sql } from 'kysely'
import { holderOf } from '../../organization/officials.ts'
import type { Day } from '../../platform/day.ts'
import { own, sqlState, type Tx } from '../../platform/db.ts'
import { record } from '../../platform/history.ts'
import { tellLater } from '../../platform/messages.ts'
import { isAllowed } from '../../platform/rights.ts'
import { workingCalendar } from '../calendar/index.ts'
import { bookingMessage, moveTickets, type ReceptionContext } from './booking-actions.ts'
import { earliestDay } from './deadlines.ts'
import { POLICY } from './policy.ts'
import { lockSession, placesOf, type ReceptionSession, ticketsOf } from './queries.ts'
import type { ReceptionTables } from './tables.ts'
import { type Ground, SESSION_MOVES, type SessionKind, slotsBetween } from './workflow.ts'

export type SessionRefusal =
  | 'notAllowed'
  | 'notNow'
  | 'passed'
  | 'tooSoon'
  | 'overlaps'
  | 'noPlace'
  | 'postNotHeld'
  | 'noGround'
  | 'wrongHours'
  | 'notToday'
  | 'stillWaiting'
  | 'sooner'
  | 'shortNotice'

export type Settled = { done: true } | { refused: SessionRefusal; on?: Day }

export interface Plan {
  placeId: number
  kind: SessionKind
  receiverPostId: number
  days: readonly Day[]
  startsAt: string
  endsAt: string
  slotMinutes: number | null
  attendees: string
  expected: string
  ground: Ground | null
}

const entry = ({ actor, host }: ReceptionContext, kind: string, session: { id: number; unitId: number }) => ({
  ...{ subject: { kind: 'session', id: session.id } as const, unitId: session.unitId, sealId: null },
  ...{ kind, postId: actor.postId, happenedAt: host.now() },
})

/** Puts sessions on one or several days. What needs no notice stands announced at once; a head's day waits to be announced. */
export async function planSessions(
  context: ReceptionContext,
  plan: Plan,
): Promise<{ ids: number[] } | { refused: SessionRefusal; on?: Day }> {
  const { tx, actor, today } = context
  if (!isAllowed(POLICY.plan, actor, actor)) return { refused: 'notAllowed' }
  if (plan.endsAt <= plan.startsAt) return { refused: 'wrongHours' }
  const past = plan.days.find((on) => on < today)
  if (past) return { refused: 'passed', on: past }
  if (plan.kind === 'adHoc' && !plan.ground) return { refused: 'noGround' }
  const [places, holder] = await Promise.all([
    placesOf(tx, actor.unitId, today),
    holderOf(tx, plan.receiverPostId, actor.unitId, today),
  ])
  if (!places.some((one) => one.id === plan.placeId)) return { refused: 'noPlace' }
  if (!holder) return { refused: 'postNotHeld' }
  const isPublic = plan.kind === 'regular' || plan.kind === 'adHoc'
  const ids: number[] = []
  for (const heldOn of [...new Set(plan.days)].sort()) {
    const id = await insertSession(context, { ...plan, heldOn, announcedOn: isPublic ? today : null })
    if (id === null) return { refused: 'overlaps', on: heldOn }
    ids.push(id)
    if (isPublic) record(tx, { ...entry(context, 'announced', { id, unitId: actor.unitId }), payload: { heldOn } })
  }
  return { ids }
}

type NewSession = Omit<Plan, 'days'> & { heldOn: Day; announcedOn: Day | null; shortNotice?: string | null }

async function insertSession({ tx, actor }: ReceptionContext, it: NewSession): Promise<number | null> {
  const trx = own<ReceptionTables>(tx)
  const { placeId, kind, receiverPostId, heldOn, startsAt, endsAt, slotMinutes, ground, announcedOn } = it
  try {
    const made = await trx
      .insertInto('reception.session')
      .values({
        ...{ unitId: actor.unitId, placeId, kind, receiverPostId, heldOn, startsAt, endsAt, slotMinutes, announcedOn },
        ...{ attendees: it.attendees || null, expected: it.expected || null },
        ...{ shortNotice: it.shortNotice ?? null },
        ...{ ground: kind === 'adHoc' ? ground : null, state: announcedOn ? 'announced' : 'planned' },
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    const slots = slotMinutes ? slotsBetween(startsAt, endsAt, slotMinutes) : []
    if (slots.length > 0)
      await trx
        .insertInto('reception.slot')
        .values(slots.map((slot) => ({ ...slot, unitId: actor.unitId, sessionId: made.id })))
        .execute()
    return made.id
  } catch (error) {
    if (sqlState(error) === OVERLAPS) return null
    throw error
  }
}

/** PostgreSQL: two rows exclude each other, here two sessions of one receiver at the same hour. */
const OVERLAPS = '23P01'

const may = (move: keyof typeof SESSION_MOVES, { actor }: ReceptionContext, of: ReceptionSession): boolean =>
  SESSION_MOVES[move].from.includes(of.state) && isAllowed(SESSION_MOVES[move].by, actor, { unitId: of.unitId })

/** Publishes sessions together: one day too soon and none is published. */
export async function announceSessions(context: ReceptionContext, ids: readonly number[]): Promise<Settled> {
  const { tx, today } = context
  const calendar = await workingCalendar(tx)
  for (const id of [...ids].sort((a, b) => a - b)) {
    const of = await lockSession(tx, id)
    if (!of || !may('announce', context, of)) return { refused: 'notNow' }
    if (of.heldOn < today) return { refused: 'passed', on: of.heldOn }
    const earliest = earliestDay(of.kind, today, calendar)
    if (earliest && of.heldOn < earliest.dueOn) return { refused: 'tooSoon', on: of.heldOn }
    await update(tx, id, { state: 'announced', announcedOn: today })
    record(tx, {
      ...entry(context, 'announced', of),
      payload: { heldOn: of.heldOn, earliest: earliest?.dueOn ?? null },
    })
  }
  return { done: true }
}

/**
 * Puts a session off to a later day, which is published in the same breath; whoever booked keeps their place and is told. The law
 * asks for a reason and a new day and does not say how near it may be: the notice is kept, or it is said to everybody why not.
 */
export async function postponeSession(
  context: ReceptionContext,
  id: number,
  it: { toDay: Day; startsAt: string; endsAt: string; reason: string; shortNotice?: string },
): Promise<{ id: number } | { refused: SessionRefusal; on?: Day }> {
  const { tx, today } = context
  const of = await lockSession(tx, id)
  if (!of || !may('postpone', context, of) || of.openedAt) return { refused: 'notNow' }
  if (it.toDay <= of.heldOn || it.toDay < today) return { refused: 'sooner' }
  if (it.endsAt <= it.startsAt) return { refused: 'wrongHours' }
  const earliest = earliestDay(of.kind, today, await workingCalendar(tx))
  const isShort = earliest !== null && it.toDay < earliest.dueOn
  const shortNotice = isShort ? (it.shortNotice ?? '') : null
  if (isShort && !shortNotice) return { refused: 'shortNotice', on: earliest.dueOn }
  const { placeId, kind, receiverPostId, slotMinutes, attendees, expected, ground } = of
  const next = await insertSession(context, {
    ...{ placeId, kind, receiverPostId, slotMinutes, attendees: attendees ?? '', expected: expected ?? '', ground },
    ...{ heldOn: it.toDay, startsAt: it.startsAt, endsAt: it.endsAt, announcedOn: today, shortNotice },
  })
  if (next === null) return { refused: 'overlaps', on: it.toDay }
  await update(tx, id, { state: 'postponed', reason: it.reason, postponedTo: next })
  await moveTickets(context, of, next)
  record(tx, {
    ...entry(context, 'postponed', of),
    payload: { from: of.heldOn, to: it.toDay, reason: it.reason, shortNotice },
  })
  return { id: next }
}

/** Calls a session off. Everybody who booked is told; their numbers end. */
export async function cancelSession(context: ReceptionContext, id: number, reason: string): Promise<Settled> {
  const { tx, host } = context
  const of = await lockSession(tx, id)
  if (!of || !may('cancel', context, of) || of.openedAt) return { refused: 'notNow' }
  await update(tx, id, { state: 'canceled', reason })
  const { rows } = await sql<{
    id: number
    kind: string
  }>`update reception.ticket set state = 'canceled', version = version + 1
    where session_id = ${id} and state in ('waiting', 'booked') returning id, kind`.execute(own<ReceptionTables>(tx))
  await tellLater(
    { jobs: host.jobs },
    tx,
    rows.map((ticket) => bookingMessage(of.unitId, ticket.id, 'sessionCanceled')),
  )
  record(tx, { ...entry(context, 'canceled', of), payload: { heldOn: of.heldOn, reason } })
  return { done: true }
}

/** Opens a session on its day and keeps who really receives: the post and the person who holds it today. */
export async function openSession(context: ReceptionContext, id: number, receivedBy: number): Promise<Settled> {
  const { tx, today, host } = context
  const of = await lockSession(tx, id)
  if (!of || !may('open', context, of) || of.openedAt) return { refused: 'notNow' }
  if (of.heldOn !== today) return { refused: 'notToday' }
  const person = await holderOf(tx, receivedBy, of.unitId, today)
  if (!person) return { refused: 'postNotHeld' }
  await update(tx, id, { openedAt: host.now(), receivedBy, receivedPersonId: person })
  record(tx, { ...entry(context, 'opened', of), payload: { receivedBy, receiverPostId: of.receiverPostId } })
  return { done: true }
}

/** Closes it on the same day: nobody who came is left in the line; who booked and did not come is marked so. */
export async function closeSession(context: ReceptionContext, id: number): Promise<Settled> {
  const { tx, today, host } = context
  const of = await lockSession(tx, id)
  if (!of || !may('close', context, of) || !of.openedAt) return { refused: 'notNow' }
  if (of.heldOn !== today) return { refused: 'notToday' }
  const line = await ticketsOf(tx, id)
  if (line.some((ticket) => ticket.state === 'came' || ticket.state === 'called')) return { refused: 'stillWaiting' }
  await update(tx, id, { state: 'held', closedAt: host.now() })
  await sql`update reception.ticket set state = 'missed', version = version + 1
    where session_id = ${id} and state in ('waiting', 'booked')`.execute(own<ReceptionTables>(tx))
  const received = line.filter((ticket) => ticket.state === 'received').length
  record(tx, { ...entry(context, 'closed', of), payload: { received, receivedBy: of.receivedBy } })
  return { done: true }
}

async function update(tx: Tx, id: number, values: Record<string, unknown>): Promise<void> {
  await own<ReceptionTables>(tx)
    .updateTable('reception.session')
    .set({ ...values, version: sql<number>`version + 1` })
    .where('id', '=', id)
    .execute()
}
