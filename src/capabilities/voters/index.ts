import type { AnyPage } from '../../platform/page.ts'
import { type Actor, isAllowed } from '../../platform/rights.ts'
import { list } from './pages/list.tsx'
import { meeting } from './pages/meeting.tsx'
import { one } from './pages/one.tsx'
import { published } from './pages/published.tsx'
import { report } from './pages/report.tsx'
import { at } from './paths.ts'
import { POLICY } from './policy.ts'
import { en } from './words.en.ts'
import { vi } from './words.vi.ts'

export { voterWorkplace } from './queries.ts'
export { handOnRecommendations, openRecommendations } from './unit-actions.ts'

export const VOTER_PAGES: readonly AnyPage[] = [list, meeting, one, report, published]

export const VOTER_NAV = [
  {
    ...{ key: 'voters', group: 'intake', path: at.list, text: { vi: vi.title, en: en.title } },
    may: (actor: Actor) => isAllowed(POLICY.seeRecommendations, actor, actor),
  },
] as const
