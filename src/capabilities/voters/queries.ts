import { sql } from 'kysely'
import type { Day } from '../../platform/day.ts'
import { own, type Tx } from '../../platform/db.ts'
import { link } from '../../platform/page.ts'
import type { Category } from '../cases/index.ts'
import { type Commitment, commitmentById } from '../commitments/index.ts'
import { at } from './paths.ts'
import type { VoterTables } from './tables.ts'
import type { COUNCILS, Result, VoterState } from './workflow.ts'

export interface Recommendation {
  id: number
  unitId: number
  meetingId: number
  number: string
  deputy: string
  text: string
  category: Category
  receivedOn: Day
  state: VoterState
  commitmentId: number
  result: Result | null
  answer: string | null
  roadmapOn: Day | null
  roadmapCommitmentId: number | null
  roadmapDoneOn: Day | null
  publishCommitmentId: number | null
  answeredOn: Day | null
  publishedOn: Day | null
  postedUntil: Day | null
  version: number
}

export interface Found {
  it: Recommendation
  commitment: Commitment
  territory: { unitId: number; ownerPostId: number; supervisorPostId: number }
}

export async function recommendationByNumber(tx: Tx, number: string, lock = false): Promise<Found | null> {
  let query = own<VoterTables>(tx).selectFrom('voters.recommendation').selectAll().where('number', '=', number)
  if (lock) query = query.forUpdate()
  const it = (await query.executeTakeFirst()) as unknown as Recommendation | undefined
  const commitment = it && (await commitmentById(tx, it.commitmentId))
  if (!it || !commitment) return null
  const { ownerPostId, supervisorPostId } = commitment
  return { it, commitment, territory: { unitId: it.unitId, ownerPostId, supervisorPostId } }
}

export interface Meeting {
  id: number
  sessionId: number
  heldOn: Day
  place: string
  deputies: string
  attendances: number
  submissionsPassed: number
}

export interface Session {
  id: number
  council: (typeof COUNCILS)[number]
  name: string
  opensOn: Day
}

/** The sessions of a unit, the latest first. */
export async function sessionsOf(tx: Tx, unitId: number): Promise<Session[]> {
  const rows = await own<VoterTables>(tx)
    .selectFrom('voters.session')
    .where('unitId', '=', unitId)
    .orderBy('opensOn', 'desc')
    .limit(40)
    .select(['id', 'council', 'name', 'opensOn'])
    .execute()
  return rows as Session[]
}

export async function sessionById(tx: Tx, id: number) {
  const row = await own<VoterTables>(tx)
    .selectFrom('voters.session')
    .where('id', '=', id)
    .selectAll()
    .executeTakeFirst()
  return row ? (row as typeof row & Session) : null
}

export async function meetingsOf(tx: Tx, sessionId: number): Promise<Meeting[]> {
  const rows = await own<VoterTables>(tx)
    .selectFrom('voters.meeting')
    .where('sessionId', '=', sessionId)
    .orderBy('heldOn')
    .select(['id', 'sessionId', 'heldOn', 'place', 'deputies', 'attendances', 'submissionsPassed'])
    .execute()
  return rows
}

export async function meetingById(tx: Tx, id: number): Promise<(Meeting & { session: Session }) | null> {
  const row = await own<VoterTables>(tx)
    .selectFrom('voters.meeting')
    .where('id', '=', id)
    .select(['id', 'sessionId', 'heldOn', 'place', 'deputies', 'attendances', 'submissionsPassed'])
    .executeTakeFirst()
  const session = row && (await sessionById(tx, row.sessionId))
  return row && session ? { ...row, session } : null
}

/** The recommendations of a unit in some state, newest first, in pages by key. */
export async function listRecommendations(
  tx: Tx,
  unitId: number,
  state: VoterState,
  beforeId: number | null,
  size: number,
): Promise<Recommendation[]> {
  let query = own<VoterTables>(tx)
    .selectFrom('voters.recommendation')
    .where('unitId', '=', unitId)
    .where('state', '=', state)
    .orderBy('id', 'desc')
    .limit(size)
    .selectAll()
  if (beforeId) query = query.where('id', '<', beforeId)
  return (await query.execute()) as unknown as Recommendation[]
}

/** All of one session, meeting by meeting: what its report lists. */
export async function ofSession(tx: Tx, sessionId: number): Promise<(Recommendation & { dueOn: Day })[]> {
  const { rows } =
    await sql<Recommendation>`select r.* from voters.recommendation r join voters.meeting m on m.id = r.meeting_id
    where m.session_id = ${sessionId} order by m.held_on, r.id limit 5000`.execute(own<VoterTables>(tx))
  return rows as (Recommendation & { dueOn: Day })[]
}

/** What a unit made public, newest first, in pages by key `2026-11-23.12`. */
export async function listPublished(tx: Tx, unitId: number, after: string | null, size: number) {
  const [day, id] = after?.split('.') ?? []
  const { rows } = await sql<Recommendation>`select * from voters.recommendation
    where unit_id = ${unitId} and published_on is not null
      ${day && id ? sql`and (published_on, id) < (${day}::date, ${Number(id)}::bigint)` : sql``}
    order by published_on desc, id desc limit ${size}`.execute(own<VoterTables>(tx))
  return rows
}

/** Where a recommendation behind a promise is worked on: its answer, its roadmap or its publication. */
export async function voterWorkplace(tx: Tx, commitmentId: number): Promise<string | null> {
  const row = await own<VoterTables>(tx)
    .selectFrom('voters.recommendation')
    .where((is) =>
      is.or([
        is('commitmentId', '=', commitmentId),
        is('roadmapCommitmentId', '=', commitmentId),
        is('publishCommitmentId', '=', commitmentId),
      ]),
    )
    .select('number')
    .executeTakeFirst()
  return row ? link(at.one, { number: row.number }) : null
}
