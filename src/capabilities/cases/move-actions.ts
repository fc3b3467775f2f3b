import { sql } from 'kysely'
import { fold } from '../../organization/fold.ts'
import { placeById } from '../../organization/openings.ts'
import { type Day, formatDay } from '../../platform/day.ts'
import { actAs, own, type Tx } from '../../platform/db.ts'
import { record } from '../../platform/history.ts'
import type { Host } from '../../platform/page.ts'
import { type Actor, isAllowed } from '../../platform/rights.ts'
import { stateAfter } from '../../platform/workflow.ts'
import { answerDeadline } from '../calendar/index.ts'
import {
  count,
  extend,
  fulfill,
  handOver,
  openCommitment,
  type ReleaseReason,
  release,
  setStep,
  tellPost,
} from '../commitments/index.ts'
import { expectedResult, owedTo, publicTitle } from './naming.ts'
import { type CitizenCase, caseById, caseByNumber, pointsOf } from './queries.ts'
import type { CaseTables } from './tables.ts'
import { CASE_MOVES, type CaseMove, type CaseState, type Category, type Ground, type Kind } from './workflow.ts'

/** Why a move was not made; each is worded in words.*.ts. */
export type MoveRefusal =
  | ('notOpen' | 'changed' | 'noPoints' | 'pointsUnanswered' | 'notLater' | 'late' | 'alreadyExtended')
  | ('unitNotOpen' | 'sameUnit' | 'mainNotFound' | 'sealedStays' | 'postNotHeld')

export type Moved = { refused: MoveRefusal } | { done: true }

export interface Context {
  tx: Tx
  host: Pick<Host, 'jobs'>
  actor: Actor
  today: Day
  /** When it happened, if that was not now. */
  happenedAt?: Date
}

/** What each move brings; the table of moves says who may make it and from where. */
export type MoveInput =
  | { move: 'receive'; title: string; points: readonly string[] }
  | { move: 'classify'; kind: Kind; category: Category; reason: string }
  | { move: 'assign'; ownerPostId: number; reason: string }
  | { move: 'take' }
  | { move: 'guide'; competentBody: string; reason: string }
  | { move: 'transfer'; unitId: number; reason: string }
  | { move: 'file'; ground: Ground; reason: string }
  | { move: 'join'; mainNumber: string; reason: string }
  | { move: 'extend'; newDueOn: Day; reason: string }
  | { move: 'answer'; closing: string }
  | { move: 'reopen'; reason: string }

/** One move of a case: checked against the table, made with its history, its promise and its messages in one transaction. */
export async function moveCase(context: Context, caseId: number, version: number, input: MoveInput): Promise<Moved> {
  const found = await caseById(context.tx, caseId, true)
  const move = CASE_MOVES[input.move]
  if (!found || !move.from.includes(found.state) || !isAllowed(move.by, context.actor, found.territory))
    return { refused: 'notOpen' }
  if (found.version !== version) return { refused: 'changed' }
  const refused = await make(context, found, input)
  if (refused) return { refused }
  if (input.move !== 'transfer') await keepState(context.tx, found, stateAfter(move, found.state))
  return { done: true }
}

async function make(context: Context, found: CitizenCase, input: MoveInput): Promise<MoveRefusal | null> {
  switch (input.move) {
    case 'receive':
      return receive(context, found, input.title, input.points)
    case 'classify':
      return classify(context, found, input)
    case 'assign':
      return giveTo(context, found, input.ownerPostId, input.reason)
    case 'take':
      return giveTo(context, found, context.actor.postId, 'tự nhận')
    case 'guide':
      return close(context, found, 'guided', {
        competentBody: input.competentBody,
        reason: `${input.competentBody}: ${input.reason}`,
      })
    case 'file':
      return close(context, found, 'filed', { ground: input.ground, reason: input.reason })
    case 'join':
      return join(context, found, input.mainNumber, input.reason)
    case 'transfer':
      return transfer(context, found, input.unitId, input.reason)
    case 'extend':
      return extendCase(context, found, input.newDueOn, input.reason)
    case 'answer':
      return answer(context, found, input.closing)
    case 'reopen':
      return reopen(context, found, input.reason)
  }
}

const EVENT: Record<CaseMove, string> = {
  ...{
    receive: 'received',
    classify: 'classified',
    assign: 'assigned',
    take: 'assigned',
    guide: 'guided',
    transfer: 'transferred',
  },
  ...{
    file: 'filed',
    join: 'joined',
    extend: 'extended',
    answerPoint: 'pointAnswered',
    answer: 'answered',
    reopen: 'reopened',
  },
}

export const remember = (
  tx: Tx,
  found: CitizenCase,
  kind: string,
  postId: number | null,
  payload: Record<string, unknown>,
  happenedAt?: Date,
) =>
  record(tx, {
    ...{ subject: { kind: 'case', id: found.id }, unitId: found.unitId, sealId: found.sealId, kind, postId, payload },
    ...(happenedAt ? { happenedAt } : {}),
  })

const note = (
  { tx, actor, happenedAt }: Context,
  found: CitizenCase,
  move: CaseMove,
  payload: Record<string, unknown>,
) => remember(tx, found, EVENT[move], actor.postId, payload, happenedAt)

async function keepState(tx: Tx, found: CitizenCase, state: CaseState) {
  await own<CaseTables>(tx)
    .updateTable('cases.citizenCase')
    .set({ state, version: found.version + 1 })
    .where('id', '=', found.id)
    .execute()
}

async function receive(
  context: Context,
  found: CitizenCase,
  title: string,
  points: readonly string[],
): Promise<MoveRefusal | null> {
  if (points.length === 0) return 'noPoints'
  const { tx } = context
  const trx = own<CaseTables>(tx)
  await trx.deleteFrom('cases.point').where('caseId', '=', found.id).where('answer', 'is', null).execute()
  const rows = points.map((text, i) => ({
    caseId: found.id,
    unitId: found.unitId,
    sealId: found.sealId,
    n: i + 1,
    text,
  }))
  await trx.insertInto('cases.point').values(rows).execute()
  await trx.updateTable('cases.citizenCase').set({ title }).where('id', '=', found.id).execute()
  await setStep(
    tx,
    found.commitmentId,
    'received',
    found.sealId ? {} : { title, folded: fold(`${title} ${found.number} ${found.number.replace('-', '')}`) },
  )
  await note(context, found, 'receive', { points: points.length })
  return null
}

/** By content, not by heading. The clock starts again from the first sending day: re-classifying never gains a day. */
async function classify(
  context: Context,
  found: CitizenCase,
  it: { kind: Kind; category: Category; reason: string },
): Promise<MoveRefusal | null> {
  const { tx, today } = context
  await own<CaseTables>(tx)
    .updateTable('cases.citizenCase')
    .set({ kind: it.kind, category: it.category })
    .where('id', '=', found.id)
    .execute()
  if (!found.sealId)
    await setStep(tx, found.commitmentId, found.commitment.step, { publicTitle: publicTitle(it.kind, it.category) })
  if (it.kind !== found.kind && !found.sealId) await count(tx, found.unitId, today, 'reclassified')
  await note(context, found, 'classify', { from: found.kind, to: it.kind, category: it.category, reason: it.reason })
  return null
}

/** One focal point from start to end. A sealed case is never handed on by the office (safeguards 2.1). */
async function giveTo(
  context: Context,
  found: CitizenCase,
  ownerPostId: number,
  reason: string,
): Promise<MoveRefusal | null> {
  const { tx, actor, host } = context
  if (found.sealId && ownerPostId !== found.commitment.ownerPostId) return 'sealedStays'
  if (ownerPostId !== actor.postId) {
    const { rows } =
      await sql`select 1 from organization.post o join organization.post_holding h on h.post_id = o.id and h.held @> ${context.today}::date
      where o.id = ${ownerPostId} and o.unit_id = ${found.unitId}`.execute(own(tx))
    if (rows.length === 0) return 'postNotHeld'
  }
  await handOver(tx, found.commitmentId, ownerPostId, { postId: actor.postId, reason: reason || 'giao đầu mối' })
  await setStep(tx, found.commitmentId, 'assigned')
  await note(context, found, 'assign', { to: ownerPostId, ...(found.state === 'assigned' ? { reason } : {}) })
  if (ownerPostId !== actor.postId)
    await tellPost(
      host,
      tx,
      found.commitment,
      ownerPostId,
      'assigned',
      `Được giao: ${found.title} (hạn ${formatDay(found.commitment.dueOn)})`,
    )
  return null
}

async function close(
  context: Context,
  found: CitizenCase,
  as: Extract<ReleaseReason, 'guided' | 'filed'>,
  payload: Record<string, string>,
): Promise<null> {
  await release(context.tx, found.commitmentId, context.today, as, context.actor.postId)
  await note(context, found, as === 'guided' ? 'guide' : 'file', payload)
  await tellSenders(context, found, as)
  return null
}

/** Many submissions on one matter become one case; each sender sees the answer of the main one. */
async function join(
  context: Context,
  found: CitizenCase,
  mainNumber: string,
  reason: string,
): Promise<MoveRefusal | null> {
  const { tx, today, actor } = context
  const main = await caseByNumber(tx, mainNumber, true)
  if (
    !main ||
    main.id === found.id ||
    main.unitId !== found.unitId ||
    ['guided', 'filed', 'joined'].includes(main.state)
  )
    return 'mainNotFound'
  if (main.sealId !== found.sealId) return 'sealedStays'
  const trx = own<CaseTables>(tx)
  await release(tx, found.commitmentId, today, 'joined', actor.postId)
  await trx.updateTable('cases.submission').set({ caseId: main.id }).where('caseId', '=', found.id).execute()
  await trx
    .updateTable('cases.citizenCase')
    .set({ state: 'joined', joinedTo: main.id })
    .where('id', '=', found.id)
    .execute()
  await note(context, found, 'join', { main: main.number, reason })
  await remember(tx, main, 'joined', actor.postId, { joined: found.number, reason })
  return null
}

/** To another open unit. The first sending day survives; a new promise starts there, the old one ends as transferred. */
async function transfer(
  context: Context,
  found: CitizenCase,
  toUnitId: number,
  reason: string,
): Promise<MoveRefusal | null> {
  const { tx, today, actor, host } = context
  if (toUnitId === found.unitId) return 'sameUnit'
  if (found.sealId) return 'sealedStays'
  const place = await placeById(tx, toUnitId, today)
  if (!place) return 'unitNotOpen'
  const trx = own<CaseTables>(tx)
  await release(tx, found.commitmentId, today, 'transferred', actor.postId)
  await note(context, found, 'transfer', { toUnit: toUnitId, reason })
  await trx
    .insertInto('cases.transfer')
    .values({ caseId: found.id, fromUnitId: found.unitId, toUnitId, reason, onDay: today, postId: actor.postId })
    .execute()
  await sql`select cases.move_to_unit(${found.id}, ${toUnitId})`.execute(trx)
  await actAs(tx, { unitId: toUnitId, postId: null, sealId: null })
  const commitmentId = await openCommitment(tx, {
    ...{
      unitId: toUnitId,
      sealId: null,
      ownerPostId: place.intakePostId,
      supervisorPostId: place.headPostId,
      number: found.number,
    },
    ...{
      title: found.title,
      publicTitle: publicTitle(found.kind, found.category),
      owedTo,
      expectedResult,
      workflow: found.kind,
      step: 'sent',
    },
    deadline: await answerDeadline(tx, toUnitId, found.kind, today),
  })
  await trx
    .updateTable('cases.citizenCase')
    .set({ commitmentId, state: 'sent', version: found.version + 1 })
    .where('id', '=', found.id)
    .execute()
  await remember(tx, { ...found, unitId: toUnitId }, 'arrived', null, { fromUnit: found.unitId })
  await tellPost(
    host,
    tx,
    { id: commitmentId, unitId: toUnitId, sealId: null },
    place.intakePostId,
    'arrived',
    `Đơn chuyển đến: ${found.title}`,
  )
  await actAs(tx, { unitId: actor.unitId, postId: actor.postId, sealId: null })
  return null
}

async function extendCase(
  context: Context,
  found: CitizenCase,
  newDueOn: Day,
  reason: string,
): Promise<MoveRefusal | null> {
  if (found.extended) return 'alreadyExtended'
  const { tx, today, actor } = context
  const extended = await extend(tx, found.commitmentId, newDueOn, reason, today, actor.postId)
  if ('refused' in extended) return extended.refused
  await own<CaseTables>(tx)
    .updateTable('cases.citizenCase')
    .set({ extended: true })
    .where('id', '=', found.id)
    .execute()
  await note(context, found, 'extend', { from: extended.from, to: newDueOn, reason })
  await tellSenders(context, found, 'extended')
  return null
}

/** Closed only when every point has its answer and its evidence. */
async function answer(context: Context, found: CitizenCase, closing: string): Promise<MoveRefusal | null> {
  const { tx, actor, today } = context
  const points = await pointsOf(tx, found.id)
  if (points.length === 0) return 'noPoints'
  if (points.some((point) => point.answer === null)) return 'pointsUnanswered'
  const text = closing.trim() || 'Đã trả lời từng điểm ở trên.'
  await own<CaseTables>(tx)
    .updateTable('cases.citizenCase')
    .set({
      answer: text,
      answeredAt: context.happenedAt ?? sql<Date>`now()`,
      answeredBy: actor.postId,
      state: 'answered',
      reopenAskedAt: null,
      reopenReason: null,
    })
    .where('id', '=', found.id)
    .execute()
  const evidence = points.map((point) => `${point.n}. ${point.evidence}`).join('\n')
  await fulfill(tx, found.commitmentId, today, text, evidence, actor.postId)
  await note(context, found, 'answer', { points: points.length })
  await tellSenders(context, found, 'answered')
  return null
}

/** Looks again: a new promise with a day of its own. What was answered stays to be read and may be changed point by point. */
async function reopen(context: Context, found: CitizenCase, reason: string): Promise<null> {
  const { tx, today, actor } = context
  const { commitment } = found
  const commitmentId = await openCommitment(tx, {
    ...{
      unitId: found.unitId,
      sealId: found.sealId,
      ownerPostId: commitment.ownerPostId,
      supervisorPostId: commitment.supervisorPostId,
    },
    ...{ number: found.number, title: found.title, publicTitle: commitment.publicTitle, owedTo, expectedResult },
    ...{ workflow: found.kind, step: 'assigned', deadline: await answerDeadline(tx, found.unitId, found.kind, today) },
  })
  await own<CaseTables>(tx)
    .updateTable('cases.citizenCase')
    .set({
      commitmentId,
      extended: false,
      reopenAskedAt: null,
      state: 'assigned',
      rating: null,
      ratingReason: null,
      ratedAt: null,
    })
    .where('id', '=', found.id)
    .execute()
  if (!found.sealId) await count(tx, found.unitId, today, 'reopened')
  await remember(tx, found, 'reopened', actor.postId, { reason })
  await tellSenders(context, found, 'reopened')
  return null
}

/** Everybody who sent something into the case is told by number only, where they left an address. */
export async function tellSenders(
  { tx, host }: Pick<Context, 'tx' | 'host'>,
  found: Pick<CitizenCase, 'id' | 'unitId' | 'sealId'>,
  what: string,
): Promise<void> {
  const rows = await own<CaseTables>(tx)
    .selectFrom('cases.submission')
    .where('caseId', '=', found.id)
    .select('id')
    .limit(500)
    .execute()
  for (const { id } of rows)
    await host.jobs.enqueue(tx, 'tell-sender', {
      submissionId: id,
      unitId: found.unitId,
      sealId: found.sealId ?? '',
      what,
    })
}
