import { own, type Tx } from '../../platform/db.ts'
import { openWith } from '../../platform/keys.ts'
import { draftHash } from './actions.ts'
import type { Draft } from './steps.ts'
import type { IntakeTables } from './tables.ts'

export async function draftOf(tx: Tx, key: string | undefined, unitId: number): Promise<Draft | null> {
  if (!key) return null
  const row = await own<IntakeTables>(tx)
    .selectFrom('intake.draft')
    .where('keyHash', '=', draftHash(key))
    .where('unitId', '=', unitId)
    .select('fields')
    .executeTakeFirst()
  return row ? openWith<Draft>(key, (row.fields as { sealed?: string }).sealed ?? '') : null
}
