import { type Actor, isAllowed } from '../../platform/rights.ts'
import { casePage } from './pages/case.tsx'
import { caseFile } from './pages/case-file.tsx'
import { counter, counterSlip, slipCookie } from './pages/counter.tsx'
import { draftPage } from './pages/draft.tsx'
import { list, TABS } from './pages/list.tsx'
import { movePage } from './pages/move.tsx'
import { pointPage } from './pages/point.tsx'
import { published, publishPage } from './pages/publish.tsx'
import { register } from './pages/register.tsx'
import { codePage, senderPage } from './pages/sender.tsx'
import { at } from './paths.ts'
import { POLICY } from './policy.ts'
import { en } from './words.en.ts'
import { vi } from './words.vi.ts'

export { type ImportedCase, importCases, receiveSubmission, type Sender } from './actions.ts'
export { type Context as CaseContext, remember, tellSenders, tellSubmissions } from './context-actions.ts'
export { rateUntil } from './deadlines.ts'
export { CASE_JOBS } from './jobs.ts'
export { moveCase, setRegisterState } from './move-actions.ts'
export { categoryWords } from './naming.ts'
export { answerPoint, correctSender, erasePerson, openSender, proposePublication, publish } from './office-actions.ts'
export { SplitFrom } from './pages/papers.tsx'
export { handOnCases, openCases, speaksOf } from './passing-actions.ts'
export { at as casePaths, caseAddress } from './paths.ts'
export { POLICY as CASE_POLICY } from './policy.ts'
export {
  casesBy,
  casesToEnter,
  drawAnswered,
  likelySame,
  publishedCases,
  registerOf,
  type SamePair,
  type SimilarCase,
  similarPublished,
  splitsOf,
  submissionCounts,
} from './publication-queries.ts'
export {
  type CitizenCase,
  caseById,
  caseByNumber,
  casesById,
  caseWorkplace,
  endedCode,
  happenings,
  type ListedCase,
  lettersOf,
  listCases,
  ownSender,
  pointsOf,
  senderViews,
  submissionByCode,
  submissionById,
  submissionsOf,
} from './queries.ts'
export {
  askReopen,
  changeConsent,
  consentsOf,
  copySender,
  forgetEndedCodes,
  mayAsk,
  mayRecheck,
  rateAnswer,
  writeAsSender,
} from './sender-actions.ts'
export { eventText, Timeline } from './timeline.tsx'
export { CATEGORIES, type Category, KINDS, type Kind } from './workflow.ts'
export { slipCookie }

export const consentWords = { vi: vi.consents, en: en.consents }

/** The piles of the list of cases, by the word in its address. */
export const CASE_PILES = TABS

export const CASE_PAGES = [
  list,
  counter,
  counterSlip,
  register,
  casePage,
  movePage,
  pointPage,
  senderPage,
  codePage,
  draftPage,
  publishPage,
  caseFile,
  published,
]

export const CASE_NAV = [
  {
    key: 'cases',
    group: 'intake',
    path: at.list,
    text: { vi: vi.list.title, en: en.list.title },
    may: (actor: Actor) => isAllowed(POLICY.seeCases, actor, actor),
  },
  {
    key: 'counter',
    group: 'intake',
    path: at.counter,
    text: { vi: vi.list.counter, en: en.list.counter },
    may: (actor: Actor) => isAllowed(POLICY.enterAtCounter, actor, actor),
  },
] as const
