import { policy } from '../../platform/rights.ts'

export const POLICY = policy('agenda', {
  keepFeed: ['anyOfficial'],
})
