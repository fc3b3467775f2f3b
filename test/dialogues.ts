import { expect } from 'vitest'
import {
  type DialogueInput,
  moveDialogue,
  type NewDialogue,
  planDialogue,
} from '../src/capabilities/dialogues/actions.ts'
import { dialogueById } from '../src/capabilities/dialogues/queries.ts'
import type { DialogueState } from '../src/capabilities/dialogues/workflow.ts'
import { type Day, day } from '../src/platform/day.ts'
import type { Actor } from '../src/platform/rights.ts'
import { type Office, TODAY } from './office.ts'

export const HELD = day('2026-12-01')
export const MINUTES = {
  move: 'draftMinutes',
  ...{ attended: 80, men: 38, women: 42, organizations: null, conclusion: 'Xã làm ngay việc đã hứa.' },
} as const

/** Dialogues of an office, planned and brought as far as a test wants them: the head chairs, the officer writes. */
export function dialoguesOf(office: Office) {
  const { here } = office
  const plan = (it: Partial<NewDialogue> = {}, who: Actor = here.head, today: Day = TODAY) =>
    office.doing(
      who,
      (context) =>
        planDialogue(context, {
          ...{ kind: 'people', title: 'Đối thoại về đường liên thôn', place: 'Nhà văn hóa thôn Trung', heldOn: HELD },
          ...{ startsAt: '08:00', endsAt: '11:00', agenda: 'Nghe bà con nói', invited: null, requestId: null },
          ...{ chairPostId: here.head.postId, secretaryPostId: here.officer.postId, ...it },
        }),
      today,
    )
  const planned = async (it: Partial<NewDialogue> = {}): Promise<number> => {
    const made = await plan(it)
    if ('refused' in made) throw new Error(made.refused)
    return made.id
  }
  const now = async (id: number) => {
    const found = await office.as(here.head, (tx) => dialogueById(tx, id))
    if (!found) throw new Error('no dialogue')
    return found
  }
  const move = async (who: Actor, id: number, input: DialogueInput, today: Day = TODAY) => {
    const { version } = await now(id)
    return office.doing(who, (context) => moveDialogue(context, id, version, input), today)
  }
  const must = async (who: Actor, id: number, input: DialogueInput, today: Day = HELD) =>
    expect(await move(who, id, input, today), input.move).toEqual({ done: true })

  /** A dialogue brought as far as a state, with one question answered where it was held. */
  async function inState(state: DialogueState, it: Partial<NewDialogue> = {}): Promise<number> {
    const id = await planned(it)
    const path: [DialogueState, () => Promise<unknown>][] = [
      ['announced', () => must(here.head, id, { move: 'announce' }, TODAY)],
      ['held', () => must(here.head, id, { move: 'hold' })],
      ['drafted', () => must(here.officer, id, MINUTES)],
      [
        'approved',
        async () => {
          await must(here.officer, id, { move: 'approve' })
          await must(here.head, id, { move: 'approve' })
        },
      ],
      ['published', () => must(here.officer, id, { move: 'publish', sentHow: 'Niêm yết tại trụ sở, gửi trưởng thôn' })],
    ]
    if (state === 'postponed' || state === 'canceled') {
      const input = { move: state === 'postponed' ? 'postpone' : 'cancel', reason: 'Bão về trong tuần ấy' } as const
      await must(here.head, id, input, TODAY)
      return id
    }
    for (const [name, go] of path.slice(0, path.findIndex(([one]) => one === state) + 1)) {
      await go()
      expect((await now(id)).state).toBe(name)
    }
    return id
  }

  return { plan, planned, now, move, must, inState }
}
