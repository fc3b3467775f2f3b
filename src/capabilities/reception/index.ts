import type { AnyPage } from '../../platform/page.ts'
import { type Actor, isAllowed } from '../../platform/rights.ts'
import { book } from './pages/book.tsx'
import { change } from './pages/change.tsx'
import { compliance } from './pages/compliance.tsx'
import { desk } from './pages/desk.tsx'
import { deskTicket } from './pages/desk-ticket.tsx'
import { line } from './pages/line.tsx'
import { places } from './pages/places.tsx'
import { plan } from './pages/plan.tsx'
import { schedule } from './pages/schedule.tsx'
import { session } from './pages/session.tsx'
import { find, ticket } from './pages/ticket.tsx'
import { ticketCalendar } from './pages/ticket-calendar.ts'
import { today } from './pages/today.tsx'
import { at } from './paths.ts'
import { POLICY } from './policy.ts'
import { en } from './words.en.ts'
import { vi } from './words.vi.ts'

export { seedReceptionDemo } from './demo-seed.ts'
export { receptionFacts } from './facts-queries.ts'
export { RECEPTION_JOBS } from './jobs.ts'
export { at as receptionPaths } from './paths.ts'
export { publicSessions, sessionById, sessionsOn } from './queries.ts'

export const RECEPTION_PAGES: readonly AnyPage[] = [
  ...[schedule, book, find, ticket, ticketCalendar, change, line],
  ...[today, desk, deskTicket, plan, session, places, compliance],
]

export const RECEPTION_NAV = [
  {
    ...{ key: 'reception', group: 'intake', path: at.today, text: { vi: vi.desk.nav, en: en.desk.nav } },
    may: (actor: Actor) => isAllowed(POLICY.seeReception, actor, actor),
  },
] as const
