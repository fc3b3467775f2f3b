import { policy } from '../../platform/rights.ts'

export const POLICY = policy('duties', {
  seeDuties: ['head', 'deputy', 'intake', 'officer', 'reviewer', 'observer'],
  recordEvidence: ['head', 'deputy', 'intake', 'officer'],
  withdrawEvidence: ['head', 'deputy'],
  enterInspectionRequest: ['intake', 'head', 'deputy'],
  answerInspectionRequest: ['focalPoint', 'head', 'deputy'],
})
