import { sql } from 'kysely'
import type { Day } from '../../platform/day.ts'
import { own, type Tx } from '../../platform/db.ts'
import type { PlanTables } from './tables.ts'
import type { PlanState } from './workflow.ts'

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
