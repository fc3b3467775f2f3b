import { sql } from 'kysely'
import { fold } from '../../organization/fold.ts'
import type { Day } from '../../platform/day.ts'
import { own, type Tx } from '../../platform/db.ts'
import { link } from '../../platform/page.ts'
import type { Territory } from '../../platform/rights.ts'
import { at } from './paths.ts'
import type { PlanTables } from './tables.ts'
import type { Every, PlanKind, PlanState } from './workflow.ts'

export interface Plan {
  id: number
  unitId: number
  kind: PlanKind
  title: string
  goal: string | null
  directiveId: number | null
  documentId: number | null
  from: Day
  until: Day
  clarities: 5 | 6
  state: PlanState
  responsiblePostId: number
  adoptedOn: Day | null
  closedOn: Day | null
  closing: string | null
  draftedBy: number
  draftedOn: Day
  taskCount: number
  doneCount: number
  version: number
}

const PLAN = sql`id, unit_id, kind, title, goal, directive_id, document_id, lower(period) as "from", upper(period) - 1 as until, clarities, state,
  responsible_post_id, adopted_on, closed_on, closing, drafted_by, drafted_on, task_count, done_count, version`

export const territoryOf = ({ unitId, responsiblePostId }: Plan): Territory => ({
  unitId,
  ownerPostId: responsiblePostId,
})

export const VIEWS = ['going', 'drafted', 'closed'] as const
export type View = (typeof VIEWS)[number]
const STATES: Readonly<Record<View, readonly PlanState[]>> = {
  ...{ going: ['adopted'], drafted: ['drafted'], closed: ['closed', 'dropped'] },
}

export async function listPlans(
  tx: Tx,
  unitId: number,
  it: { view: View; kind: PlanKind | null; search: string; before: number | null },
  size: number,
): Promise<Plan[]> {
  const words = fold(it.search)
  const { rows } =
    await sql<Plan>`select ${PLAN} from plans.plan where unit_id = ${unitId} and state = any (${[...STATES[it.view]]})
    ${it.kind ? sql`and kind = ${it.kind}` : sql``} ${words ? sql`and folded like ${`%${words}%`}` : sql``}
    ${it.before ? sql`and id < ${it.before}` : sql``} order by id desc limit ${size}`.execute(own<PlanTables>(tx))
  return rows
}

export async function planById(tx: Tx, id: number, lock = false): Promise<Plan | null> {
  const { rows } =
    await sql<Plan>`select ${PLAN} from plans.plan where id = ${id} ${lock ? sql`for update` : sql``}`.execute(
      own<PlanTables>(tx),
    )
  return rows[0] ?? null
}

export interface Item {
  id: number
  planId: number
  position: number
  content: string
  taskCount: number
}

export async function itemsOf(tx: Tx, planId: number): Promise<Item[]> {
  const rows = await own<PlanTables>(tx)
    .selectFrom('plans.item')
    .where('planId', '=', planId)
    .orderBy('position')
    .select(['id', 'planId', 'position', 'content', 'taskCount'])
    .execute()
  return rows as unknown as Item[]
}

export interface Task {
  id: number
  unitId: number
  planId: number
  itemId: number
  commitmentId: number
  product: string | null
  authority: string | null
  recurrenceId: number | null
  doneOn: Day | null
}

const TASK = [
  'id',
  'unitId',
  'planId',
  'itemId',
  'commitmentId',
  'product',
  'authority',
  'recurrenceId',
  'doneOn',
] as const

/** The tasks of a plan in the order they were given. */
export async function tasksOf(tx: Tx, planId: number, after: number | null, size: number): Promise<Task[]> {
  let query = own<PlanTables>(tx)
    .selectFrom('plans.task')
    .where('planId', '=', planId)
    .orderBy('id')
    .limit(size)
    .select([...TASK])
  if (after) query = query.where('id', '>', after)
  return (await query.execute()) as unknown as Task[]
}

export async function taskById(tx: Tx, id: number): Promise<Task | null> {
  const row = await own<PlanTables>(tx)
    .selectFrom('plans.task')
    .where('id', '=', id)
    .select([...TASK])
    .executeTakeFirst()
  return (row as unknown as Task | undefined) ?? null
}

export interface Recurrence {
  id: number
  unitId: number
  planId: number
  itemId: number
  title: string
  expectedResult: string
  product: string | null
  authority: string | null
  ownerPostId: number
  every: Every
  fromOn: Day
  untilOn: Day
  endedOn: Day | null
}

export async function recurrencesOf(tx: Tx, planId: number): Promise<Recurrence[]> {
  const rows = await own<PlanTables>(tx)
    .selectFrom('plans.recurrence')
    .where('planId', '=', planId)
    .orderBy('id')
    .limit(200)
    .selectAll()
    .execute()
  return rows as unknown as Recurrence[]
}

export interface Evaluation {
  id: number
  planId: number
  year: number
  evaluatedOn: Day
  mobilization: string
  localTasks: string
  documentNumber: string
}

export async function evaluationOf(tx: Tx, planId: number): Promise<Evaluation | null> {
  const row = await own<PlanTables>(tx)
    .selectFrom('plans.evaluation')
    .where('planId', '=', planId)
    .selectAll()
    .executeTakeFirst()
  return (row as unknown as Evaluation | undefined) ?? null
}

/** The yearly evaluations as facts for the board of duties (seed rule S-R5). */
export async function evaluationFacts(tx: Tx, unitId: number, from: Day, to: Day) {
  const rows = await own<PlanTables>(tx)
    .selectFrom('plans.evaluation')
    .where('unitId', '=', unitId)
    .where('evaluatedOn', '>=', from)
    .where('evaluatedOn', '<=', to)
    .limit(50)
    .select(['planId', 'year', 'evaluatedOn', 'documentNumber'])
    .execute()
  return rows.map((row) => ({
    ...{ fact: 'yearlyEvaluation' as const, on: row.evaluatedOn as Day, postId: null },
    title: `Đánh giá công tác dân vận năm ${row.year} (${row.documentNumber})`,
    href: link(at.plan, { plan: row.planId }),
  }))
}

/** Where a task in My work is worked on. */
export async function planWorkplace(tx: Tx, commitmentId: number): Promise<string | null> {
  const row = await own<PlanTables>(tx)
    .selectFrom('plans.task')
    .where('commitmentId', '=', commitmentId)
    .select(['id', 'planId'])
    .executeTakeFirst()
  return row ? link(at.task, { plan: row.planId, task: row.id }) : null
}
