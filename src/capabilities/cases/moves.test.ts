import { afterAll, describe, expect, test } from 'vitest'
import { anOffice, type CitizenCase, type State, TODAY } from '../../../test/office.ts'
import { addDays } from '../../platform/day.ts'
import type { Actor } from '../../platform/rights.ts'
import { answerPoint, askReopen, moveCase, submissionsOf } from './index.ts'
import { CASE_MOVES, type CaseMove } from './workflow.ts'

const office = await anOffice()
afterAll(() => office.db[Symbol.asyncDispose]())
const { here, neighbour } = office

type Input = Parameters<typeof moveCase>[3]
const STATES: readonly State[] = ['sent', 'received', 'assigned', 'answered', 'guided', 'filed', 'joined']
const WHY = 'Lý do ghi rõ ở đây'

/** Each move as somebody entitled makes it: where it may start and where it leads, written here once more by hand. */
const MATRIX: Readonly<
  Record<
    CaseMove,
    { who: Actor; input: (of: CitizenCase) => Promise<Input> | Input; leads: Partial<Record<State, State>> }
  >
> = {
  receive: {
    who: here.intake,
    input: () => ({ move: 'receive', title: 'Tên gọn', points: ['Điểm một', 'Điểm hai'] }),
    leads: { sent: 'received' },
  },
  classify: {
    who: here.intake,
    input: () => ({ move: 'classify', kind: 'recommendation', category: 'land', reason: WHY }),
    leads: { sent: 'sent', received: 'received', assigned: 'assigned' },
  },
  assign: {
    who: here.deputy,
    input: () => ({ move: 'assign', ownerPostId: here.intake.postId, reason: WHY }),
    leads: { received: 'assigned', assigned: 'assigned' },
  },
  take: { who: here.officer, input: () => ({ move: 'take' }), leads: { received: 'assigned' } },
  guide: {
    who: here.intake,
    input: () => ({ move: 'guide', competentBody: 'Sở Nông nghiệp', reason: WHY }),
    leads: { sent: 'guided', received: 'guided' },
  },
  transfer: {
    who: here.intake,
    input: () => ({ move: 'transfer', unitId: neighbour.head.unitId, reason: WHY }),
    leads: { sent: 'sent', received: 'sent', assigned: 'sent' },
  },
  file: {
    who: here.head,
    input: () => ({ move: 'file', ground: 'illegible', reason: WHY }),
    leads: { sent: 'filed', received: 'filed' },
  },
  join: {
    who: here.intake,
    input: async () => ({ move: 'join', mainNumber: (await office.newCase('received')).number, reason: WHY }),
    leads: { sent: 'joined', received: 'joined', assigned: 'joined' },
  },
  extend: {
    who: here.head,
    input: (of) => ({ move: 'extend', newDueOn: addDays(of.commitment.dueOn, 5), reason: WHY }),
    leads: { assigned: 'assigned' },
  },
  answerPoint: { who: here.officer, input: () => ({ move: 'take' }), leads: { assigned: 'assigned' } },
  answer: {
    who: here.officer,
    input: () => ({ move: 'answer', closing: 'Xin cảm ơn.' }),
    leads: { assigned: 'answered' },
  },
  declineReopen: {
    who: here.head,
    input: async (of) => {
      const [first] = await office.as(here.head, (tx) => submissionsOf(tx, of.id))
      await office.as(here.head, (tx) => askReopen({ tx, host: office.host }, of.id, first?.id ?? 0, WHY))
      return { move: 'declineReopen', reason: WHY }
    },
    leads: { answered: 'answered' },
  },
  reopen: { who: here.head, input: () => ({ move: 'reopen', reason: WHY }), leads: { answered: 'assigned' } },
}

const traces = async (id: number) => ({
  state: (await office.caseNow(id)).state,
  version: (await office.caseNow(id)).version,
  history: await office.count('platform.history', `subject_kind = 'case' and subject_id = ${id}`),
})

test('the matrix knows every move of the table', () => {
  expect(Object.keys(MATRIX).sort()).toEqual(Object.keys(CASE_MOVES).sort())
})

describe.each(Object.keys(MATRIX) as CaseMove[])('%s', (move) => {
  const { who, input, leads } = MATRIX[move]
  for (const state of STATES) {
    const to = leads[state]
    test(`${to ? `from ${state} leads to ${to}` : `is refused from ${state} and leaves no trace`}`, async () => {
      const found = await office.newCase(state)
      const given = await input(found)
      if (move === 'answer' && state === 'assigned')
        await office.doing(who, (it) => answerPoint(it, found.id, 1, 1, 'Đã làm xong việc này.', 'Biên bản'))
      const before = await traces(found.id)
      const made = await office.doing(who, (it) =>
        move === 'answerPoint'
          ? answerPoint(it, found.id, 1, 1, 'Đã làm xong việc này.', 'Biên bản')
          : moveCase(it, found.id, found.version, given),
      )
      if (!to) {
        expect(made).toEqual({ refused: 'notOpen' })
        expect(await traces(found.id)).toEqual(before)
        return
      }
      expect(made).toEqual({ done: true })
      const after = await traces(found.id)
      expect(after.state).toBe(to)
      expect(after.history).toBeGreaterThan(before.history)
      if (move !== 'answerPoint') expect(after.version).toBe(before.version + 1)
    })
  }
  if (move !== 'answerPoint')
    test('of a version that is no longer the last is refused as changed', async () => {
      const from = Object.keys(leads)[0] as State
      const found = await office.newCase(from)
      const given = await input(found)
      const before = await traces(found.id)
      expect(await office.doing(who, (it) => moveCase(it, found.id, found.version - 1, given))).toEqual({
        refused: 'changed',
      })
      expect(await traces(found.id)).toEqual(before)
    })
})

describe('what a move demands', () => {
  const move = (found: CitizenCase, who: Actor, input: Input, today = TODAY) =>
    office.doing(who, (it) => moveCase(it, found.id, found.version, input), today)

  test('an answer with a point unanswered is refused', async () => {
    const found = await office.newCase('assigned')
    expect(await move(found, here.officer, { move: 'answer', closing: '' })).toEqual({ refused: 'pointsUnanswered' })
  })

  test('reading without writing down a point is refused', async () => {
    const found = await office.newCase('sent')
    expect(await move(found, here.intake, { move: 'receive', title: 'Tên', points: [] })).toEqual({
      refused: 'noPoints',
    })
  })

  test('an extension comes before the day has passed, is later than the day, and comes once; the first day stays to be read', async () => {
    const found = await office.newCase('assigned')
    const due = found.commitment.dueOn
    const to = (newDueOn = addDays(due, 3)) => ({ move: 'extend', newDueOn, reason: WHY }) as const
    expect(await move(found, here.head, to(due))).toEqual({ refused: 'notLater' })
    expect(await move(found, here.head, to(addDays(due, 9)), addDays(due, 1))).toEqual({ refused: 'late' })
    expect(await move(found, here.head, to())).toEqual({ done: true })
    const extended = await office.caseNow(found.id)
    expect([extended.commitment.firstDueOn, extended.commitment.dueOn]).toEqual([due, addDays(due, 3)])
    expect(await move(extended, here.head, to(addDays(due, 9)))).toEqual({ refused: 'alreadyExtended' })
  })

  test('nobody hands a case to a post of another unit, to one that nobody holds, or to one that only watches or runs the system', async () => {
    const found = await office.newCase('received')
    const { rows } = await office.db.owner.query(
      `insert into organization.post (unit_id, title, roles) values ($1, 'Ghế trống', '{officer}') returning id`,
      [here.head.unitId],
    )
    for (const ownerPostId of [
      ...[neighbour.officer.postId, rows[0].id, 999_999],
      ...[here.reviewer.postId, here.observer.postId, here.administrator.postId],
    ])
      expect(await move(found, here.intake, { move: 'assign', ownerPostId, reason: '' })).toEqual({
        refused: 'postNotHeld',
      })
  })

  test('a transfer goes to another unit that is open', async () => {
    const found = await office.newCase('sent')
    const to = (unitId: number) => move(found, here.intake, { move: 'transfer', unitId, reason: WHY })
    expect(await to(here.head.unitId)).toEqual({ refused: 'sameUnit' })
    expect(await to(office.above.unitId)).toEqual({ refused: 'unitNotOpen' })
  })

  test('a case is joined to another open matter of the same unit only', async () => {
    const found = await office.newCase('sent')
    const closed = await office.newCase('guided')
    const away = await office.newCase('sent')
    await move(away, here.intake, { move: 'transfer', unitId: neighbour.head.unitId, reason: WHY })
    for (const mainNumber of [found.number, closed.number, away.number, '0000-0000'])
      expect(await move(found, here.intake, { move: 'join', mainNumber, reason: WHY })).toEqual({
        refused: 'mainNotFound',
      })
  })

  test('classifying anew never gains a day: the due day and the first sending day stay', async () => {
    const found = await office.newCase('received', { sentOn: addDays(TODAY, -4) })
    await move(found, here.intake, { move: 'classify', kind: 'recommendation', category: 'land', reason: WHY })
    const after = await office.caseNow(found.id)
    expect([after.sentOn, after.commitment.dueOn]).toEqual([found.sentOn, found.commitment.dueOn])
  })

  test('what is sealed is not assigned, transferred or joined to what is not', async () => {
    const sealed = await office.newCase('received', { sealed: true })
    const open = await office.newCase('received')
    for (const input of [
      { move: 'assign', ownerPostId: here.officer.postId, reason: '' },
      { move: 'transfer', unitId: neighbour.head.unitId, reason: WHY },
      { move: 'join', mainNumber: open.number, reason: WHY },
    ] as const)
      expect(await move(sealed, here.head, input), input.move).toEqual({ refused: 'sealedStays' })
    expect(await move(open, here.head, { move: 'join', mainNumber: sealed.number, reason: WHY })).toEqual({
      refused: 'sealedStays',
    })
  })

  test('a sealed matter counts in no figure and carries a constant title', async () => {
    const deltas = () => office.count('commitments.figure_delta')
    const before = await deltas()
    const sealed = await office.newCase('answered', { sealed: true })
    expect(await deltas()).toBe(before)
    expect(sealed.commitment.title).toBe('Việc theo chế độ riêng')
  })
})

test('two who answer at the same moment come one after the other, and the second is told', async () => {
  const found = await office.newCase('assigned')
  const answers = await Promise.all(
    ['Bản thứ nhất đã xong.', 'Bản thứ hai đã xong.'].map((text) =>
      office.doing(here.officer, (it) => answerPoint(it, found.id, 1, 1, text, 'Ảnh')),
    ),
  )
  expect(answers).toContainEqual({ done: true })
  expect(answers).toContainEqual({ refused: 'changed' })
})

test('two who take one case at the same moment: one is its focal point', async () => {
  const found = await office.newCase('received')
  const taken = await Promise.all(
    [here.officer, here.intake].map((who) =>
      office.doing(who, (it) => moveCase(it, found.id, found.version, { move: 'take' })),
    ),
  )
  expect(taken.filter((one) => 'done' in one)).toHaveLength(1)
})
