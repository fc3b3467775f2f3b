import { policy } from '../../platform/rights.ts'

export const POLICY = policy('rechecks', {
  draw: ['head', 'deputy'],
  check: ['head', 'deputy', 'officer', 'intake'],
})
