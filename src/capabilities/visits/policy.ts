import { policy } from '../../platform/rights.ts'

export const POLICY = policy('visits', {
  seeVisits: ['intake', 'head', 'deputy', 'officer', 'reviewer'],
  enterVisit: ['intake', 'head', 'deputy', 'officer'],
  openVisitors: ['focalPoint', 'intake', 'head'],
  printRegister: ['intake', 'head'],
  conclude: ['head', 'deputy'],
  keepInstruction: ['focalPoint', 'head'],
  decideOnline: ['head'],
  recordOnline: ['intake', 'head', 'deputy'],
})
