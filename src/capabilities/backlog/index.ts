import type { AnyPage } from '../../platform/page.ts'
import { type Actor, isAllowed } from '../../platform/rights.ts'
import { item } from './pages/item.tsx'
import { results } from './pages/results.tsx'
import { review } from './pages/review.tsx'
import { reviews } from './pages/reviews.tsx'
import { at } from './paths.ts'
import { POLICY } from './policy.ts'
import { en } from './words.en.ts'
import { vi } from './words.vi.ts'

export { handOnBacklog } from './actions.ts'
export { BACKLOG_JOBS, reviewBacklogs } from './jobs.ts'
export { backlogWorkplace } from './queries.ts'

export const BACKLOG_PAGES: readonly AnyPage[] = [reviews, review, item, results]

export const BACKLOG_NAV = [
  {
    ...{ key: 'backlog', group: 'work', path: at.reviews, text: { vi: vi.title, en: en.title } },
    may: (actor: Actor) => isAllowed(POLICY.seeReviews, actor, actor),
  },
] as const
