import { sql } from 'kysely'
import type { UnitMove } from '../../organization/changing.ts'
import { mayBeGivenWork } from '../../organization/officials.ts'
import type { Day } from '../../platform/day.ts'
import { own, type Tx } from '../../platform/db.ts'
import { record } from '../../platform/history.ts'
import type { Host } from '../../platform/page.ts'
import { type Actor, isAllowed } from '../../platform/rights.ts'
import { movesOpen, stateAfter } from '../../platform/workflow.ts'
import { documentById } from '../directives/index.ts'
import { POLICY } from './policy.ts'
import { itemsOf, planById, territoryOf } from './queries.ts'
import type { PlanTables } from './tables.ts'
import { PLAN_MOVES, type PlanKind, type PlanMove } from './workflow.ts'

export interface PlanContext {
  tx: Tx
  host: Pick<Host, 'jobs' | 'now'>
  actor: Actor
  today: Day
}

export type PlanRefusal =
  | 'notOpen'
  | 'changed'
  | 'postNotHeld'
  | 'noDirective'
  | 'order'
  | 'notYear'
  | 'noItems'
  | 'tasksOpen'
  | 'outside'
  | 'passed'
  | 'noProduct'
  | 'future'
  | 'known'
export type Refused = { refused: PlanRefusal }

export const note = (
  { tx, host, actor }: Pick<PlanContext, 'tx' | 'host' | 'actor'>,
  planId: number,
  kind: string,
  payload: Record<string, unknown>,
) =>
  record(tx, {
    ...{ subject: { kind: 'plan', id: planId }, unitId: actor.unitId, sealId: null, kind, postId: actor.postId },
    ...{ happenedAt: host.now(), payload },
  })

export interface NewPlan {
  kind: PlanKind
  title: string
  goal: string | null
  directiveId: number | null
  documentId: number | null
  from: Day
  until: Day
  clarities: 5 | 6
  responsiblePostId: number
  items: readonly string[]
}

async function wrongIn({ tx, actor, today }: PlanContext, it: Omit<NewPlan, 'items'>): Promise<PlanRefusal | null> {
  if (it.until < it.from) return 'order'
  if (it.kind === 'yearly' && !(it.from.endsWith('-01-01') && it.until === `${it.from.slice(0, 4)}-12-31`))
    return 'notYear'
  if (!(await mayBeGivenWork(tx, it.responsiblePostId, actor.unitId, today))) return 'postNotHeld'
  for (const id of [it.directiveId, it.documentId]) if (id && !(await documentById(tx, id, today))) return 'noDirective'
  if (it.documentId !== null && it.documentId === it.directiveId) return 'noDirective'
  return null
}

const valuesOf = (it: NewPlan) => ({
  ...{ kind: it.kind, title: it.title, goal: it.goal, directiveId: it.directiveId, documentId: it.documentId },
  ...{ clarities: it.clarities, responsiblePostId: it.responsiblePostId },
  period: sql<string>`daterange(${it.from}, ${it.until}, '[]')`,
})

/** A plan with its contents in order; tasks are given once it is adopted. */
export async function draftPlan(context: PlanContext, it: NewPlan): Promise<Refused | { id: number }> {
  const { tx, actor, today } = context
  if (!isAllowed(POLICY.draftPlan, actor, actor)) return { refused: 'notOpen' }
  const wrong = await wrongIn(context, it)
  if (wrong) return { refused: wrong }
  const row = await own<PlanTables>(tx)
    .insertInto('plans.plan')
    .values({ ...valuesOf(it), unitId: actor.unitId, draftedBy: actor.postId, draftedOn: today })
    .onConflict((conflict) => conflict.column('documentId').doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!row) return { refused: 'known' }
  await keepItems(tx, actor.unitId, row.id, it.items)
  note(context, row.id, 'planDrafted', { title: it.title, kind: it.kind })
  return row
}

async function keepItems(tx: Tx, unitId: number, planId: number, contents: readonly string[]): Promise<void> {
  if (contents.length === 0) return
  await own<PlanTables>(tx)
    .insertInto('plans.item')
    .values(contents.map((content, n) => ({ unitId, planId, position: n + 1, content })))
    .execute()
}

/** A draft is written anew; once adopted only contents are added. */
export async function rewritePlan(
  context: PlanContext,
  id: number,
  version: number,
  it: NewPlan,
): Promise<Refused | { done: true }> {
  const { tx, actor } = context
  const found = await planById(tx, id, true)
  if (found?.state !== 'drafted' || !isAllowed(POLICY.editPlan, actor, territoryOf(found)))
    return { refused: 'notOpen' }
  if (found.version !== version) return { refused: 'changed' }
  const wrong = await wrongIn(context, it)
  if (wrong) return { refused: wrong }
  const trx = own<PlanTables>(tx)
  await trx
    .updateTable('plans.plan')
    .set({ ...valuesOf(it), version: version + 1 })
    .where('id', '=', id)
    .execute()
  await trx.deleteFrom('plans.item').where('planId', '=', id).execute()
  await keepItems(tx, found.unitId, id, it.items)
  note(context, id, 'planRewritten', { title: it.title })
  return { done: true }
}

/** One more content of a plan that is under way. */
export async function addItem(
  context: PlanContext,
  planId: number,
  content: string,
): Promise<Refused | { id: number }> {
  const { tx, actor } = context
  const found = await planById(tx, planId, true)
  if (!found || !['drafted', 'adopted'].includes(found.state) || !isAllowed(POLICY.editPlan, actor, territoryOf(found)))
    return { refused: 'notOpen' }
  const last = (await itemsOf(tx, planId)).at(-1)?.position ?? 0
  const row = await own<PlanTables>(tx)
    .insertInto('plans.item')
    .values({ unitId: found.unitId, planId, position: last + 1, content })
    .returning('id')
    .executeTakeFirstOrThrow()
  note(context, planId, 'planItemAdded', { content })
  return row
}

export interface PlanInput {
  move: PlanMove
  closing?: string
}

/** Adopts, closes or drops a plan. A plan with open tasks is not closed: each task ends with its own result. */
export async function movePlan(
  context: PlanContext,
  id: number,
  version: number,
  { move, closing }: PlanInput,
): Promise<Refused | { done: true }> {
  const { tx, actor, today } = context
  const found = await planById(tx, id, true)
  if (!found || !movesOpen(PLAN_MOVES, found.state, actor, territoryOf(found)).includes(move))
    return { refused: 'notOpen' }
  if (found.version !== version) return { refused: 'changed' }
  if (move === 'adopt' && (await itemsOf(tx, id)).length === 0) return { refused: 'noItems' }
  if (move !== 'adopt' && found.doneCount < found.taskCount) return { refused: 'tasksOpen' }
  await own<PlanTables>(tx)
    .updateTable('plans.plan')
    .set({
      state: stateAfter(PLAN_MOVES[move], found.state),
      version: version + 1,
      ...changeOf(move, actor, today, closing),
    })
    .where('id', '=', id)
    .execute()
  if (move !== 'adopt') await endRecurrences(tx, id, today)
  note(context, id, `plan.${move}`, closing ? { closing } : {})
  return { done: true }
}

function changeOf(move: PlanMove, actor: Actor, today: Day, closing?: string) {
  if (move === 'adopt') return { adoptedOn: today, adoptedBy: actor.postId }
  return move === 'close' ? { closedOn: today, closing } : {}
}

export async function endRecurrences(tx: Tx, planId: number, today: Day, id: number | null = null): Promise<void> {
  let query = own<PlanTables>(tx)
    .updateTable('plans.recurrence')
    .set({ endedOn: today })
    .where('planId', '=', planId)
    .where('endedOn', 'is', null)
  if (id !== null) query = query.where('id', '=', id)
  await query.execute()
}

/** The yearly evaluation of dân vận work together with the local tasks (S-R5); it fills the duty of the year. */
export async function evaluateYear(
  context: PlanContext,
  planId: number,
  it: { evaluatedOn: Day; mobilization: string; localTasks: string; documentNumber: string },
): Promise<Refused | { done: true }> {
  const { tx, actor, today } = context
  const found = await planById(tx, planId, true)
  if (found?.kind !== 'yearly' || !['adopted', 'closed'].includes(found.state)) return { refused: 'notOpen' }
  if (!isAllowed(POLICY.evaluateYear, actor, territoryOf(found))) return { refused: 'notOpen' }
  if (it.evaluatedOn > today) return { refused: 'future' }
  const kept = await own<PlanTables>(tx)
    .insertInto('plans.evaluation')
    .values({ ...it, planId, unitId: found.unitId, year: Number(found.from.slice(0, 4)), evaluatedBy: actor.postId })
    .onConflict((conflict) => conflict.column('planId').doNothing())
    .executeTakeFirst()
  if (!kept.numInsertedOrUpdatedRows) return { refused: 'known' }
  note(context, planId, 'yearEvaluated', { document: it.documentNumber })
  return { done: true }
}

/** A unit has ended: its plans go on with its successor. */
export async function handOnPlans(tx: Tx, { fromUnitId, toUnitId }: UnitMove): Promise<void> {
  await sql`select plans.hand_on(${fromUnitId}, ${toUnitId})`.execute(own<PlanTables>(tx))
}
