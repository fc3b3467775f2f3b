export { type NewSubmission, receiveSubmission } from './actions.ts'
export { categoryWords } from './naming.ts'
export {
  type CitizenCase,
  caseById,
  type Door,
  lettersOf,
  type Point,
  pointsOf,
  type SimilarCase,
  type Submission,
  senderViews,
  similarPublished,
  submissionByCode,
  submissionsOf,
} from './queries.ts'
export { askReopen, rateAnswer, rateUntil, writeAsSender } from './sender-actions.ts'
export { CATEGORIES, type Category, KINDS, type Kind } from './workflow.ts'
export { Timeline } from './timeline.tsx'
