import { policy } from '../../platform/rights.ts'

/** Rights beside the moves of workflow.ts. */
export const POLICY = policy('complaints', {
  seeComplaints: ['intake', 'head', 'deputy', 'officer', 'reviewer', 'observer'],
  lodgeAtCounter: ['intake', 'officer', 'head', 'deputy'],
  seeSignatories: ['focalPoint', 'supervisor'],
  draftLetter: ['focalPoint', 'supervisor'],
  addSignatories: ['intake', 'focalPoint'],
  readPressure: ['head', 'deputy'],
  listRemoteUnits: ['topAdministrator'],
})
