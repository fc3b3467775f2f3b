import { policy } from '../../platform/rights.ts'

/** Rights beside the moves of workflow.ts. */
export const POLICY = policy('cases', {
  seeCases: ['intake', 'head', 'deputy', 'officer', 'reviewer', 'observer'],
  seeCase: ['intake', 'head', 'deputy', 'officer', 'reviewer', 'observer'],
  openSender: ['focalPoint', 'supervisor'],
  split: ['intake', 'head', 'deputy', 'focalPoint'],
  writeToSender: ['focalPoint', 'intake'],
  enterAtCounter: ['intake', 'officer', 'head', 'deputy'],
  reissueCode: ['intake'],
  proposePublication: ['focalPoint', 'intake'],
  publish: ['reviewer', 'head', 'deputy'],
  printRegister: ['intake', 'head', 'deputy', 'reviewer'],
})
