import { mayBeGivenWork } from '../../organization/officials.ts'
import { placeById } from '../../organization/openings.ts'
import type { Day } from '../../platform/day.ts'
import { own } from '../../platform/db.ts'
import { record } from '../../platform/history.ts'
import { newNumber } from '../../platform/keys.ts'
import { isAllowed } from '../../platform/rights.ts'
import { workingCalendar } from '../calendar/index.ts'
import { commitmentById, fulfill, openCommitment, tellPost } from '../commitments/index.ts'
import type { Context } from './actions.ts'
import { afterTest, onlineFrom, promised } from './deadlines.ts'
import { POLICY } from './policy.ts'
import { conclusionOf, onlineById } from './queries.ts'
import type { VisitTables } from './tables.ts'
import type { ONLINE_GROUNDS } from './workflow.ts'

export type SessionRefusal =
  | ('notOpen' | 'future' | 'postNotHeld' | 'passed' | 'concluded' | 'changed')
  | ('tooSoon' | 'notTested' | 'notYet')

export interface Instruction {
  text: string
  ownerPostId: number
  dueOn: Day
}

/** What a head instructed at a session is announced, and each point becomes a promise with an owner and a day (TCD-26). */
export async function conclude(
  context: Context,
  sessionId: number,
  it: { documentNumber: string; issuedOn: Day; points: readonly Instruction[] },
): Promise<{ refused: SessionRefusal } | { done: true }> {
  const { tx, host, actor, today } = context
  if (!isAllowed(POLICY.conclude, actor, actor)) return { refused: 'notOpen' }
  if (it.issuedOn > today) return { refused: 'future' }
  if (await conclusionOf(tx, sessionId)) return { refused: 'concluded' }
  const { unitId, postId } = actor
  const place = await placeById(tx, unitId, today)
  if (!place) return { refused: 'notOpen' }
  for (const point of it.points) {
    if (point.dueOn < today) return { refused: 'passed' }
    if (!(await mayBeGivenWork(tx, point.ownerPostId, unitId, today))) return { refused: 'postNotHeld' }
  }
  const trx = own<VisitTables>(tx)
  const { documentNumber, issuedOn } = it
  const made = await trx
    .insertInto('visits.conclusion')
    .values({ unitId, sessionId, documentNumber, issuedOn, concludedBy: postId })
    .returning('id')
    .executeTakeFirstOrThrow()
  const calendar = await workingCalendar(tx)
  for (const [i, { text, ownerPostId, dueOn }] of it.points.entries()) {
    const title = text.length > 120 ? `${text.slice(0, 118)}…` : text
    const commitmentId = await openCommitment(tx, {
      ...{
        unitId,
        sealId: null,
        source: 'reception',
        number: newNumber(),
        workflow: 'reception',
        step: 'instructed',
        title,
      },
      ...{ ownerPostId, supervisorPostId: place.headPostId, owedTo: 'người dân đến gặp' },
      publicTitle: 'Việc người đứng đầu giao khi tiếp công dân',
      expectedResult: 'Đã làm như kết luận, có kết quả kiểm chứng được',
      deadline: promised(dueOn, issuedOn, documentNumber, calendar),
    })
    await trx
      .insertInto('visits.conclusionPoint')
      .values({ conclusionId: made.id, unitId, n: i + 1, text, commitmentId })
      .execute()
    if (ownerPostId !== postId)
      await tellPost(host, tx, { id: commitmentId, unitId, sealId: null }, ownerPostId, 'assigned', title)
  }
  record(tx, {
    ...{
      subject: { kind: 'unit', id: unitId },
      unitId,
      sealId: null,
      kind: 'concluded',
      postId,
      happenedAt: host.now(),
    },
    payload: { session: sessionId, document: documentNumber, points: it.points.length },
  })
  return { done: true }
}

/** The owner of an instruction says what was done and how one sees it. */
export async function keepInstruction(
  { tx, actor, today }: Context,
  commitmentId: number,
  it: { result: string; evidence: string },
): Promise<{ refused: SessionRefusal } | { done: true }> {
  const promise = await commitmentById(tx, commitmentId)
  if (promise?.state !== 'open' || !isAllowed(POLICY.keepInstruction, actor, promise)) return { refused: 'notOpen' }
  await fulfill(tx, commitmentId, today, it.result, it.evidence, actor.postId)
  return { done: true }
}

export interface NewOnline {
  subject: string
  ground: (typeof ONLINE_GROUNDS)[number]
  heldOn: Day
  link: string
}

/** Reception by video is the head's decision; the notice runs its days first (TCD-20). */
export async function decideOnline(
  { tx, actor, today }: Context,
  it: NewOnline,
): Promise<{ refused: SessionRefusal; from?: Day } | { id: number }> {
  if (!isAllowed(POLICY.decideOnline, actor, actor)) return { refused: 'notOpen' }
  const { dueOn } = onlineFrom(today, await workingCalendar(tx))
  if (it.heldOn < dueOn) return { refused: 'tooSoon', from: dueOn }
  const { unitId, postId } = actor
  return own<VisitTables>(tx)
    .insertInto('visits.online')
    .values({ ...it, unitId, decidedBy: postId, decidedOn: today, announcedOn: today })
    .returning('id')
    .executeTakeFirstOrThrow()
}

export type OnlineStep = { step: 'test' } | { step: 'hold'; minutes: string; recordKeptAt: string } | { step: 'cancel' }

/** Tested a working day before, held with minutes and the place where the recording is kept, or canceled. */
export async function moveOnline(
  { tx, actor, today }: Context,
  id: number,
  version: number,
  it: OnlineStep,
): Promise<{ refused: SessionRefusal; from?: Day } | { done: true }> {
  const found = await onlineById(tx, id)
  if (found?.state !== 'decided' || !isAllowed(POLICY.recordOnline, actor, { unitId: found.unitId }))
    return { refused: 'notOpen' }
  if (found.version !== version) return { refused: 'changed' }
  if (it.step === 'test') {
    const { dueOn } = afterTest(today, await workingCalendar(tx))
    if (found.heldOn < dueOn) return { refused: 'tooSoon', from: dueOn }
  }
  if (it.step === 'hold' && !found.testedOn) return { refused: 'notTested' }
  if (it.step === 'hold' && found.heldOn > today) return { refused: 'notYet' }
  const set = {
    test: { testedOn: today },
    hold: it.step === 'hold' ? { state: 'held', minutes: it.minutes, recordKeptAt: it.recordKeptAt } : {},
    cancel: { state: 'canceled' },
  }[it.step]
  await own<VisitTables>(tx)
    .updateTable('visits.online')
    .set({ ...set, version: version + 1 })
    .where('id', '=', id)
    .execute()
  return { done: true }
}
