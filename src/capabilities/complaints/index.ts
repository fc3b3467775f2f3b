import type { AnyPage } from '../../platform/page.ts'
import { type Actor, isAllowed } from '../../platform/rights.ts'
import { complaintPage } from './pages/complaint.tsx'
import { draftPage } from './pages/draft.tsx'
import { list } from './pages/list.tsx'
import { lodge } from './pages/lodge.tsx'
import { movePage } from './pages/move.tsx'
import { pressure } from './pages/pressure.tsx'
import { published } from './pages/published.tsx'
import { remote } from './pages/remote.tsx'
import { reply } from './pages/reply.tsx'
import { signatories } from './pages/signatories.tsx'
import { split } from './pages/split.tsx'
import { at } from './paths.ts'
import { POLICY } from './policy.ts'
import { en } from './words.en.ts'
import { vi } from './words.vi.ts'

export { COMPLAINT_JOBS } from './jobs.ts'
export { lodgeComplaint } from './lodge-actions.ts'
export { moveComplaint } from './move-actions.ts'
export { asComplaint, COMPLAINT_FIELDS, ComplaintFields } from './pages/complaint-fields.tsx'
export { againUntil, complaintByCase, complaintWorkplace, lastDayOf, withdrawalsOf } from './queries.ts'
export { revokeWithdrawal, withdrawAsSender } from './side-actions.ts'
export { handOnComplaints, stepCommitments } from './unit-actions.ts'
export { isOpen as isComplaintOpen } from './workflow.ts'

export const complaintWords = { vi, en }

export const COMPLAINT_PAGES: readonly AnyPage[] = [
  ...[list, lodge, complaintPage, movePage, draftPage, signatories, pressure, remote, reply, published, split],
]

export const COMPLAINT_NAV = [
  {
    ...{ key: 'complaints', group: 'intake', path: at.list, text: { vi: vi.list.title, en: en.list.title } },
    may: (actor: Actor) => isAllowed(POLICY.seeComplaints, actor, actor),
  },
] as const
