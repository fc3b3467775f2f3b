import { workflow } from '../../platform/workflow.ts'

export type ComplaintState =
  | ('unsigned' | 'lodged' | 'refused' | 'guided' | 'filed' | 'withdrawn')
  | ('accepted' | 'verifying' | 'suspended' | 'discontinued')
  | ('decided' | 'effective' | 'executed')

/** Before acceptance, and while the settler works. */
const fresh = ['unsigned', 'lodged'] as const
const inHand = ['accepted', 'verifying'] as const
const ended = ['decided', 'effective', 'executed'] as const
const settler = ['head'] as const
const office = ['intake', 'head', 'deputy'] as const

/**
 * What may happen to a complaint, by whom, what it needs and does to the clock. The settler is the head: officers prepare and
 * propose, they never accept, suspend or decide (safeguards 1.7); a deputy acts for an absent head as KT.
 */
export const COMPLAINT_MOVES = workflow<ComplaintState>('complaints')({
  sign: {
    ...{ from: ['unsigned'], to: 'lodged', by: office, needs: ['signedOn', 'signedHow'] },
    ...{ clock: 'start', cite: 'Điều 8 Luật Khiếu nại 02/2011/QH13' },
  },
  guide: {
    ...{ from: fresh, to: 'guided', by: office, needs: ['competentBody', 'reason'] },
    ...{ clock: 'stop', cite: 'Thông tư 05/2021/TT-TTCP' },
  },
  file: { from: ['lodged'], to: 'filed', by: ['head', 'deputy'], needs: ['ground', 'reason'], clock: 'stop' },
  refuse: {
    ...{ from: ['lodged'], to: 'refused', by: settler, needs: ['refusalGround', 'reason'] },
    ...{ clock: 'stop', cite: 'Điều 11, Điều 27 Luật Khiếu nại 02/2011/QH13' },
  },
  accept: {
    ...{ from: ['lodged'], to: 'accepted', by: settler, needs: ['verifier'] },
    ...{ clock: 'restart', cite: 'Điều 27 Luật Khiếu nại 02/2011/QH13' },
  },
  verify: { from: ['accepted'], to: 'verifying', by: ['focalPoint', 'head'], needs: ['plan'] },
  declareComplex: {
    ...{ from: inHand, to: 'same', by: settler, needs: ['complexDocument', 'criteria'] },
    ...{ clock: 'extend', cite: 'Điều 28 Luật Khiếu nại 02/2011/QH13; Điều 3a Nghị định 124/2020/NĐ-CP' },
  },
  request: {
    ...{ from: inHand, to: 'same', by: ['focalPoint', 'head'], needs: ['bodyName', 'question'] },
    cite: 'Điều 12, Điều 13 Luật Khiếu nại 02/2011/QH13',
  },
  callDialogue: {
    ...{ from: ['verifying'], to: 'same', by: ['focalPoint', 'head'], needs: ['heldOn', 'place'] },
    cite: 'Điều 30 Luật Khiếu nại 02/2011/QH13; Điều 28 Nghị định 155/2026/NĐ-CP',
  },
  recordDialogue: { from: ['verifying'], to: 'same', by: ['focalPoint', 'head'], needs: ['dialogueOutcome'] },
  differ: { from: ['verifying'], to: 'same', by: ['focalPoint', 'head'], needs: ['differences'] },
  suspend: {
    ...{ from: inHand, to: 'suspended', by: settler, needs: ['ground', 'documentNumber'] },
    ...{ clock: 'stop', cite: 'Điều 11a Luật Khiếu nại; Điều 28b Nghị định 155/2026/NĐ-CP, Mẫu 14a' },
  },
  resume: {
    ...{ from: ['suspended'], to: 'verifying', by: settler, needs: ['documentNumber'] },
    ...{ clock: 'restart', cite: 'Điều 28b Nghị định 155/2026/NĐ-CP' },
  },
  discontinue: {
    ...{ from: ['accepted', 'verifying', 'suspended'], to: 'discontinued', by: settler, needs: ['discontinuedGround'] },
    ...{ clock: 'stop', cite: 'Điều 11a Luật Khiếu nại; Điều 28b Nghị định 155/2026/NĐ-CP, Mẫu 14b' },
  },
  withdraw: {
    ...{ from: ['unsigned', 'lodged', ...inHand, 'suspended'], to: 'same', by: ['intake', 'focalPoint', 'head'] },
    ...{ needs: ['part'], cite: 'Điều 10 Luật Khiếu nại, sửa đổi bởi Luật 136/2025/QH15' },
  },
  decide: {
    ...{ from: ['verifying'], to: 'decided', by: settler, needs: ['outcome', 'settledNumber', 'summary'] },
    ...{ clock: 'stop', cite: 'Điều 31 Luật Khiếu nại 02/2011/QH13' },
  },
  serve: {
    ...{ from: ended, to: 'same', by: ['intake', 'focalPoint', 'head'], needs: ['sentOn', 'serviceWay'] },
    cite: 'Điều 32, Điều 41 Luật Khiếu nại 02/2011/QH13',
  },
  proposePublication: { from: ended, to: 'same', by: ['intake', 'focalPoint'], needs: ['title', 'summary', 'way'] },
  publish: {
    ...{ from: ended, to: 'same', by: ['reviewer', 'head', 'deputy'], needs: ['secondPerson'] },
    cite: 'Điều 41 Luật Khiếu nại 02/2011/QH13',
  },
  takeEffect: {
    ...{ from: ['decided'], to: 'effective', by: ['clockwork'], needs: [] },
    cite: 'Điều 44 Luật Khiếu nại 02/2011/QH13',
  },
  execute: { from: ['effective'], to: 'executed', by: ['focalPoint', 'head'], needs: ['evidence'] },
  noteLawsuit: {
    ...{
      from: ['refused', 'discontinued', 'decided', 'effective'],
      to: 'same',
      by: office,
      needs: ['lawsuitOn', 'court'],
    },
    cite: 'Điều 33, Điều 42 Luật Khiếu nại 02/2011/QH13',
  },
  flag: { from: [...fresh, ...inHand, 'suspended'], to: 'same', by: office, needs: [] },
})

export type ComplaintMove = keyof typeof COMPLAINT_MOVES

export const REFUSAL_GROUNDS = [
  ...(['notAffected', 'noCapacity', 'unlawfulRepresentative', 'unsigned', 'limitExpired'] as const),
  ...(['secondDecided', 'discontinuedLongAgo', 'courtAccepted', 'internal'] as const),
] as const
export type RefusalGround = (typeof REFUSAL_GROUNDS)[number]

export const SUBJECTS = ['decision', 'act', 'discipline'] as const
export type Subject = (typeof SUBJECTS)[number]
export const OUTCOMES = ['right', 'partlyRight', 'wrong'] as const
export const SERVICE_WAYS = ['inPerson', 'post', 'posted'] as const
export const DISCONTINUED_GROUNDS = ['withdrawn', 'deadWithoutHeir', 'dissolved', 'noLongerOwed'] as const
export const PUBLISH_WAYS = ['posting', 'web', 'meeting'] as const
/** The criteria of a complex matter, a to g of article 3a; the determination itself is a document. */
export const COMPLEX_CRITERIA = [
  'places',
  'contents',
  'people',
  'foreign',
  'bodies',
  'disagreement',
  'evidence',
] as const

/** How far the register of all cases sees it. */
export const REGISTER_STATE: Readonly<Record<ComplaintState, 'sent' | 'assigned' | 'answered' | 'guided' | 'filed'>> = {
  ...{ unsigned: 'sent', lodged: 'sent', guided: 'guided', filed: 'filed', refused: 'filed', withdrawn: 'filed' },
  ...{ accepted: 'assigned', verifying: 'assigned', suspended: 'assigned', discontinued: 'filed' },
  ...{ decided: 'answered', effective: 'answered', executed: 'answered' },
}

export const isOpen = (state: ComplaintState): boolean =>
  state === 'unsigned' || state === 'lodged' || state === 'suspended' || state === 'accepted' || state === 'verifying'

/** How many speak for a complaint of many: up to ten people one or two, more than ten at most five (Law on Reception, article 29). */
export const mostRepresentatives = (signatories: number): number => (signatories > 10 ? 5 : 2)
