import { policy } from '../../platform/rights.ts'

/** Rights beside the moves of workflow.ts. */
export const POLICY = policy('letters', {
  seeLetters: ['head', 'deputy', 'intake', 'officer', 'reviewer'],
  /** Every letter of the unit, not only those one drafts or signs: a name stands on each. */
  seeEveryLetter: ['head', 'deputy', 'intake', 'reviewer'],
  printRegister: ['head', 'deputy', 'intake', 'reviewer'],
  seeRecorded: ['head', 'intake', 'reviewer'],
  delegate: ['head'],
  seeDelegations: ['head', 'deputy', 'intake', 'reviewer', 'administrator'],
  setUpLetters: ['administrator'],
  keepTemplates: ['administrator'],
})
