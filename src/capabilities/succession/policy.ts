import { policy } from '../../platform/rights.ts'

/** Rights beside the moves of workflow.ts. Who prepares a change sees counts; who chooses for a split sees the matters anyway. */
export const POLICY = policy('succession', {
  prepareChange: ['topAdministrator'],
  foundUnit: ['topAdministrator'],
  chooseSuccessors: ['head', 'deputy', 'intake'],
  handOverPost: ['administrator', 'head'],
})
