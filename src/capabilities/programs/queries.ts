import { sql } from 'kysely'
import type { Day } from '../../platform/day.ts'
import { own, type Tx } from '../../platform/db.ts'
import { link } from '../../platform/page.ts'
import type { Content, Every, MemberRole, Party, ProgramState, ReviewKind } from './kinds.ts'
import { at } from './paths.ts'
import type { ProgramTables } from './tables.ts'

export interface Program {
  id: number
  unitId: number
  title: string
  purposes: string
  from: Day
  until: Day
  clarities: 5 | 6
  exchangeEvery: Every
  exchangeHow: string
  interimOn: Day
  finalOn: Day
  predecessorId: number | null
  responsiblePostId: number
  state: ProgramState
  signedOn: Day | null
  signedAt: string | null
  /** The program as it was signed, in the registry. */
  documentId: number | null
  endedOn: Day | null
  version: number
}

const PROGRAM = sql`id, unit_id, title, purposes, lower(term) as "from", upper(term) - 1 as until, clarities, exchange_every, exchange_how,
  interim_on, final_on, predecessor_id, responsible_post_id, state, signed_on, signed_at, document_id, ended_on, version`

export const territoryOf = ({ unitId, responsiblePostId }: Pick<Program, 'unitId' | 'responsiblePostId'>) => ({
  ...{ unitId, ownerPostId: responsiblePostId },
})

export async function listPrograms(tx: Tx, unitId: number, before: number | null, size: number): Promise<Program[]> {
  const { rows } = await sql<Program>`select ${PROGRAM} from programs.program where unit_id = ${unitId}
    ${before ? sql`and id < ${before}` : sql``} order by id desc limit ${size}`.execute(own<ProgramTables>(tx))
  return rows
}

export async function programById(tx: Tx, id: number, lock = false): Promise<Program | null> {
  const { rows } =
    await sql<Program>`select ${PROGRAM} from programs.program where id = ${id} ${lock ? sql`for update` : sql``}`.execute(
      own<ProgramTables>(tx),
    )
  return rows[0] ?? null
}

export interface Review {
  id: number
  programId: number
  kind: ReviewKind
  dueOn: Day
  commitmentId: number
  heldOn: Day | null
  result: string | null
  documentNumber: string | null
}

/** What belongs to one program: parties, contents, documents first of all, reviews, plans by year. */
export async function partsOfProgram(tx: Tx, programId: number) {
  const trx = own<ProgramTables>(tx)
  const [parties, contents, documents, reviews, plans] = await Promise.all([
    trx.selectFrom('programs.party').where('programId', '=', programId).orderBy('position').selectAll().execute(),
    trx.selectFrom('programs.content').where('programId', '=', programId).orderBy('position').selectAll().execute(),
    trx.selectFrom('programs.priorityDocument').where('programId', '=', programId).select('documentId').execute(),
    trx.selectFrom('programs.review').where('programId', '=', programId).orderBy('dueOn').selectAll().execute(),
    trx
      .selectFrom('programs.yearlyPlan')
      .where('programId', '=', programId)
      .orderBy('year', 'desc')
      .select(['year', 'planId'])
      .execute(),
  ])
  return {
    parties: parties as Party[],
    contents: contents as Content[],
    documentIds: documents.map((row) => row.documentId),
    reviews: reviews as unknown as Review[],
    plans,
  }
}

export async function reviewById(tx: Tx, id: number): Promise<Review | null> {
  const row = await own<ProgramTables>(tx)
    .selectFrom('programs.review')
    .where('id', '=', id)
    .selectAll()
    .executeTakeFirst()
  return (row as unknown as Review | undefined) ?? null
}

export interface Committee {
  id: number
  unitId: number
  title: string
  decisionNumber: string
  decidedOn: Day
  endedOn: Day | null
  endedReason: string | null
  version: number
}

export async function listCommittees(tx: Tx, unitId: number): Promise<Committee[]> {
  const rows = await own<ProgramTables>(tx)
    .selectFrom('programs.committee')
    .where('unitId', '=', unitId)
    .orderBy(sql`ended_on is not null`)
    .orderBy('id', 'desc')
    .limit(500)
    .selectAll()
    .execute()
  return rows as unknown as Committee[]
}

export async function committeeById(tx: Tx, id: number, lock = false): Promise<Committee | null> {
  const query = own<ProgramTables>(tx).selectFrom('programs.committee').where('id', '=', id).selectAll()
  const row = await (lock ? query.forUpdate() : query).executeTakeFirst()
  return (row as unknown as Committee | undefined) ?? null
}

export interface Member {
  id: number
  name: string
  role: MemberRole
  from: Day
  until: Day | null
}

export async function membersOf(tx: Tx, committeeId: number): Promise<Member[]> {
  const { rows } =
    await sql<Member>`select id, name, role, lower(held) as "from", upper(held) - 1 as until from programs.member
    where committee_id = ${committeeId} order by array_position(array['chair','deputyChair','standing','member','secretary'], role), id
    limit 200`.execute(own<ProgramTables>(tx))
  return rows
}

export interface Session {
  id: number
  heldOn: Day
  content: string
  documentNumber: string
  attended: number
}

export async function sessionsOf(tx: Tx, committeeId: number, size: number): Promise<Session[]> {
  const rows = await own<ProgramTables>(tx)
    .selectFrom('programs.session')
    .where('committeeId', '=', committeeId)
    .orderBy('heldOn', 'desc')
    .orderBy('id', 'desc')
    .limit(size)
    .select(['id', 'heldOn', 'content', 'documentNumber', 'attended'])
    .execute()
  return rows as unknown as Session[]
}

export interface Conclusion {
  id: number
  unitId: number
  sessionId: number
  text: string
  commitmentId: number
}

export async function conclusionsOf(tx: Tx, sessionIds: readonly number[]): Promise<Conclusion[]> {
  if (sessionIds.length === 0) return []
  const rows = await own<ProgramTables>(tx)
    .selectFrom('programs.conclusion')
    .where('sessionId', 'in', [...sessionIds])
    .orderBy('id')
    .selectAll()
    .execute()
  return rows as unknown as Conclusion[]
}

export async function conclusionById(tx: Tx, id: number) {
  const { rows } = await sql<Conclusion & { committeeId: number }>`select c.*, s.committee_id from programs.conclusion c
    join programs.session s on s.id = c.session_id where c.id = ${id}`.execute(own<ProgramTables>(tx))
  return rows[0] ?? null
}

/** Where a review or a conclusion in My work is worked on. */
export async function programWorkplace(tx: Tx, commitmentId: number): Promise<string | null> {
  const trx = own<ProgramTables>(tx)
  const review = await trx
    .selectFrom('programs.review')
    .where('commitmentId', '=', commitmentId)
    .select('programId')
    .executeTakeFirst()
  if (review) return link(at.program, { program: review.programId })
  const one = await trx
    .selectFrom('programs.conclusion')
    .where('commitmentId', '=', commitmentId)
    .select('id')
    .executeTakeFirst()
  return one ? link(at.conclusion, { conclusion: one.id }) : null
}
