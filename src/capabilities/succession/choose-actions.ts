import { own, type Tx } from '../../platform/db.ts'
import { type Actor, isAllowed } from '../../platform/rights.ts'
import { POLICY } from './policy.ts'
import { type Choice, openChangeOf } from './queries.ts'
import type { SuccessionTables } from './tables.ts'

/** A person of the unit that is split says where matters and bodies go: one by one, or many at once. Said again, it is changed. */
export async function chooseSuccessors(
  tx: Tx,
  actor: Actor,
  choices: readonly Choice[],
): Promise<{ refused: 'changed' } | { done: true }> {
  if (!isAllowed(POLICY.chooseSuccessors, actor, actor)) return { refused: 'changed' }
  const change = await openChangeOf(tx, actor.unitId)
  if (change?.kind !== 'split') return { refused: 'changed' }
  const rows = choices
    .filter((one) => change.to.includes(one.toUnitId))
    .map((one) => ({ ...one, changeId: change.id, unitId: actor.unitId, chosenBy: actor.postId }))
  if (rows.length === 0) return { done: true }
  await own<SuccessionTables>(tx)
    .insertInto('succession.choice')
    .values(rows)
    .onConflict((row) =>
      row.columns(['changeId', 'kind', 'subjectId']).doUpdateSet((is) => ({
        toUnitId: is.ref('excluded.toUnitId'),
        chosenBy: actor.postId,
      })),
    )
    .execute()
  return { done: true }
}
