import { addDays, type Day } from '../../platform/day.ts'
import { inTransaction, type Tx } from '../../platform/db.ts'
import type { Host } from '../../platform/page.ts'
import type { Actor } from '../../platform/rights.ts'
import { bookSlot, type ReceptionContext } from './booking-actions.ts'
import { callNext, checkIn, giveNumber, settleTicket } from './desk-actions.ts'
import { keepPlace, type PlaceWords } from './place-actions.ts'
import { placesOf, sessionById, slotsOf, ticketsOf } from './queries.ts'
import { announceSessions, closeSession, openSession, type Plan, planSessions } from './session-actions.ts'
import type { SessionKind } from './workflow.ts'

export interface ReceptionDemo {
  headPostId: number
  place: PlaceWords
  today: Day
  heldOn: Day
  /** When the day that was held, and those ahead, were published. */
  heldAnnouncedOn: Day
  announcedOn: Day
  ahead: readonly Day[]
  subjects: readonly (string | null)[]
}

function must<T extends object>(done: T): Exclude<T, { refused: unknown }> {
  if ('refused' in done) throw new Error(`demo of reception: ${String(done.refused)}`)
  return done as Exclude<T, { refused: unknown }>
}

/** The same moves people make, on the days on which they would have made them. */
export async function seedReceptionDemo(host: Host, actor: Actor, demo: ReceptionDemo): Promise<void> {
  const standing = { unitId: actor.unitId, postId: actor.postId, sealId: null }
  await inTransaction(host.database, standing, async (tx) => {
    const on = (today: Day, hour: string): ReceptionContext => ({
      ...{ tx, actor, today },
      host: { jobs: host.jobs, now: () => new Date(`${today}T${hour}:00+07:00`) },
    })
    const { headPostId, heldOn, today, heldAnnouncedOn: before, announcedOn } = demo
    must(await keepPlace(on(before, '08:00'), null, { ...demo.place, closedOn: null }))
    const [place] = await placesOf(tx, actor.unitId, today)
    const plan = async (at: Day, kind: SessionKind, receiverPostId: number, days: readonly Day[]) => {
      const it: Plan = {
        ...{ placeId: place?.id ?? 0, kind, receiverPostId, days, startsAt: '07:30', endsAt: '11:00', slotMinutes: 30 },
        ...{ attendees: 'Cán bộ địa chính, công an xã', expected: '', ground: null },
      }
      return must(await planSessions(on(at, '08:10'), it)).ids
    }
    const past = await plan(before, 'head', headPostId, [heldOn])
    must(await announceSessions(on(before, '08:20'), past))
    const ahead = await plan(announcedOn, 'head', headPostId, demo.ahead)
    must(await announceSessions(on(announcedOn, '08:30'), ahead))
    const [now = 0] = await plan(addDays(today, -1), 'regular', actor.postId, [today])
    const [was = 0] = past
    must(await openSession(on(heldOn, '07:30'), was, headPostId))
    const { id } = must(await giveNumber(on(heldOn, '07:40'), was))
    must(await callNext(on(heldOn, '07:45'), was))
    must(await settleTicket(on(heldOn, '08:10'), id, 'received'))
    must(await closeSession(on(heldOn, '11:00'), was))
    for (const [i, subject] of demo.subjects.entries()) {
      await book(tx, host, on(addDays(today, -1), '15:00'), now, i + 1, subject)
      await book(tx, host, on(addDays(today, -1), '15:00'), ahead[0] ?? 0, i, subject)
    }
    const [first] = await ticketsOf(tx, now)
    must(await checkIn(on(today, '07:20'), first?.id ?? 0))
    must(await giveNumber(on(today, '07:25'), now))
  })
}

async function book(
  tx: Tx,
  host: Host,
  { host: then }: ReceptionContext,
  session: number,
  n: number,
  subject: string | null,
) {
  const of = await sessionById(tx, session)
  const slot = (await slotsOf(tx, session))[n]
  if (!of || !slot) throw new Error('no slot in the demonstration')
  const codeHash = host.keys.mac('code', `demo ${session} ${n}`)
  must(await bookSlot({ tx, host: then }, of, slot, { codeHash, contact: { phone: null, email: null, subject } }))
}
