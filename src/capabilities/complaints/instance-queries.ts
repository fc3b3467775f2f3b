import { sql } from 'kysely'
import { unitNames } from '../../organization/openings.ts'
import type { Day } from '../../platform/day.ts'
import { own, type Tx } from '../../platform/db.ts'
import type { Complaint } from './queries.ts'
import type { ComplaintTables } from './tables.ts'

type FirstFacts = Pick<
  Complaint,
  'unitId' | 'state' | 'against' | 'acceptedOn' | 'settledNumber' | 'settledOn' | 'outcome' | 'servedOn'
>

/** The first settlement a second complaint names: for the unit itself and the one directly above, and never who complained. */
export async function firstOf(
  tx: Tx,
  { firstNumber }: Pick<Complaint, 'firstNumber'>,
  today: Day,
): Promise<(FirstFacts & { unitName: string }) | null> {
  if (!firstNumber) return null
  const { rows } = await sql<FirstFacts>`select * from complaints.first_of(${firstNumber}, ${today})`.execute(
    own<ComplaintTables>(tx),
  )
  const [first] = rows
  if (!first) return null
  return { ...first, unitName: (await unitNames(tx, [first.unitId], today)).get(first.unitId) ?? '' }
}

/** Second complaints against a settlement of this unit: where, since when, how they stand. */
export async function secondsOf(tx: Tx, number: string, today: Day) {
  const { rows } = await sql<
    Pick<Complaint, 'unitId' | 'state'> & { lodgedOn: Day }
  >`select * from complaints.seconds_of(${number})`.execute(own<ComplaintTables>(tx))
  const names = await unitNames(
    tx,
    rows.map((row) => row.unitId),
    today,
  )
  return rows.map((row) => ({ ...row, unitName: names.get(row.unitId) ?? '' }))
}
