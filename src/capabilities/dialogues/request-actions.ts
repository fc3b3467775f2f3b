import { sql } from 'kysely'
import type { UnitMove } from '../../organization/changing.ts'
import { placeById } from '../../organization/openings.ts'
import type { Day } from '../../platform/day.ts'
import { own, type Tx } from '../../platform/db.ts'
import { isAllowed } from '../../platform/rights.ts'
import { openCommitment, tellPost } from '../commitments/index.ts'
import { type Context, note } from './actions.ts'
import { lastRequested, requested } from './deadlines.ts'
import { POLICY } from './policy.ts'
import type { DialogueTables } from './tables.ts'

export interface NewRequest {
  receivedOn: Day
  topic: string
  signatures: number
  voters: number
  document: string
  promisedOn: Day | null
}
export type RequestRefusal = 'notOpen' | 'future' | 'moreThanVoters' | 'dayNeeded' | 'tooFar'

/** Ten in a hundred voters, compared exactly: no share is rounded. */
export const isReached = ({ signatures, voters }: Pick<NewRequest, 'signatures' | 'voters'>): boolean =>
  10 * signatures >= voters

/** What voters asked for. Enough of them, and the head owes a dialogue by a day; the count is kept either way. */
export async function enterRequest(
  context: Context,
  it: NewRequest,
): Promise<{ refused: RequestRefusal } | { id: number }> {
  const { tx, host, actor, today } = context
  const { unitId } = actor
  if (!isAllowed(POLICY.planDialogue, actor, actor)) return { refused: 'notOpen' }
  if (it.receivedOn > today) return { refused: 'future' }
  if (it.signatures > it.voters) return { refused: 'moreThanVoters' }
  const { promisedOn, ...row } = it
  let commitmentId: number | null = null
  if (isReached(it)) {
    if (!promisedOn || promisedOn < today) return { refused: 'dayNeeded' }
    if (promisedOn > lastRequested(today)) return { refused: 'tooFar' }
    const place = await placeById(tx, unitId, today)
    if (!place) return { refused: 'notOpen' }
    const title = `Tổ chức đối thoại theo yêu cầu của ${it.signatures} trên ${it.voters} cử tri`
    commitmentId = await openCommitment(tx, {
      ...{ unitId, sealId: null, source: 'dialogue', number: '', workflow: 'dialogue', step: 'requested' },
      ...{ ownerPostId: place.headPostId, supervisorPostId: place.headPostId, owedTo: 'cử tri' },
      ...{ title, publicTitle: title, expectedResult: 'Cuộc đối thoại đã được tổ chức, kết quả đã công bố' },
      deadline: requested(today, promisedOn),
    })
    if (place.headPostId !== actor.postId)
      await tellPost(host, tx, { id: commitmentId, unitId, sealId: null }, place.headPostId, 'assigned', title)
  }
  const { id } = await own<DialogueTables>(tx)
    .insertInto('dialogues.request')
    .values({ ...row, unitId, commitmentId })
    .returning('id')
    .executeTakeFirstOrThrow()
  note(context, 'dialogue.requested', { signatures: it.signatures, voters: it.voters, document: it.document })
  return { id }
}

/** A unit has ended: its dialogues and what they promised go on. */
export async function handOnDialogues(tx: Tx, { fromUnitId, toUnitId, only = null }: UnitMove): Promise<void> {
  await sql`select dialogues.hand_on(${fromUnitId}, ${toUnitId}, ${only}::bigint[])`.execute(own<DialogueTables>(tx))
}
