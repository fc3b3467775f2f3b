import type { Actor, Territory } from '../../platform/rights.ts'
import { movesOpen, workflow } from '../../platform/workflow.ts'

export type ApologyState = 'drafted' | 'signed' | 'sent' | 'dropped'

/** An apology for lateness never moves the legal day; the further day stands beside it (safeguards 1.5). */
export const APOLOGY_MOVES = workflow<ApologyState>('commitments')({
  write: {
    from: ['drafted'],
    to: 'drafted',
    by: ['focalPoint', 'supervisor', 'head', 'deputy'],
    needs: ['cause', 'change', 'furtherOn'],
  },
  sign: { from: ['drafted'], to: 'signed', by: ['head'], needs: ['cause', 'change', 'furtherOn'] },
  send: { from: ['signed'], to: 'sent', by: ['head', 'intake', 'focalPoint'], needs: [] },
})

/** Whoever can do something with it now, and the head and the focal point always. */
export const mayOpenApology = (actor: Actor | null, state: ApologyState, of: Territory): boolean =>
  actor !== null &&
  actor.unitId === of.unitId &&
  (movesOpen(APOLOGY_MOVES, state, actor, of).length > 0 || actor.roles.has('head') || actor.postId === of.ownerPostId)

export type CommitmentState = 'open' | 'waiting' | 'fulfilled' | 'released'

export const COMMITMENT_MOVES = workflow<CommitmentState>('commitments')({
  handOver: {
    from: ['open', 'waiting'],
    to: 'same',
    by: ['head', 'deputy', 'supervisor', 'intake'],
    needs: ['owner', 'reason'],
  },
  wait: { from: ['open'], to: 'waiting', by: ['focalPoint'], needs: ['waitingFor'] },
  goOn: { from: ['waiting'], to: 'open', by: ['focalPoint'], needs: [] },
  remind: { from: ['open', 'waiting'], to: 'same', by: ['head', 'deputy', 'supervisor'], needs: [] },
})
