import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { dialoguesOf, HELD, MINUTES } from '../../../test/dialogues.ts'
import { anOffice, ROLES, TODAY } from '../../../test/office.ts'
import { addDays, day } from '../../platform/day.ts'
import type { Role } from '../../platform/rights.ts'
import type { DialogueInput } from './actions.ts'
import { enterQuestion } from './question-actions.ts'
import { enterRequest } from './request-actions.ts'
import { DIALOGUE_MOVES, type DialogueMove, type DialogueState } from './workflow.ts'

const office = await anOffice()
afterAll(() => office.db[Symbol.asyncDispose]())
const { here, neighbour, db } = office
const { plan, planned, now, move, must, inState } = dialoguesOf(office)

const INPUTS: Readonly<Record<DialogueMove, DialogueInput>> = {
  ...{ announce: { move: 'announce' }, hold: { move: 'hold' }, approve: { move: 'approve' }, draftMinutes: MINUTES },
  ...{ publish: { move: 'publish', sentHow: 'Niêm yết tại trụ sở' }, postpone: { move: 'postpone', reason: 'Bão về' } },
  ...{ cancel: { move: 'cancel', reason: 'Gộp vào cuộc sau' }, replan: { move: 'replan', heldOn: addDays(HELD, 9) } },
}
const STATES: readonly DialogueState[] = [
  ...(['planned', 'announced', 'held', 'drafted', 'approved', 'published', 'postponed', 'canceled'] as const),
]

describe('the whole matrix of moves', () => {
  for (const state of STATES)
    test(state, async () => {
      for (const name of Object.keys(DIALOGUE_MOVES) as DialogueMove[]) {
        const id = await inState(state)
        const isOpen = DIALOGUE_MOVES[name].from.includes(state)
        const done = await move(here.head, id, INPUTS[name], name === 'announce' ? TODAY : HELD)
        expect('done' in done, `${name} from ${state}`).toBe(isOpen)
        if (!isOpen) expect(done).toEqual({ refused: 'notOpen' })
      }
    }, 30_000)
})

describe('rights: action x role x territory', () => {
  const ids: Partial<Record<DialogueState, number>> = {}
  beforeAll(async () => {
    for (const state of STATES) ids[state] = await inState(state)
  }, 30_000)
  for (const role of ROLES)
    test(role, async () => {
      // Chair and secretary stand apart from the roles, so that a role is judged by itself.
      for (const name of Object.keys(DIALOGUE_MOVES) as DialogueMove[]) {
        const [from] = DIALOGUE_MOVES[name].from
        const other = { chairPostId: here.deputy.postId, secretaryPostId: here.intake.postId }
        const id = await inState(from as DialogueState)
        await db.owner.query('update dialogues.dialogue set chair_post_id = $2, secretary_post_id = $3 where id = $1', [
          ...[id, other.chairPostId, other.secretaryPostId],
        ])
        const relation = { deputy: 'focalPoint', intake: 'supervisor' }[role as string]
        const may = (DIALOGUE_MOVES[name].by as readonly string[]).some((by) => by === role || by === relation)
        const day = name === 'announce' ? TODAY : HELD
        expect(await move(neighbour[role], id, INPUTS[name], day), `${name} by the neighbour`).toEqual({
          refused: 'notOpen',
        })
        expect('done' in (await move(here[role], id, INPUTS[name], day)), `${name} by ${role}`).toBe(may)
      }
      const mayPlan: readonly Role[] = ['head', 'deputy', 'intake']
      expect('id' in (await plan({}, here[role])), 'plan').toBe(mayPlan.includes(role))
      const asked = await office.doing(here[role], (context) =>
        enterQuestion(context, ids.announced ?? 0, { source: 'paper', text: 'Bao giờ sửa đường liên thôn?' }),
      )
      expect('number' in asked, 'enterQuestion').toBe(['head', 'deputy', 'intake', 'officer'].includes(role))
      const request = { receivedOn: TODAY, topic: 'Về việc sáp nhập trường học', signatures: 5, voters: 900 }
      const entered = await office.doing(here[role], (context) =>
        enterRequest(context, { ...request, document: 'Danh sách cử tri 2026', promisedOn: null }),
      )
      expect('id' in entered, 'enterRequest').toBe(mayPlan.includes(role))
    }, 60_000)
})

describe('notice', () => {
  test('seven days before, the eighth is refused, and the count is kept', async () => {
    const [soon, inTime] = [await planned({ heldOn: day('2026-11-29') }), await planned({ heldOn: day('2026-11-30') })]
    expect(await move(here.head, soon, { move: 'announce' })).toEqual({ refused: 'tooSoon' })
    await must(here.head, inTime, { move: 'announce' }, TODAY)
    expect((await now(inTime)).notice).toMatchObject({ rule: 'DT-02', dueOn: '2026-11-30' })
  })

  test('a community is invited five days before (DC-28), officials by no law', async () => {
    const community = await planned({ kind: 'community', heldOn: day('2026-11-27') })
    expect(await move(here.head, community, { move: 'announce' })).toEqual({ refused: 'tooSoon' })
    const staff = await planned({ kind: 'staffDialogue', heldOn: day('2026-11-24') })
    await must(here.head, staff, { move: 'announce' }, TODAY)
  })

  test('a new day is announced anew: postponed, nothing of the old notice stands', async () => {
    const id = await inState('announced')
    await must(here.head, id, INPUTS.postpone, TODAY)
    await must(here.head, id, INPUTS.replan, TODAY)
    expect(await now(id)).toMatchObject({ state: 'planned', announcedOn: null, notice: null, reason: null })
  })

  test('it is not held before its day', async () => {
    const id = await inState('announced')
    expect(await move(here.head, id, { move: 'hold' }, addDays(HELD, -1))).toEqual({ refused: 'notYet' })
  })
})
