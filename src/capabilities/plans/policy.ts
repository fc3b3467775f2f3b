import { policy } from '../../platform/rights.ts'

export const POLICY = policy('plans', {
  seePlans: ['head', 'deputy', 'intake', 'officer', 'reviewer', 'observer'],
  draftPlan: ['head', 'deputy', 'officer', 'intake'],
  editPlan: ['head', 'deputy', 'focalPoint'],
  giveTask: ['head', 'deputy', 'focalPoint'],
  completeTask: ['focalPoint', 'head', 'deputy'],
  seeCoverage: ['head', 'deputy', 'intake', 'officer', 'reviewer', 'observer'],
  evaluateYear: ['head', 'deputy'],
})
