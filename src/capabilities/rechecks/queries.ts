import { sql } from 'kysely'
import { placesBeside } from '../../organization/openings.ts'
import type { Day } from '../../platform/day.ts'
import { own, type Tx } from '../../platform/db.ts'
import { type Share, shareOf } from './share.ts'
import type { RecheckTables } from './tables.ts'

export const OUTCOMES = ['solved', 'partly', 'notSolved', 'cannotTell'] as const
export type Outcome = (typeof OUTCOMES)[number]

export interface Item {
  id: number
  drawId: number
  unitId: number
  ofUnitId: number
  caseId: number
  commitmentId: number
  number: string
  title: string
  place: string | null
  promised: string
  checker: 'inspectionBoard' | 'front' | null
  checkedOn: Day | null
  outcome: Outcome | null
  note: string | null
}

/** The units this body may check: they named it as the one beside them. */
export const checkedUnits = (tx: Tx, unitId: number, today: Day) => placesBeside(tx, unitId, today)

export async function itemsOf(tx: Tx, unitId: number, isChecked: boolean): Promise<Item[]> {
  const rows = await own<RecheckTables>(tx)
    .selectFrom('rechecks.item')
    .where('unitId', '=', unitId)
    .where('outcome', isChecked ? 'is not' : 'is', null)
    .orderBy('id', 'desc')
    .limit(200)
    .selectAll()
    .execute()
  return rows as Item[]
}

export async function itemById(tx: Tx, id: number): Promise<Item | null> {
  const row = await own<RecheckTables>(tx)
    .selectFrom('rechecks.item')
    .where('id', '=', id)
    .selectAll()
    .executeTakeFirst()
  return (row as Item | undefined) ?? null
}

export interface Verified {
  counts: Record<Outcome, number>
  /** Of those where one could tell. */
  solved: Share | null
}

/** What was found on the spot since a day, for everybody to read. */
export async function verifiedOf(tx: Tx, unitId: number, since: Day): Promise<Verified> {
  const { rows } = await sql<{
    outcome: Outcome
    n: number
  }>`select outcome, n from rechecks.result_of(${unitId}, ${since})`.execute(own<RecheckTables>(tx))
  const counts: Record<Outcome, number> = { solved: 0, partly: 0, notSolved: 0, cannotTell: 0 }
  for (const { outcome, n } of rows) counts[outcome] = n
  return { counts, solved: shareOf(counts.solved, counts.solved + counts.partly + counts.notSolved) }
}
