import type { Policy } from '../../platform/rights.ts'

/** Rights beside the moves of workflow.ts. */
export const POLICY = {
  seeLetters: ['head', 'deputy', 'intake', 'officer', 'reviewer'],
  printRegister: ['head', 'deputy', 'intake', 'reviewer'],
  seeRecorded: ['head', 'intake', 'reviewer'],
  delegate: ['head'],
  seeDelegations: ['head', 'deputy', 'intake', 'reviewer', 'administrator'],
  setUpLetters: ['administrator'],
  keepTemplates: ['administrator'],
} satisfies Policy
