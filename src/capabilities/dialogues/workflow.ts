import { workflow } from '../../platform/workflow.ts'

export const KINDS = ['people', 'businesses', 'community', 'staffDialogue', 'staffConference'] as const
export type Kind = (typeof KINDS)[number]
/** With officials of the office alone: on no public page. */
export const isInside = (kind: Kind): boolean => kind === 'staffDialogue' || kind === 'staffConference'

export type DialogueState =
  | 'planned'
  | 'announced'
  | 'held'
  | 'drafted'
  | 'approved'
  | 'published'
  | 'postponed'
  | 'canceled'

/** What may happen to a dialogue. The focal point is its chair, the supervisor its secretary. */
export const DIALOGUE_MOVES = workflow<DialogueState>('dialogues')({
  announce: {
    ...{ from: ['planned'], to: 'announced', by: ['head', 'deputy', 'focalPoint'], needs: [] },
    cite: 'Điều 43 Luật Tổ chức chính quyền địa phương 72/2025/QH15',
  },
  hold: {
    ...{ from: ['announced'], to: 'held', by: ['head', 'deputy', 'focalPoint', 'supervisor'], needs: [] },
    clock: 'start',
  },
  draftMinutes: {
    ...{ from: ['held', 'drafted'], to: 'drafted', by: ['focalPoint', 'supervisor', 'head'] },
    needs: ['attended', 'conclusion'],
  },
  approve: { from: ['drafted'], to: 'same', by: ['focalPoint', 'supervisor'], needs: [] },
  publish: {
    ...{ from: ['approved'], to: 'published', by: ['head', 'deputy', 'focalPoint', 'supervisor'], needs: ['sentHow'] },
    ...{ clock: 'stop', cite: 'Điều 43 Luật Tổ chức chính quyền địa phương 72/2025/QH15' },
  },
  postpone: {
    from: ['planned', 'announced'],
    to: 'postponed',
    by: ['head', 'deputy', 'focalPoint'],
    needs: ['reason'],
  },
  replan: { from: ['postponed'], to: 'planned', by: ['head', 'deputy', 'focalPoint', 'intake'], needs: ['heldOn'] },
  cancel: { from: ['planned', 'announced', 'postponed'], to: 'canceled', by: ['head', 'deputy'], needs: ['reason'] },
})

export type DialogueMove = keyof typeof DIALOGUE_MOVES

export const SOURCES = ['web', 'paper', 'room'] as const
export type Source = (typeof SOURCES)[number]
export const OUTCOMES = ['answered', 'promised', 'elsewhere'] as const
export type Outcome = (typeof OUTCOMES)[number]
export const RATINGS = ['satisfied', 'partly', 'unsatisfied'] as const
export type Rating = (typeof RATINGS)[number]
