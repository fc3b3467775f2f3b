import { sql } from 'kysely'
import {
  giveCode,
  holdUnit,
  type Receivers,
  renameUnit,
  succeedUnit,
  type UnitMove,
  type UnitStanding,
  unitStandings,
} from '../../organization/changing.ts'
import { forgetPlaces, unitNames } from '../../organization/openings.ts'
import { addDays, type Day, formatDay } from '../../platform/day.ts'
import { actAs, own, type Standing, type Tx } from '../../platform/db.ts'
import { type Happening, record } from '../../platform/history.ts'
import type { Host } from '../../platform/page.ts'
import { handOnBacklog } from '../backlog/index.ts'
import { handOnCases } from '../cases/index.ts'
import { countHandedOn, type HandedOn, handOnCommitments, handOnFigures, tellPost } from '../commitments/index.ts'
import { handOnComplaints } from '../complaints/index.ts'
import { handOnDialogues } from '../dialogues/index.ts'
import { handOnDirectives } from '../directives/index.ts'
import { handOnDuties } from '../duties/index.ts'
import { handOnLetters } from '../letters/index.ts'
import { handOnPlans } from '../plans/index.ts'
import { handOnRequests } from '../privacy/index.ts'
import { handOnPrograms } from '../programs/index.ts'
import { handOnRechecks } from '../rechecks/index.ts'
import { handOnVisits } from '../visits/index.ts'
import { handOnRecommendations } from '../voters/index.ts'
import { type Blocker, blockersOf } from './prepare-actions.ts'
import { type Change, changeById, choicesOf, type Matter, openMatters, postMapOf } from './queries.ts'
import type { SuccessionTables } from './tables.ts'

interface Carrying {
  tx: Tx
  host: Pick<Host, 'jobs' | 'now'>
  change: Change
  today: Day
  /** For whom the change is made: the administrator of the unit above who confirmed it. */
  back: Standing
  posts: Receivers['posts']
  to: readonly UnitStanding[]
  names: Map<number, string>
}

/**
 * Carries out a confirmed change whose day has come: all of it in this transaction or nothing. Every open matter goes on as the same row
 * with the same due day; each record's history says from whom, to whom and by which decision.
 */
export async function carryOut(
  { tx, host }: { tx: Tx; host: Pick<Host, 'jobs' | 'now'> },
  id: number,
  today: Day,
): Promise<Blocker | { done: true }> {
  const change = await changeById(tx, id, true)
  if (change?.state !== 'confirmed') return { refused: 'changed' }
  if (change.takesEffectOn > today) return { refused: 'notYet' }
  await sql`set local statement_timeout = '15min'`.execute(own<SuccessionTables>(tx))
  const back = { unitId: change.unitId, postId: change.confirmedBy, sealId: null }
  actAs(tx, back)
  for (const unitId of [...change.from].sort((a, b) => a - b)) await holdUnit(tx, unitId)
  const [stands] = await blockersOf(tx, change, today)
  if (stands) return stands
  const posts = await postMapOf(tx, id)
  const to = await unitStandings(tx, change.to, change.unitId, today)
  const before = await unitNames(tx, change.from, addDays(change.takesEffectOn, -1))
  const names = new Map([...before, ...to.map((one) => [one.unitId, one.fullName] as const)])
  const carrying: Carrying = { tx, host, change, today, back, posts, to, names }
  if (change.kind === 'rename') await rename(carrying)
  else {
    const chosen = change.kind === 'split' ? await chosenOf(carrying) : null
    for (const fromUnitId of change.from) await endUnit(carrying, fromUnitId, chosen?.bodies ?? {})
    const [target] = change.to
    if (change.code && target) await giveCode(tx, target, change.code, change.takesEffectOn)
    for (const fromUnitId of change.from)
      if (chosen) await split(carrying, fromUnitId, chosen.matters)
      else if (target) await merge(carrying, { fromUnitId, toUnitId: target, only: null })
  }
  await own<SuccessionTables>(tx)
    .updateTable('succession.change')
    .set({ state: 'done', doneOn: today, refused: null, version: change.version + 1 })
    .where('id', '=', id)
    .execute()
  forgetPlaces()
  return { done: true }
}

const decisionOf = ({ decisionNumber, decisionOn, issuer }: Change) => ({
  ...{ number: decisionNumber, issuedOn: decisionOn, issuer },
})

/** For people: by which document, of whom, from when. */
const because = ({ decisionNumber, decisionOn, issuer, takesEffectOn }: Change) =>
  `theo ${decisionNumber} ngày ${formatDay(decisionOn)} của ${issuer}, từ ngày ${formatDay(takesEffectOn)}; hạn trả lời không đổi`

async function rename({ tx, change, back, names }: Carrying) {
  const [unitId] = change.from
  const { newName, newFullName, newKind } = change
  if (!unitId || !newName || !newFullName || !newKind) throw new Error('a new name is missing')
  const name = { name: newName, fullName: newFullName, kind: newKind }
  await renameUnit(tx, { ...name, unitId, on: change.takesEffectOn, decision: decisionOf(change) })
  noteUnit({ tx, change, back }, unitId, unitId, 'renamed', { before: names.get(unitId), after: newFullName })
}

async function endUnit(
  { tx, change, back, posts, names }: Carrying,
  fromUnitId: number,
  bodies: Record<string, number>,
) {
  const mainUnitId = change.archiveUnitId ?? change.to[0] ?? 0
  await succeedUnit(tx, {
    ...{ fromUnitId, toUnitIds: change.to, mainUnitId, on: change.takesEffectOn, posts, bodies },
    decision: decisionOf(change),
  })
  const payload = { from: names.get(fromUnitId), to: change.to.map((id) => names.get(id)) }
  noteUnit({ tx, change, back }, fromUnitId, mainUnitId, change.kind === 'merge' ? 'merged' : 'split', payload)
  for (const toUnitId of change.to) noteUnit({ tx, change, back }, toUnitId, toUnitId, 'tookOver', payload)
}

/** In the history of a unit; what became of an ended one is read where it went. */
function noteUnit(
  { tx, change, back }: Pick<Carrying, 'tx' | 'change' | 'back'>,
  id: number,
  readBy: number,
  kind: string,
  payload: Record<string, unknown>,
) {
  actAs(tx, { unitId: readBy, postId: null, sealId: null })
  const decision = decisionOf(change)
  const happening = { subject: { kind: 'unit', id }, unitId: readBy, sealId: null, kind, postId: back.postId } as const
  record(tx, { ...happening, payload: { ...payload, decision, on: change.takesEffectOn } })
  actAs(tx, back)
}

function receiversOf({ to, posts }: Carrying, unitId: number): Receivers {
  const unit = to.find((one) => one.unitId === unitId)
  if (!unit?.headPostId || !unit.intakePostId) throw new Error('the successor is not open')
  return { posts, headPostId: unit.headPostId, intakePostId: unit.intakePostId }
}

async function merge(carrying: Carrying, move: UnitMove) {
  await handOn(carrying, move, null)
  actAs(carrying.tx, { unitId: move.fromUnitId, postId: null, sealId: null })
  await handOnFigures(carrying.tx, move)
  actAs(carrying.tx, carrying.back)
}

async function chosenOf({ tx, change, back }: Carrying) {
  const [unitId] = change.from
  if (!unitId) throw new Error('nothing to split')
  actAs(tx, { unitId, postId: null, sealId: null })
  const choices = await choicesOf(tx, change.id)
  const matters = await openMatters(tx, unitId)
  actAs(tx, back)
  const toOf = (kind: string, id: number) => choices.find((one) => one.kind === kind && one.subjectId === id)?.toUnitId
  return {
    matters: Map.groupBy(matters, (one) => toOf(one.kind, one.id) ?? 0),
    bodies: Object.fromEntries(
      choices.filter((one) => one.kind === 'body').map((one) => [one.subjectId, one.toUnitId]),
    ),
  }
}

/** Each open matter to the successor a person chose; what is closed, and what only a head may read, to the one that keeps the archive. */
async function split(carrying: Carrying, fromUnitId: number, matters: Map<number, Matter[]>) {
  const archive = carrying.change.archiveUnitId ?? 0
  for (const toUnitId of carrying.change.to.filter((id) => id !== archive))
    await handOn(carrying, { fromUnitId, toUnitId, only: [] }, matters.get(toUnitId) ?? [])
  await handOn(carrying, { fromUnitId, toUnitId: archive, only: null }, null)
}

/** Through the door of each capability, lowest first; `matters` null is all that is left. */
async function handOn(carrying: Carrying, { fromUnitId, toUnitId }: UnitMove, matters: readonly Matter[] | null) {
  const { tx, change, back, today } = carrying
  const receivers = receiversOf(carrying, toUnitId)
  const only = (kind: Matter['kind']) => matters?.filter((one) => one.kind === kind).map((one) => one.id) ?? null
  const move = { fromUnitId, toUnitId }
  actAs(tx, { unitId: fromUnitId, postId: null, sealId: null })
  const promises = await handOnCommitments(
    tx,
    { ...move, only: matters?.flatMap((one) => one.commitmentIds) ?? null },
    receivers,
  )
  const cases = await handOnCases(tx, { ...move, only: only('case') }, receivers)
  await handOnLetters(tx, { ...move, only: null })
  await handOnComplaints(tx, { ...move, only: only('case') })
  await handOnRequests(tx, { ...move, only: only('case') })
  await handOnRecommendations(tx, { ...move, only: only('voters') })
  if (matters === null) {
    await handOnRechecks(tx, { ...move, only: null })
    await handOnBacklog(tx, { ...move, only: null })
    await handOnDuties(tx, { ...move, only: null })
    await handOnDirectives(tx, { ...move, only: null })
    await handOnPlans(tx, { ...move, only: null })
    await handOnPrograms(tx, { ...move, only: null })
  }
  await handOnVisits(tx, { ...move, only: only('visit') })
  await handOnDialogues(tx, { ...move, only: only('dialogue') })
  const ids = promises.filter((one) => one.wasOpen).map((one) => one.id)
  if (change.kind === 'split') await countHandedOn(tx, { ...move, only: ids }, ids, today)
  for (const { id, sealId } of cases) noteRecord(carrying, { kind: 'case', id }, toUnitId, fromUnitId, sealId, {})
  for (const { id, sealId, fromPost, toPost, dueOn } of promises)
    noteRecord(carrying, { kind: 'commitment', id }, toUnitId, fromUnitId, sealId, { fromPost, toPost, dueOn })
  await tellReceivers(carrying, promises, fromUnitId, toUnitId)
  actAs(tx, back)
}

/** One entry for each record that went on, sealed where the record is. */
function noteRecord(
  { tx, host, change, names }: Carrying,
  subject: Happening['subject'],
  unitId: number,
  fromUnitId: number,
  sealId: string | null,
  more: Record<string, unknown>,
) {
  actAs(tx, { unitId, postId: null, sealId })
  const reason = `${names.get(fromUnitId) ?? ''} → ${names.get(unitId) ?? ''} ${because(change)}`
  const payload = { fromUnit: fromUnitId, toUnit: unitId, ...more, reason }
  record(tx, { ...{ subject, unitId, sealId, kind: 'succeeded', postId: null }, happenedAt: host.now(), payload })
}

/** One notice for each post that took something over, not one for each promise. */
async function tellReceivers(
  { tx, host, names }: Carrying,
  promises: readonly HandedOn[],
  fromUnitId: number,
  unitId: number,
) {
  const open = promises.filter((one) => one.wasOpen && one.sealId === null)
  actAs(tx, { unitId, postId: null, sealId: null })
  for (const [postId, theirs] of Map.groupBy(open, (one) => one.toPost))
    await tellPost(
      host,
      tx,
      { id: theirs[0]?.id ?? 0, unitId, sealId: null },
      postId,
      'assigned',
      `Nhận ${theirs.length} việc đang giải quyết của ${names.get(fromUnitId) ?? ''}, hạn không đổi`,
    )
}
