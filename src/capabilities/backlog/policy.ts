import { policy } from '../../platform/rights.ts'

export const POLICY = policy('backlog', {
  seeReviews: ['head', 'deputy'],
  actOnItem: ['head', 'deputy'],
})
