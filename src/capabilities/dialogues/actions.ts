import { mayBeGivenWork } from '../../organization/officials.ts'
import { placeById } from '../../organization/openings.ts'
import { type Day, formatDay } from '../../platform/day.ts'
import { own, type Tx } from '../../platform/db.ts'
import { record } from '../../platform/history.ts'
import { tellLater } from '../../platform/messages.ts'
import type { Host } from '../../platform/page.ts'
import { type Actor, isAllowed } from '../../platform/rights.ts'
import { stateAfter } from '../../platform/workflow.ts'
import { workingCalendar } from '../calendar/index.ts'
import { fulfill, openCommitment, proofOf, tellPost } from '../commitments/index.ts'
import { notice, publishing } from './deadlines.ts'
import { POLICY } from './policy.ts'
import { type Dialogue, dialogueById, requestById, territoryOf } from './queries.ts'
import { unhandledCount } from './question-queries.ts'
import type { DialogueTables } from './tables.ts'
import { DIALOGUE_MOVES, type DialogueMove, type DialogueState, type Kind } from './workflow.ts'

export interface Context {
  tx: Tx
  host: Pick<Host, 'jobs' | 'now'>
  actor: Actor
  today: Day
}

export interface NewDialogue {
  kind: Kind
  title: string
  place: string
  heldOn: Day
  startsAt: string
  endsAt: string
  agenda: string
  invited: string | null
  chairPostId: number
  secretaryPostId: number
  requestId: number | null
}
export type PlanRefusal = 'notOpen' | 'passed' | 'chairNotHeld' | 'secretaryNotHeld' | 'samePost'

export function note({ tx, host, actor }: Context, kind: string, payload: Record<string, unknown>): void {
  const subject = { kind: 'unit', id: actor.unitId } as const
  const about = { subject, unitId: actor.unitId, sealId: null, kind, postId: actor.postId }
  record(tx, { ...about, happenedAt: host.now(), payload })
}

/** A dialogue with its day, chair and secretary. Nobody outside knows of it until it is announced. */
export async function planDialogue(
  context: Context,
  it: NewDialogue,
): Promise<{ refused: PlanRefusal } | { id: number }> {
  const { tx, host, actor, today } = context
  const { unitId } = actor
  if (!isAllowed(POLICY.planDialogue, actor, actor)) return { refused: 'notOpen' }
  if (it.heldOn < today) return { refused: 'passed' }
  if (it.chairPostId === it.secretaryPostId) return { refused: 'samePost' }
  const [chair, secretary, request] = await Promise.all([
    mayBeGivenWork(tx, it.chairPostId, unitId, today),
    mayBeGivenWork(tx, it.secretaryPostId, unitId, today),
    it.requestId ? requestById(tx, it.requestId) : null,
  ])
  if (!chair) return { refused: 'chairNotHeld' }
  if (!secretary) return { refused: 'secretaryNotHeld' }
  const { id } = await own<DialogueTables>(tx)
    .insertInto('dialogues.dialogue')
    .values({ ...it, unitId, requestId: request?.reached ? request.id : null })
    .returning('id')
    .executeTakeFirstOrThrow()
  const title = `Được giao tại cuộc đối thoại ngày ${formatDay(it.heldOn)}: ${it.title}`
  const about = { unitId, sealId: null, subject: { kind: 'unit', id: unitId }, kind: 'dialogue', title } as const
  const told = [it.chairPostId, it.secretaryPostId].filter((post) => post !== actor.postId)
  await tellLater(
    host,
    tx,
    told.map((toPostId) => ({ ...about, toPostId })),
  )
  note(context, 'dialogue.plan', { dialogueId: id, kind: it.kind, heldOn: it.heldOn })
  return { id }
}

export type DialogueInput =
  | { move: 'announce' | 'hold' | 'approve' }
  | {
      move: 'draftMinutes'
      attended: number
      men: number | null
      women: number | null
      organizations: number | null
      conclusion: string
    }
  | { move: 'publish'; sentHow: string }
  | { move: 'postpone' | 'cancel'; reason: string }
  | { move: 'replan'; heldOn: Day }

export type DialogueRefusal =
  | 'notOpen'
  | 'changed'
  | 'tooSoon'
  | 'notYet'
  | 'unhandled'
  | 'counts'
  | 'samePerson'
  | 'approvedAlready'
  | 'passed'

/** One move of a dialogue: checked against the table, made with its clocks and history in one transaction. */
export async function moveDialogue(
  context: Context,
  id: number,
  version: number,
  input: DialogueInput,
): Promise<{ refused: DialogueRefusal } | { done: true }> {
  const found = await dialogueById(context.tx, id, true)
  const move = DIALOGUE_MOVES[input.move as DialogueMove]
  if (!found || !move.from.includes(found.state) || !isAllowed(move.by, context.actor, territoryOf(found)))
    return { refused: 'notOpen' }
  if (found.version !== version) return { refused: 'changed' }
  const made = await make(context, found, input)
  if ('refused' in made) return made
  const { state = stateAfter(move, found.state), ...set } = made.set
  await own<DialogueTables>(context.tx)
    .updateTable('dialogues.dialogue')
    .set({ ...set, state, version: version + 1 } as never)
    .where('id', '=', id)
    .execute()
  const { move: kind, ...payload } = input
  note(context, `dialogue.${kind}`, { dialogueId: id, ...payload })
  return { done: true }
}

type Made = { set: Record<string, unknown> & { state?: DialogueState } } | { refused: DialogueRefusal }

const UNAPPROVED = { chairPersonId: null, chairApprovedOn: null, secretaryPersonId: null, secretaryApprovedOn: null }

async function make(context: Context, found: Dialogue, input: DialogueInput): Promise<Made> {
  switch (input.move) {
    case 'announce':
      return announce(context, found)
    case 'hold':
      return hold(context, found)
    case 'draftMinutes':
      return draftMinutes(context, found, input)
    case 'approve':
      return approve(context, found)
    case 'publish':
      return publish(context, found, input.sentHow)
    case 'postpone':
    case 'cancel':
      return { set: { reason: input.reason } }
    case 'replan': {
      if (input.heldOn < context.today) return { refused: 'passed' }
      await tellChair(context, found, `Ngày mới ${formatDay(input.heldOn)}: ${found.title}`)
      return { set: { reason: null, heldOn: input.heldOn, announcedOn: null, notice: null } }
    }
  }
}

async function tellChair({ tx, host, actor }: Context, of: Dialogue, title: string) {
  if (of.chairPostId === actor.postId) return
  const subject = { kind: 'unit', id: of.unitId } as const
  await tellLater(host, tx, [
    { unitId: of.unitId, sealId: null, subject, kind: 'dialogue', toPostId: of.chairPostId, title },
  ])
}

/** Not sooner than the days of notice after today; the count is kept, to be shown. */
async function announce({ tx, today }: Context, found: Dialogue): Promise<Made> {
  if (found.heldOn < today) return { refused: 'passed' }
  const earliest = notice(found.kind, today, await workingCalendar(tx))
  if (earliest && found.heldOn < earliest.dueOn) return { refused: 'tooSoon' }
  return { set: { announcedOn: today, notice: earliest && JSON.stringify(proofOf(earliest)) } }
}

/** From now on the results are owed until the day of the law; a request of voters is answered. */
async function hold(context: Context, found: Dialogue): Promise<Made> {
  const { tx, host, actor, today } = context
  if (today < found.heldOn) return { refused: 'notYet' }
  const [place, calendar, request] = await Promise.all([
    placeById(tx, found.unitId, today),
    workingCalendar(tx),
    found.requestId ? requestById(tx, found.requestId) : null,
  ])
  const title = `Công bố kết quả: ${found.title}`.slice(0, 200)
  const id = await openCommitment(tx, {
    ...{ unitId: found.unitId, sealId: null, source: 'dialogue', isStep: true, number: '', workflow: 'dialogue' },
    ...{ ownerPostId: found.secretaryPostId, supervisorPostId: place?.headPostId ?? found.chairPostId },
    ...{ step: 'publish', title, publicTitle: title, owedTo: 'người dân' },
    expectedResult: 'Kết quả đã công bố, niêm yết, gửi đến trưởng thôn, tổ trưởng tổ dân phố',
    deadline: publishing(found.kind, found.heldOn, calendar),
  })
  if (found.secretaryPostId !== actor.postId)
    await tellPost(host, tx, { id, unitId: found.unitId, sealId: null }, found.secretaryPostId, 'assigned', title)
  const evidence = `Cuộc đối thoại ngày ${formatDay(found.heldOn)}: ${found.title}`
  if (request?.commitmentId)
    await fulfill(tx, request.commitmentId, today, 'Đã tổ chức đối thoại', evidence, actor.postId)
  return { set: { publishCommitmentId: id } }
}

/** Written and amended until both approved; whoever had approved approves the new words again. */
async function draftMinutes(
  context: Context,
  found: Dialogue,
  { move: _, ...it }: Extract<DialogueInput, { move: 'draftMinutes' }>,
): Promise<Made> {
  if ((it.men ?? 0) + (it.women ?? 0) > it.attended) return { refused: 'counts' }
  if ((await unhandledCount(context.tx, found.id)) > 0) return { refused: 'unhandled' }
  const { host, tx, actor } = context
  const other = actor.postId === found.chairPostId ? found.secretaryPostId : found.chairPostId
  if (found.publishCommitmentId && other !== actor.postId) {
    const about = { id: found.publishCommitmentId, unitId: found.unitId, sealId: null }
    await tellPost(host, tx, about, other, 'dialogue', `Biên bản chờ xem và đồng ý: ${found.title}`)
  }
  return { set: { ...it, ...UNAPPROVED } }
}

/** Two posts and two persons: somebody who deputizes for the other one does not approve twice. */
async function approve({ actor, tx, today }: Context, found: Dialogue): Promise<Made> {
  if ((await unhandledCount(tx, found.id)) > 0) return { refused: 'unhandled' }
  const isChair = actor.postId === found.chairPostId
  const [mine, others] = isChair
    ? [found.chairPersonId, found.secretaryPersonId]
    : [found.secretaryPersonId, found.chairPersonId]
  if (mine !== null) return { refused: 'approvedAlready' }
  if (others === actor.personId) return { refused: 'samePerson' }
  const by = isChair
    ? { chairPersonId: actor.personId, chairApprovedOn: today }
    : { secretaryPersonId: actor.personId, secretaryApprovedOn: today }
  return { set: { ...by, ...(others === null ? {} : { state: 'approved' as const }) } }
}

async function publish({ tx, actor, today }: Context, found: Dialogue, sentHow: string): Promise<Made> {
  if (found.publishCommitmentId)
    await fulfill(tx, found.publishCommitmentId, today, 'Đã công bố kết quả', sentHow, actor.postId)
  return { set: { publishedOn: today, sentHow } }
}
