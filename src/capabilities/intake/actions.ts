import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { behind, own, type Tx } from '../../platform/db.ts'
import { sealWith } from '../../platform/keys.ts'
import { DRAFT_LIFE } from './deadlines.ts'
import type { Draft } from './steps.ts'
import type { IntakeTables } from './tables.ts'

export const DRAFT_SECONDS = DRAFT_LIFE.days * 24 * 3600

export const draftHash = (key: string) => createHash('sha256').update(`draft:${key}`).digest()

/** The row stays locked until the transaction ends: of two submits of one draft the second sees what the first brought. */
export async function saveDraft(tx: Tx, key: string, unitId: number, fields: Draft, now: Date): Promise<void> {
  const sealed = JSON.stringify({ sealed: sealWith(key, fields) })
  await own<IntakeTables>(tx)
    .insertInto('intake.draft')
    .values({ keyHash: draftHash(key), unitId, fields: sealed, changedAt: now })
    .onConflict((row) => row.column('keyHash').doUpdateSet({ fields: sealed, unitId, changedAt: now }))
    .execute()
}

export async function dropDraft(tx: Tx, key: string): Promise<void> {
  behind(tx, own<IntakeTables>(tx).deleteFrom('intake.draft').where('keyHash', '=', draftHash(key)).execute())
}

/** Forgets drafts nobody touched for seven days, and the files of drafts that are no more; returns whose bytes may go. */
export async function forgetOldDrafts(tx: Tx, now: Date): Promise<string[]> {
  const before = new Date(now.getTime() - DRAFT_SECONDS * 1000)
  const { rows } = await sql<{ id: string }>`select id from intake.forget_drafts(${before}) id`.execute(
    own<IntakeTables>(tx),
  )
  return rows.map(({ id }) => id)
}
