import type { Policy } from '../../platform/rights.ts'

/** Rights beside the moves of workflow.ts. */
export const POLICY = {
  seeRecommendations: ['intake', 'head', 'deputy', 'officer', 'reviewer', 'observer'],
  enterMeeting: ['intake', 'head', 'deputy'],
} satisfies Policy
