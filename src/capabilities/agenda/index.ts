import type { AnyPage } from '../../platform/page.ts'
import { type Actor, isAllowed } from '../../platform/rights.ts'
import { mine } from './pages/mine.tsx'
import { month } from './pages/month.tsx'
import { at } from './paths.ts'
import { POLICY } from './policy.ts'
import { en } from './words.en.ts'
import { vi } from './words.vi.ts'

export { serveFeeds } from './feeds.ts'

export const AGENDA_PAGES: readonly AnyPage[] = [month, mine]

export const AGENDA_NAV = [
  {
    ...{ key: 'agenda', group: 'work', path: at.mine, text: { vi: vi.mine.title, en: en.mine.title } },
    may: (actor: Actor) => isAllowed(POLICY.keepFeed, actor, actor),
  },
] as const
