import type { Day } from '../../platform/day.ts'
import { own, type Tx } from '../../platform/db.ts'
import { link } from '../../platform/page.ts'
import type { RequestKind } from './deadlines.ts'
import { at } from './paths.ts'
import type { PrivacyTables } from './tables.ts'

export interface DataRequest {
  id: number
  unitId: number
  caseId: number
  submissionId: number
  number: string
  kind: RequestKind
  text: string
  askedOn: Day
  commitmentId: number
  state: 'asked' | 'done' | 'refused'
  reply: string | null
  closedOn: Day | null
  version: number
}

export async function listRequests(tx: Tx, unitId: number, isOpen: boolean): Promise<DataRequest[]> {
  const rows = await own<PrivacyTables>(tx)
    .selectFrom('privacy.request')
    .where('unitId', '=', unitId)
    .where('state', isOpen ? '=' : '<>', 'asked')
    .orderBy('id', 'desc')
    .limit(100)
    .selectAll()
    .execute()
  return rows as DataRequest[]
}

export async function requestById(tx: Tx, id: number): Promise<DataRequest | null> {
  const row = await own<PrivacyTables>(tx)
    .selectFrom('privacy.request')
    .where('id', '=', id)
    .selectAll()
    .executeTakeFirst()
  return (row as DataRequest | undefined) ?? null
}

/** What one sender asked about their own data, newest first. */
export async function requestsOfSubmission(tx: Tx, submissionId: number): Promise<DataRequest[]> {
  const rows = await own<PrivacyTables>(tx)
    .selectFrom('privacy.request')
    .where('submissionId', '=', submissionId)
    .orderBy('id', 'desc')
    .selectAll()
    .execute()
  return rows as DataRequest[]
}

/** Where a request behind a promise is worked on. */
export async function privacyWorkplace(tx: Tx, commitmentId: number): Promise<string | null> {
  const row = await own<PrivacyTables>(tx)
    .selectFrom('privacy.request')
    .where('commitmentId', '=', commitmentId)
    .select('id')
    .executeTakeFirst()
  return row ? link(at.one, { request: row.id }) : null
}

/** The promises that requests about data of some cases made. */
export async function requestCommitments(
  tx: Tx,
  caseIds: readonly number[],
): Promise<{ caseId: number; commitmentId: number }[]> {
  if (caseIds.length === 0) return []
  return own<PrivacyTables>(tx)
    .selectFrom('privacy.request')
    .where('caseId', 'in', [...caseIds])
    .select(['caseId', 'commitmentId'])
    .execute()
}
