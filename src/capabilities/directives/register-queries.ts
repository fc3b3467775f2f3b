import type { Day } from '../../platform/day.ts'
import { own, type Tx } from '../../platform/db.ts'
import type { Direction } from './kinds.ts'
import type { DirectiveTables } from './tables.ts'

export interface Entry {
  id: number
  unitId: number
  documentId: number
  direction: Direction
  year: number
  number: number
  onDay: Day
  forWhom: string | null
  postId: number | null
  handedOn: Day | null
  copies: number | null
  note: string | null
  version: number
}

export const REGISTER_ROWS = 2000

/** The register in the order of its numbers (VT-05). */
export async function entriesBetween(
  tx: Tx,
  unitId: number,
  direction: Direction,
  from: Day,
  to: Day,
): Promise<Entry[]> {
  const rows = await own<DirectiveTables>(tx)
    .selectFrom('directives.entry')
    .where('unitId', '=', unitId)
    .where('direction', '=', direction)
    .where('onDay', '>=', from)
    .where('onDay', '<=', to)
    .orderBy('onDay')
    .orderBy('id')
    .limit(REGISTER_ROWS)
    .selectAll()
    .execute()
  return rows as unknown as Entry[]
}

export async function entriesOfDocument(tx: Tx, unitId: number, documentId: number): Promise<Entry[]> {
  const rows = await own<DirectiveTables>(tx)
    .selectFrom('directives.entry')
    .where('unitId', '=', unitId)
    .where('documentId', '=', documentId)
    .selectAll()
    .execute()
  return rows as unknown as Entry[]
}
