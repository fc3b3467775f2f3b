import { workflow } from '../../platform/workflow.ts'

export const KINDS = ['feedback', 'recommendation'] as const
export type Kind = (typeof KINDS)[number]
/** A complaint lies in the same register and goes its own way: see the capability complaints. */
export type CaseKind = Kind | 'complaint'

export const CATEGORIES = [
  ...['environment', 'roads', 'utilities', 'land', 'construction', 'order'],
  ...['procedures', 'welfare', 'education', 'health', 'conduct', 'other'],
] as readonly Category[]
export type Category =
  | ('environment' | 'roads' | 'utilities' | 'land' | 'construction' | 'order')
  | ('procedures' | 'welfare' | 'education' | 'health' | 'conduct' | 'other')

export type CaseState = 'sent' | 'received' | 'assigned' | 'answered' | 'guided' | 'filed' | 'joined'

const undecided = ['sent', 'received', 'assigned'] as const

/** What may happen to feedback and recommendations, by whom, and what it does to the clock of the answer. */
export const CASE_MOVES = workflow<CaseState>('cases')({
  receive: {
    from: ['sent'],
    to: 'received',
    by: ['intake', 'head', 'deputy'],
    needs: ['points'],
    cite: 'Điều 26 Luật Tiếp công dân 42/2013/QH13',
  },
  classify: { from: undecided, to: 'same', by: ['intake', 'head', 'deputy'], needs: ['kind', 'category', 'reason'] },
  assign: { from: ['received', 'assigned'], to: 'assigned', by: ['intake', 'head', 'deputy'], needs: ['owner'] },
  take: { from: ['received'], to: 'assigned', by: ['officer', 'intake', 'deputy', 'head'], needs: [] },
  guide: {
    from: ['sent', 'received'],
    to: 'guided',
    by: ['intake', 'head', 'deputy'],
    needs: ['competentBody', 'reason'],
    clock: 'stop',
  },
  transfer: {
    from: undecided,
    to: 'sent',
    by: ['intake', 'head', 'deputy'],
    needs: ['unit', 'reason'],
    clock: 'restart',
    cite: 'Điều 26 Luật Tiếp công dân 42/2013/QH13',
  },
  file: { from: ['sent', 'received'], to: 'filed', by: ['head', 'deputy'], needs: ['ground', 'reason'], clock: 'stop' },
  join: { from: undecided, to: 'joined', by: ['intake', 'head', 'deputy'], needs: ['mainNumber'], clock: 'stop' },
  extend: { from: ['assigned'], to: 'same', by: ['head', 'deputy'], needs: ['newDueOn', 'reason'], clock: 'extend' },
  answerPoint: { from: ['assigned'], to: 'same', by: ['focalPoint'], needs: ['answer', 'evidence'] },
  answer: { from: ['assigned'], to: 'answered', by: ['focalPoint'], needs: ['everyPointAnswered'], clock: 'stop' },
  declineReopen: { from: ['answered'], to: 'same', by: ['head', 'deputy'], needs: ['reason'] },
  reopen: { from: ['answered'], to: 'assigned', by: ['head', 'deputy'], needs: ['reason'], clock: 'restart' },
})

export type CaseMove = keyof typeof CASE_MOVES

/** Grounds for filing (TT 05/2021/TT-TTCP Điều 6; NĐ 154/2026 Điều 4). */
export const GROUNDS = ['abusive', 'illegible', 'answeredBefore', 'courtDecided', 'noContent'] as const
export type Ground = (typeof GROUNDS)[number]

/** What one case holds; the database checks the same. */
export const MOST_POINTS = 30
