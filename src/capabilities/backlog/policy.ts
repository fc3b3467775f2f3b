import type { Policy } from '../../platform/rights.ts'

export const POLICY = {
  seeReviews: ['head', 'deputy'],
  actOnItem: ['head', 'deputy'],
} satisfies Policy
