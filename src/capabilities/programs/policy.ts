import { policy } from '../../platform/rights.ts'

export const POLICY = policy('programs', {
  seePrograms: ['head', 'deputy', 'intake', 'officer', 'reviewer', 'observer'],
  draftProgram: ['head', 'deputy', 'officer', 'intake'],
  signProgram: ['head', 'deputy'],
  planYear: ['head', 'deputy', 'focalPoint'],
  review: ['focalPoint', 'head', 'deputy'],
  keepCommittee: ['head', 'deputy', 'intake'],
  holdSession: ['head', 'deputy', 'intake', 'officer'],
  completeConclusion: ['focalPoint', 'head', 'deputy'],
  startCampaign: ['head', 'deputy'],
  enterCount: ['head', 'deputy', 'intake', 'officer'],
  showResult: ['head', 'deputy', 'intake'],
  endCampaign: ['head', 'deputy'],
})
