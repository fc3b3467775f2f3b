import { sql } from 'kysely'
import { type DutyFact, isQuorate, quorumOf } from '../../law/duty-rules.ts'
import type { UnitMove } from '../../organization/changing.ts'
import { mayBeGivenWork, postTitles } from '../../organization/officials.ts'
import { placeById } from '../../organization/openings.ts'
import { type Day, formatDay } from '../../platform/day.ts'
import { own, type Tx } from '../../platform/db.ts'
import { record } from '../../platform/history.ts'
import { newNumber } from '../../platform/keys.ts'
import { tellLater } from '../../platform/messages.ts'
import type { Host } from '../../platform/page.ts'
import { type Actor, isAllowed } from '../../platform/rights.ts'
import { workingCalendar } from '../calendar/index.ts'
import { commitmentById, fulfill, openCommitment, tellPost } from '../commitments/index.ts'
import { answering, makingUp, warnFrom } from './deadlines.ts'
import { factsOf, fillingOf } from './facts-queries.ts'
import { bearersOf, owedOn } from './periods.ts'
import { POLICY } from './policy.ts'
import { evidenceById, inspectionRequestById, ruleOf, type Slot, type SlotState, unfilledSlots } from './queries.ts'
import type { DutyTables } from './tables.ts'

interface Context {
  tx: Tx
  host: Pick<Host, 'jobs' | 'now'>
  today: Day
}

export interface Bearer {
  unitId: number
  headPostId: number
  tier: string
  kind: string
  openedOn: Day
}

/**
 * Brings the duties of a unit up to date: slots of the running periods, what facts fill, what is soon due, what became late.
 * Run again it changes nothing.
 */
export async function refreshDuties(context: Context, bearer: Bearer): Promise<void> {
  const { tx, today } = context
  const owed = owedOn(bearersOf(bearer), today, bearer.openedOn)
  const { unitId, headPostId } = bearer
  for (const { rule, period, lastOn } of owed)
    await sql`insert into duties.slot (unit_id, rule_id, fact, bearer_post_id, period, last_on, needed)
      values (${unitId}, ${rule.id}, ${rule.then.fact}, ${headPostId}, daterange(${period.from}, ${period.to}, '[]'), ${lastOn}, ${rule.then.times})
      on conflict (unit_id, rule_id, period) do nothing`.execute(own<DutyTables>(tx))
  await refreshSlots(context, unitId)
}

/** The open and late slots of a unit, judged by the facts of today. */
export async function refreshSlots(context: Context, unitId: number): Promise<void> {
  const { tx, today } = context
  const slots = await unfilledSlots(tx, unitId)
  const first = slots.map((slot) => slot.from).sort()[0]
  if (!first) return
  const facts = await factsOf(tx, unitId, first, today)
  for (const slot of slots) {
    const inTime = fillingOf(slot, facts, earlier(slot.lastOn, today))
    if (inTime.length >= slot.needed) {
      await keep(tx, slot, { state: 'filled', filled: inTime.length, filledOn: inTime[slot.needed - 1]?.on ?? today })
      await settle(
        context,
        slot,
        inTime.map((one) => one.title),
      )
    } else if (slot.lastOn < today) await late(context, slot, fillingOf(slot, facts, today))
    else {
      const isSoon = slot.warnedOn === null && warnFrom(slot.lastOn) <= today
      if (inTime.length !== slot.filled || isSoon)
        await keep(tx, slot, { filled: inTime.length, ...(isSoon ? { warnedOn: today } : {}) })
      if (isSoon) await warn(context, slot)
    }
  }
}

const earlier = (a: Day, b: Day): Day => (a < b ? a : b)

interface Change {
  state?: SlotState
  filled?: number
  filledOn?: Day | null
  warnedOn?: Day
  commitmentId?: number
}

const keep = (tx: Tx, { id }: Slot, set: Change) =>
  own<DutyTables>(tx).updateTable('duties.slot').set(set).where('id', '=', id).execute()

async function warn({ tx, host }: Context, slot: Slot) {
  const { subject } = ruleOf(slot)
  const title = `Sắp hết kỳ (${formatDay(slot.lastOn)}): ${subject}`
  const about = { kind: 'unit', id: slot.unitId } as const
  const message = {
    unitId: slot.unitId,
    sealId: null,
    subject: about,
    kind: 'duty',
    toPostId: slot.bearerPostId,
    title,
  }
  await tellLater(host, tx, [message])
}

/** Late: the bearer owes to make it up or account for it, and the superior knows; done later it counts as done late. */
async function late(context: Context, slot: Slot, done: ReturnType<typeof fillingOf>) {
  const { tx, today } = context
  const commitmentId = slot.commitmentId ?? (await oweMakingUp(context, slot))
  const isFilled = done.length >= slot.needed
  if (slot.state === 'late' && !isFilled && done.length === slot.filled) return
  const filledOn = isFilled ? (done[slot.needed - 1]?.on ?? today) : null
  await keep(tx, slot, { state: isFilled ? 'filledLate' : 'late', filled: done.length, filledOn, commitmentId })
  if (isFilled)
    await settle(
      context,
      { ...slot, commitmentId },
      done.map((one) => one.title),
    )
}

async function oweMakingUp({ tx, host, today }: Context, slot: Slot): Promise<number> {
  const rule = ruleOf(slot)
  const superior = (await postTitles(tx, [slot.bearerPostId], today)).get(slot.bearerPostId)?.reportsTo
  const title = `${rule.subject}: trễ kỳ ${formatDay(slot.from)} - ${formatDay(slot.to)}`
  const id = await openCommitment(tx, {
    ...{ unitId: slot.unitId, sealId: null, source: 'duty', isStep: true, number: '', workflow: 'duty', step: 'late' },
    ...{ ownerPostId: slot.bearerPostId, supervisorPostId: superior ?? slot.bearerPostId, title, publicTitle: title },
    ...{ owedTo: 'người dân', expectedResult: 'Đã làm bù, có chứng cứ; hoặc đã giải trình' },
    deadline: makingUp(rule, today, await workingCalendar(tx)),
  })
  await tellPost(host, tx, { id, unitId: slot.unitId, sealId: null }, slot.bearerPostId, 'duty', title)
  return id
}

async function settle({ tx, today }: Context, slot: Slot, evidence: readonly string[]) {
  const promise = slot.commitmentId ? await commitmentById(tx, slot.commitmentId) : null
  if (!promise || !['open', 'waiting'].includes(promise.state)) return
  await fulfill(tx, promise.id, today, 'Đã làm', evidence.join('; ').slice(0, 1000), promise.ownerPostId)
}

export interface NewEvidence {
  fact: DutyFact
  doneOn: Day
  title: string
  documentNumber: string
  documentOn: Day
  /** How many were to come and how many came, where a rule asks for a share of them. */
  summoned?: number | null
  present?: number | null
  /** How many of these were for the resolution, where one was put to the vote. */
  agreed?: number | null
}
export type DutyRefusal = 'notOpen' | 'future' | 'postNotHeld' | 'changed' | 'noCount' | 'tooFew' | 'tooMany'

/** A document that proves what no capability keeps. It fills what it proves at once. */
export async function recordEvidence(
  context: Context & { actor: Actor },
  it: NewEvidence,
): Promise<{ refused: DutyRefusal } | { id: number }> {
  const { tx, actor, today } = context
  if (!isAllowed(POLICY.recordEvidence, actor, actor)) return { refused: 'notOpen' }
  if (it.doneOn > today || it.documentOn > today) return { refused: 'future' }
  const quorum = quorumOf(it.fact, it.doneOn)
  const [summoned, present] = quorum ? [it.summoned ?? 0, it.present ?? 0] : [null, null]
  if (quorum && (!summoned || present === null || present > summoned)) return { refused: 'noCount' }
  if (quorum && !isQuorate(quorum, summoned ?? 0, present ?? 0)) return { refused: 'tooFew' }
  const agreed = quorum ? (it.agreed ?? null) : null
  if (agreed !== null && agreed > (present ?? 0)) return { refused: 'tooMany' }
  const { id } = await own<DutyTables>(tx)
    .insertInto('duties.evidence')
    .values({ ...it, summoned, present, agreed, unitId: actor.unitId, enteredBy: actor.postId, enteredOn: today })
    .returning('id')
    .executeTakeFirstOrThrow()
  note(context, 'dutyEvidence', { fact: it.fact, document: it.documentNumber, on: it.doneOn })
  await refreshSlots(context, actor.unitId)
  return { id }
}

/** Evidence that was wrong: what it filled is open or late again. */
export async function withdrawEvidence(
  context: Context & { actor: Actor },
  id: number,
  reason: string,
): Promise<{ refused: DutyRefusal } | { done: true }> {
  const { tx, actor, today } = context
  const found = await evidenceById(tx, id)
  if (!found || found.withdrawnOn || !isAllowed(POLICY.withdrawEvidence, actor, { unitId: found.unitId }))
    return { refused: 'notOpen' }
  const trx = own<DutyTables>(tx)
  await trx
    .updateTable('duties.evidence')
    .set({ withdrawnOn: today, withdrawnReason: reason })
    .where('id', '=', id)
    .execute()
  await sql`update duties.slot set state = case when commitment_id is null then 'open' else 'late' end, filled = 0, filled_on = null
    where unit_id = ${found.unitId} and fact = ${found.fact} and period @> ${found.doneOn}::date and state in ('filled', 'filledLate')`.execute(
    trx,
  )
  note(context, 'dutyEvidenceWithdrawn', { document: found.documentNumber, reason })
  await refreshSlots(context, found.unitId)
  return { done: true }
}

const note = ({ tx, host, actor }: Context & { actor: Actor }, kind: string, payload: Record<string, unknown>) =>
  record(tx, {
    ...{ subject: { kind: 'unit', id: actor.unitId }, unitId: actor.unitId, sealId: null, kind, postId: actor.postId },
    ...{ happenedAt: host.now(), payload },
  })

export interface NewInspectionRequest {
  body: 'peopleInspection' | 'investmentSupervision'
  content: string
  receivedOn: Day
  ownerPostId: number
}

/** What an inspection board asked becomes a promise with the days of the law (DC-32). */
export async function enterInspectionRequest(
  context: Context & { actor: Actor },
  it: NewInspectionRequest,
): Promise<{ refused: DutyRefusal } | { id: number }> {
  const { tx, host, actor, today } = context
  if (!isAllowed(POLICY.enterInspectionRequest, actor, actor)) return { refused: 'notOpen' }
  if (it.receivedOn > today) return { refused: 'future' }
  const { unitId } = actor
  const place = await placeById(tx, unitId, today)
  if (!place || !(await mayBeGivenWork(tx, it.ownerPostId, unitId, today))) return { refused: 'postNotHeld' }
  const title = it.content.length > 120 ? `${it.content.slice(0, 118)}…` : it.content
  const board = it.body === 'peopleInspection' ? 'Ban Thanh tra nhân dân' : 'Ban Giám sát đầu tư của cộng đồng'
  const commitmentId = await openCommitment(tx, {
    ...{ unitId, sealId: null, source: 'duty', number: newNumber(), workflow: 'duty', step: 'inspection', title },
    ...{ ownerPostId: it.ownerPostId, supervisorPostId: place.headPostId, owedTo: board },
    publicTitle: `Trả lời kiến nghị của ${board}`,
    expectedResult: 'Văn bản trả lời, có số và ngày',
    deadline: answering(it.receivedOn, await workingCalendar(tx)),
  })
  const { body, content, receivedOn } = it
  const { id } = await own<DutyTables>(tx)
    .insertInto('duties.inspectionRequest')
    .values({ unitId, body, content, receivedOn, commitmentId })
    .returning('id')
    .executeTakeFirstOrThrow()
  if (it.ownerPostId !== actor.postId)
    await tellPost(host, tx, { id: commitmentId, unitId, sealId: null }, it.ownerPostId, 'assigned', title)
  note(context, 'inspectionRequested', { body, receivedOn })
  return { id }
}

/** The written answer, with its number: the promise is kept. */
export async function answerInspectionRequest(
  context: Context & { actor: Actor },
  id: number,
  version: number,
  it: { answer: string; documentNumber: string; answeredOn: Day },
): Promise<{ refused: DutyRefusal } | { done: true }> {
  const { tx, actor, today } = context
  const found = await inspectionRequestById(tx, id, true)
  const promise = found && (await commitmentById(tx, found.commitmentId))
  if (!found || found.answeredOn || !promise || !isAllowed(POLICY.answerInspectionRequest, actor, promise))
    return { refused: 'notOpen' }
  if (found.version !== version) return { refused: 'changed' }
  if (it.answeredOn > today || it.answeredOn < found.receivedOn) return { refused: 'future' }
  await own<DutyTables>(tx)
    .updateTable('duties.inspectionRequest')
    .set({ ...it, version: version + 1 })
    .where('id', '=', id)
    .execute()
  await fulfill(tx, promise.id, it.answeredOn, it.answer, `Văn bản số ${it.documentNumber}`, actor.postId)
  note(context, 'inspectionAnswered', { document: it.documentNumber })
  return { done: true }
}

/** A unit has ended: what inspection boards still wait for goes on; periods end with the unit that owed them. */
export async function handOnDuties(tx: Tx, { fromUnitId, toUnitId }: UnitMove): Promise<void> {
  await sql`select duties.hand_on(${fromUnitId}, ${toUnitId})`.execute(own<DutyTables>(tx))
}
