import { sql } from 'kysely'
import type { UnitMove } from '../../organization/changing.ts'
import { placeById } from '../../organization/openings.ts'
import { type Day, dayIn } from '../../platform/day.ts'
import { own, type Tx } from '../../platform/db.ts'
import { record } from '../../platform/history.ts'
import type { Host } from '../../platform/page.ts'
import { type Actor, isAllowed } from '../../platform/rights.ts'
import { workingCalendar } from '../calendar/index.ts'
import { type Category, type Kind, receiveSubmission } from '../cases/index.ts'
import { commitmentById, fulfill, openCommitment } from '../commitments/index.ts'
import { refusing, telling } from './deadlines.ts'
import { POLICY } from './policy.ts'
import { territoryOf, type Visit, visitById } from './queries.ts'
import type { VisitTables } from './tables.ts'
import {
  GROUNDS,
  type Ground,
  type KINDS,
  mostRepresentatives,
  type OUTCOMES,
  type TOLD_WAYS,
  VISIT_MOVES,
  type VisitMove,
} from './workflow.ts'

export interface Context {
  tx: Tx
  host: Pick<Host, 'jobs' | 'now'>
  actor: Actor
  today: Day
}

export interface NewVisitor {
  name: string
  address: string | null
  idNumber: string | null
  phone: string | null
  represents: boolean
}

export interface Told {
  outcome: (typeof OUTCOMES)[number]
  words: string
  way: (typeof TOLD_WAYS)[number]
}

export interface NewVisit {
  /** Given by a desk that worked without a line: the same key twice is one visit. */
  sourceKey: string | null
  sessionId: number | null
  queueNumber: string | null
  visitedAt: Date
  kind: (typeof KINDS)[number]
  content: string
  people: number
  visitors: readonly NewVisitor[]
  settledBy: string | null
  competence: 'ours' | 'others' | null
  guidedTo: string | null
  note: string | null
  refused: { ground: Ground; words: string } | null
  told: Told | null
}

export type VisitRefusal = 'notOpen' | 'future' | 'tooManySpeakers' | 'noOneSpeaks' | 'changed' | 'noNotice'

/**
 * Everybody who came is recorded, received or refused with a ground. Owed from then on: to tell them what will happen (TCD-10), or
 * the notice of refusal where the law wants it in writing (TCD-17). What was told on the spot owes nothing more.
 */
export async function enterVisit(
  context: Context,
  it: NewVisit,
): Promise<{ refused: VisitRefusal } | { id: number; isNew: boolean }> {
  const { tx, host, actor } = context
  if (!isAllowed(POLICY.enterVisit, actor, actor)) return { refused: 'notOpen' }
  if (it.visitedAt > host.now()) return { refused: 'future' }
  const most = mostRepresentatives(it.people)
  const speaking = it.visitors.filter((one) => one.represents).length
  if (most !== null && speaking === 0) return { refused: 'noOneSpeaks' }
  if (most !== null && speaking > most) return { refused: 'tooManySpeakers' }
  const trx = own<VisitTables>(tx)
  if (it.sourceKey) {
    const before = await trx
      .selectFrom('visits.visit')
      .where('sourceKey', '=', it.sourceKey)
      .select('id')
      .executeTakeFirst()
    if (before) return { id: before.id, isNew: false }
  }
  const { unitId, postId, personId } = actor
  const visitedOn = dayIn(it.visitedAt)
  const commitmentId = await owe(context, it, visitedOn)
  const state = it.refused ? 'refused' : it.told ? 'told' : 'received'
  const { id } = await trx
    .insertInto('visits.visit')
    .values({
      ...{
        unitId,
        sourceKey: it.sourceKey,
        sessionId: it.sessionId,
        queueNumber: it.queueNumber,
        visitedOn,
        visitedAt: it.visitedAt,
      },
      ...{
        enteredAt: host.now(),
        receiverPostId: postId,
        receiverPersonId: personId,
        kind: it.kind,
        content: it.content,
      },
      ...{
        people: it.people,
        settledBy: it.settledBy,
        competence: it.competence,
        guidedTo: it.guidedTo,
        note: it.note,
      },
      ...{ state, refusalGround: it.refused?.ground ?? null, refusalWords: it.refused?.words ?? null, commitmentId },
      ...(it.told
        ? { outcome: it.told.outcome, outcomeWords: it.told.words, toldOn: visitedOn, toldWay: it.told.way }
        : {}),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  if (it.visitors.length > 0)
    await trx
      .insertInto('visits.visitor')
      .values(it.visitors.map((one, i) => ({ ...one, visitId: id, unitId, n: i + 1 })))
      .execute()
  note(context, id, unitId, 'visited', { state, ground: it.refused?.ground ?? null, people: it.people })
  return { id, isNew: true }
}

async function owe({ tx, actor, today }: Context, it: NewVisit, visitedOn: Day): Promise<number | null> {
  if (it.refused ? !GROUNDS[it.refused.ground].inWriting : it.told) return null
  const place = await placeById(tx, actor.unitId, today)
  if (!place) return null
  const calendar = await workingCalendar(tx)
  const title = it.refused ? 'Gửi thông báo từ chối tiếp công dân' : 'Báo người đến việc của họ được xử lý thế nào'
  return openCommitment(tx, {
    ...{ unitId: actor.unitId, sealId: null, source: 'reception', isStep: true, number: '', workflow: 'reception' },
    ...{
      step: it.refused ? 'refused' : 'received',
      ownerPostId: actor.postId,
      supervisorPostId: place.headPostId,
      title,
    },
    ...{ publicTitle: title, owedTo: 'người đến' },
    expectedResult: it.refused ? 'Đã gửi thông báo Mẫu 01/TCD, có số' : 'Đã báo một trong bốn kết quả',
    deadline: (it.refused ? refusing : telling)(visitedOn, calendar),
  })
}

const note = (
  { tx, host, actor }: Context,
  id: number,
  unitId: number,
  kind: string,
  payload: Record<string, unknown>,
) =>
  record(tx, {
    ...{ subject: { kind: 'visit', id }, unitId, sealId: null, kind, postId: actor.postId, happenedAt: host.now() },
    payload,
  })

/** The visit of a move, taken for the rest of the transaction, if the move is open to who asks. */
async function moving(
  { tx, actor }: Context,
  id: number,
  version: number,
  move: VisitMove,
): Promise<Visit | { refused: VisitRefusal }> {
  const found = await visitById(tx, id, true)
  const row = VISIT_MOVES[move]
  if (!found || !row.from.includes(found.state) || !isAllowed(row.by, actor, territoryOf(found)))
    return { refused: 'notOpen' }
  return found.version === version ? found : { refused: 'changed' }
}

const keep = (tx: Tx, { id, version }: Visit, set: Record<string, unknown>) =>
  own<VisitTables>(tx)
    .updateTable('visits.visit')
    .set({ ...set, version: version + 1 })
    .where('id', '=', id)
    .execute()

/** Tells whoever came one of the four outcomes of the law. */
export async function tellOutcome(
  context: Context,
  id: number,
  version: number,
  it: Told,
): Promise<{ refused: VisitRefusal } | { done: true }> {
  const { tx, today } = context
  const found = await moving(context, id, version, 'tell')
  if ('refused' in found) return found
  await keep(tx, found, {
    ...{ state: 'told', outcome: it.outcome, outcomeWords: it.words, toldOn: today, toldWay: it.way },
  })
  await settle(context, found, 'Đã báo người đến', 'Ghi tại lượt tiếp')
  note(context, id, found.unitId, 'visitTold', { outcome: it.outcome, way: it.way })
  return { done: true }
}

async function settle({ tx, today, actor }: Context, { commitmentId }: Visit, result: string, evidence: string) {
  const promise = commitmentId ? await commitmentById(tx, commitmentId) : null
  if (promise && ['open', 'waiting'].includes(promise.state))
    await fulfill(tx, promise.id, today, result, evidence, actor.postId)
}

/** The notice of refusal was sent, by the number of its document. */
export async function sendRefusal(
  context: Context,
  id: number,
  version: number,
  documentNumber: string,
): Promise<{ refused: VisitRefusal } | { done: true }> {
  const found = await moving(context, id, version, 'sendRefusal')
  if ('refused' in found) return found
  const promise = found.commitmentId ? await commitmentById(context.tx, found.commitmentId) : null
  if (promise?.state !== 'open') return { refused: 'noNotice' }
  await keep(context.tx, found, {})
  await settle(context, found, 'Đã gửi thông báo từ chối tiếp', `Văn bản số ${documentNumber}`)
  note(context, id, found.unitId, 'refusalSent', { document: documentNumber })
  return { done: true }
}

/** Papers are taken against a receipt of form 02/TCD. */
export async function takePaper(
  context: Context,
  id: number,
  version: number,
  items: string,
): Promise<{ refused: VisitRefusal } | { paperId: number }> {
  const { tx, actor, today } = context
  const found = await moving(context, id, version, 'takePaper')
  if ('refused' in found) return found
  const made = await own<VisitTables>(tx)
    .insertInto('visits.paper')
    .values({ visitId: id, unitId: found.unitId, items, takenOn: today, takenBy: actor.postId })
    .returning('id')
    .executeTakeFirstOrThrow()
  await keep(tx, found, {})
  note(context, id, found.unitId, 'paperTaken', {})
  return { paperId: made.id }
}

/** One matter of what was said becomes a case; a letter with several matters several cases. The visitor is its sender, copied unseen. */
export async function makeCase(
  context: Context,
  id: number,
  version: number,
  it: { kind: Kind; category: Category; text: string; codeHash: Buffer },
): Promise<{ refused: VisitRefusal } | { number: string }> {
  const { tx, host, actor, today } = context
  const found = await moving(context, id, version, 'makeCase')
  if ('refused' in found) return found
  const made = await receiveSubmission(
    tx,
    {
      ...{ unitId: found.unitId, sealedFor: null, kind: it.kind, category: it.category, text: it.text, place: null },
      ...{ happenedOn: null, channel: 'counter', publishConsent: false, concernsOfficial: false, readBack: true },
      sender: { name: null, address: null, phone: null, email: null },
      ...{ codeHash: it.codeHash, enteredBy: actor.postId, happenedAt: host.now() },
    },
    today,
  )
  await sql`select visits.name_sender(${id}, ${made.submissionId})`.execute(own<VisitTables>(tx))
  const numbers = [found.caseNumber, made.number].filter(Boolean).join(', ')
  await keep(tx, found, { caseNumber: numbers })
  note(context, id, found.unitId, 'caseMade', { number: made.number })
  return { number: made.number }
}

/** A unit has ended: its register goes on with whoever takes over, for the rest of its time. */
export async function handOnVisits(tx: Tx, { fromUnitId, toUnitId, only = null }: UnitMove): Promise<void> {
  await sql`select visits.hand_on(${fromUnitId}, ${toUnitId}, ${only}::bigint[])`.execute(own<VisitTables>(tx))
}
