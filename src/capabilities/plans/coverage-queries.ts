import { sql } from 'kysely'
import type { Day } from '../../platform/day.ts'
import { own, type Tx } from '../../platform/db.ts'
import type { PlanTables } from './tables.ts'
import type { PlanKind, PlanState } from './workflow.ts'

/** One unit below and one of its plans for a directive; without a plan, everything after the name is null. */
export interface Covered {
  unitId: number
  unitName: string
  tier: string
  planId: number | null
  title: string | null
  state: PlanState | null
  items: number
  itemsWithout: number
  tasks: number | null
  done: number | null
  late: number
  /** Tasks whose post nobody holds today. */
  vacant: number
}

export const MOST_COVERED = 500

/** Which units below have a plan for a directive, and how far it goes: figures only, contents stay with the unit. */
export async function coverageOf(tx: Tx, unitId: number, directiveId: number, today: Day): Promise<Covered[]> {
  const { rows } =
    await sql<Covered>`select * from plans.coverage(${unitId}, ${directiveId}, ${today}, ${MOST_COVERED})`.execute(
      own<PlanTables>(tx),
    )
  return rows
}

export async function coverageFigures(tx: Tx, unitId: number, directiveId: number, today: Day) {
  const { rows } = await sql<{
    units: number
    planned: number
  }>`select * from plans.coverage_figures(${unitId}, ${directiveId}, ${today})`.execute(own<PlanTables>(tx))
  return rows[0] ?? { units: 0, planned: 0 }
}

export interface Follower {
  id: number
  parentId: number
  depth: number
}

/** Documents that carry a directive out, each under the nearest it names; at most so many. */
export async function followersOf(tx: Tx, directiveId: number, most: number): Promise<Follower[]> {
  const { rows } = await sql<Follower>`select * from plans.followers(${directiveId}, ${most})`.execute(
    own<PlanTables>(tx),
  )
  return rows
}

export interface PlanUnder {
  planId: number
  directiveId: number
  unitId: number
  title: string
  kind: PlanKind
  state: PlanState
  tasks: number
  done: number
}

export async function plansUnder(tx: Tx, documents: readonly number[], most: number): Promise<PlanUnder[]> {
  const { rows } = await sql<PlanUnder>`select * from plans.plans_under(${[...documents]}::bigint[], ${most})`.execute(
    own<PlanTables>(tx),
  )
  return rows
}

export interface TreeFigures {
  documents: number
  plans: number
  tasks: number
  done: number
}

/** The whole tree in four figures, however much of it is drawn. */
export async function treeFigures(tx: Tx, directiveId: number): Promise<TreeFigures> {
  const { rows } = await sql<TreeFigures>`select * from plans.tree_figures(${directiveId})`.execute(own<PlanTables>(tx))
  return rows[0] ?? { documents: 0, plans: 0, tasks: 0, done: 0 }
}
