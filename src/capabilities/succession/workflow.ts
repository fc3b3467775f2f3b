import { workflow } from '../../platform/workflow.ts'

export type ChangeState = 'prepared' | 'confirmed' | 'done' | 'dropped'

export const KINDS = ['merge', 'split', 'rename'] as const
export type ChangeKind = (typeof KINDS)[number]

/** A change is prepared, confirmed by a person who typed the name, carried out once: at once, or by the morning run on its day. */
export const CHANGE_MOVES = workflow<ChangeState>('succession')({
  mapPosts: { from: ['prepared', 'confirmed'], to: 'same', by: ['topAdministrator'], needs: ['posts'] },
  confirm: { from: ['prepared'], to: 'confirmed', by: ['topAdministrator'], needs: ['name'] },
  carryOut: { from: ['confirmed'], to: 'done', by: ['clockwork'], needs: [] },
  drop: { from: ['prepared', 'confirmed'], to: 'dropped', by: ['topAdministrator'], needs: [] },
})
