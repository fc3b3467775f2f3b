import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { anOffice, ROLES, TODAY } from '../../../test/office.ts'
import { addDays, type Day } from '../../platform/day.ts'
import type { AnyPage } from '../../platform/page.ts'
import type { Actor, Role } from '../../platform/rights.ts'
import type { ReceptionContext } from './booking-actions.ts'
import { callNext, giveNumber, settleTicket } from './desk-actions.ts'
import { RECEPTION_PAGES } from './index.ts'
import { at } from './paths.ts'
import { keepPlace } from './place-actions.ts'
import {
  announceSessions,
  closeSession,
  openSession,
  type Plan,
  planSessions,
  postponeSession,
} from './session-actions.ts'

const office = await anOffice()
afterAll(() => office.db[Symbol.asyncDispose]())
const { here, neighbour, host, db } = office

const on = <T>(who: Actor, work: (context: ReceptionContext) => Promise<T>, today: Day = TODAY) =>
  office.as(who, (tx) =>
    work({ tx, actor: who, today, host: { jobs: host.jobs, now: () => new Date(`${today}T09:00:00+07:00`) } }),
  )
function made<T extends object>(done: T): Exclude<T, { refused: unknown }> {
  if ('refused' in done) throw new Error(String(done.refused))
  return done as Exclude<T, { refused: unknown }>
}

beforeAll(async () => {
  const place = { name: 'Phòng tiếp công dân', address: 'Trụ sở xã', regularHours: 'Sáng thứ Hai', closedOn: null }
  for (const of of [here, neighbour]) await on(of.intake, (context) => keepPlace(context, null, place))
})

const placeOf = async (unitId: number) =>
  Number((await db.owner.query('select id from reception.place where unit_id = $1', [unitId])).rows[0].id)

/** A session of this unit: the head's, announced, ten days ahead; or today's at the desk, open, with one who came. */
async function aSession(it: 'ahead' | 'running' | 'called' | 'empty'): Promise<{ session: number; ticket: number }> {
  await db.owner.query(
    'delete from reception.contact; delete from reception.ticket; delete from reception.slot; delete from reception.session',
  )
  const isAhead = it === 'ahead'
  const plan: Plan = {
    ...{
      placeId: await placeOf(here.head.unitId),
      kind: isAhead ? 'head' : 'regular',
      slotMinutes: null,
      ground: null,
    },
    ...{ receiverPostId: here.head.postId, days: [isAhead ? addDays(TODAY, 10) : TODAY], attendees: '', expected: '' },
    ...{ startsAt: '08:00', endsAt: '11:00' },
  }
  const { ids } = made(await on(here.intake, (context) => planSessions(context, plan)))
  const [session = 0] = ids
  if (isAhead) made(await on(here.intake, (context) => announceSessions(context, [session])))
  if (isAhead) return { session, ticket: 0 }
  made(await on(here.intake, (context) => openSession(context, session, here.head.postId)))
  if (it === 'empty') return { session, ticket: 0 }
  const { id: ticket } = made(await on(here.intake, (context) => giveNumber(context, session)))
  if (it === 'called') made(await on(here.intake, (context) => callNext(context, session)))
  return { session, ticket }
}

const PLANNERS: readonly Role[] = ['head', 'deputy', 'intake']
const DESK: readonly Role[] = [...PLANNERS, 'officer']
const LATER = { toDay: addDays(TODAY, 20), startsAt: '08:00', endsAt: '11:00', reason: 'Bão về, trụ sở ngập' }

type Its = { session: number; ticket: number }
const ACTIONS: Readonly<
  Record<string, [Parameters<typeof aSession>[0], readonly Role[], (c: ReceptionContext, it: Its) => Promise<object>]>
> = {
  postpone: ['ahead', PLANNERS, (context, { session }) => postponeSession(context, session, LATER)],
  callNext: ['running', DESK, (context, { session }) => callNext(context, session)],
  'a call that ends': ['called', DESK, (context, { ticket }) => settleTicket(context, ticket, 'received')],
  close: ['empty', DESK, (context, { session }) => closeSession(context, session)],
}

describe('rights: action x role x territory', () => {
  for (const [name, [state, allowed, act]] of Object.entries(ACTIONS))
    test(name, async () => {
      const may: string[] = []
      for (const [where, posts] of Object.entries({ here, neighbour }))
        for (const role of ROLES) {
          const it = await aSession(state)
          const before = (await db.owner.query('select state, version from reception.session')).rows
          const done = await on(posts[role], (context) => act(context, it))
          if (!('refused' in done)) may.push(`${where} ${role}`)
          else expect((await db.owner.query('select state, version from reception.session')).rows).toEqual(before)
        }
      expect(may.sort()).toEqual(allowed.map((role) => `here ${role}`).sort())
    }, 30_000)
})

const SEE: readonly Role[] = ['head', 'deputy', 'intake', 'officer', 'reviewer', 'observer']
const PAGES: Readonly<Record<string, [path: string, allowed: readonly Role[], own: boolean]>> = {
  'seeReception: today': [at.today, SEE, true],
  'seeReception: the schedule': [at.plan, SEE, true],
  'seeReception: one session': [at.session, SEE, false],
  'seeReception: the desk': [at.desk, SEE, false],
  'seeTicket: one ticket': [at.deskTicket, DESK, false],
  'keepPlaces: the places': [at.places, PLANNERS, true],
  'seeCompliance: a month': [at.compliance, ['head', 'deputy', 'intake', 'reviewer', 'observer'], true],
}

describe('rights: page x role x territory', () => {
  for (const [name, [path, allowed, isOwn]] of Object.entries(PAGES))
    test(name, async () => {
      const it = await aSession('running')
      const page = (RECEPTION_PAGES as readonly AnyPage[]).find((one) => one.path === path)
      if (!page) throw new Error(path)
      const params = { session: String(it.session), ticket: String(it.ticket) }
      const sees = async (actor: Actor) =>
        office.as(actor, async (tx) => {
          const visit = { tx, actor, host, params, query: {}, today: TODAY, now: host.now(), language: 'vi' } as never
          const found = await page.load(visit)
          if (found === null || !page.may(actor, found)) return false
          // What the neighbour sees on a page of their own unit is theirs alone.
          if (actor.unitId !== here.head.unitId) expect(JSON.stringify(found)).not.toContain(`"id":${it.session},`)
          return true
        })
      const seen: string[] = []
      for (const [where, posts] of Object.entries({ here, neighbour }))
        for (const role of ROLES) if (await sees(posts[role])) seen.push(`${where} ${role}`)
      const wanted = ['here', ...(isOwn ? ['neighbour'] : [])]
      expect(seen.sort()).toEqual(wanted.flatMap((where) => allowed.map((role) => `${where} ${role}`)).sort())
      expect(page.may(null, { it: { unitId: here.head.unitId }, session: it, ticket: it })).toBe(false)
    }, 30_000)
})
