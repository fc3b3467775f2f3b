import { sql } from 'kysely'
import { mayBeGivenWork } from '../../organization/officials.ts'
import { own, type Tx } from '../../platform/db.ts'
import { isAllowed } from '../../platform/rights.ts'
import { stateAfter } from '../../platform/workflow.ts'
import { workingCalendar } from '../calendar/index.ts'
import { type CaseContext, remember, setRegisterState, tellSenders } from '../cases/index.ts'
import { fulfill, handOver, hold, release, setClock, setStep, tellPost } from '../commitments/index.ts'
import { acceptance, sendingSuspension, settlement } from './deadlines.ts'
import { openStep, SETTLED } from './lodge-actions.ts'
import { type Made, type Making, openStepsOf } from './making.ts'
import type { MoveInput, MoveRefusal } from './move-input.ts'
import { complaintByNumber, type FoundComplaint, pausesOf } from './queries.ts'
import { decide, execute, noteLawsuit, proposePublication, publish, serve } from './settle-actions.ts'
import { callDialogue, recordDialogue, request, withdraw } from './side-actions.ts'
import type { ComplaintTables } from './tables.ts'
import { COMPLAINT_MOVES, type ComplaintState, REGISTER_STATE } from './workflow.ts'

/** One move of a complaint: checked against the table, made with its clocks, history and notices in one transaction. */
export async function moveComplaint(
  context: CaseContext,
  number: string,
  version: number,
  input: MoveInput,
): Promise<{ refused: MoveRefusal } | { done: true; secret?: string }> {
  const found = await complaintByNumber(context.tx, number, true)
  const move = COMPLAINT_MOVES[input.move]
  if (!found || !move.from.includes(found.it.state) || !isAllowed(move.by, context.actor, found.of.territory))
    return { refused: 'notOpen' }
  if (found.it.version !== version) return { refused: 'changed' }
  const made = await make({ ...found, context }, input)
  if ('refused' in made) return made
  await keep(context, found, made.state ?? stateAfter(move, found.it.state), made.set ?? {})
  const { move: _name, ...payload } = input
  remember(context, found.of, input.move, context.actor.postId, made.note ?? payload)
  if (made.tell) await tellSenders(context, found.of, made.tell)
  return { done: true, ...(made.secret ? { secret: made.secret } : {}) }
}

async function make(it: Making, input: MoveInput): Promise<Made | { refused: MoveRefusal }> {
  switch (input.move) {
    case 'sign':
      return sign(it, input)
    case 'guide':
      return end(it, 'guided', { note: { competentBody: input.competentBody, reason: input.reason }, tell: 'guided' })
    case 'file':
      return end(it, 'filed', { note: { reason: input.reason }, tell: 'filed' })
    case 'refuse':
      return end(it, 'filed', { set: { refusalGround: input.refusalGround }, tell: 'refused' })
    case 'accept':
      return accept(it, input)
    case 'verify':
      return { note: { plan: input.plan } }
    case 'declareComplex':
      return declareComplex(it, input)
    case 'suspend':
      return suspend(it, input)
    case 'resume':
      return resume(it, input)
    case 'discontinue':
      return discontinue(it, input)
    case 'differ':
      return { set: { demandDiffers: true } }
    case 'flag':
      return { set: { crowded: input.crowded, levelJumping: input.levelJumping, prolonged: input.prolonged } }
    case 'request':
      return request(it, input)
    case 'callDialogue':
      return callDialogue(it, input)
    case 'recordDialogue':
      return recordDialogue(it, input)
    case 'withdraw':
      return withdraw(it, input)
    case 'decide':
      return decide(it, input)
    case 'serve':
      return serve(it, input)
    case 'proposePublication':
      return proposePublication(it, input)
    case 'publish':
      return publish(it, input)
    case 'execute':
      return execute(it, input)
    case 'noteLawsuit':
      return noteLawsuit(it, input)
  }
}

type Input<Name extends MoveInput['move']> = Extract<MoveInput, { move: Name }>

/** The signature starts the clock; the first sending day survives beside it. */
async function sign({ it, of, context }: Making, input: Input<'sign'>): Promise<Made | { refused: MoveRefusal }> {
  const { tx, today, actor, host } = context
  if (input.signedOn > today) return { refused: 'future' }
  if (input.postmarkOn && input.postmarkOn > input.signedOn) return { refused: 'postmarkLater' }
  const { binding } = acceptance(input.signedOn, await workingCalendar(tx))
  const clock = { step: 'lodged', postId: actor.postId, at: host.now(), expectedResult: SETTLED }
  await setClock(tx, of.commitmentId, binding, clock)
  await openStep(tx, { ...it, number: of.number, ownerPostId: of.commitment.ownerPostId }, 'accept', binding, today)
  const { signedOn, signedHow, postmarkOn } = input
  return { set: { signedOn, signedHow, postmarkOn }, tell: 'signed' }
}

/** Ends without a settlement: every clock that still runs ends with it. */
async function end({ of, context }: Making, reason: 'guided' | 'filed', made: Made): Promise<Made> {
  const { tx, today, actor } = context
  for (const step of await openStepsOf(tx, of.id))
    await fulfill(tx, step.commitment.id, today, 'Đã có văn bản trả lời', `Đơn số ${of.number}`, actor.postId)
  await release(tx, of.commitmentId, today, reason, actor.postId)
  return made
}

async function accept({ it, of, context }: Making, input: Input<'accept'>): Promise<Made | { refused: MoveRefusal }> {
  const { tx, today, actor, host } = context
  if (!(await mayBeGivenWork(tx, input.verifier, of.unitId, today))) return { refused: 'postNotHeld' }
  for (const step of await openStepsOf(tx, of.id, 'accept'))
    await fulfill(tx, step.commitment.id, today, 'Đã thụ lý', `Đơn số ${of.number}`, actor.postId)
  const deadline = settlement({ ...it, complex: false }, today, await workingCalendar(tx))
  await setClock(tx, of.commitmentId, deadline, { step: 'accepted', postId: actor.postId, at: host.now() })
  await handOver(tx, of.commitmentId, input.verifier, { postId: actor.postId, reason: 'giao xác minh khiếu nại' })
  if (input.verifier !== actor.postId)
    await tellPost(host, tx, of.commitment, input.verifier, 'assigned', `Giao xác minh khiếu nại số ${of.number}`)
  return { set: { acceptedOn: today }, note: { verifier: input.verifier, dueOn: deadline.dueOn }, tell: 'accepted' }
}

/** The longer limit stands on a written determination that is filed, never on a tick (safeguards 1.7). */
async function declareComplex(
  { it, of, context }: Making,
  input: Input<'declareComplex'>,
): Promise<Made | { refused: MoveRefusal }> {
  const { tx, today, actor, host } = context
  if (it.complexOn) return { refused: 'complexAlready' }
  if (today > of.commitment.dueOn) return { refused: 'late' }
  const pauses = await pausesOf(tx, of.id)
  const deadline = settlement({ ...it, complex: true }, it.acceptedOn ?? today, await workingCalendar(tx), pauses)
  const clock = { step: of.commitment.step, postId: actor.postId, at: host.now(), pauses }
  await setClock(tx, of.commitmentId, deadline, clock)
  return {
    set: { complexOn: today, complexDocument: input.complexDocument, complexCriteria: input.criteria.join(',') },
    note: { document: input.complexDocument, to: deadline.dueOn },
    tell: 'extended',
  }
}

async function suspend({ it, of, context }: Making, input: Input<'suspend'>): Promise<Made> {
  const { tx, today } = context
  await sql`insert into complaints.pause (case_id, unit_id, during, ground, document_number)
    values (${of.id}, ${of.unitId}, daterange(${today}, null), ${input.ground}, ${input.documentNumber})`.execute(
    own<ComplaintTables>(tx),
  )
  await hold(tx, of.commitmentId, today, `tạm đình chỉ theo ${input.documentNumber}`)
  await oweSending(it.caseId, of, context)
  return { note: { ground: input.ground, document: input.documentNumber }, tell: 'suspended' }
}

/** The day of resuming counts again; the same day's suspension leaves no day out. */
async function resume({ it, of, context }: Making, input: Input<'resume'>): Promise<Made | { refused: MoveRefusal }> {
  const { tx, today, actor, host } = context
  const ended =
    await sql`update complaints.pause set during = daterange(lower(during), greatest(${today}::date, lower(during) + 1)),
      ended_by = ${input.documentNumber} where case_id = ${of.id} and upper_inf(during)`.execute(
      own<ComplaintTables>(tx),
    )
  if (ended.numAffectedRows === 0n) return { refused: 'notOpen' }
  const pauses = await pausesOf(tx, of.id)
  const facts = { ...it, complex: it.complexOn !== null }
  const deadline = settlement(facts, it.acceptedOn ?? today, await workingCalendar(tx), pauses)
  await setClock(tx, of.commitmentId, deadline, { step: 'verifying', postId: actor.postId, at: host.now(), pauses })
  await oweSending(it.caseId, of, context)
  return { note: { document: input.documentNumber, to: deadline.dueOn }, tell: 'resumed' }
}

async function discontinue(it: Making, input: Input<'discontinue'>): Promise<Made | { refused: MoveRefusal }> {
  const { context, of } = it
  if (input.discontinuedGround === 'withdrawn' && !(await isWithdrawn(context.tx, of.id)))
    return { refused: 'notWithdrawn' }
  await sql`update complaints.pause set during = daterange(lower(during), greatest(${context.today}::date, lower(during) + 1)),
      ended_by = ${input.documentNumber} where case_id = ${of.id} and upper_inf(during)`.execute(
    own<ComplaintTables>(context.tx),
  )
  const made = await end(it, 'filed', {
    set: { discontinuedGround: input.discontinuedGround },
    note: { ground: input.discontinuedGround, document: input.documentNumber },
    tell: 'discontinued',
  })
  await oweSending(it.it.caseId, of, context)
  return made
}

async function isWithdrawn(tx: Tx, caseId: number): Promise<boolean> {
  const { rows } =
    await sql`select 1 from complaints.withdrawal where case_id = ${caseId} and part = 'whole' and done`.execute(
      own<ComplaintTables>(tx),
    )
  return rows.length > 0
}

/** The decision to suspend, discontinue or resume is sent within its own days (KN-15). */
async function oweSending(caseId: number, of: FoundComplaint['of'], { tx, today }: CaseContext) {
  const deadline = sendingSuspension(today, await workingCalendar(tx))
  const { unitId, number, commitment } = of
  await openStep(tx, { caseId, unitId, number, ownerPostId: commitment.ownerPostId }, 'sendSuspension', deadline, today)
}

async function keep(
  context: CaseContext,
  { it, of }: FoundComplaint,
  state: ComplaintState,
  set: Record<string, unknown>,
) {
  const { tx, actor } = context
  await own<ComplaintTables>(tx)
    .updateTable('complaints.complaint')
    .set({ ...set, state, version: it.version + 1 })
    .where('caseId', '=', of.id)
    .execute()
  if (state === it.state) return
  await setStep(tx, of.commitmentId, state)
  const answered = set.settledSummary ? { answer: String(set.settledSummary), postId: actor.postId } : null
  await setRegisterState(context, of, REGISTER_STATE[state], answered)
}
