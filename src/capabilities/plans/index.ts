import type { AnyPage } from '../../platform/page.ts'
import { type Actor, isAllowed } from '../../platform/rights.ts'
import { coverage } from './pages/coverage.tsx'
import { draft } from './pages/draft.tsx'
import { evaluate } from './pages/evaluate.tsx'
import { giveTask } from './pages/give-task.tsx'
import { list } from './pages/list.tsx'
import { plan } from './pages/plan.tsx'
import { recur } from './pages/recur.tsx'
import { task } from './pages/task.tsx'
import { tree } from './pages/tree.tsx'
import { at } from './paths.ts'
import { POLICY } from './policy.ts'
import { en } from './words.en.ts'
import { vi } from './words.vi.ts'

export { draftPlan, handOnPlans, movePlan, type NewPlan, type PlanRefusal } from './actions.ts'
export { PLAN_JOBS } from './jobs.ts'
export { at as planPaths } from './paths.ts'
export { evaluationFacts, itemsOf, listPlans, planById, planWorkplace } from './queries.ts'
export { completeTask, giveTask } from './task-actions.ts'

export const PLAN_PAGES: readonly AnyPage[] = [list, draft, plan, giveTask, recur, task, evaluate, tree, coverage]

export const PLAN_NAV = [
  {
    ...{ key: 'plans', group: 'directives', path: at.list, text: { vi: vi.title, en: en.title } },
    may: (actor: Actor) => isAllowed(POLICY.seePlans, actor, actor),
  },
] as const
