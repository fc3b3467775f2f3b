import { sql } from 'kysely'
import { fold } from '../../organization/fold.ts'
import type { Day } from '../../platform/day.ts'
import { own, type Tx } from '../../platform/db.ts'
import { commitmentsById, searchWords } from '../commitments/index.ts'
import type { CaseTables } from './tables.ts'
import type { CaseState, Category, Kind } from './workflow.ts'

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
