import type { Tx } from '../../platform/db.ts'
import type { CaseContext } from '../cases/index.ts'
import type { MoveRefusal } from './move-input.ts'
import { type FoundComplaint, type StepName, stepsOf } from './queries.ts'
import type { ComplaintState } from './workflow.ts'

/** A complaint in somebody's hands, inside one transaction. */
export interface Making extends FoundComplaint {
  context: CaseContext
}

/** What a move does beside changing the state: columns to set, what is kept in the history, which notice the sender gets. */
export interface Made {
  set?: Record<string, unknown>
  state?: ComplaintState
  note?: Record<string, unknown>
  tell?: string
  /** Shown once, never kept: the link for a body outside. */
  secret?: string
}

export type Outcome = Promise<Made | { refused: MoveRefusal }>

/** The further clocks that still run. */
export const openStepsOf = async (tx: Tx, caseId: number, what?: StepName) =>
  (await stepsOf(tx, caseId)).filter(
    (step) => ['open', 'waiting'].includes(step.commitment.state) && (!what || step.what === what),
  )
