import { workflow } from '../../platform/workflow.ts'

export type VisitState = 'received' | 'refused' | 'told'

const desk = ['focalPoint', 'intake', 'head'] as const

/** What may follow a visit. `focalPoint` is the post that received; refusing is decided when the visit is entered. */
export const VISIT_MOVES = workflow<VisitState>('visits')({
  tell: {
    ...{ from: ['received'], to: 'told', by: desk, needs: ['outcome', 'words', 'way'] },
    ...{ clock: 'stop', cite: 'Khoản 1 Điều 28 Luật Tiếp công dân 42/2013/QH13' },
  },
  takePaper: {
    from: ['received', 'told'],
    to: 'same',
    by: desk,
    needs: ['items'],
    cite: 'Điều 15 Nghị định 154/2026/NĐ-CP, Mẫu 02/TCD',
  },
  makeCase: {
    from: ['received', 'told'],
    to: 'same',
    by: desk,
    needs: ['kind', 'category', 'text'],
    cite: 'Khoản 3 Điều 25 Luật Tiếp công dân 42/2013/QH13',
  },
  sendRefusal: {
    ...{ from: ['refused'], to: 'same', by: desk, needs: ['documentNumber'] },
    ...{ clock: 'stop', cite: 'Khoản 2 Điều 4 Nghị định 154/2026/NĐ-CP, Mẫu 01/TCD' },
  },
})
export type VisitMove = keyof typeof VISIT_MOVES

export const KINDS = ['complaint', 'recommendation', 'feedback'] as const
export const OUTCOMES = ['accepted', 'longer', 'notAccepted', 'transferred'] as const
export const TOLD_WAYS = ['onTheSpot', 'letter', 'phone', 'atCounter'] as const

/** Law on Reception, article 9, and Decree 154/2026, article 4.1; `inWriting` owes the notice of form 01/TCD (TCD-17). */
export const GROUNDS = {
  ...{ drunk: { inWriting: false }, threatens: { inWriting: false }, settled: { inWriting: true } },
  ...{ otherLaw: { inWriting: false }, records: { inWriting: false }, incites: { inWriting: false } },
  ...{ noCapacity: { inWriting: false }, noAuthority: { inWriting: false }, outside: { inWriting: false } },
  ...{ nothingNew: { inWriting: true }, court: { inWriting: false }, elsewhere: { inWriting: false } },
} as const
export type Ground = keyof typeof GROUNDS
export const GROUND_NAMES = Object.keys(GROUNDS) as [Ground, ...Ground[]]
export const ONLINE_GROUNDS = ['far', 'crowded', 'severalBodies', 'weather', 'requested'] as const

/** Who speaks for many: five to ten people one or two, more than ten at most five; below five each for themselves (article 29). */
export const mostRepresentatives = (people: number): number | null => (people > 10 ? 5 : people >= 5 ? 2 : null)
