import type { AnyPage } from '../../platform/page.ts'
import { type Actor, isAllowed } from '../../platform/rights.ts'
import { change } from './pages/change.tsx'
import { changes } from './pages/changes.tsx'
import { choose } from './pages/choose.tsx'
import { found } from './pages/found.tsx'
import { handOverList, handOverPost } from './pages/hand-over.tsx'
import { at } from './paths.ts'
import { POLICY } from './policy.ts'
import { en } from './words.en.ts'
import { vi } from './words.vi.ts'

export { SUCCESSION_JOBS } from './jobs.ts'

export const SUCCESSION_PAGES: readonly AnyPage[] = [changes, change, found, choose, handOverList, handOverPost]

export const SUCCESSION_NAV = [
  {
    ...{ key: 'changes', group: 'admin', path: at.changes, text: { vi: vi.changes.title, en: en.changes.title } },
    may: (actor: Actor) => isAllowed(POLICY.prepareChange, actor, actor),
  },
  {
    ...{ key: 'handOver', group: 'admin', path: at.handOver, text: { vi: vi.handOver.title, en: en.handOver.title } },
    may: (actor: Actor) => isAllowed(POLICY.handOverPost, actor, actor),
  },
  {
    ...{ key: 'split', group: 'admin', path: at.choose, text: { vi: vi.split.title, en: en.split.title } },
    may: (actor: Actor) => isAllowed(POLICY.chooseSuccessors, actor, actor),
  },
] as const
