import { sql } from 'kysely'
import { mayBeGivenWork } from '../../organization/officials.ts'
import { placeById } from '../../organization/openings.ts'
import { type Day, formatDay } from '../../platform/day.ts'
import { own, type Tx } from '../../platform/db.ts'
import { newNumber } from '../../platform/keys.ts'
import { isAllowed } from '../../platform/rights.ts'
import { commitmentById, fulfill, openCommitment, tellPost } from '../commitments/index.ts'
import { type Context, note } from './actions.ts'
import { isRatedOn, lastPromise, promised } from './deadlines.ts'
import { POLICY } from './policy.ts'
import { type Dialogue, dialogueById, territoryOf } from './queries.ts'
import { type Question, questionById } from './question-queries.ts'
import type { DialogueTables } from './tables.ts'
import { isInside, type Rating, type Source } from './workflow.ts'

/** What a dialogue is asked before it is held, from the web; who asks is not known and nothing leads back to them. */
export const takesQuestions = ({ state, kind, heldOn }: Pick<Dialogue, 'state' | 'kind' | 'heldOn'>, today: Day) =>
  state === 'announced' && !isInside(kind) && today <= heldOn

async function keepQuestion(tx: Tx, of: Dialogue, source: Source, text: string, today: Day): Promise<string> {
  const number = newNumber()
  await own<DialogueTables>(tx)
    .insertInto('dialogues.question')
    .values({ dialogueId: of.id, unitId: of.unitId, number, source, text, askedOn: today })
    .execute()
  return number
}

export async function askBeforehand(
  { tx, today }: Pick<Context, 'tx' | 'today'>,
  of: Dialogue,
  text: string,
): Promise<{ refused: 'notOpen' } | { number: string }> {
  if (!takesQuestions(of, today)) return { refused: 'notOpen' }
  return { number: await keepQuestion(tx, of, 'web', text, today) }
}

export type QuestionRefusal = 'notOpen' | 'changed' | 'postNotHeld' | 'passed' | 'tooFar'

const TAKEN = { paper: ['planned', 'announced', 'held', 'drafted'], room: ['held', 'drafted'] } as const

/** Typed from paper, or as it was asked in the room. */
export async function enterQuestion(
  context: Context,
  dialogueId: number,
  it: { source: 'paper' | 'room'; text: string },
): Promise<{ refused: QuestionRefusal } | { number: string }> {
  const { tx, actor, today } = context
  const of = await dialogueById(tx, dialogueId, true)
  const isTaken = of !== null && (TAKEN[it.source] as readonly string[]).includes(of.state)
  if (!isTaken || !isAllowed(POLICY.enterQuestion, actor, territoryOf(of))) return { refused: 'notOpen' }
  if (of.state === 'drafted') await unapprove(tx, of)
  const number = await keepQuestion(tx, of, it.source, it.text, today)
  note(context, 'dialogue.question', { dialogueId, number, source: it.source })
  return { number }
}

/** Minutes that change are approved anew. */
async function unapprove(tx: Tx, { id, version }: Dialogue) {
  await own<DialogueTables>(tx)
    .updateTable('dialogues.dialogue')
    .set({ chairPersonId: null, chairApprovedOn: null, secretaryPersonId: null, secretaryApprovedOn: null })
    .set({ version: version + 1 })
    .where('id', '=', id)
    .execute()
}

interface Opened {
  of: Dialogue
  question: Question
}

async function open(tx: Tx, id: number, version: number): Promise<Opened | { refused: QuestionRefusal }> {
  const asked = await questionById(tx, id)
  // The dialogue first, then its question: everybody takes them in this order.
  const of = asked && (await dialogueById(tx, asked.dialogueId, true))
  const question = of && (await questionById(tx, id, true))
  if (!of || !question) return { refused: 'notOpen' }
  return question.version === version ? { of, question } : { refused: 'changed' }
}

/** A clerk looked at it: shown to everybody in these words, or kept for the room alone. */
export async function screenQuestion(
  context: Context,
  id: number,
  version: number,
  publicText: string | null,
): Promise<{ refused: QuestionRefusal } | { done: true }> {
  const { tx, actor } = context
  const found = await open(tx, id, version)
  if ('refused' in found) return found
  const { of, question } = found
  if (['published', 'canceled'].includes(of.state) || !isAllowed(POLICY.screenQuestion, actor, territoryOf(of)))
    return { refused: 'notOpen' }
  if (of.state === 'drafted') await unapprove(tx, of)
  const set = publicText ? { screening: 'shown', publicText } : { screening: 'kept', publicText: null }
  await change(tx, id, version, set)
  note(context, 'dialogue.screened', { number: question.number, screening: set.screening })
  return { done: true }
}

const change = (tx: Tx, id: number, version: number, set: Record<string, unknown>) =>
  own<DialogueTables>(tx)
    .updateTable('dialogues.question')
    .set({ ...set, version: version + 1 } as never)
    .where('id', '=', id)
    .execute()

export type NoteInput =
  | { outcome: 'answered' | 'elsewhere'; answer: string }
  | { outcome: 'promised'; answer: string; ownerPostId: number; promisedOn: Day; expectedResult: string }

/** What was said in the room: an answer, or a promise with owner and day. A promise once made stays one. */
export async function noteAnswer(
  context: Context,
  id: number,
  version: number,
  it: NoteInput,
): Promise<{ refused: QuestionRefusal } | { done: true }> {
  const { tx, actor } = context
  const found = await open(tx, id, version)
  if ('refused' in found) return found
  const { of, question } = found
  const isOpen = (of.state === 'held' || of.state === 'drafted') && question.outcome !== 'promised'
  if (!isOpen || !isAllowed(POLICY.noteAnswer, actor, territoryOf(of))) return { refused: 'notOpen' }
  const made = it.outcome === 'promised' ? await promise(context, of, question, it) : null
  if (made && 'refused' in made) return made
  if (of.state === 'drafted') await unapprove(tx, of)
  await change(tx, id, version, { outcome: it.outcome, answer: it.answer, commitmentId: made?.id ?? null })
  note(context, 'dialogue.noted', { number: question.number, outcome: it.outcome })
  return { done: true }
}

async function promise(
  { tx, host, actor, today }: Context,
  of: Dialogue,
  question: Question,
  it: Extract<NoteInput, { outcome: 'promised' }>,
): Promise<{ refused: QuestionRefusal } | { id: number }> {
  const { ownerPostId, promisedOn, expectedResult } = it
  if (promisedOn <= today) return { refused: 'passed' }
  if (promisedOn > lastPromise(today)) return { refused: 'tooFar' }
  if (!(await mayBeGivenWork(tx, ownerPostId, of.unitId, today))) return { refused: 'postNotHeld' }
  const place = await placeById(tx, of.unitId, today)
  const deadline = promised(of.heldOn, today, promisedOn)
  const id = await openCommitment(tx, {
    ...{ unitId: of.unitId, sealId: null, source: 'dialogue', number: question.number, workflow: 'dialogue' },
    ...{ ownerPostId, supervisorPostId: place?.headPostId ?? of.chairPostId, owedTo: 'người dân', step: 'promised' },
    ...{ title: expectedResult, publicTitle: expectedResult, expectedResult, deadline },
  })
  const title = `Đã hứa tại đối thoại, hạn ${formatDay(promisedOn)}: ${expectedResult}`.slice(0, 200)
  if (ownerPostId !== actor.postId)
    await tellPost(host, tx, { id, unitId: of.unitId, sealId: null }, ownerPostId, 'assigned', title)
  return { id }
}

/** The owner kept what was promised: what came of it, and what shows it. */
export async function keepPromise(
  { tx, actor, today }: Pick<Context, 'tx' | 'actor' | 'today'>,
  questionId: number,
  it: { result: string; evidence: string },
): Promise<{ refused: 'notOpen' } | { done: true }> {
  const question = await questionById(tx, questionId, true)
  const of = question?.commitmentId ? await commitmentById(tx, question.commitmentId) : null
  const isOpen = of?.state === 'open' || of?.state === 'waiting'
  if (!of || !isOpen || !isAllowed(POLICY.keepPromise, actor, of)) return { refused: 'notOpen' }
  await fulfill(tx, of.id, today, it.result, it.evidence, actor.postId)
  return { done: true }
}

export const isRated = ({ state, heldOn }: Pick<Dialogue, 'state' | 'heldOn'>, today: Day): boolean =>
  ['held', 'drafted', 'approved', 'published'].includes(state) && isRatedOn(heldOn, today)

/** One more in one of three sums; of a single answer nothing is kept. */
export async function rate(tx: Tx, of: Dialogue, answer: Rating, today: Day): Promise<{ done: boolean }> {
  if (!isRated(of, today)) return { done: false }
  await sql`insert into dialogues.rating (dialogue_id, unit_id, answer, n) values (${of.id}, ${of.unitId}, ${answer}, 1)
    on conflict (dialogue_id, answer) do update set n = rating.n + 1`.execute(own<DialogueTables>(tx))
  return { done: true }
}
