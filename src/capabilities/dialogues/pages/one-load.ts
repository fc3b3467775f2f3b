import { postTitles } from '../../../organization/officials.ts'
import { placeById } from '../../../organization/openings.ts'
import type { Visit } from '../../../platform/page.ts'
import { movesOpen } from '../../../platform/workflow.ts'
import { workingCalendar } from '../../calendar/index.ts'
import { commitmentsById } from '../../commitments/index.ts'
import { notice } from '../deadlines.ts'
import { dialogueById, ratingsOf, territoryOf } from '../queries.ts'
import { carriedOver, questionsOf } from '../question-queries.ts'
import { DIALOGUE_MOVES, type DialogueMove } from '../workflow.ts'

/** All of one dialogue, for the page of the office and for the minutes. */
export async function loadDialogue({ tx, params, actor, today }: Visit) {
  const it = await dialogueById(tx, Number(params.dialogue))
  if (!it) return null
  const [place, titles, questions, carried, ratings, calendar] = await Promise.all([
    placeById(tx, it.unitId, today),
    postTitles(tx, [it.chairPostId, it.secretaryPostId], today),
    questionsOf(tx, it.id),
    carriedOver(tx, it),
    ratingsOf(tx, it.id),
    workingCalendar(tx),
  ])
  const ids = [it.publishCommitmentId, ...questions.map((one) => one.commitmentId)].filter((id) => id !== null)
  const promises = new Map((await commitmentsById(tx, ids)).map((one) => [one.id, one]))
  const owners = await postTitles(
    tx,
    [...promises.values()].map((one) => one.ownerPostId),
    today,
  )
  const open: DialogueMove[] = movesOpen(DIALOGUE_MOVES, it.state, actor, territoryOf(it))
  const earliest = it.state === 'planned' ? notice(it.kind, today, calendar) : null
  const publishing = it.publishCommitmentId ? (promises.get(it.publishCommitmentId) ?? null) : null
  return { it, place, titles, questions, carried, ratings, promises, owners, open, earliest, publishing }
}

export type Loaded = NonNullable<Awaited<ReturnType<typeof loadDialogue>>>
