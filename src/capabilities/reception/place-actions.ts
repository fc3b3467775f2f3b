import { sql } from 'kysely'
import type { Day } from '../../platform/day.ts'
import { own, sqlState } from '../../platform/db.ts'
import { isAllowed } from '../../platform/rights.ts'
import type { ReceptionContext } from './booking-actions.ts'
import { POLICY } from './policy.ts'
import type { ReceptionTables } from './tables.ts'

export interface PlaceWords {
  name: string
  address: string
  regularHours: string
}

type PlaceRefusal = 'notAllowed' | 'nameTaken' | 'changed'
const TAKEN = '23505'

/** A new place, or an old one as it reads now; `version` is the one that was read. */
export async function keepPlace(
  { tx, actor }: ReceptionContext,
  of: { id: number; version: number } | null,
  words: PlaceWords & { closedOn: Day | null },
): Promise<{ done: true } | { refused: PlaceRefusal }> {
  if (!isAllowed(POLICY.keepPlaces, actor, actor)) return { refused: 'notAllowed' }
  const trx = own<ReceptionTables>(tx)
  try {
    if (!of) {
      await trx
        .insertInto('reception.place')
        .values({ ...words, unitId: actor.unitId })
        .execute()
      return { done: true }
    }
    const set = await trx
      .updateTable('reception.place')
      .set({ ...words, version: sql<number>`version + 1` })
      .where('id', '=', of.id)
      .where('unitId', '=', actor.unitId)
      .where('version', '=', of.version)
      .executeTakeFirst()
    return set.numUpdatedRows === 1n ? { done: true } : { refused: 'changed' }
  } catch (error) {
    if (sqlState(error) === TAKEN) return { refused: 'nameTaken' }
    throw error
  }
}
