import type { Policy } from '../../platform/rights.ts'

export const POLICY = {
  seeMyWork: ['anyOfficial'],
  seeUnitWork: ['head', 'deputy', 'intake', 'reviewer', 'observer'],
} satisfies Policy
