import type { AnyPage } from '../../platform/page.ts'
import { type Actor, isAllowed } from '../../platform/rights.ts'
import { aboutData, aboutDataOfUnit } from './pages/about.tsx'
import { expiries } from './pages/expiries.tsx'
import { list } from './pages/list.tsx'
import { one } from './pages/one.tsx'
import { maySeeReads, reads } from './pages/reads.tsx'
import { retention } from './pages/retention.tsx'
import { at } from './paths.ts'
import { POLICY } from './policy.ts'
import { en } from './words.en.ts'
import { vi } from './words.vi.ts'

export { askAboutData, handOnRequests } from './actions.ts'
export { KINDS as DATA_REQUEST_KINDS } from './deadlines.ts'
export { expirePersonal, PRIVACY_JOBS } from './jobs.ts'
export { privacyWorkplace, requestCommitments, requestsOfSubmission } from './queries.ts'
export const privacyWords = { vi, en }

export const PRIVACY_PAGES: readonly AnyPage[] = [
  ...[list, one, expiries, retention, aboutData, aboutDataOfUnit, reads],
]

export const PRIVACY_NAV = [
  {
    ...{ key: 'privacy', group: 'work', path: at.list, text: { vi: vi.title, en: en.title } },
    may: (actor: Actor) => isAllowed(POLICY.seeRequests, actor, actor),
  },
  {
    ...{ key: 'reads', group: 'work', path: at.reads, text: { vi: vi.reads.nav, en: en.reads.nav } },
    may: maySeeReads,
  },
  {
    ...{ key: 'expiries', group: 'admin', path: at.expiries, text: { vi: vi.expiries.title, en: en.expiries.title } },
    may: (actor: Actor) => isAllowed(POLICY.seeExpiries, actor, actor),
  },
] as const
