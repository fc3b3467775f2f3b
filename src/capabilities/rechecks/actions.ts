import { sql } from 'kysely'
import type { UnitMove } from '../../organization/changing.ts'
import { placeById } from '../../organization/openings.ts'
import type { Day } from '../../platform/day.ts'
import { actAs, own, type Tx } from '../../platform/db.ts'
import type { Host } from '../../platform/page.ts'
import { type Actor, isAllowed } from '../../platform/rights.ts'
import { drawAnswered } from '../cases/index.ts'
import { tellPost } from '../commitments/index.ts'
import { POLICY } from './policy.ts'
import { itemById, type Outcome } from './queries.ts'
import type { RecheckTables } from './tables.ts'

interface Context {
  tx: Tx
  host: Pick<Host, 'jobs' | 'now'>
  actor: Actor
  today: Day
}

/** Draws answered cases of a unit at random; chance decides, nobody chooses. */
export async function draw(
  { tx, actor, today }: Context,
  it: { ofUnitId: number; from: Day; to: Day; size: number },
): Promise<{ refused: 'notOpen' | 'nothing' } | { drawn: number; population: number }> {
  if (!isAllowed(POLICY.draw, actor, actor)) return { refused: 'notOpen' }
  const fell = await drawAnswered(tx, it.ofUnitId, it.from, it.to, it.size)
  const [first] = fell
  if (!first) return { refused: 'nothing' }
  const trx = own<RecheckTables>(tx)
  const { unitId, postId } = actor
  const made = await trx
    .insertInto('rechecks.draw')
    .values({
      ...{ unitId, ofUnitId: it.ofUnitId, drawnOn: today, periodFrom: it.from, periodTo: it.to },
      ...{ population: first.population, drawnBy: postId },
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await trx
    .insertInto('rechecks.item')
    .values(fell.map(({ population: _all, ...row }) => ({ ...row, drawId: made.id, unitId, ofUnitId: it.ofUnitId })))
    .execute()
  return { drawn: fell.length, population: first.population }
}

/** What was found on the spot. Not solved: the head of the unit that answered is told, and may look again. */
export async function check(
  { tx, host, actor, today }: Context,
  id: number,
  it: { checker: 'inspectionBoard' | 'front'; outcome: Outcome; note: string },
): Promise<{ refused: 'notOpen' } | { done: true }> {
  if (!isAllowed(POLICY.check, actor, actor)) return { refused: 'notOpen' }
  const found = await itemById(tx, id)
  const set = await own<RecheckTables>(tx)
    .updateTable('rechecks.item')
    .set({ ...it, checkedOn: today, checkedBy: actor.postId })
    .where('id', '=', id)
    .where('outcome', 'is', null)
    .executeTakeFirst()
  if (!found || set.numUpdatedRows === 0n) return { refused: 'notOpen' }
  if (it.outcome !== 'partly' && it.outcome !== 'notSolved') return { done: true }
  const place = await placeById(tx, found.ofUnitId, today)
  if (!place) return { done: true }
  actAs(tx, { unitId: found.ofUnitId, postId: null, sealId: null })
  const about = { id: found.commitmentId, unitId: found.ofUnitId, sealId: null }
  await tellPost(
    host,
    tx,
    about,
    place.headPostId,
    'recheck',
    `Kiểm tra lại: đơn số ${found.number} chưa giải quyết xong`,
  )
  actAs(tx, { unitId: actor.unitId, postId: actor.postId, sealId: null })
  return { done: true }
}

/** A unit has ended: what was found on the spot goes on with whoever takes over. */
export async function handOnRechecks(tx: Tx, { fromUnitId, toUnitId }: UnitMove): Promise<void> {
  await sql`select rechecks.hand_on(${fromUnitId}, ${toUnitId})`.execute(own<RecheckTables>(tx))
}
