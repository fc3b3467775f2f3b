import { sql } from 'kysely'
import { own, type Tx } from '../../platform/db.ts'
import type { PlanTables } from './tables.ts'

/** What hangs directly on a document: another document, or a plan of any unit with its figures. */
export interface Below {
  parentId: number
  documentId: number | null
  planId: number | null
  unitId: number | null
  title: string | null
  tasks: number
  done: number
}

/** A task of one's own unit as the tree names it. */
export interface TaskUnder {
  id: number
  planId: number
  commitmentId: number
}

export interface TreeFigures {
  documents: number
  plans: number
  tasks: number
  done: number
}

/** The whole tree in four figures, kept as things happen; however much of it is drawn. */
export async function treeFigures(tx: Tx, documentId: number): Promise<TreeFigures> {
  const { rows } = await sql<TreeFigures>`select * from plans.tree_figures(${documentId})`.execute(own<PlanTables>(tx))
  return rows[0] ?? { documents: 0, plans: 0, tasks: 0, done: 0 }
}

/** Beside each other at most. */
const MOST_BESIDE = 15
const MOST_LEVELS = 12
/** A crowded tree still shows some of one's own tasks. */
const FEWEST_TASKS = 20

/**
 * The tree of a document level by level until there is no room: the levels near the root first, each of their documents with as many
 * as there is room for. Under plans of the asking unit stand their tasks; the contents of others stay theirs.
 */
export async function treeOf(tx: Tx, unitId: number, root: number, most: number, beside = MOST_BESIDE) {
  const [below, seen] = [[] as Below[], new Set([root])]
  let level = [root]
  for (let depth = 0; level.length > 0 && depth < MOST_LEVELS && below.length + 1 < most; depth += 1) {
    const each = Math.max(1, Math.min(beside, Math.floor((most - below.length) / level.length)))
    const found = await hangingOn(tx, level, each)
    level = []
    for (const one of found) {
      if (below.length + 1 >= most || (one.documentId !== null && seen.has(one.documentId))) continue
      below.push(one)
      if (one.documentId === null) continue
      seen.add(one.documentId)
      level.push(one.documentId)
    }
  }
  const plans = below.flatMap((one) => (one.planId !== null && one.unitId === unitId ? [one.planId] : []))
  const [tasks, counts] = await Promise.all([
    tasksUnder(tx, plans, Math.max(FEWEST_TASKS, most - 1 - below.length), beside),
    countBelow(tx, [...seen]),
  ])
  return { below, tasks, counts }
}

async function hangingOn(tx: Tx, documents: readonly number[], each: number): Promise<Below[]> {
  const { rows } = await sql<Below>`select * from plans.below(${[...documents]}::bigint[], ${each})`.execute(
    own<PlanTables>(tx),
  )
  return rows
}

async function countBelow(tx: Tx, documents: readonly number[]): Promise<Map<number, number>> {
  const { rows } = await sql<{ parentId: number; n: number }>`
    select * from plans.count_below(${[...documents]}::bigint[])`.execute(own<PlanTables>(tx))
  return new Map(rows.map(({ parentId, n }) => [parentId, n]))
}

async function tasksUnder(tx: Tx, plans: readonly number[], most: number, beside: number): Promise<TaskUnder[]> {
  if (plans.length === 0) return []
  const { rows } =
    await sql<TaskUnder>`select t.id, t.plan_id, t.commitment_id from unnest(${[...plans]}::bigint[]) p (id),
    lateral (select id, plan_id, commitment_id from plans.task where plan_id = p.id order by id limit ${beside}) t
    order by t.plan_id, t.id limit ${most}`.execute(own<PlanTables>(tx))
  return rows
}
