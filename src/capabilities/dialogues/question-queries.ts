import { sql } from 'kysely'
import type { Day } from '../../platform/day.ts'
import { own, type Tx } from '../../platform/db.ts'
import { type Commitment, commitmentsById } from '../commitments/index.ts'
import type { Dialogue } from './queries.ts'
import type { DialogueTables } from './tables.ts'
import type { Outcome, Source } from './workflow.ts'

export interface Question {
  id: number
  dialogueId: number
  unitId: number
  number: string
  source: Source
  text: string
  askedOn: Day
  screening: 'waiting' | 'shown' | 'kept'
  publicText: string | null
  outcome: Outcome | null
  answer: string | null
  commitmentId: number | null
  version: number
}

/** More than any hall hears; a longer list says how many there are. */
export const MOST_QUESTIONS = 500

export async function questionsOf(tx: Tx, dialogueId: number): Promise<Question[]> {
  const rows = await own<DialogueTables>(tx)
    .selectFrom('dialogues.question')
    .where('dialogueId', '=', dialogueId)
    .orderBy('id')
    .limit(MOST_QUESTIONS)
    .selectAll()
    .execute()
  return rows as unknown as Question[]
}

export async function questionById(tx: Tx, id: number, lock = false): Promise<Question | null> {
  let query = own<DialogueTables>(tx).selectFrom('dialogues.question').where('id', '=', id).selectAll()
  if (lock) query = query.forUpdate()
  return ((await query.executeTakeFirst()) as unknown as Question | undefined) ?? null
}

export async function unhandledCount(tx: Tx, dialogueId: number): Promise<number> {
  const { n } = await own<DialogueTables>(tx)
    .selectFrom('dialogues.question')
    .where('dialogueId', '=', dialogueId)
    .where('outcome', 'is', null)
    .select((count) => count.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow()
  return Number(n)
}

export interface Carried {
  questionId: number
  heldOn: Day
  commitment: Commitment
}

/**
 * Item 1 of the agenda: what the last dialogue of the kind promised, with its state, and whatever is still open from those before it.
 */
export async function carriedOver(tx: Tx, of: Pick<Dialogue, 'id' | 'unitId' | 'kind' | 'heldOn'>): Promise<Carried[]> {
  const { rows } = await sql<{ questionId: number; commitmentId: number; heldOn: Day; isLast: boolean }>`
    select q.id as question_id, q.commitment_id, d.held_on, dense_rank() over (order by d.held_on desc, d.id desc) = 1 as is_last
    from dialogues.dialogue d join dialogues.question q on q.dialogue_id = d.id and q.commitment_id is not null
    where d.unit_id = ${of.unitId} and d.kind = ${of.kind} and d.id <> ${of.id} and (d.held_on, d.id) < (${of.heldOn}::date, ${of.id}::bigint)
    order by d.held_on desc, q.id limit 200`.execute(own<DialogueTables>(tx))
  const promises = await commitmentsById(
    tx,
    rows.map((row) => row.commitmentId),
  )
  const byId = new Map(promises.map((one) => [one.id, one]))
  return rows.flatMap(({ questionId, commitmentId, heldOn, isLast }) => {
    const commitment = byId.get(commitmentId)
    const isOpen = commitment && (commitment.state === 'open' || commitment.state === 'waiting')
    return commitment && (isLast || isOpen) ? [{ questionId, heldOn, commitment }] : []
  })
}

/** Dialogues whose results are not out yet, or whose promises may still be owed, each with every promise that hangs on it. */
export async function openDialogues(tx: Tx, unitId: number) {
  const { rows } = await sql<{
    id: number
    title: string
    place: string
    heldOn: Day
    isOver: boolean
    commitmentIds: number[]
  }>`
    select d.id, d.title, d.place, d.held_on, d.state in ('published', 'canceled') as is_over,
      array_remove(array_agg(q.commitment_id) || d.publish_commitment_id, null) as commitment_ids
    from dialogues.dialogue d left join dialogues.question q on q.dialogue_id = d.id
    where d.unit_id = ${unitId} group by d.id
    having d.state not in ('published', 'canceled') or count(q.commitment_id) > 0 order by d.id`.execute(
    own<DialogueTables>(tx),
  )
  return rows.map((row) => ({ ...row, commitmentIds: row.commitmentIds.map(Number) }))
}
