import { sql } from 'kysely'
import {
  bodiesOf,
  type DecisionOf,
  type NewName,
  type UnitStanding,
  unitStandings,
} from '../../organization/changing.ts'
import type { UnitDb } from '../../organization/unit-tables.ts'
import { unitByCode } from '../../organization/units-queries.ts'
import { addDays, type Day } from '../../platform/day.ts'
import { actAs, own, type Tx } from '../../platform/db.ts'
import { type Actor, isAllowed } from '../../platform/rights.ts'
import { speaksOf } from '../cases/index.ts'
import { unissuedLetters } from '../letters/index.ts'
import { POLICY } from './policy.ts'
import { type Change, changeById, choicesOf, keyOf, openChangeOf, openMatters } from './queries.ts'
import type { SuccessionTables } from './tables.ts'
import { CHANGE_MOVES, type ChangeKind } from './workflow.ts'

export interface NewChange {
  kind: ChangeKind
  from: readonly number[]
  to: readonly number[]
  decision: DecisionOf
  takesEffectOn: Day
  name: NewName | null
  code: string | null
  archiveUnitId: number | null
}

/** Why a change cannot be prepared, confirmed or carried out; each is worded, with the unit it is about. */
export type ChangeRefusal =
  | ('notYours' | 'shape' | 'sameUnit' | 'beforeDecision' | 'dates' | 'ended' | 'otherChange' | 'codeTaken')
  | ('notOpen' | 'concerned' | 'unchosen' | 'wrongName' | 'changed' | 'notYet' | 'unissued')

export interface Blocker {
  refused: ChangeRefusal
  unit?: string
  count?: number
}

const later = (a: Day, b: Day): Day => (a > b ? a : b)

/** What stands in the way today; nothing at all when the list is empty. */
export async function blockersOf(tx: Tx, change: Omit<Change, 'version'>, today: Day): Promise<Blocker[]> {
  const on = change.takesEffectOn
  const before = await unitStandings(tx, change.from, change.unitId, on)
  const after = await unitStandings(tx, change.to, change.unitId, later(on, today))
  const found: Blocker[] = []
  for (const id of change.from) {
    const unit = before.find((one) => one.unitId === id)
    if (!unit || (unit.from !== null && unit.from >= on) || unit.until !== null) found.push(blocked('dates', unit))
    else if (!unit.isUnder) found.push(blocked('notYours', unit))
    else if (unit.isClosed) found.push(blocked('ended', unit))
    if (await openChangeOf(tx, id, change.id)) found.push(blocked('otherChange', unit))
    const count = change.kind === 'rename' ? 0 : await unissuedLetters(tx, id)
    if (count > 0) found.push({ ...blocked('unissued', unit), count })
  }
  for (const id of change.to) {
    const unit = after.find((one) => one.unitId === id)
    if (!unit || unit.until !== null || (unit.from !== null && unit.from > on)) found.push(blocked('dates', unit))
    else if (!unit.isUnder) found.push(blocked('notYours', unit))
    else if (unit.isClosed) found.push(blocked('ended', unit))
    else if (!unit.isHeld) found.push(blocked('notOpen', unit))
    if (await openChangeOf(tx, id, change.id)) found.push(blocked('otherChange', unit))
    for (const from of change.from) if (await speaksOf(tx, from, id)) found.push(blocked('concerned', unit))
  }
  if (change.code) {
    const holder = await unitByCode(own<Record<string, never>>(tx) as unknown as UnitDb, change.code, on)
    if (holder && ![...change.from, ...change.to].includes(holder.unitId))
      found.push({ refused: 'codeTaken', unit: holder.fullName })
  }
  if (change.kind === 'split') {
    const count = (await unchosen(tx, change)).length
    if (count > 0) found.push({ refused: 'unchosen', count })
  }
  return found
}

const blocked = (refused: ChangeRefusal, unit?: UnitStanding): Blocker =>
  unit ? { refused, unit: unit.fullName } : { refused }

/** What nobody has chosen a successor for yet, read for the unit that is split. */
async function unchosen(
  tx: Tx,
  change: Pick<Change, 'id' | 'from' | 'to' | 'unitId' | 'confirmedBy' | 'takesEffectOn'>,
) {
  const [unitId] = change.from
  if (!unitId) return []
  const bodies = await bodiesOf(tx, unitId, addDays(change.takesEffectOn, -1))
  const { rows } = await sql<{ unitId: number | null; postId: number | null }>`
    select platform.current_unit() as unit_id, platform.current_post() as post_id`.execute(own<SuccessionTables>(tx))
  actAs(tx, { unitId, postId: null, sealId: null })
  const chosen = new Set((await choicesOf(tx, change.id)).map((one) => `${one.kind}-${one.subjectId}`))
  const matters = await openMatters(tx, unitId)
  actAs(tx, { unitId: rows[0]?.unitId ?? null, postId: rows[0]?.postId ?? null, sealId: null })
  return [...matters.map(keyOf), ...bodies.map((one) => `body-${one.id}`)].filter((key) => !chosen.has(key))
}

/** What may still be mended before the day: nobody is refused for it when a change is first written down. */
const LATER: readonly ChangeRefusal[] = ['notOpen', 'unchosen', 'unissued']

export async function prepareChange(
  tx: Tx,
  actor: Actor,
  it: NewChange,
  today: Day,
): Promise<Blocker | { id: number }> {
  if (!isAllowed(POLICY.prepareChange, actor, actor)) return { refused: 'notYours' }
  const [froms, tos] = [new Set(it.from), new Set(it.to)]
  const fits = {
    merge: froms.size >= 1 && tos.size === 1,
    split: froms.size === 1 && tos.size >= 2 && it.archiveUnitId !== null && tos.has(it.archiveUnitId),
    rename: froms.size === 1 && tos.size === 0 && it.name !== null,
  }[it.kind]
  if (!fits) return { refused: 'shape' }
  if ([...froms].some((id) => tos.has(id))) return { refused: 'sameUnit' }
  if (it.takesEffectOn < it.decision.issuedOn) return { refused: 'beforeDecision' }
  const shape = { from: [...froms], to: [...tos], unitId: actor.unitId, id: 0, kind: it.kind, code: it.code }
  const [stands] = (
    await blockersOf(tx, { ...shape, takesEffectOn: it.takesEffectOn } as unknown as Change, today)
  ).filter(({ refused }) => !LATER.includes(refused))
  if (stands) return stands
  const trx = own<SuccessionTables>(tx)
  const { id } = await trx
    .insertInto('succession.change')
    .values({
      ...{ unitId: actor.unitId, kind: it.kind, takesEffectOn: it.takesEffectOn, code: it.code },
      ...{ decisionNumber: it.decision.number, decisionOn: it.decision.issuedOn, issuer: it.decision.issuer },
      ...{ newName: it.name?.name ?? null, newFullName: it.name?.fullName ?? null, newKind: it.name?.kind ?? null },
      ...{ archiveUnitId: it.archiveUnitId, preparedBy: actor.postId, preparedOn: today },
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  const parts = [
    ...[...froms].map((unitId) => ({ changeId: id, unitId, side: 'from' })),
    ...[...tos].map((unitId) => ({ changeId: id, unitId, side: 'to' })),
  ]
  await trx.insertInto('succession.part').values(parts).execute()
  return { id }
}

const isOpenTo = (actor: Actor, change: Change | null, move: keyof typeof CHANGE_MOVES): change is Change =>
  change !== null && CHANGE_MOVES[move].from.includes(change.state) && isAllowed(CHANGE_MOVES[move].by, actor, change)

/** Which post takes over from which, as a person says it. Posts that are neither side's are left out. */
export async function mapPosts(
  tx: Tx,
  actor: Actor,
  id: number,
  map: Readonly<Record<string, number>>,
): Promise<{ refused: 'changed' } | { done: true }> {
  const change = await changeById(tx, id, true)
  if (!isOpenTo(actor, change, 'mapPosts')) return { refused: 'changed' }
  const trx = own<SuccessionTables>(tx)
  await trx.deleteFrom('succession.postMap').where('changeId', '=', id).execute()
  const rows = Object.entries(map).map(([key, toPostId]) => {
    const [fromPostId = 0, toUnitId = 0] = key.split(':').map(Number)
    return { changeId: id, fromPostId, toUnitId, toPostId }
  })
  if (rows.length > 0) await trx.insertInto('succession.postMap').values(rows).execute()
  return { done: true }
}

/** Confirmed by whoever typed the name; from then on it is carried out on its day. */
export async function confirmChange(
  tx: Tx,
  actor: Actor,
  id: number,
  today: Day,
): Promise<Blocker | { change: Change }> {
  const change = await changeById(tx, id, true)
  if (!isOpenTo(actor, change, 'confirm')) return { refused: 'changed' }
  const [stands] = await blockersOf(tx, change, today)
  if (stands) return stands
  await own<SuccessionTables>(tx)
    .updateTable('succession.change')
    .set({ state: 'confirmed', confirmedBy: actor.postId, confirmedOn: today, version: change.version + 1 })
    .where('id', '=', id)
    .execute()
  return { change: { ...change, state: 'confirmed', confirmedBy: actor.postId, version: change.version + 1 } }
}

export async function dropChange(tx: Tx, actor: Actor, id: number): Promise<{ refused: 'changed' } | { done: true }> {
  const change = await changeById(tx, id, true)
  if (!isOpenTo(actor, change, 'drop')) return { refused: 'changed' }
  await own<SuccessionTables>(tx)
    .updateTable('succession.change')
    .set({ state: 'dropped', version: change.version + 1 })
    .where('id', '=', id)
    .execute()
  return { done: true }
}
