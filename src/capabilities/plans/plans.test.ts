import { afterAll, describe, expect, test } from 'vitest'
import { directivesOf } from '../../../test/directives.ts'
import { anOffice, ROLES, TODAY } from '../../../test/office.ts'
import { addDays, type Day, day } from '../../platform/day.ts'
import type { Actor } from '../../platform/rights.ts'
import { commitmentById, listWork } from '../commitments/index.ts'
import { addItem, evaluateYear, movePlan, type PlanInput, rewritePlan } from './actions.ts'
import { periodAround } from './deadlines.ts'
import { openRecurring } from './jobs.ts'
import { evaluationFacts, itemsOf, planById, taskById, tasksOf } from './queries.ts'
import {
  completeTask,
  endRecurrence,
  giveTask,
  type NewRecurrence,
  type NewTask,
  passTask,
  setRecurrence,
} from './task-actions.ts'
import { PLAN_MOVES, type PlanMove, type PlanState } from './workflow.ts'

const office = await anOffice()
afterAll(() => office.db[Symbol.asyncDispose]())
const { here, neighbour, as, doing, db, host } = office
const { draft, drafted, adopted, entered } = directivesOf(office)

const now = async (id: number) => {
  const found = await as(here.head, (tx) => planById(tx, id))
  if (!found) throw new Error('no plan')
  return found
}
const move = async (who: Actor, id: number, input: PlanInput) => {
  const { version } = await now(id)
  return doing(who, (context) => movePlan(context, id, version, input))
}
const INPUTS: Readonly<Record<PlanMove, PlanInput>> = {
  ...{
    adopt: { move: 'adopt' },
    drop: { move: 'drop' },
    close: { move: 'close', closing: 'Đã làm xong cả hai nội dung.' },
  },
}
async function inState(state: PlanState): Promise<number> {
  const id = await drafted()
  if (state !== 'drafted') await move(here.head, id, INPUTS[state === 'dropped' ? 'drop' : 'adopt'])
  if (state === 'closed') await move(here.head, id, INPUTS.close)
  expect((await now(id)).state).toBe(state)
  return id
}
async function newTask(planId: number, it: Partial<NewTask> = {}, who = here.head, today: Day = TODAY) {
  const [first] = await as(here.head, (tx) => itemsOf(tx, planId))
  return doing(
    who,
    (context) =>
      giveTask(context, planId, {
        ...{ itemId: first?.id ?? 0, title: 'Tổ chức đối thoại tháng này', ownerPostId: here.officer.postId },
        ...{ dueOn: addDays(TODAY, 10), expectedResult: 'Biên bản đã công bố', product: null, authority: null, ...it },
      }),
    today,
  )
}
async function given(planId: number, it: Partial<NewTask> = {}): Promise<number> {
  const done = await newTask(planId, it)
  if ('refused' in done) throw new Error(done.refused)
  return done.id
}

describe('the whole matrix of moves', () => {
  for (const state of ['drafted', 'adopted', 'closed', 'dropped'] as const)
    test(state, async () => {
      for (const name of Object.keys(PLAN_MOVES) as PlanMove[]) {
        const done = await move(here.head, await inState(state), INPUTS[name])
        if (PLAN_MOVES[name].from.includes(state)) expect(done, `${name} from ${state}`).toEqual({ done: true })
        else expect(done, `${name} from ${state}`).toEqual({ refused: 'notOpen' })
      }
    })
})

describe('rights: action x role x territory', () => {
  for (const role of ROLES)
    test(role, async () => {
      const [who, other] = [here[role], neighbour[role]]
      // The officer is the responsible post of these plans; the owner of tasks stands apart.
      const isFocal = role === 'officer'
      const leads = role === 'head' || role === 'deputy'
      expect('id' in (await draft({}, who)), 'draft').toBe(['head', 'deputy', 'officer', 'intake'].includes(role))
      for (const name of Object.keys(PLAN_MOVES) as PlanMove[]) {
        const id = await inState(name === 'adopt' ? 'drafted' : 'adopted')
        expect(await move(other, id, INPUTS[name]), `${name} by the neighbour`).toEqual({ refused: 'notOpen' })
        const may = leads || (isFocal && name === 'close')
        expect('done' in (await move(who, id, INPUTS[name])), `${name} by ${role}`).toBe(may)
      }
      const plan = await adopted()
      expect(await newTask(plan, {}, other), 'the neighbour').toEqual({ refused: 'notOpen' })
      expect('id' in (await newTask(plan, {}, who)), 'give').toBe(leads || isFocal)
      const add = await doing(who, (context) => addItem(context, plan, 'Thêm nội dung về một cửa'))
      expect('id' in add, 'add').toBe(leads || isFocal)
      const task = await given(plan, { ownerPostId: here.intake.postId })
      const pass = () => doing(who, (context) => passTask(context, task, here.deputy.postId, 'Đổi người phụ trách'))
      const complete = (actor: Actor) =>
        doing(actor, (context) => completeTask(context, task, { result: 'Đã làm', evidence: 'Biên bản số 3' }))
      expect(await complete(other), 'the neighbour').toEqual({ refused: 'notOpen' })
      expect('done' in (await complete(who)), 'complete').toBe(leads || role === 'intake')
      if (!leads && role !== 'intake') expect('done' in (await pass()), 'pass').toBe(isFocal)
      const yearly = await adopted({ kind: 'yearly', from: day('2026-01-01'), until: day('2026-12-31') })
      const evaluate = await doing(who, (context) => evaluateYear(context, yearly, EVALUATION))
      expect('done' in evaluate, 'evaluate').toBe(leads)
    })
})
const EVALUATION = {
  ...{
    evaluatedOn: TODAY,
    documentNumber: '12/BC-UBND',
    mobilization: 'Đối thoại hai lần, trả lời đúng hạn mọi kiến nghị.',
  },
  localTasks: 'Hoàn thành mười hai trên mười ba chỉ tiêu của xã.',
}

describe('a plan', () => {
  test('needs contents, days in order, a held post, a document that is known', async () => {
    expect(await draft({ until: day('2026-10-01') })).toEqual({ refused: 'order' })
    expect(await draft({ responsiblePostId: neighbour.officer.postId })).toEqual({ refused: 'postNotHeld' })
    expect(await draft({ directiveId: 999_999 })).toEqual({ refused: 'noDirective' })
    expect(await draft({ kind: 'yearly' })).toEqual({ refused: 'notYear' })
    expect(await move(here.head, await drafted({ items: [] }), INPUTS.adopt)).toEqual({ refused: 'noItems' })
  })
  test('is issued as one document once', async () => {
    const documentId = await entered({ asWritten: '41/KH-UBND', type: 'Kế hoạch', issuerUnitId: here.head.unitId })
    await drafted({ documentId })
    expect(await draft({ documentId })).toEqual({ refused: 'known' })
  })
  test('is rewritten while it is a draft, and two who write at once are told', async () => {
    const id = await drafted()
    const it = { ...(await now(id)), title: 'Kế hoạch viết lại', items: ['Một nội dung mới hẳn'] }
    const rewrite = () => doing(here.officer, (context) => rewritePlan(context, id, 1, it))
    expect(await rewrite()).toEqual({ done: true })
    expect(await rewrite()).toEqual({ refused: 'changed' })
    expect((await as(here.head, (tx) => itemsOf(tx, id))).map(({ content }) => content)).toEqual([
      'Một nội dung mới hẳn',
    ])
    await move(here.head, id, INPUTS.adopt)
    expect(await doing(here.officer, (context) => rewritePlan(context, id, 3, it))).toEqual({ refused: 'notOpen' })
  })
  test('with an open task is neither closed nor dropped', async () => {
    const id = await adopted()
    const task = await given(id)
    for (const name of ['close', 'drop'] as const)
      expect(await move(here.head, id, INPUTS[name])).toEqual({ refused: 'tasksOpen' })
    await doing(here.officer, (context) => completeTask(context, task, { result: 'Đã làm', evidence: 'Biên bản' }))
    expect(await now(id)).toMatchObject({ taskCount: 1, doneCount: 1 })
    expect(await move(here.head, id, INPUTS.close)).toEqual({ done: true })
  })
})

describe('a task', () => {
  test('is a promise with its owner, its day and the plan as its source; My work has it, the public board has not', async () => {
    const id = await adopted()
    const task = await as(here.head, async (tx) => taskById(tx, await given(id)))
    const promise = await as(here.head, (tx) => commitmentById(tx, task?.commitmentId ?? 0))
    expect(promise).toMatchObject({ ownerPostId: here.officer.postId, dueOn: addDays(TODAY, 10), workflow: 'task' })
    expect(promise?.proof.cite).toContain('Kế hoạch thực hiện chỉ thị về dân vận')
    const mine = await as(here.officer, (tx) =>
      listWork(
        tx,
        { ownerPostId: here.officer.postId, unitId: here.officer.unitId, bucket: 'todo', search: '', after: null },
        TODAY,
        100,
      ),
    )
    expect(mine.rows.map((row) => row.id)).toContain(task?.commitmentId)
    expect(await office.count('commitments.commitment', `source = 'task' and public`)).toBe(0)
  })
  test('is due within the plan and not in the past', async () => {
    const id = await adopted()
    expect(await newTask(id, { dueOn: addDays(TODAY, -1) })).toEqual({ refused: 'passed' })
    expect(await newTask(id, { dueOn: day('2027-01-01') })).toEqual({ refused: 'outside' })
    expect(await newTask(id, { ownerPostId: neighbour.officer.postId })).toEqual({ refused: 'postNotHeld' })
    expect(await newTask(await drafted()), 'a draft has no tasks').toEqual({ refused: 'notOpen' })
  })
  test('of a plan with six "rõ" names product and authority: the action says so, the database too', async () => {
    const id = await adopted({ clarities: 6 })
    expect(await newTask(id)).toEqual({ refused: 'noProduct' })
    const task = await given(id, { product: 'Báo cáo kết quả', authority: 'Chủ tịch UBND xã' })
    await expect(db.owner.query('update plans.task set product = null where id = $1', [task])).rejects.toThrow(/check/)
    await expect(db.owner.query('update plans.task set clarities = 5 where id = $1', [task])).rejects.toThrow(
      /foreign key/,
    )
    const five = await given(await adopted())
    await expect(db.owner.query('update plans.task set clarities = 6 where id = $1', [five])).rejects.toThrow()
  })
  test('is done once, with a result', async () => {
    const id = await adopted()
    const task = await given(id)
    const complete = () =>
      doing(here.officer, (context) => completeTask(context, task, { result: 'Đã làm', evidence: 'Biên bản' }))
    const both = await Promise.all([complete(), complete()])
    expect(both.filter((done) => 'done' in done).length).toBeGreaterThanOrEqual(1)
    expect(await complete()).toEqual({ refused: 'notOpen' })
    expect(await now(id)).toMatchObject({ taskCount: 1, doneCount: 1 })
  })
})

describe('a recurring task', () => {
  for (const [every, on, from, to] of [
    ['month', '2026-02-15', '2026-02-01', '2026-02-28'],
    ['quarter', '2026-11-23', '2026-10-01', '2026-12-31'],
    ['halfYear', '2026-06-30', '2026-01-01', '2026-06-30'],
    ['year', '2024-02-29', '2024-01-01', '2024-12-31'],
  ] as const)
    test(`${every} around ${on}`, () => expect(periodAround(every, day(on))).toEqual({ from, to }))

  const REPEATED: Omit<NewRecurrence, 'itemId'> = {
    ...{ title: 'Niêm yết kết quả trả lời', ownerPostId: here.officer.postId, expectedResult: 'Ảnh bảng tin' },
    ...{ product: null, authority: null, every: 'month', fromOn: day('2026-11-01'), untilOn: day('2026-12-20') },
  }
  const tasks = (id: number) => as(here.head, (tx) => tasksOf(tx, id, null, 100))
  const dues = async (id: number) => {
    const ids = (await tasks(id)).map((task) => task.commitmentId)
    return as(here.head, async (tx) => Promise.all(ids.map(async (one) => (await commitmentById(tx, one))?.dueOn)))
  }
  test('opens one a period, on its last day, never two, and stops at its end', async () => {
    const id = await adopted()
    const [item] = await as(here.head, (tx) => itemsOf(tx, id))
    const made = await doing(here.head, (context) => setRecurrence(context, id, { ...REPEATED, itemId: item?.id ?? 0 }))
    expect('id' in made).toBe(true)
    expect(await dues(id)).toEqual(['2026-11-30'])
    await Promise.all([openRecurring(host, TODAY), openRecurring(host, TODAY)])
    await openRecurring(host, day('2026-12-01'))
    await openRecurring(host, day('2026-12-02'))
    await openRecurring(host, day('2027-01-02'))
    expect(await dues(id)).toEqual(['2026-11-30', '2026-12-20'])
  })
  test('ended, it opens nothing more; outside the plan it cannot be set', async () => {
    const id = await adopted()
    const [item] = await as(here.head, (tx) => itemsOf(tx, id))
    const set = (it: Partial<NewRecurrence>) =>
      doing(here.head, (context) => setRecurrence(context, id, { ...REPEATED, itemId: item?.id ?? 0, ...it }))
    expect(await set({ untilOn: day('2027-02-01') })).toEqual({ refused: 'outside' })
    const made = await set({})
    if ('refused' in made) throw new Error(made.refused)
    await doing(here.head, (context) => endRecurrence(context, id, made.id))
    await openRecurring(host, day('2026-12-01'))
    expect(await tasks(id)).toHaveLength(1)
  })
})

test('the yearly evaluation is a fact of the board of duties, once a year', async () => {
  const id = await adopted({ kind: 'yearly', from: day('2026-01-01'), until: day('2026-12-31') })
  const evaluate = () => doing(here.head, (context) => evaluateYear(context, id, EVALUATION))
  expect(await evaluate()).toEqual({ done: true })
  expect(await evaluate()).toEqual({ refused: 'known' })
  const facts = await as(here.head, (tx) => evaluationFacts(tx, here.head.unitId, day('2026-01-01'), day('2026-12-31')))
  expect(facts.at(-1)).toMatchObject({ fact: 'yearlyEvaluation', on: TODAY, href: `/lam-viec/ke-hoach/${id}` })
})
