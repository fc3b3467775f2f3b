import { sql } from 'kysely'
import { type Day, formatDay } from '../../platform/day.ts'
import { own, type Tx } from '../../platform/db.ts'
import { link } from '../../platform/page.ts'
import { workingCalendar } from '../calendar/index.ts'
import { earliestDay, monthSpan, type OwedDays, owedDays } from './deadlines.ts'
import { at } from './paths.ts'
import { bearerOf, REALLY_HELD, type ReceptionSession, sessionsOn } from './queries.ts'
import type { ReceptionTables } from './tables.ts'

export interface ReceptionFact {
  fact: 'headReceived'
  on: Day
  postId: number
  title: string
  href: string
}

/** Days on which a post really received as it had announced, or at once: the proof of a duty to receive. */
export async function receptionFacts(tx: Tx, unitId: number, from: Day, to: Day): Promise<ReceptionFact[]> {
  const { rows } = await sql<{ id: number; on: Day; postId: number; kind: string; name: string }>`
    select s.id, s.held_on as "on", s.received_by as post_id, s.kind, p.name
    from reception.session s join reception.place p on p.id = s.place_id
    where s.unit_id = ${unitId} and s.held_on between ${from} and ${to} and s.kind in ('head', 'adHoc') and ${REALLY_HELD}
    order by s.held_on, s.id limit 400`.execute(own<ReceptionTables>(tx))
  return rows.map(({ id, on, postId, name }) => ({
    ...{ fact: 'headReceived' as const, on, postId, title: `Tiếp công dân ngày ${formatDay(on)} tại ${name}` },
    href: link(at.desk, { session: id }),
  }))
}

export interface Complied {
  postId: number
  /** Owed by the rules in force that month; null for whoever no rule we keep obliges. */
  owed: readonly OwedDays[]
  sessions: readonly (ReceptionSession & {
    announced: 'inTime' | 'late' | 'short' | 'notOwed' | 'notYet'
    counts: boolean
  })[]
  /** Different days that count. */
  heldDays: number
}

/** Per head and month: what was owed, planned, announced in time, held. The unit's head stands first. */
export async function complianceOf(tx: Tx, unitId: number, month: string): Promise<Complied[]> {
  const { from, to } = monthSpan(month)
  const [bearer, sessions, facts, calendar] = await Promise.all([
    bearerOf(tx, unitId, to),
    sessionsOn(tx, unitId, from, to),
    receptionFacts(tx, unitId, from, to),
    workingCalendar(tx),
  ])
  const mine = sessions.filter(({ kind }) => kind === 'head' || kind === 'adHoc')
  const posts = new Set([...(bearer ? [bearer.headPostId] : []), ...mine.map((one) => one.receiverPostId)])
  const held = new Set(facts.map(({ href }) => href))
  const announced = (of: ReceptionSession) => {
    if (!of.announcedOn) return 'notYet' as const
    const earliest = earliestDay(of.kind, of.announcedOn, calendar)
    if (!earliest) return 'notOwed' as const
    if (of.shortNotice) return 'short' as const
    return of.heldOn >= earliest.dueOn ? ('inTime' as const) : ('late' as const)
  }
  return [...posts].map((postId) => ({
    postId,
    owed: bearer && postId === bearer.headPostId ? owedDays(bearer, from) : [],
    sessions: mine
      .filter((one) => one.receiverPostId === postId)
      .map((one) => ({ ...one, announced: announced(one), counts: held.has(link(at.desk, { session: one.id })) })),
    heldDays: new Set(facts.filter((one) => one.postId === postId).map(({ on }) => on)).size,
  }))
}
