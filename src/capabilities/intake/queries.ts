import { sql } from 'kysely'
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
    .select(['fields', 'unitId'])
    .executeTakeFirst()
  if (row && row.unitId !== unitId && !(await adopt(tx, key, unitId))) return null
  return row ? openWith<Draft>(key, (row.fields as { sealed?: string }).sealed ?? '') : null
}

/** Begun at a unit that has ended since: its writer goes on at the successor. False for a draft of any other unit. */
async function adopt(tx: Tx, key: string, unitId: number): Promise<boolean> {
  const { rows } = await sql<{ yes: boolean }>`select intake.adopt_draft(${draftHash(key)}, ${unitId}) as yes`.execute(
    own<IntakeTables>(tx),
  )
  return rows[0]?.yes ?? false
}
