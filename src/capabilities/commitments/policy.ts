import { policy } from '../../platform/rights.ts'

export const POLICY = policy('commitments', {
  seeMyWork: ['anyOfficial'],
  seeUnitWork: ['head', 'deputy', 'intake', 'reviewer', 'observer'],
})
