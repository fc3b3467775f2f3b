import { workflow } from '../../platform/workflow.ts'

export const KINDS = ['plan', 'yearly', 'program', 'campaign'] as const
export type PlanKind = (typeof KINDS)[number]
export type PlanState = 'drafted' | 'adopted' | 'closed' | 'dropped'

/** What may happen to a plan. The focal point is the post responsible for it. */
export const PLAN_MOVES = workflow<PlanState>('plans')({
  adopt: { from: ['drafted'], to: 'adopted', by: ['head', 'deputy'], needs: [], clock: 'start' },
  close: { from: ['adopted'], to: 'closed', by: ['head', 'deputy', 'focalPoint'], needs: ['closing'], clock: 'stop' },
  drop: { from: ['drafted', 'adopted'], to: 'dropped', by: ['head', 'deputy'], needs: [] },
})
export type PlanMove = keyof typeof PLAN_MOVES

export const EVERY = ['month', 'quarter', 'halfYear', 'year'] as const
export type Every = (typeof EVERY)[number]
