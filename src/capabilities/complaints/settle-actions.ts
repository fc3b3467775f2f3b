import { sql } from 'kysely'
import { behind, own } from '../../platform/db.ts'
import { workingCalendar } from '../calendar/index.ts'
import { fulfill } from '../commitments/index.ts'
import { firstDayInForce, publishing, sending } from './deadlines.ts'
import { openStep } from './lodge-actions.ts'
import { type Making, type Outcome, openStepsOf } from './making.ts'
import type { MoveInput } from './move-input.ts'
import { dialoguesOf, publicationOf } from './queries.ts'
import type { ComplaintTables } from './tables.ts'

type Input<Name extends MoveInput['move']> = Extract<MoveInput, { move: Name }>

/** The settler's decision: it ends the main clock and starts those of sending, publishing and taking effect. */
export async function decide({ it, of, context }: Making, input: Input<'decide'>): Outcome {
  const { tx, today, actor } = context
  if (input.settledOn > today) return { refused: 'future' }
  if (it.acceptedOn && input.settledOn < it.acceptedOn) return { refused: 'beforeAcceptance' }
  // KN-09: always in the second settlement; in the first when demand and findings still differ.
  const isOwed = it.ordinal === 2 || it.demandDiffers
  if (isOwed && !(await dialoguesOf(tx, of.id)).some((one) => one.outcome !== null)) return { refused: 'dialogueOwed' }
  const calendar = await workingCalendar(tx)
  const { outcome, settledNumber, settledOn, settledSummary } = input
  const evidence = `Quyết định số ${settledNumber}`
  await fulfill(tx, of.commitmentId, today, settledSummary, evidence, actor.postId)
  const owner = { caseId: of.id, unitId: of.unitId, number: of.number, ownerPostId: of.commitment.ownerPostId }
  await openStep(tx, owner, 'send', sending(it, settledOn, calendar), today)
  await openStep(tx, owner, 'publish', publishing(settledOn, calendar), today)
  const settled = { outcome, settledNumber, settledOn, settledSummary, settledBy: actor.postId }
  return {
    set: { ...settled, effectiveOn: firstDayInForce(it, settledOn, calendar) },
    note: { number: settledNumber, outcome },
    tell: 'decided',
  }
}

/** How and when the decision reached the person, with proof: clocks that start on receipt read that day (safeguards 1.9). */
export async function serve({ it, of, context }: Making, input: Input<'serve'>): Outcome {
  const { tx, today, actor } = context
  if (input.sentOn > today || (input.servedOn ?? today) > today) return { refused: 'future' }
  if (it.settledOn && input.sentOn < it.settledOn) return { refused: 'beforeSettled' }
  if (input.servedOn && input.servedOn < input.sentOn) return { refused: 'servedBeforeSent' }
  for (const step of await openStepsOf(tx, of.id, 'send'))
    await fulfill(
      tx,
      step.commitment.id,
      today,
      'Đã gửi quyết định',
      input.serviceProof ?? `Gửi ngày ${input.sentOn}`,
      actor.postId,
    )
  const { sentOn, serviceWay, servedOn, serviceProof } = input
  return {
    set: { sentOn, serviceWay, servedOn, serviceProof },
    note: { way: serviceWay, sentOn, servedOn },
    tell: 'served',
  }
}

/** A copy without personal data; a second person looks before it is public. */
export async function proposePublication({ it, of, context }: Making, input: Input<'proposePublication'>): Outcome {
  const { tx, actor } = context
  if ((await publicationOf(tx, of.id))?.publishedOn) return { refused: 'publishedAlready' }
  const row = {
    ...{ unitId: of.unitId, title: input.title, summary: input.summary, way: input.way },
    ...{ outcome: it.outcome ?? '', settledNumber: it.settledNumber ?? '', settledOn: it.settledOn ?? context.today },
    proposedPersonId: actor.personId,
  }
  const insert = own<ComplaintTables>(tx)
    .insertInto('complaints.publication')
    .values({ caseId: of.id, ...row })
    .onConflict((on) => on.column('caseId').doUpdateSet(row))
  behind(tx, insert.execute())
  return { note: { way: input.way } }
}

export async function publish({ of, context }: Making, input: Input<'publish'>): Outcome {
  const { tx, actor, today } = context
  const copy = await publicationOf(tx, of.id)
  if (!copy) return { refused: 'nothingToPublish' }
  if (copy.publishedOn) return { refused: 'publishedAlready' }
  if (copy.proposedPersonId === actor.personId) return { refused: 'samePerson' }
  if (input.yes === 'no') {
    behind(tx, own<ComplaintTables>(tx).deleteFrom('complaints.publication').where('caseId', '=', of.id).execute())
    return { note: { sentBack: true } }
  }
  await sql`update complaints.publication set published_on = ${today}, published_person_id = ${actor.personId}
    where case_id = ${of.id}`.execute(own<ComplaintTables>(tx))
  for (const step of await openStepsOf(tx, of.id, 'publish'))
    await fulfill(tx, step.commitment.id, today, 'Đã công khai quyết định', `Đơn số ${of.number}`, actor.postId)
  return { note: { way: copy.way } }
}

export async function execute({ context }: Making, input: Input<'execute'>): Outcome {
  return { set: { executedOn: context.today, executedEvidence: input.executedEvidence }, tell: 'executed' }
}

export async function noteLawsuit({ context }: Making, input: Input<'noteLawsuit'>): Outcome {
  if (input.lawsuitOn > context.today) return { refused: 'future' }
  return { set: { lawsuitOn: input.lawsuitOn, lawsuitCourt: input.lawsuitCourt } }
}
