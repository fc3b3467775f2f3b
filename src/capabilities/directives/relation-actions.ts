import type { Day } from '../../platform/day.ts'
import { own, type Tx } from '../../platform/db.ts'
import { record } from '../../platform/history.ts'
import type { Host } from '../../platform/page.ts'
import { type Actor, isAllowed } from '../../platform/rights.ts'
import type { RelationKind } from './kinds.ts'
import { POLICY } from './policy.ts'
import { documentById } from './queries.ts'
import type { DirectiveTables } from './tables.ts'

export interface DirectiveContext {
  tx: Tx
  host: Pick<Host, 'now'>
  actor: Actor
  today: Day
}

export type DirectiveRefusal =
  | 'notOpen'
  | 'noNumber'
  | 'noTerm'
  | 'future'
  | 'beforeIssue'
  | 'order'
  | 'known'
  | 'changed'
  | 'registered'
  | 'itself'
  | 'missing'
  | 'notRegistered'
  | 'assigned'
  | 'passed'
  | 'postNotHeld'
  | 'samePost'
export type Refused = { refused: DirectiveRefusal }

export const note = (
  { tx, host, actor }: Pick<DirectiveContext, 'tx' | 'host' | 'actor'>,
  documentId: number,
  kind: string,
  payload: Record<string, unknown>,
) =>
  record(tx, {
    ...{
      subject: { kind: 'directive', id: documentId },
      unitId: actor.unitId,
      sealId: null,
      kind,
      postId: actor.postId,
    },
    ...{ happenedAt: host.now(), payload },
  })

/** What one document does to another, entered by hand: where the text says nothing a program could read. */
export async function relateDocuments(
  context: DirectiveContext,
  fromId: number,
  toId: number,
  kind: RelationKind,
): Promise<Refused | { done: true }> {
  const { tx, actor, today } = context
  if (!isAllowed(POLICY.relateDocuments, actor, actor)) return { refused: 'notOpen' }
  if (fromId === toId) return { refused: 'itself' }
  const [from, to] = [await documentById(tx, fromId, today), await documentById(tx, toId, today)]
  if (!from || !to) return { refused: 'missing' }
  if (from.issuedOn < to.issuedOn) return { refused: 'order' }
  await keepRelation(context, { fromId, toId, kind, citationId: null })
  return { done: true }
}

export async function keepRelation(
  context: DirectiveContext,
  it: { fromId: number; toId: number; kind: RelationKind; citationId: number | null },
): Promise<void> {
  const { tx, actor, today } = context
  const kept = await own<DirectiveTables>(tx)
    .insertInto('directives.relation')
    .values({ ...it, unitId: actor.unitId, enteredBy: actor.postId, enteredOn: today })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  if (kept.numInsertedOrUpdatedRows) note(context, it.fromId, 'documentRelated', { to: it.toId, kind: it.kind })
}

/** Takes back what one's own unit said. */
export async function unrelateDocuments(
  context: DirectiveContext,
  fromId: number,
  toId: number,
  kind: RelationKind,
): Promise<Refused | { done: true }> {
  const { tx, actor } = context
  if (!isAllowed(POLICY.relateDocuments, actor, actor)) return { refused: 'notOpen' }
  const gone = await own<DirectiveTables>(tx)
    .deleteFrom('directives.relation')
    .where('fromId', '=', fromId)
    .where('toId', '=', toId)
    .where('kind', '=', kind)
    .where('unitId', '=', actor.unitId)
    .executeTakeFirst()
  if (!gone.numDeletedRows) return { refused: 'notOpen' }
  note(context, fromId, 'documentUnrelated', { to: toId, kind })
  return { done: true }
}
