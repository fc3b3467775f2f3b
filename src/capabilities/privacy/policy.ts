import type { Policy } from '../../platform/rights.ts'

/** Who sees that something was asked; to correct or erase one must be the focal point or the supervisor of the case. */
export const POLICY = {
  seeRequests: ['head', 'deputy', 'intake', 'officer'],
  settleRequest: ['focalPoint', 'supervisor'],
  // How long people's data is kept is the head's to answer for, by a document.
  setRetention: ['head'],
  seeExpiries: ['head', 'deputy'],
  holdExpiry: ['head'],
} satisfies Policy
