import type { AnyPage } from '../../platform/page.ts'
import { type Actor, isAllowed } from '../../platform/rights.ts'
import { conclusion } from './pages/conclusion.tsx'
import { desk } from './pages/desk.tsx'
import { enter } from './pages/enter.tsx'
import { paper, refusal } from './pages/forms.tsx'
import { list } from './pages/list.tsx'
import { online, onlineOne } from './pages/online.tsx'
import { register } from './pages/register.tsx'
import { visit } from './pages/visit.tsx'
import { visitors } from './pages/visitors.tsx'
import { at } from './paths.ts'
import { POLICY } from './policy.ts'
import { en } from './words.en.ts'
import { vi } from './words.vi.ts'

export { handOnVisits } from './actions.ts'
export { openVisits, visitWorkplace } from './queries.ts'

export const VISIT_PAGES: readonly AnyPage[] = [
  ...[list, enter, visit, visitors, paper, refusal, register, conclusion, online, onlineOne, desk],
]

export const VISIT_NAV = [
  {
    ...{ key: 'visits', group: 'intake', path: at.list, text: { vi: vi.list.title, en: en.list.title } },
    may: (actor: Actor) => isAllowed(POLICY.seeVisits, actor, actor),
  },
] as const
