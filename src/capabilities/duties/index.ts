import type { AnyPage } from '../../platform/page.ts'
import { type Actor, isAllowed } from '../../platform/rights.ts'
import { board } from './pages/board.tsx'
import { evidence } from './pages/evidence.tsx'
import { inspection } from './pages/inspection.tsx'
import { inspections } from './pages/inspections.tsx'
import { results } from './pages/results.tsx'
import { slot } from './pages/slot.tsx'
import { at } from './paths.ts'
import { POLICY } from './policy.ts'
import { en } from './words.en.ts'
import { vi } from './words.vi.ts'

export { handOnDuties } from './actions.ts'
export { DUTY_JOBS, reviewDuties } from './jobs.ts'
export { at as dutyPaths } from './paths.ts'
export { dutyWorkplace, publicSlots } from './queries.ts'

export const DUTY_PAGES: readonly AnyPage[] = [board, slot, evidence, inspections, inspection, results]

export const DUTY_NAV = [
  {
    ...{ key: 'duties', group: 'work', path: at.board, text: { vi: vi.title, en: en.title } },
    may: (actor: Actor) => isAllowed(POLICY.seeDuties, actor, actor),
  },
] as const
