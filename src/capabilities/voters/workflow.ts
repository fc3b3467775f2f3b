import { workflow } from '../../platform/workflow.ts'

export type VoterState = 'received' | 'assigned' | 'answered'

/** What may happen to a recommendation of voters. */
export const VOTER_MOVES = workflow<VoterState>('voters')({
  assign: { from: ['received', 'assigned'], to: 'assigned', by: ['intake', 'head', 'deputy'], needs: ['owner'] },
  answer: {
    ...{ from: ['assigned'], to: 'answered', by: ['focalPoint', 'head'], needs: ['result', 'answer'] },
    ...{ clock: 'stop', cite: 'Khoản 1, khoản 2 Điều 49 Nghị quyết liên tịch 72/2025' },
  },
  keepRoadmap: { from: ['answered'], to: 'same', by: ['focalPoint', 'head'], needs: ['evidence'] },
  publish: {
    ...{ from: ['answered'], to: 'same', by: ['reviewer', 'head', 'deputy'], needs: [] },
    cite: 'Điều 51 Nghị quyết liên tịch 72/2025',
  },
})

export type VoterMove = keyof typeof VOTER_MOVES

/** CT-02: what an answer must be one of. */
export const RESULTS = ['resolved', 'studied', 'explained'] as const
export type Result = (typeof RESULTS)[number]
export const COUNCILS = ['national', 'province', 'commune'] as const
