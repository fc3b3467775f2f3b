import { sql } from 'kysely'
import type { Day } from '../../platform/day.ts'
import { own, type Tx } from '../../platform/db.ts'
import { link } from '../../platform/page.ts'
import type { Proof } from '../calendar/index.ts'
import { at } from './paths.ts'
import type { DialogueTables } from './tables.ts'
import type { DialogueState, Kind, Rating } from './workflow.ts'

export interface Dialogue {
  id: number
  unitId: number
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
  state: DialogueState
  announcedOn: Day | null
  notice: Proof | null
  reason: string | null
  attended: number | null
  men: number | null
  women: number | null
  organizations: number | null
  conclusion: string | null
  publishCommitmentId: number | null
  chairPersonId: number | null
  chairApprovedOn: Day | null
  secretaryPersonId: number | null
  secretaryApprovedOn: Day | null
  publishedOn: Day | null
  sentHow: string | null
  version: number
}

const MOST = 200

export async function dialogueById(tx: Tx, id: number, lock = false): Promise<Dialogue | null> {
  let query = own<DialogueTables>(tx).selectFrom('dialogues.dialogue').where('id', '=', id).selectAll()
  if (lock) query = query.forUpdate()
  return ((await query.executeTakeFirst()) as unknown as Dialogue | undefined) ?? null
}

/** What a right is measured against: its chair is the focal point, its secretary the supervisor. */
export const territoryOf = (it: Pick<Dialogue, 'unitId' | 'chairPostId' | 'secretaryPostId'>) => ({
  ...{ unitId: it.unitId, ownerPostId: it.chairPostId, supervisorPostId: it.secretaryPostId },
})

/** The dialogues of a unit, the latest day first, in pages by key `2026-11-23.12`. */
export async function listDialogues(tx: Tx, unitId: number, after: string | null, size: number): Promise<Dialogue[]> {
  const [day, id] = after?.split('.') ?? []
  const { rows } = await sql<Dialogue>`select * from dialogues.dialogue where unit_id = ${unitId}
      ${day && id ? sql`and (held_on, id) < (${day}::date, ${Number(id)}::bigint)` : sql``}
    order by held_on desc, id desc limit ${size}`.execute(own<DialogueTables>(tx))
  return rows
}

/** Those of a person's post in a span of days: for their own calendar. */
export async function ownDialogues(tx: Tx, postId: number, from: Day, to: Day): Promise<Dialogue[]> {
  const rows = await own<DialogueTables>(tx)
    .selectFrom('dialogues.dialogue')
    .where((is) => is.or([is('chairPostId', '=', postId), is('secretaryPostId', '=', postId)]))
    .where('heldOn', '>=', from)
    .where('heldOn', '<=', to)
    .where('state', 'not in', ['postponed', 'canceled'])
    .orderBy('heldOn')
    .limit(MOST)
    .selectAll()
    .execute()
  return rows as unknown as Dialogue[]
}

export interface PublicDialogue {
  id: number
  kind: Kind
  title: string
  heldOn: Day
  startsAt: string
  endsAt: string
  place: string
  state: DialogueState
  /** Grows with every change: calendars on telephones follow it. */
  version: number
}

/** What everybody may know was announced: never those with staff alone. */
export async function publicDialogues(tx: Tx, unitId: number, from: Day, to: Day): Promise<PublicDialogue[]> {
  const { rows } =
    await sql<PublicDialogue>`select * from dialogues.public_dialogues(${unitId}, ${from}, ${to})`.execute(
      own<DialogueTables>(tx),
    )
  return rows
}

const FACTS = {
  people: 'peopleDialogue',
  community: 'communityConference',
  staffConference: 'staffConference',
  staffDialogue: 'staffDialogue',
} as const

/** What was held, as facts that fill duties. A dialogue with businesses alone is none with the people. */
export async function dialogueFacts(tx: Tx, unitId: number, from: Day, to: Day) {
  const rows = await own<DialogueTables>(tx)
    .selectFrom('dialogues.dialogue')
    .where('unitId', '=', unitId)
    .where('heldOn', '>=', from)
    .where('heldOn', '<=', to)
    .where('state', 'in', ['held', 'drafted', 'approved', 'published'])
    .orderBy('heldOn')
    .limit(MOST)
    .select(['id', 'kind', 'heldOn', 'title'])
    .execute()
  return rows.flatMap(({ id, kind, heldOn, title }) => {
    const fact = FACTS[kind as keyof typeof FACTS]
    return fact ? [{ fact, on: heldOn, postId: null, title, href: link(at.one, { dialogue: id }) }] : []
  })
}

export async function ratingsOf(tx: Tx, dialogueId: number): Promise<Partial<Record<Rating, number>>> {
  const rows = await own<DialogueTables>(tx)
    .selectFrom('dialogues.rating')
    .where('dialogueId', '=', dialogueId)
    .select(['answer', 'n'])
    .execute()
  return Object.fromEntries(rows.map(({ answer, n }) => [answer, n]))
}

export interface VotersRequest {
  id: number
  unitId: number
  receivedOn: Day
  topic: string
  signatures: number
  voters: number
  document: string
  reached: boolean
  commitmentId: number | null
}

export async function requestsOf(tx: Tx, unitId: number, before: number | null, size: number) {
  let query = own<DialogueTables>(tx)
    .selectFrom('dialogues.request')
    .where('unitId', '=', unitId)
    .orderBy('id', 'desc')
    .limit(size)
    .selectAll()
  if (before) query = query.where('id', '<', before)
  return (await query.execute()) as unknown as VotersRequest[]
}

export async function requestById(tx: Tx, id: number): Promise<VotersRequest | null> {
  const row = await own<DialogueTables>(tx)
    .selectFrom('dialogues.request')
    .where('id', '=', id)
    .selectAll()
    .executeTakeFirst()
  return (row as unknown as VotersRequest | undefined) ?? null
}

/** Where a promise made in or about a dialogue is kept. */
export async function dialogueWorkplace(tx: Tx, commitmentId: number): Promise<string | null> {
  const { rows } = await sql<{ question: number | null; dialogue: number | null; request: number | null }>`select
    (select id from dialogues.question where commitment_id = ${commitmentId}) as question,
    (select id from dialogues.dialogue where publish_commitment_id = ${commitmentId}) as dialogue,
    (select id from dialogues.request where commitment_id = ${commitmentId}) as request`.execute(
    own<DialogueTables>(tx),
  )
  const { question, dialogue, request } = rows[0] ?? {}
  if (question) return link(at.promise, { question })
  if (dialogue) return link(at.one, { dialogue })
  return request ? at.requests : null
}
