import { policy } from '../../platform/rights.ts'

/** Rights beside the moves of workflow.ts. */
export const POLICY = policy('dialogues', {
  seeDialogues: ['head', 'deputy', 'intake', 'officer', 'reviewer', 'observer'],
  planDialogue: ['head', 'deputy', 'intake'],
  enterQuestion: ['head', 'deputy', 'intake', 'officer', 'focalPoint', 'supervisor'],
  screenQuestion: ['head', 'deputy', 'intake', 'supervisor'],
  noteAnswer: ['head', 'deputy', 'focalPoint', 'supervisor'],
  keepPromise: ['focalPoint', 'head'],
})
