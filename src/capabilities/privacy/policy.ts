import { policy } from '../../platform/rights.ts'

/** Who sees that something was asked; to correct or erase one must be the focal point or the supervisor of the case. */
export const POLICY = policy('privacy', {
  seeRequests: ['head', 'deputy', 'intake', 'officer'],
  /** The head in person (privacy.secret_reads checks it again): not whoever acts for them. */
  seeSecretReads: ['head'],
  settleRequest: ['focalPoint', 'supervisor'],
  // How long people's data is kept is the head's to answer for, by a document.
  setRetention: ['head'],
  seeExpiries: ['head', 'deputy'],
  holdExpiry: ['head'],
})
