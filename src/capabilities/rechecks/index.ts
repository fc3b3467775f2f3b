import type { AnyPage } from '../../platform/page.ts'
import { type Actor, isAllowed } from '../../platform/rights.ts'
import { item } from './pages/item.tsx'
import { list } from './pages/list.tsx'
import { results } from './pages/results.tsx'
import { at } from './paths.ts'
import { POLICY } from './policy.ts'
import { en } from './words.en.ts'
import { vi } from './words.vi.ts'

export { handOnRechecks } from './actions.ts'

export const RECHECK_PAGES: readonly AnyPage[] = [list, item, results]

export const RECHECK_NAV = [
  {
    ...{ key: 'rechecks', group: 'work', path: at.list, text: { vi: vi.title, en: en.title } },
    may: (actor: Actor) => actor.isBesideUnit === true && isAllowed(POLICY.check, actor, actor),
  },
] as const
