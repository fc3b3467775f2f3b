import { sql } from 'kysely'
import { mayBeGivenWork } from '../../organization/officials.ts'
import { placeById } from '../../organization/openings.ts'
import type { Day } from '../../platform/day.ts'
import { own, type Tx } from '../../platform/db.ts'
import type { Host } from '../../platform/page.ts'
import { isAllowed } from '../../platform/rights.ts'
import { commitmentById, fulfill, handOver, openCommitment, tellPost } from '../commitments/index.ts'
import { endRecurrences, note, type PlanContext, type Refused } from './actions.ts'
import { given, periodAround } from './deadlines.ts'
import { POLICY } from './policy.ts'
import { type Plan, planById, type Recurrence, recurrencesOf, taskById, territoryOf } from './queries.ts'
import type { PlanTables } from './tables.ts'
import type { Every } from './workflow.ts'

export interface NewTask {
  itemId: number
  title: string
  ownerPostId: number
  dueOn: Day
  expectedResult: string
  /** Asked where the plan wants six "rõ". */
  product: string | null
  authority: string | null
}

interface Opening {
  tx: Tx
  host: Pick<Host, 'jobs' | 'now'>
  today: Day
}

/** A task is a promise of the ledger with one owner, a day and a result that is owed. */
export async function giveTask(context: PlanContext, planId: number, it: NewTask): Promise<Refused | { id: number }> {
  const { tx, actor, today } = context
  const plan = await planById(tx, planId, true)
  if (plan?.state !== 'adopted' || !isAllowed(POLICY.giveTask, actor, territoryOf(plan))) return { refused: 'notOpen' }
  if (it.dueOn < today) return { refused: 'passed' }
  if (it.dueOn > plan.until) return { refused: 'outside' }
  if (plan.clarities === 6 && !(it.product && it.authority)) return { refused: 'noProduct' }
  if (!(await mayBeGivenWork(tx, it.ownerPostId, plan.unitId, today))) return { refused: 'postNotHeld' }
  const id = await openTask(context, plan, it, null)
  note(context, planId, 'taskGiven', { title: it.title, to: it.ownerPostId, dueOn: it.dueOn })
  return { id }
}

async function openTask(
  { tx, host, today }: Opening,
  plan: Plan,
  it: NewTask,
  recurring: { id: number; from: Day; to: Day } | null,
): Promise<number> {
  const { unitId } = plan
  const place = await placeById(tx, unitId, today)
  const commitmentId = await openCommitment(tx, {
    ...{ unitId, sealId: null, source: 'task', isStep: true, number: '', workflow: 'task', step: 'given' },
    ...{ ownerPostId: it.ownerPostId, supervisorPostId: place?.headPostId ?? plan.responsiblePostId },
    ...{ title: it.title, publicTitle: it.title, owedTo: plan.title, expectedResult: it.expectedResult },
    deadline: given(today, it.dueOn, plan.title),
  })
  const { itemId, product, authority } = it
  const row = await own<PlanTables>(tx)
    .insertInto('plans.task')
    .values({
      ...{ unitId, planId: plan.id, clarities: plan.clarities, itemId, commitmentId, product, authority },
      recurrenceId: recurring?.id ?? null,
      period: recurring ? sql<string>`daterange(${recurring.from}, ${recurring.to}, '[]')` : null,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await tellPost(host, tx, { id: commitmentId, unitId, sealId: null }, it.ownerPostId, 'assigned', it.title)
  return row.id
}

/** A task ends with its result and what shows it. */
export async function completeTask(
  context: PlanContext,
  taskId: number,
  it: { result: string; evidence: string },
): Promise<Refused | { done: true }> {
  const { tx, actor, today } = context
  const found = await taskById(tx, taskId)
  const promise = found && (await commitmentById(tx, found.commitmentId))
  if (!found || found.doneOn || !promise || !isAllowed(POLICY.completeTask, actor, promise))
    return { refused: 'notOpen' }
  await planById(tx, found.planId, true)
  await fulfill(tx, promise.id, today, it.result, it.evidence, actor.postId)
  await own<PlanTables>(tx).updateTable('plans.task').set({ doneOn: today }).where('id', '=', taskId).execute()
  note(context, found.planId, 'taskDone', { task: taskId, result: it.result })
  return { done: true }
}

/** Another post takes the task over, with the reason. */
export async function passTask(
  context: PlanContext,
  taskId: number,
  toPostId: number,
  reason: string,
): Promise<Refused | { done: true }> {
  const { tx, host, actor, today } = context
  const found = await taskById(tx, taskId)
  const plan = found && (await planById(tx, found.planId))
  if (!found || found.doneOn || !plan || !isAllowed(POLICY.giveTask, actor, territoryOf(plan)))
    return { refused: 'notOpen' }
  if (!(await mayBeGivenWork(tx, toPostId, plan.unitId, today))) return { refused: 'postNotHeld' }
  await handOver(tx, found.commitmentId, toPostId, { postId: actor.postId, reason })
  const promise = await commitmentById(tx, found.commitmentId)
  if (promise) await tellPost(host, tx, promise, toPostId, 'assigned', promise.title)
  note(context, plan.id, 'taskPassed', { task: taskId, to: toPostId, reason })
  return { done: true }
}

export interface NewRecurrence extends Omit<NewTask, 'dueOn'> {
  every: Every
  fromOn: Day
  untilOn: Day
}

/** A task that comes back: the one of the running period is opened at once, the next ones when their period begins. */
export async function setRecurrence(
  context: PlanContext,
  planId: number,
  it: NewRecurrence,
): Promise<Refused | { id: number }> {
  const { tx, actor, today } = context
  const plan = await planById(tx, planId, true)
  if (plan?.state !== 'adopted' || !isAllowed(POLICY.giveTask, actor, territoryOf(plan))) return { refused: 'notOpen' }
  if (it.untilOn < it.fromOn) return { refused: 'order' }
  if (it.untilOn > plan.until || it.fromOn < plan.from) return { refused: 'outside' }
  if (plan.clarities === 6 && !(it.product && it.authority)) return { refused: 'noProduct' }
  if (!(await mayBeGivenWork(tx, it.ownerPostId, plan.unitId, today))) return { refused: 'postNotHeld' }
  const { id } = await own<PlanTables>(tx)
    .insertInto('plans.recurrence')
    .values({ ...it, planId, unitId: plan.unitId, clarities: plan.clarities })
    .returning('id')
    .executeTakeFirstOrThrow()
  note(context, planId, 'recurrenceSet', { title: it.title, every: it.every })
  await openDue(context, plan)
  return { id }
}

export async function endRecurrence(
  context: PlanContext,
  planId: number,
  id: number,
): Promise<Refused | { done: true }> {
  const { tx, actor, today } = context
  const plan = await planById(tx, planId, true)
  if (!plan || !isAllowed(POLICY.giveTask, actor, territoryOf(plan))) return { refused: 'notOpen' }
  await endRecurrences(tx, planId, today, id)
  note(context, planId, 'recurrenceEnded', { recurrence: id })
  return { done: true }
}

/** Opens what the running period of each recurring task still lacks. Run again it changes nothing. */
export async function openDue(context: Opening, plan: Plan): Promise<number> {
  const { tx, today } = context
  if (plan.state !== 'adopted') return 0
  const going = (await recurrencesOf(tx, plan.id)).filter(
    (one) => one.endedOn === null && one.fromOn <= today && one.untilOn >= today,
  )
  let opened = 0
  for (const one of going) {
    const period = periodAround(one.every, today)
    if (await hasTaskIn(tx, one, period)) continue
    const dueOn = earlier(period.to, one.untilOn)
    await openTask(context, plan, { ...one, dueOn }, { id: one.id, ...period })
    opened += 1
  }
  return opened
}

const earlier = (a: Day, b: Day): Day => (a < b ? a : b)

async function hasTaskIn(tx: Tx, { id }: Recurrence, { from, to }: { from: Day; to: Day }): Promise<boolean> {
  const { rows } = await sql<{ is: boolean }>`select exists (select from plans.task where recurrence_id = ${id}
    and period && daterange(${from}, ${to}, '[]')) as is`.execute(own<PlanTables>(tx))
  return rows[0]?.is ?? false
}
