import { policy } from '../../platform/rights.ts'

/** Rights beside the moves of workflow.ts. */
export const POLICY = policy('voters', {
  seeRecommendations: ['intake', 'head', 'deputy', 'officer', 'reviewer', 'observer'],
  enterMeeting: ['intake', 'head', 'deputy'],
})
