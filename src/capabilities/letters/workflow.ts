import { type Actor, isAllowed, type Territory } from '../../platform/rights.ts'
import { movesOpen, workflow } from '../../platform/workflow.ts'
import { POLICY } from './policy.ts'

export const LETTER_STATES = [
  'drafted',
  'checked',
  'signed',
  'numbered',
  'released',
  'delivered',
  'dropped',
  'voided',
] as const
export type LetterState = (typeof LETTER_STATES)[number]

const checkers = ['reviewer', 'deputy', 'head', 'intake'] as const

/**
 * From draft to delivery (safeguards 1.8, 1.9). `focalPoint` is the post that drafts, `supervisor` the post that signs; văn thư is
 * the intake post. Who signs re-enters a factor; what was signed is never changed, and no number comes before the signature.
 */
export const LETTER_MOVES = workflow<LetterState>('letters')({
  write: { from: ['drafted'], to: 'same', by: ['focalPoint', 'head', 'deputy'], needs: ['facts'] },
  check: { from: ['drafted'], to: 'checked', by: checkers, needs: ['otherPerson'] },
  sendBack: { from: ['checked'], to: 'drafted', by: [...checkers, 'supervisor'], needs: ['reason'] },
  sign: {
    ...{ from: ['checked'], to: 'signed', by: ['head', 'supervisor'], needs: ['factor', 'delegation'] },
    cite: 'Điều 13 Nghị định 30/2020/NĐ-CP',
  },
  recordSigned: {
    ...{ from: ['checked'], to: 'signed', by: ['intake', 'reviewer'], needs: ['signedOn', 'scan', 'delegation'] },
    cite: 'Điều 13 Nghị định 30/2020/NĐ-CP',
  },
  number: {
    ...{ from: ['signed'], to: 'numbered', by: ['intake'], needs: ['numberedOn', 'number'] },
    cite: 'Điều 15 Nghị định 30/2020/NĐ-CP',
  },
  void: { from: ['numbered'], to: 'voided', by: ['intake', 'head'], needs: ['reason'] },
  release: {
    ...{ from: ['numbered'], to: 'released', by: ['intake'], needs: [] },
    cite: 'Điều 18 Nghị định 30/2020/NĐ-CP',
  },
  deliver: {
    from: ['released'],
    to: 'delivered',
    by: ['intake', 'focalPoint'],
    needs: ['way', 'deliveredOn', 'proof'],
  },
  drop: { from: ['drafted', 'checked'], to: 'dropped', by: ['focalPoint', 'head', 'supervisor'], needs: ['reason'] },
})

export type LetterMove = keyof typeof LETTER_MOVES

export const DELIVERY_WAYS = ['inPerson', 'post', 'posted', 'office'] as const
export type DeliveryWay = (typeof DELIVERY_WAYS)[number]

/** The next step of a letter on its way; the others wait behind. */
export const NEXT: Readonly<Partial<Record<LetterState, LetterMove>>> = {
  ...{ drafted: 'check', checked: 'sign', signed: 'number', numbered: 'release', released: 'deliver' },
}

/** Whoever drafts or signs it, and the office through whose hands it goes: a name stands on it. */
export const maySeeLetter = (actor: Actor | null, state: LetterState, of: Territory): boolean =>
  actor !== null &&
  actor.unitId === of.unitId &&
  (movesOpen(LETTER_MOVES, state, actor, of).length > 0 ||
    actor.postId === of.ownerPostId ||
    actor.postId === of.supervisorPostId ||
    isAllowed(POLICY.seeEveryLetter, actor, of))
