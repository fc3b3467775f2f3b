import { sql } from 'kysely'
import { fold } from '../../organization/fold.ts'
import type { Day } from '../../platform/day.ts'
import { own, type Tx } from '../../platform/db.ts'
import { filesOf } from '../../platform/files.ts'
import type { Territory } from '../../platform/rights.ts'
import type { Commitment } from '../commitments/index.ts'
import { commitmentById, commitmentsById, searchWords } from '../commitments/index.ts'
import type { CaseTables } from './tables.ts'
import type { CaseState, Category, Kind } from './workflow.ts'

export interface CaseFile {
  id: string
  name: string
  mediaType: string
  bytes: number
}

export interface Submission {
  id: number
  number: string
  channel: 'web' | 'counter' | 'phone'
  text: string
  place: string | null
  happenedOn: Day | null
  sentOn: Day
  named: boolean
  publishConsent: boolean
  concernsOfficial: boolean
  files: CaseFile[]
}

export interface Point {
  id: number
  n: number
  text: string
  answer: string | null
  evidence: string | null
  version: number
}

export interface CitizenCase {
  id: number
  number: string
  unitId: number
  sealId: string | null
  kind: Kind
  category: Category
  state: CaseState
  title: string
  commitmentId: number
  sentOn: Day
  extended: boolean
  answer: string | null
  answeredAt: Date | null
  answeredBy: number | null
  rating: 'solved' | 'partly' | 'notSolved' | null
  ratingReason: string | null
  ratedAt: Date | null
  reopenReason: string | null
  reopenAskedAt: Date | null
  publishState: 'no' | 'proposed' | 'published'
  version: number
  commitment: Commitment
  territory: Territory
}

/** A case with its promise; null when there is none or the reader's unit or seal does not let it be seen. */
export async function caseByNumber(tx: Tx, number: string, lock = false): Promise<CitizenCase | null> {
  let query = own<CaseTables>(tx).selectFrom('cases.citizenCase').selectAll().where('number', '=', number)
  if (lock) query = query.forUpdate()
  return whole(tx, await query.executeTakeFirst())
}

export async function caseById(tx: Tx, id: number, lock = false): Promise<CitizenCase | null> {
  let query = own<CaseTables>(tx).selectFrom('cases.citizenCase').selectAll().where('id', '=', id)
  if (lock) query = query.forUpdate()
  return whole(tx, await query.executeTakeFirst())
}

async function whole(tx: Tx, row: unknown): Promise<CitizenCase | null> {
  if (!row) return null
  const found = row as Omit<CitizenCase, 'commitment' | 'territory'>
  const commitment = await commitmentById(tx, found.commitmentId)
  if (!commitment) return null
  const { ownerPostId, supervisorPostId } = commitment
  return { ...found, commitment, territory: { unitId: found.unitId, ownerPostId, supervisorPostId } }
}

export async function submissionsOf(tx: Tx, caseId: number): Promise<Submission[]> {
  const rows = await own<CaseTables>(tx)
    .selectFrom('cases.submission')
    .where('caseId', '=', caseId)
    .orderBy('id')
    .limit(50)
    .select([
      'id',
      'number',
      'channel',
      'text',
      'place',
      'happenedOn',
      'sentOn',
      'named',
      'publishConsent',
      'concernsOfficial',
    ])
    .execute()
  const files = await filesOf(
    tx,
    'submission',
    rows.map((row) => String(row.id)),
  )
  return rows.map((row) => ({ ...row, files: files.filter((file) => file.ownerId === String(row.id)) })) as Submission[]
}

export function pointsOf(tx: Tx, caseId: number): Promise<Point[]> {
  return own<CaseTables>(tx)
    .selectFrom('cases.point')
    .where('caseId', '=', caseId)
    .orderBy('n')
    .select(['id', 'n', 'text', 'answer', 'evidence', 'version'])
    .execute()
}

export function lettersOf(tx: Tx, caseId: number) {
  return own<CaseTables>(tx)
    .selectFrom('cases.letter')
    .where('caseId', '=', caseId)
    .orderBy('id')
    .limit(200)
    .select(['id', 'fromSender', 'postId', 'text', 'at'])
    .execute()
}

export function senderViews(tx: Tx, submissionId: number) {
  return own<CaseTables>(tx)
    .selectFrom('cases.senderView')
    .where('submissionId', '=', submissionId)
    .orderBy('id')
    .select(['postId', 'reason', 'onDay'])
    .execute()
}

export interface Door {
  submissionId: number
  caseId: number
  unitId: number
  sealId: string | null
}

/** What number and code open together, or null; a wrong number and a wrong code look the same. */
export async function submissionByCode(tx: Tx, number: string, codeHash: Buffer): Promise<Door | null> {
  const { rows } =
    await sql<Door>`select submission_id, case_id, unit_id, seal_id from cases.submission_by_code(${number}, ${codeHash})`.execute(
      own<CaseTables>(tx),
    )
  return rows[0] ?? null
}

export interface ListedCase {
  id: number
  number: string
  title: string
  kind: Kind
  category: Category
  state: CaseState
  sentOn: Day
  commitmentId: number
}

/** The cases of the reader's unit, newest first, in pages by key; the sealed ones only for their readers. */
export function listCases(
  tx: Tx,
  unitId: number,
  states: readonly CaseState[] | null,
  beforeId: number | null,
  size: number,
): Promise<ListedCase[]> {
  let query = own<CaseTables>(tx)
    .selectFrom('cases.citizenCase')
    .where('unitId', '=', unitId)
    .orderBy('id', 'desc')
    .limit(size)
    .select(['id', 'number', 'title', 'kind', 'category', 'state', 'sentOn', 'commitmentId'])
  if (states) query = query.where('state', 'in', [...states])
  if (beforeId) query = query.where('id', '<', beforeId)
  return query.execute() as Promise<ListedCase[]>
}

export interface SimilarCase {
  title: string
  answer: string
  number: string
}

/** Published cases of the unit that share most words with a text; everybody may read these. */
export async function similarPublished(tx: Tx, unitId: number, text: string): Promise<SimilarCase[]> {
  const words = [...new Set(fold(text).split(' '))].filter((word) => word.length > 3).slice(0, 6)
  if (words.length < 2) return []
  const trx = own<CaseTables>(tx)
  const { rows } = await sql<SimilarCase>`select p.title, p.answer, p.number from cases.publication p
    where p.case_id in (select cases.search_published(${unitId}, ${words.join(' & ')}, 3))`.execute(trx)
  if (rows.length > 0 || words.length < 4) return rows
  const fewer = await sql<SimilarCase>`select p.title, p.answer, p.number from cases.publication p
    where p.case_id in (select cases.search_published(${unitId}, ${words.slice(0, 3).join(' & ')}, 3))`.execute(trx)
  return fewer.rows
}

export async function caseOfCommitment(
  tx: Tx,
  commitmentId: number,
): Promise<{ number: string; unitId: number } | null> {
  const row = await own<CaseTables>(tx)
    .selectFrom('cases.citizenCase')
    .where('commitmentId', '=', commitmentId)
    .select(['number', 'unitId'])
    .executeTakeFirst()
  return row ?? null
}

export async function caseOfSubmission(tx: Tx, number: string): Promise<CitizenCase | null> {
  const row = await own<CaseTables>(tx)
    .selectFrom('cases.submission')
    .where('number', '=', number)
    .select('caseId')
    .executeTakeFirst()
  return row ? caseById(tx, row.caseId) : null
}

export async function publicationOf(tx: Tx, caseId: number) {
  const row = await own<CaseTables>(tx)
    .selectFrom('cases.publication')
    .where('caseId', '=', caseId)
    .select(['title', 'question', 'answer', 'proposedBy', 'publishedOn'])
    .executeTakeFirst()
  return row ?? null
}

const PUBLISHED_SIZE = 20

/** Published copies, newest first; a search takes the best two hundred by key. */
export async function publishedCases(
  tx: Tx,
  unitId: number,
  search: string,
  category: Category | null,
  after: string | null,
) {
  const words = searchWords(search)
  const [afterDay, afterId] = after?.split('.') ?? []
  const { rows } = await sql<{
    caseId: number
    title: string
    question: string
    answer: string
    kind: Kind
    category: string
    publishedOn: Day
  }>`
    select p.case_id, p.title, p.question, p.answer, p.kind, p.category, p.published_on from cases.publication p
    where p.unit_id = ${unitId} and p.published_on is not null
      ${words ? sql`and p.case_id in (select cases.search_published(${unitId}, ${words}, 200))` : sql``}
      ${category ? sql`and p.category = ${category}` : sql``}
      ${afterDay && afterId ? sql`and (p.published_on, p.case_id) < (${afterDay}::date, ${Number(afterId)}::bigint)` : sql``}
    order by p.published_on desc, p.case_id desc limit ${PUBLISHED_SIZE + 1}`.execute(own<CaseTables>(tx))
  const page = rows.slice(0, PUBLISHED_SIZE)
  const last = page.at(-1)
  return { rows: page, next: rows.length > PUBLISHED_SIZE && last ? `${last.publishedOn}.${last.caseId}` : null }
}

export const REGISTER_ROWS = 1000

export async function registerOf(tx: Tx, unitId: number, from: Day, to: Day) {
  const rows = await own<CaseTables>(tx)
    .selectFrom('cases.citizenCase')
    .where('unitId', '=', unitId)
    .where('sealId', 'is', null)
    .where('sentOn', '>=', from)
    .where('sentOn', '<=', to)
    .orderBy('sentOn')
    .orderBy('id')
    .limit(REGISTER_ROWS)
    .select(['number', 'sentOn', 'kind', 'title', 'state', 'commitmentId'])
    .execute()
  const promises = new Map(
    (
      await commitmentsById(
        tx,
        rows.map((row) => row.commitmentId),
      )
    ).map((one) => [one.id, one]),
  )
  return rows.map((row) => {
    const promise = promises.get(row.commitmentId)
    return {
      ...row,
      state: row.state as CaseState,
      ownerPostId: promise?.ownerPostId ?? null,
      dueOn: promise?.dueOn ?? null,
      closedOn: promise?.closedOn ?? null,
    }
  })
}
