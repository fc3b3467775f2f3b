import { isAllowed } from '../../platform/rights.ts'
import { apologyPage } from './pages/apology.tsx'
import { board } from './pages/board.tsx'
import { myWork, unitWork } from './pages/work.tsx'
import { at } from './paths.ts'
import { POLICY } from './policy.ts'
import { vi } from './words.vi.ts'

export {
  count,
  extend,
  fulfill,
  handOver,
  openCommitment,
  type ReleaseReason,
  reclassify,
  release,
  setStep,
  setWaiting,
} from './actions.ts'
export { halfYearBefore } from './deadlines.ts'
export { importCommitments } from './import-actions.ts'
export { COMMITMENT_JOBS } from './jobs.ts'
export { BoardFigures, CommitmentRows, CommitmentStatus } from './parts.tsx'
export { at as commitmentPaths } from './paths.ts'
export {
  apologiesOf,
  BUCKETS,
  type Commitment,
  commitmentById,
  commitmentsById,
  figuresOf,
  listWork,
  menuCounts,
  publicBoard,
  searchWords,
} from './queries.ts'
export { sweep } from './sweep-jobs.ts'
export { tellPost } from './tell.ts'
export { mayOpenApology } from './workflow.ts'

export const COMMITMENT_PAGES = [myWork, unitWork, apologyPage, board]

export const COMMITMENT_NAV = [
  { key: 'mine', group: 'work', path: at.mine, text: vi.work.title, may: () => true },
  {
    key: 'unit',
    group: 'work',
    path: at.unit,
    text: vi.work.unitTitle,
    may: (actor) => isAllowed(POLICY.seeUnitWork, actor, actor),
  },
] as const satisfies readonly {
  key: string
  group: string
  path: string
  text: string
  may: (actor: import('../../platform/rights.ts').Actor) => boolean
}[]
