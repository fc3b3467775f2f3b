import type { Policy } from '../../platform/rights.ts'

/** Who sees that something was asked; to correct or erase one must be the focal point or the supervisor of the case. */
export const POLICY = {
  seeRequests: ['head', 'deputy', 'intake', 'officer'],
  settleRequest: ['focalPoint', 'supervisor'],
} satisfies Policy
