import { sql } from 'kysely'
import type { Day } from '../../platform/day.ts'
import { own, type Tx } from '../../platform/db.ts'
import { filesOf } from '../../platform/files.ts'
import { type Entry, historyOf } from '../../platform/history.ts'
import type { Territory } from '../../platform/rights.ts'
import type { Commitment } from '../commitments/index.ts'
import { commitmentById } from '../commitments/index.ts'
import { endedCodesSince } from './deadlines.ts'
import { caseAddress } from './paths.ts'
import type { CaseTables } from './tables.ts'
import type { CaseKind, CaseState, Category } from './workflow.ts'

export interface CaseFile {
  id: string
  name: string
  mediaType: string
  bytes: number
}

export interface Submission {
  id: number
  number: string
  channel: 'web' | 'counter' | 'phone' | 'post'
  text: string
  place: string | null
  happenedOn: Day | null
  sentOn: Day
  named: boolean
  publishConsent: boolean
  concernsOfficial: boolean
  rating: 'solved' | 'partly' | 'notSolved' | null
  ratingReason: string | null
  reopenReason: string | null
  reopenAskedAt: Date | null
  reopenDeclined: string | null
  files: CaseFile[]
}

export interface Point {
  id: number
  n: number
  text: string
  answer: string | null
  evidence: string | null
  version: number
  files: CaseFile[]
}

export interface CitizenCase {
  id: number
  number: string
  unitId: number
  sealId: string | null
  kind: CaseKind
  category: Category
  state: CaseState
  title: string
  commitmentId: number
  sentOn: Day
  concernedUnitId: number | null
  extended: boolean
  answer: string | null
  answeredAt: Date | null
  answeredBy: number | null
  publishState: 'no' | 'proposed' | 'published'
  importedOn: Day | null
  splitFrom: string | null
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

/** Numbers and promises of some cases. */
export async function casesById(
  tx: Tx,
  ids: readonly number[],
): Promise<Map<number, { number: string; commitmentId: number }>> {
  if (ids.length === 0) return new Map()
  const rows = await own<CaseTables>(tx)
    .selectFrom('cases.citizenCase')
    .where('id', 'in', [...ids])
    .select(['id', 'number', 'commitmentId'])
    .execute()
  return new Map(rows.map(({ id, ...row }) => [id, row]))
}

async function whole(tx: Tx, row: unknown): Promise<CitizenCase | null> {
  if (!row) return null
  const found = row as Omit<CitizenCase, 'commitment' | 'territory'>
  const commitment = await commitmentById(tx, found.commitmentId)
  if (!commitment) return null
  const { ownerPostId, supervisorPostId } = commitment
  return { ...found, commitment, territory: { unitId: found.unitId, ownerPostId, supervisorPostId } }
}

export async function submissionById(tx: Tx, id: number): Promise<Submission | null> {
  return (await submissions(tx, 'id', id, 1))[0] ?? null
}

/** What was sent into a case, the first submission first. */
export const submissionsOf = (tx: Tx, caseId: number): Promise<Submission[]> =>
  submissions(tx, 'caseId', caseId, MOST_SUBMISSIONS)

const MOST_SUBMISSIONS = 500

async function submissions(tx: Tx, by: 'id' | 'caseId', value: number, most: number): Promise<Submission[]> {
  const rows = await own<CaseTables>(tx)
    .selectFrom('cases.submission')
    .where(by, '=', value)
    .orderBy('id')
    .limit(most)
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
      ...(['rating', 'ratingReason', 'reopenReason', 'reopenAskedAt', 'reopenDeclined'] as const),
    ])
    .execute()
  const files = await filesOf(
    tx,
    'submission',
    rows.map((row) => String(row.id)),
  )
  return rows.map((row) => ({ ...row, files: files.filter((file) => file.ownerId === String(row.id)) })) as Submission[]
}

export async function pointsOf(tx: Tx, caseId: number): Promise<Point[]> {
  const rows = await own<CaseTables>(tx)
    .selectFrom('cases.point')
    .where('caseId', '=', caseId)
    .orderBy('n')
    .select(['id', 'n', 'text', 'answer', 'evidence', 'version'])
    .execute()
  const files = await filesOf(
    tx,
    'answer',
    rows.map((row) => String(row.id)),
  )
  return rows.map((row) => ({ ...row, files: files.filter((file) => file.ownerId === String(row.id)) }))
}

/** Messages of a case, newest two hundred in order; for a sender only their own and those written to everybody. */
export async function lettersOf(tx: Tx, caseId: number, forSubmission?: number) {
  let query = own<CaseTables>(tx)
    .selectFrom('cases.letter')
    .where('caseId', '=', caseId)
    .orderBy('id', 'desc')
    .limit(200)
    .select(['id', 'fromSender', 'postId', 'text', 'at'])
  if (forSubmission !== undefined)
    query = query.where((is) => is.or([is('submissionId', '=', forSubmission), is('submissionId', 'is', null)]))
  return (await query.execute()).reverse()
}

export function senderViews(tx: Tx, submissionId: number) {
  return own<CaseTables>(tx)
    .selectFrom('cases.senderView')
    .where('submissionId', '=', submissionId)
    .orderBy('id')
    .select(['postId', 'actingForm', 'reason', 'onDay'])
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

interface EndedCode {
  /** The unit at whose counter it was changed. */
  unitId: number
  endedOn: Day
}

/** A code that was issued anew says so for thirty days, to whoever still has number and old code; null afterwards. */
export async function endedCode(tx: Tx, number: string, codeHash: Buffer, today: Day): Promise<EndedCode | null> {
  const { rows } = await sql<EndedCode>`
    select unit_id, ended_on from cases.ended_code_of(${number}, ${codeHash}, ${endedCodesSince(today)})`.execute(
    own<CaseTables>(tx),
  )
  return rows[0] ?? null
}

export interface ListedCase {
  id: number
  number: string
  title: string
  kind: CaseKind
  category: Category
  state: CaseState
  sentOn: Day
  importedOn: Day | null
  sealId: string | null
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
    .select(['id', 'number', 'title', 'kind', 'category', 'state', 'sentOn', 'importedOn', 'sealId', 'commitmentId'])
  if (states) query = query.where('state', 'in', [...states])
  if (beforeId) query = query.where('id', '<', beforeId)
  return query.execute() as Promise<ListedCase[]>
}

const caseAskedAgain = (tx: Tx, commitmentId: number) =>
  own<CaseTables>(tx)
    .selectFrom('cases.submission as s')
    .innerJoin('cases.citizenCase as c', 'c.id', 's.caseId')
    .where('s.reopenCommitmentId', '=', commitmentId)
    .select(['c.number', 'c.kind'])
    .executeTakeFirst()

/** Where the case behind a promise is worked on, or null when the promise is not a case's. */
export async function caseWorkplace(tx: Tx, commitmentId: number): Promise<string | null> {
  const row = await own<CaseTables>(tx)
    .selectFrom('cases.citizenCase')
    .where('commitmentId', '=', commitmentId)
    .select(['number', 'kind'])
    .executeTakeFirst()
  const asked = row ?? (await caseAskedAgain(tx, commitmentId))
  return asked ? caseAddress(asked as { number: string; kind: CaseKind }) : null
}

export async function caseOfSubmission(tx: Tx, number: string): Promise<CitizenCase | null> {
  const row = await own<CaseTables>(tx)
    .selectFrom('cases.submission')
    .where('number', '=', number)
    .select('caseId')
    .executeTakeFirst()
  return row ? caseById(tx, row.caseId) : null
}

const OF_THE_PROMISE = new Set(['dueMoved', 'apologySent'])

/** What happened to the case and to its promise, in the order it happened. */
export async function happenings(tx: Tx, found: Pick<CitizenCase, 'id' | 'commitmentId'>): Promise<Entry[]> {
  const ofCase = await historyOf(tx, { kind: 'case', id: found.id })
  const ofPromise = await historyOf(tx, { kind: 'commitment', id: found.commitmentId })
  const both = [...ofCase, ...ofPromise.filter((entry) => OF_THE_PROMISE.has(entry.kind))]
  return both.sort((a, b) => a.happenedAt.getTime() - b.happenedAt.getTime())
}

/** What is kept of the sender, for whoever holds number and code. */
export async function ownSender(tx: Tx, number: string, codeHash: Buffer) {
  const { rows } = await sql<{
    name: string | null
    address: string | null
    phone: string | null
    email: string | null
  }>`
    select name, address, phone, email from cases.own_sender(${number}, ${codeHash})`.execute(own<CaseTables>(tx))
  return rows[0] ?? null
}
