import { sql } from 'kysely'
import type { UnitMove } from '../../organization/changing.ts'
import { own, type Tx } from '../../platform/db.ts'
import type { VoterTables } from './tables.ts'

/** A unit has ended: its recommendations go on at the successor with their meetings and sessions. */
export async function handOnRecommendations(tx: Tx, { fromUnitId, toUnitId, only }: UnitMove): Promise<void> {
  await sql`select voters.hand_on(${fromUnitId}, ${toUnitId}, ${only && [...only]}::bigint[])`.execute(
    own<VoterTables>(tx),
  )
}

export interface OpenRecommendation {
  id: number
  number: string
  text: string
  place: string
  commitmentIds: number[]
}

/** What voters are still owed: an answer, a roadmap kept, a publication. */
export async function openRecommendations(tx: Tx, unitId: number): Promise<OpenRecommendation[]> {
  const { rows } = await sql<OpenRecommendation>`
    select r.id, r.number, r.text, m.place,
      to_jsonb(array_remove(array[r.commitment_id, r.roadmap_commitment_id, r.publish_commitment_id], null)) as commitment_ids
    from voters.recommendation r join voters.meeting m on m.id = r.meeting_id
    where r.unit_id = ${unitId} and (r.state <> 'answered' or r.published_on is null or r.roadmap_on is not null and r.roadmap_done_on is null)
    order by r.id limit 5000`.execute(own<VoterTables>(tx))
  return rows
}
