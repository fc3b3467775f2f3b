import { sql } from 'kysely'
import type { Day } from '../../platform/day.ts'
import { own, type Tx } from '../../platform/db.ts'
import type { VisitTables } from './tables.ts'

interface SessionFacts {
  id: number
  unitId: number
  receiverPostId: number
  heldOn: Day
}

/** The session a conclusion belongs to. */
export async function sessionOf(tx: Tx, id: number): Promise<SessionFacts | null> {
  const { rows } =
    await sql<SessionFacts>`select id, unit_id, receiver_post_id, held_on from visits.session_of(${id})`.execute(
      own<VisitTables>(tx),
    )
  return rows[0] ?? null
}
