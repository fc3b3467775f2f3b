import { type Actor, isAllowed } from '../../platform/rights.ts'
import type { Language } from '../../platform/words.ts'
import { apologyPage } from './pages/apology.tsx'
import { board } from './pages/board.tsx'
import { myWork, unitWork } from './pages/work.tsx'
import { WORKPLACE } from './pages/work-view.tsx'
import { at } from './paths.ts'
import { POLICY } from './policy.ts'
import { en } from './words.en.ts'
import { vi } from './words.vi.ts'

export {
  count,
  extend,
  fulfill,
  handOver,
  openCommitment,
  proofOf,
  type ReleaseReason,
  reclassify,
  release,
  setStep,
  setWaiting,
} from './actions.ts'
export { hold, setClock } from './clock-actions.ts'
export { halfYearBefore } from './deadlines.ts'
export { type Figures, figuresOf, overdueOf } from './figures-queries.ts'
export { importCommitments } from './import-actions.ts'
export { COMMITMENT_JOBS } from './jobs.ts'
export { BoardFigures, CommitmentRows, CommitmentStatus, standingOf } from './parts.tsx'
export { at as commitmentPaths } from './paths.ts'
export {
  apologiesOf,
  BUCKETS,
  type Commitment,
  commitmentById,
  commitmentsById,
  listWork,
  menuCounts,
  publicBoard,
  searchWords,
} from './queries.ts'
export { sweep } from './sweep-jobs.ts'
export { tellPost } from './tell.ts'
export {
  countHandedOn,
  type HandedOn,
  handOnCommitments,
  handOnFigures,
  keepOwners,
  type OwnedWork,
  passOn,
  superviseBy,
  workOfPost,
} from './unit-actions.ts'
export { mayOpenApology } from './workflow.ts'
export { WORKPLACE }

export const COMMITMENT_PAGES = [myWork, unitWork, apologyPage, board]

export const COMMITMENT_NAV = [
  { key: 'mine', group: 'work', path: at.mine, text: { vi: vi.work.title, en: en.work.title }, may: () => true },
  {
    key: 'unit',
    group: 'work',
    path: at.unit,
    text: { vi: vi.work.unitTitle, en: en.work.unitTitle },
    may: (actor) => isAllowed(POLICY.seeUnitWork, actor, actor),
  },
] as const satisfies readonly {
  key: string
  group: string
  path: string
  text: Readonly<Record<Language, string>>
  may: (actor: Actor) => boolean
}[]
