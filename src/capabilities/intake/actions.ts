import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { behind, own, type Tx } from '../../platform/db.ts'
import { sealWith } from '../../platform/keys.ts'
import { DRAFT_LIFE } from './deadlines.ts'
import type { Draft } from './steps.ts'
import type { IntakeTables } from './tables.ts'

export const DRAFT_SECONDS = DRAFT_LIFE.days * 24 * 3600

export const draftHash = (key: string) => createHash('sha256').update(`draft:${key}`).digest()

export async function saveDraft(tx: Tx, key: string, unitId: number, fields: Draft): Promise<void> {
  const sealed = JSON.stringify({ sealed: sealWith(key, fields) })
  behind(
    tx,
    own<IntakeTables>(tx)
      .insertInto('intake.draft')
      .values({ keyHash: draftHash(key), unitId, fields: sealed })
      .onConflict((row) => row.column('keyHash').doUpdateSet({ fields: sealed, unitId, changedAt: sql`now()` }))
      .execute(),
  )
}

export async function dropDraft(tx: Tx, key: string): Promise<void> {
  behind(tx, own<IntakeTables>(tx).deleteFrom('intake.draft').where('keyHash', '=', draftHash(key)).execute())
}

/** Forgets drafts nobody touched for seven days; returns how many. */
export async function forgetOldDrafts(tx: Tx): Promise<number> {
  const gone = await own<IntakeTables>(tx)
    .deleteFrom('intake.draft')
    .where('changedAt', '<', sql<Date>`now() - make_interval(days => ${DRAFT_LIFE.days})`)
    .executeTakeFirst()
  return Number(gone.numDeletedRows)
}
