import { sql } from 'kysely'
import type { SetByUnit } from '../../law/retention-rules.ts'
import { addDays, type Day } from '../../platform/day.ts'
import { own, type Tx } from '../../platform/db.ts'
import { record } from '../../platform/history.ts'
import { type Actor, isAllowed } from '../../platform/rights.ts'
import { NOTICE } from './deadlines.ts'
import { POLICY } from './policy.ts'
import { retentionOf } from './retention-queries.ts'
import type { PrivacyTables } from './tables.ts'

interface Context {
  tx: Tx
  actor: Actor
  today: Day
}

export interface NewRetention {
  kind: SetByUnit
  months: number
  documentNumber: string
  documentOn: Day
  issuer: string
  from: Day
}

export type RetentionRefusal = 'notOpen' | 'beforeDocument' | 'notAfterFormer' | 'past'

/** A period by a document of the unit; it ends the one before. Never backwards: nothing was ever owed an erasure yesterday. */
export async function setRetention(
  { tx, actor, today }: Context,
  { from, ...rule }: NewRetention,
): Promise<{ done: true } | { refused: RetentionRefusal }> {
  if (!isAllowed(POLICY.setRetention, actor, actor)) return { refused: 'notOpen' }
  if (from < rule.documentOn) return { refused: 'beforeDocument' }
  if (from < today) return { refused: 'past' }
  const trx = own<PrivacyTables>(tx)
  await sql`select pg_advisory_xact_lock(hashtextextended('retention', ${actor.unitId}))`.execute(trx)
  const former = (await retentionOf(tx, actor.unitId)).find(({ kind }) => kind === rule.kind)
  if (former && former.from >= from) return { refused: 'notAfterFormer' }
  if (former && (former.until === null || former.until >= from))
    await sql`update privacy.retention_rule set in_force = daterange(lower(in_force), ${from}) where id = ${former.id}`.execute(
      trx,
    )
  await trx
    .insertInto('privacy.retentionRule')
    .values({ ...rule, unitId: actor.unitId, setBy: actor.postId, inForce: `[${from},)` })
    .execute()
  const payload = { kept: rule.kind, months: rule.months, document: rule.documentNumber, from }
  const subject = { kind: 'unit', id: actor.unitId } as const
  record(tx, { subject, unitId: actor.unitId, sealId: null, kind: 'retentionSet', postId: actor.postId, payload })
  return { done: true }
}

export type HoldRefusal = 'notOpen' | 'changed'

/** Kept, with the reason: a lawsuit, a second complaint, an archive the software does not know of. */
export const hold = (context: Context, id: number, version: number, reason: string) =>
  change(context, id, version, 'proposed', {
    state: 'held',
    holdReason: reason,
    heldBy: context.actor.postId,
    heldOn: context.today,
  })

/** No longer kept: the notice begins anew. */
export const letGo = (context: Context, id: number, version: number) =>
  change(context, id, version, 'held', {
    ...{ state: 'proposed', holdReason: null, heldBy: null, heldOn: null },
    eraseOn: addDays(context.today, NOTICE.days),
  })

async function change(
  { tx, actor }: Context,
  id: number,
  version: number,
  from: 'proposed' | 'held',
  to: Record<string, unknown>,
): Promise<{ done: true } | { refused: HoldRefusal }> {
  if (!isAllowed(POLICY.holdExpiry, actor, actor)) return { refused: 'notOpen' }
  const trx = own<PrivacyTables>(tx)
  const it = await trx
    .selectFrom('privacy.expiry')
    .where('id', '=', id)
    .where('unitId', '=', actor.unitId)
    .select(['state', 'version', 'kind', 'subjectId', 'commitmentId'])
    .forUpdate()
    .executeTakeFirst()
  if (it?.state !== from) return { refused: 'notOpen' }
  if (it.version !== version) return { refused: 'changed' }
  await trx
    .updateTable('privacy.expiry')
    .set({ ...to, version: version + 1 })
    .where('id', '=', id)
    .execute()
  const kind = from === 'proposed' ? 'retentionHeld' : 'retentionFreed'
  const payload = { kept: it.kind, reason: to.holdReason ?? null }
  record(tx, { subject: subjectOf(it), unitId: actor.unitId, sealId: null, kind, postId: actor.postId, payload })
  return { done: true }
}

/** Where the history of a matter stands: a recommendation of voters has that of its promise. */
export const subjectOf = (it: { kind: string; subjectId: number; commitmentId: number }) =>
  it.kind === 'voters'
    ? ({ kind: 'commitment', id: it.commitmentId } as const)
    : ({ kind: 'case', id: it.subjectId } as const)
