import { sql } from 'kysely'
import { fold } from '../../organization/fold.ts'
import { mayBeGivenWork } from '../../organization/officials.ts'
import { placeById } from '../../organization/openings.ts'
import { type Day, formatDay } from '../../platform/day.ts'
import { actAs, own, type Tx } from '../../platform/db.ts'
import { answerDeadline } from '../calendar/index.ts'
import {
  count,
  extend,
  fulfill,
  handOver,
  openCommitment,
  type ReleaseReason,
  reclassify,
  release,
  setStep,
  tellPost,
} from '../commitments/index.ts'
import { type Context, instantOf, type MoveRefusal, note, remember, tellSenders } from './context-actions.ts'
import { expectedResult, owedTo, publicTitle } from './naming.ts'
import { type CitizenCase, caseByNumber, pointsOf } from './queries.ts'
import type { CaseTables } from './tables.ts'
import { type Category, type Kind, MOST_POINTS } from './workflow.ts'

export async function receive(
  context: Context,
  found: CitizenCase,
  title: string,
  points: readonly string[],
): Promise<MoveRefusal | null> {
  if (points.length === 0) return 'noPoints'
  const { tx } = context
  const trx = own<CaseTables>(tx)
  await trx.deleteFrom('cases.point').where('caseId', '=', found.id).where('answer', 'is', null).execute()
  const kept = await trx
    .selectFrom('cases.point')
    .where('caseId', '=', found.id)
    .select((is) => is.fn.max('n').as('n'))
    .executeTakeFirst()
  const rows = points.map((text, i) => ({
    caseId: found.id,
    unitId: found.unitId,
    sealId: found.sealId,
    n: (kept?.n ?? 0) + i + 1,
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

/** By content, not by heading. Another kind has another rule: of the two days the earlier binds, so nobody gains a day. */
export async function classify(
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
  if (it.kind !== found.kind) {
    await reclassify(
      tx,
      found.commitmentId,
      it.kind,
      await answerDeadline(tx, found.unitId, it.kind, found.commitment.startedOn),
      { postId: context.actor.postId, at: instantOf(context) },
    )
    if (!found.sealId) await count(tx, found.unitId, today, 'reclassified')
  }
  await note(context, found, 'classify', { from: found.kind, to: it.kind, category: it.category, reason: it.reason })
  return null
}

/** One focal point from start to end. A sealed case is never handed on by the office (safeguards 2.1). */
export async function giveTo(
  context: Context,
  found: CitizenCase,
  ownerPostId: number,
  reason: string,
): Promise<MoveRefusal | null> {
  const { tx, actor, host } = context
  if (found.sealId && ownerPostId !== found.commitment.ownerPostId) return 'sealedStays'
  if (ownerPostId !== actor.postId) {
    if (!(await mayBeGivenWork(tx, ownerPostId, found.unitId, context.today))) return 'postNotHeld'
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

export async function close(
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
export async function join(
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
  // Messages go along, and stay between each sender and the office.
  await sql`update cases.letter l set case_id = ${main.id}, submission_id = coalesce(l.submission_id,
    (select s.id from cases.submission s where s.case_id = ${found.id} order by s.id limit 1)) where l.case_id = ${found.id}`.execute(
    trx,
  )
  await trx.updateTable('cases.submission').set({ caseId: main.id }).where('caseId', '=', found.id).execute()
  await takeOverPoints(tx, found.id, main)
  await trx
    .updateTable('cases.citizenCase')
    .set({ state: 'joined', joinedTo: main.id })
    .where('id', '=', found.id)
    .execute()
  await note(context, found, 'join', { main: main.number, reason })
  await remember(context, main, 'joined', actor.postId, { joined: found.number, reason })
  return null
}

/** Points found before the joining are owed an answer as well, up to what one case holds. */
async function takeOverPoints(tx: Tx, fromCaseId: number, main: CitizenCase) {
  if (main.state === 'answered') return
  await sql`insert into cases.point (case_id, unit_id, seal_id, n, text)
    select ${main.id}, ${main.unitId}, ${main.sealId}, m.n + row_number() over (order by p.n), p.text
    from cases.point p, (select coalesce(max(n), 0) as n from cases.point where case_id = ${main.id}) m
    where p.case_id = ${fromCaseId} order by p.n limit (select ${MOST_POINTS}::int - count(*) from cases.point where case_id = ${main.id})`.execute(
    own<CaseTables>(tx),
  )
}

/** To another open unit. The first sending day survives; a new promise starts there, the old one ends as transferred. */
export async function transfer(
  context: Context,
  found: CitizenCase,
  toUnitId: number,
  reason: string,
): Promise<MoveRefusal | null> {
  const { tx, today, actor, host } = context
  if (toUnitId === found.unitId) return 'sameUnit'
  if (found.sealId) return 'sealedStays'
  if (toUnitId === found.concernedUnitId) return 'concernedUnit'
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
  actAs(tx, { unitId: toUnitId, postId: null, sealId: null })
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
    deadline: await answerDeadline(tx, toUnitId, found.kind as Kind, today),
  })
  await trx
    .updateTable('cases.citizenCase')
    .set({ commitmentId, state: 'sent', extended: false, version: found.version + 1 })
    .where('id', '=', found.id)
    .execute()
  await remember(context, { ...found, unitId: toUnitId }, 'arrived', null, { fromUnit: found.unitId })
  await tellPost(
    host,
    tx,
    { id: commitmentId, unitId: toUnitId, sealId: null },
    place.intakePostId,
    'arrived',
    `Đơn chuyển đến: ${found.title}`,
  )
  actAs(tx, { unitId: actor.unitId, postId: actor.postId, sealId: null })
  return null
}

export async function extendCase(
  context: Context,
  found: CitizenCase,
  newDueOn: Day,
  reason: string,
): Promise<MoveRefusal | null> {
  if (found.extended) return 'alreadyExtended'
  const { tx, today, actor } = context
  // At most one more period of the same rule.
  const furthest = (await answerDeadline(tx, found.unitId, found.kind as Kind, found.commitment.dueOn)).dueOn
  if (newDueOn > furthest) return 'tooFar'
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
export async function answer(context: Context, found: CitizenCase, closing: string): Promise<MoveRefusal | null> {
  const { tx, actor, today } = context
  const points = await pointsOf(tx, found.id)
  if (points.length === 0) return 'noPoints'
  if (points.some((point) => point.answer === null)) return 'pointsUnanswered'
  const text = closing.trim() || 'Đã trả lời từng điểm ở trên.'
  await own<CaseTables>(tx)
    .updateTable('cases.citizenCase')
    .set({
      answer: text,
      answeredAt: instantOf(context),
      answeredBy: actor.postId,
      state: 'answered',
    })
    .where('id', '=', found.id)
    .execute()
  await forgetReopenRequests(tx, found.id)
  const evidence = points.map((point) => `${point.n}. ${point.evidence}`).join('\n')
  await fulfill(tx, found.commitmentId, today, text, evidence, actor.postId)
  await note(context, found, 'answer', { points: points.length })
  await tellSenders(context, found, 'answered')
  return null
}

/** Looks again: a new promise with a day of its own. What was answered stays to be read and may be changed point by point. */
export async function reopen(context: Context, found: CitizenCase, reason: string): Promise<null> {
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
    ...{
      workflow: found.kind,
      step: 'assigned',
      deadline: await answerDeadline(tx, found.unitId, found.kind as Kind, today),
    },
  })
  await own<CaseTables>(tx)
    .updateTable('cases.citizenCase')
    .set({
      commitmentId,
      extended: false,
      state: 'assigned',
    })
    .where('id', '=', found.id)
    .execute()
  await forgetReopenRequests(tx, found.id)
  if (!found.sealId) await count(tx, found.unitId, today, 'reopened')
  await remember(context, found, 'reopened', actor.postId, { reason })
  await tellSenders(context, found, 'reopened')
  return null
}

/** Looked at again or answered anew: senders may rate and ask afresh; what they said before stands in the history. */
async function forgetReopenRequests(tx: Tx, caseId: number) {
  await own<CaseTables>(tx)
    .updateTable('cases.submission')
    .set({ rating: null, ratingReason: null, ratedAt: null, reopenReason: null, reopenAskedAt: null })
    .where('caseId', '=', caseId)
    .execute()
}
