import { sql } from 'kysely'
import type { UnitMove } from '../../organization/changing.ts'
import { own, type Tx } from '../../platform/db.ts'
import type { ComplaintTables } from './tables.ts'

/** A unit has ended: its complaints go on at the successor with steps, pauses, dialogues, requests and withdrawals. */
export async function handOnComplaints(tx: Tx, { fromUnitId, toUnitId, only }: UnitMove): Promise<void> {
  await sql`select complaints.hand_on(${fromUnitId}, ${toUnitId}, ${only && [...only]}::bigint[])`.execute(
    own<ComplaintTables>(tx),
  )
}

/** The further clocks of some complaints, beside the answer owed. */
export async function stepCommitments(
  tx: Tx,
  caseIds: readonly number[],
): Promise<{ caseId: number; commitmentId: number }[]> {
  if (caseIds.length === 0) return []
  return own<ComplaintTables>(tx)
    .selectFrom('complaints.step')
    .where('caseId', 'in', [...caseIds])
    .select(['caseId', 'commitmentId'])
    .execute()
}
