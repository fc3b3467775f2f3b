import { sql } from 'kysely'
import { mayBeGivenWork } from '../../organization/officials.ts'
import { placeById } from '../../organization/openings.ts'
import { type Day, formatDay } from '../../platform/day.ts'
import { own, type Tx } from '../../platform/db.ts'
import { record } from '../../platform/history.ts'
import { newNumber } from '../../platform/keys.ts'
import type { Host } from '../../platform/page.ts'
import { type Actor, isAllowed } from '../../platform/rights.ts'
import { stateAfter } from '../../platform/workflow.ts'
import { workingCalendar } from '../calendar/index.ts'
import { type Category, categoryWords } from '../cases/index.ts'
import { fulfill, handOver, openCommitment, setStep, tellPost } from '../commitments/index.ts'
import { answering, postedUntil, publishing, roadmap } from './deadlines.ts'
import { type Found, recommendationByNumber } from './queries.ts'
import type { VoterTables } from './tables.ts'
import { type COUNCILS, type Result, VOTER_MOVES, type VoterMove } from './workflow.ts'

export interface NewMeeting {
  session: { id: number } | { council: (typeof COUNCILS)[number]; name: string; opensOn: Day }
  heldOn: Day
  place: string
  deputies: string
  attendances: number
  submissionsPassed: number
  recommendations: readonly { deputy: string; category: Category; text: string }[]
}

interface Context {
  tx: Tx
  host: Pick<Host, 'jobs' | 'now'>
  actor: Actor
  today: Day
}

/** One meeting with all that was asked there: each recommendation is a promise of its own from the day it was received. */
export async function enterMeeting(
  context: Context,
  it: NewMeeting,
): Promise<{ numbers: string[] } | { refused: 'session' }> {
  const { tx, actor, today } = context
  const trx = own<VoterTables>(tx)
  const { unitId } = actor
  const place = await placeById(tx, unitId, today)
  if (!place) throw new Error('this unit does not receive')
  const sessionId = await sessionFor(tx, unitId, it.session)
  if (!sessionId) return { refused: 'session' }
  const { heldOn, deputies, attendances, submissionsPassed } = it
  const meeting = await trx
    .insertInto('voters.meeting')
    .values({ unitId, sessionId, heldOn, place: it.place, deputies, attendances, submissionsPassed })
    .returning('id')
    .executeTakeFirstOrThrow()
  const deadline = answering(today, await workingCalendar(tx))
  const numbers: string[] = []
  for (const { deputy, category, text } of it.recommendations) {
    const number = newNumber()
    const commitmentId = await openCommitment(tx, {
      ...{ unitId, sealId: null, number, deadline, workflow: 'voters', step: 'received' },
      ...{ ownerPostId: place.intakePostId, supervisorPostId: place.headPostId, owedTo: 'cử tri' },
      title: text.length > 120 ? `${text.slice(0, 118)}…` : text,
      publicTitle: `Trả lời một kiến nghị cử tri về ${categoryWords.vi[category]}`,
      expectedResult: 'Đã giải quyết, hoặc có lộ trình kèm ngày, hoặc giải trình rõ',
    })
    const row = { unitId, meetingId: meeting.id, number, deputy, category, text, receivedOn: today, commitmentId }
    await trx.insertInto('voters.recommendation').values(row).execute()
    note(context, { unitId, id: commitmentId }, 'votersReceived', { number })
    numbers.push(number)
  }
  return { numbers }
}

async function sessionFor(tx: Tx, unitId: number, it: NewMeeting['session']): Promise<number | null> {
  const trx = own<VoterTables>(tx)
  if ('id' in it) {
    const row = await trx.selectFrom('voters.session').where('id', '=', it.id).select('id').executeTakeFirst()
    return row?.id ?? null
  }
  const { rows } = await sql<{ id: number }>`
    with made as (insert into voters.session (unit_id, council, name, opens_on) values (${unitId}, ${it.council}, ${it.name}, ${it.opensOn})
      on conflict do nothing returning id)
    select id from made union all select id from voters.session where unit_id = ${unitId} and council = ${it.council} and name = ${it.name} limit 1`.execute(
    trx,
  )
  return rows[0]?.id ?? null
}

function note(
  { tx, host, actor }: Context,
  of: { unitId: number; id: number },
  kind: string,
  payload: Record<string, unknown>,
) {
  const subject = { kind: 'commitment', id: of.id } as const
  record(tx, { subject, unitId: of.unitId, sealId: null, kind, postId: actor.postId, happenedAt: host.now(), payload })
}

export type VoterRefusal = 'notOpen' | 'changed' | 'postNotHeld' | 'roadmapPassed' | 'publishedAlready'

export type VoterInput =
  | { move: 'assign'; owner: number }
  | { move: 'answer'; result: Result; answer: string; roadmapOn: Day | null }
  | { move: 'keepRoadmap'; evidence: string }
  | { move: 'publish' }

/** One move of a recommendation: checked against the table, made with its clocks and history in one transaction. */
export async function moveRecommendation(
  context: Context,
  number: string,
  version: number,
  input: VoterInput,
): Promise<{ refused: VoterRefusal } | { done: true }> {
  const found = await recommendationByNumber(context.tx, number, true)
  const move = VOTER_MOVES[input.move as VoterMove]
  if (!found || !move.from.includes(found.it.state) || !isAllowed(move.by, context.actor, found.territory))
    return { refused: 'notOpen' }
  if (found.it.version !== version) return { refused: 'changed' }
  const made = await make(context, found, input)
  if ('refused' in made) return made
  await own<VoterTables>(context.tx)
    .updateTable('voters.recommendation')
    .set({ ...made.set, state: stateAfter(move, found.it.state), version: version + 1 })
    .where('id', '=', found.it.id)
    .execute()
  const { move: kind, ...payload } = input
  note(context, { unitId: found.it.unitId, id: found.it.commitmentId }, `voters.${kind}`, payload)
  return { done: true }
}

type Made = { set: Record<string, unknown> } | { refused: VoterRefusal }

async function make(context: Context, found: Found, input: VoterInput): Promise<Made> {
  switch (input.move) {
    case 'assign':
      return assign(context, found, input.owner)
    case 'answer':
      return answer(context, found, input)
    case 'keepRoadmap':
      return keepRoadmap(context, found, input.evidence)
    case 'publish':
      return publish(context, found)
  }
}

async function assign({ tx, actor, host, today }: Context, { it, commitment }: Found, owner: number): Promise<Made> {
  if (!(await mayBeGivenWork(tx, owner, it.unitId, today))) return { refused: 'postNotHeld' }
  await handOver(tx, it.commitmentId, owner, { postId: actor.postId, reason: 'giao trả lời kiến nghị cử tri' })
  await setStep(tx, it.commitmentId, 'assigned')
  const title = `Được giao kiến nghị cử tri ${it.number} (hạn ${formatDay(commitment.dueOn)})`
  if (owner !== actor.postId) await tellPost(host, tx, commitment, owner, 'assigned', title)
  return { set: {} }
}

/** "Being studied" is a new promise with the day the office names; publishing is a clock of its own (CT-02, CT-03). */
async function answer(
  context: Context,
  { it, commitment }: Found,
  input: Extract<VoterInput, { move: 'answer' }>,
): Promise<Made> {
  const { tx, actor, today } = context
  const { result, answer: text, roadmapOn } = input
  if (roadmapOn && roadmapOn <= today) return { refused: 'roadmapPassed' }
  await fulfill(tx, it.commitmentId, today, text, `Kiến nghị ${it.number}`, actor.postId)
  const sameOwner = {
    ...{ unitId: it.unitId, sealId: null, number: it.number, workflow: 'voters', isStep: true, owedTo: 'cử tri' },
    ...{ ownerPostId: commitment.ownerPostId, supervisorPostId: commitment.supervisorPostId },
  }
  const day = publishing(today, await workingCalendar(tx))
  await openCommitment(tx, {
    ...{ ...sameOwner, deadline: day, step: 'publish', expectedResult: 'Đã công khai và niêm yết kết quả' },
    ...{ title: `Công khai kết quả kiến nghị ${it.number}`, publicTitle: 'Công khai kết quả kiến nghị cử tri' },
  }).then((id) => linkStep(tx, it.id, id))
  if (!roadmapOn) return { set: { result, answer: text, answeredOn: today } }
  const roadmapCommitmentId = await openCommitment(tx, {
    ...{ ...sameOwner, isStep: false, deadline: roadmap(today, roadmapOn), step: 'roadmap' },
    ...{ title: `Thực hiện lộ trình: ${commitment.title}`.slice(0, 200), publicTitle: commitment.publicTitle },
    expectedResult: 'Việc đã hứa trong lộ trình đã làm xong',
  })
  return { set: { result, answer: text, answeredOn: today, roadmapOn, roadmapCommitmentId } }
}

async function linkStep(tx: Tx, recommendationId: number, commitmentId: number) {
  await own<VoterTables>(tx)
    .updateTable('voters.recommendation')
    .set({ publishCommitmentId: commitmentId })
    .where('id', '=', recommendationId)
    .execute()
}

/** What was promised for later is done, with evidence. */
async function keepRoadmap({ tx, actor, today }: Context, { it }: Found, evidence: string): Promise<Made> {
  if (!it.roadmapCommitmentId || it.roadmapDoneOn) return { refused: 'notOpen' }
  await fulfill(tx, it.roadmapCommitmentId, today, 'Đã làm theo lộ trình', evidence, actor.postId)
  return { set: { roadmapDoneOn: today, roadmapEvidence: evidence } }
}

async function publish({ tx, actor, today }: Context, { it }: Found): Promise<Made> {
  if (it.publishedOn) return { refused: 'publishedAlready' }
  if (it.publishCommitmentId)
    await fulfill(tx, it.publishCommitmentId, today, 'Đã công khai, niêm yết', `Kiến nghị ${it.number}`, actor.postId)
  return { set: { publishedOn: today, postedUntil: postedUntil(today, await workingCalendar(tx)) } }
}
