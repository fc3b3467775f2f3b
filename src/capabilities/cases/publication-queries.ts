import { sql } from 'kysely'
import { fold } from '../../organization/fold.ts'
import type { Day } from '../../platform/day.ts'
import { own, type Tx } from '../../platform/db.ts'
import { IMPORTED_RULE } from '../calendar/index.ts'
import { commitmentsById, searchWords } from '../commitments/index.ts'
import type { ListedCase } from './queries.ts'
import type { CaseTables } from './tables.ts'
import type { CaseKind, CaseState, Category, Kind } from './workflow.ts'

/** An answered case as somebody else may look at it on the spot: no sender, no text of theirs. */
export interface AnsweredCase {
  population: number
  caseId: number
  commitmentId: number
  number: string
  title: string
  place: string | null
  promised: string
}

/** So many answered cases of a unit, by chance; nothing for whom the unit did not name as the body beside it. */
export async function drawAnswered(tx: Tx, unitId: number, from: Day, to: Day, size: number): Promise<AnsweredCase[]> {
  const { rows } = await sql<AnsweredCase>`
    select * from cases.answered_between(${unitId}, ${from}, ${to}, ${size})`.execute(own<CaseTables>(tx))
  return rows
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
  size = PUBLISHED_SIZE,
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
    order by p.published_on desc, p.case_id desc limit ${size + 1}`.execute(own<CaseTables>(tx))
  const page = rows.slice(0, size)
  const last = page.at(-1)
  return { rows: page, next: rows.length > size && last ? `${last.publishedOn}.${last.caseId}` : null }
}

export const REGISTER_ROWS = 1000

export async function registerOf(tx: Tx, unitId: number, from: Day, to: Day, most = REGISTER_ROWS) {
  const rows = await own<CaseTables>(tx)
    .selectFrom('cases.citizenCase')
    .where('unitId', '=', unitId)
    .where('sealId', 'is', null)
    .where('sentOn', '>=', from)
    .where('sentOn', '<=', to)
    .orderBy('sentOn')
    .orderBy('id')
    .limit(most)
    .select(['id', 'number', 'sentOn', 'kind', 'title', 'state', 'commitmentId', 'importedOn'])
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
      // What was done before it came in never had a day of ours.
      dueOn: promise && promise.proof.rule !== IMPORTED_RULE ? promise.dueOn : null,
      closedOn: promise?.closedOn ?? null,
    }
  })
}

const ALIKE = 0.6

export interface SamePair {
  caseId: number
  otherCaseId: number
  minutesApart: number
}

/**
 * Pairs of cases that may be one matter: of these ones and the open or imported ones of the same unit, same place, same field,
 * nearly the same words, so near in time. It compares cases; who sent them is not looked at (safeguards 3.1).
 */
export async function likelySame(
  tx: Tx,
  unitId: number,
  caseIds: readonly number[],
  withinDays: number,
  most: number,
): Promise<SamePair[]> {
  const { rows } = await sql<SamePair>`
    with near as materialized (
      select c.id, c.category, s.sent_on, s.sent_at, lower(btrim(s.place)) as place, lower(s.text) as text from cases.citizen_case c join cases.submission s on s.case_id = c.id
      where c.unit_id = ${unitId} and c.seal_id is null and c.kind <> 'complaint' and s.place is not null
        and (c.imported_on is not null or c.state in ('sent', 'received', 'assigned')))
    select distinct greatest(a.id, b.id) as case_id, least(a.id, b.id) as other_case_id,
      (abs(extract(epoch from a.sent_at - b.sent_at)) / 60)::int as minutes_apart
    from near a join near b on b.place = a.place and b.category = a.category and b.id <> a.id
      and abs(b.sent_on - a.sent_on) <= ${withinDays}
    where a.id = any(${[...caseIds]}::bigint[]) and (a.text = b.text or similarity(a.text, b.text) >= ${ALIKE})
    order by 3, 1, 2 limit ${most}`.execute(own<CaseTables>(tx))
  return rows
}

/** Some cases, as lists show them; sealed ones and those of others are not among them. */
export async function casesBy(
  tx: Tx,
  by: 'id' | 'number',
  wanted: readonly (number | string)[],
): Promise<ListedCase[]> {
  if (wanted.length === 0) return []
  const rows = await own<CaseTables>(tx)
    .selectFrom('cases.citizenCase')
    .where(by, 'in', [...wanted] as never)
    .where('sealId', 'is', null)
    .select(['id', 'number', 'title', 'kind', 'category', 'state', 'sentOn', 'importedOn', 'sealId', 'commitmentId'])
    .execute()
  return rows as ListedCase[]
}

/** What an outside database must be told of, newest first: no sealed case, none that was done before it came in. */
export async function casesToEnter(
  tx: Tx,
  unitId: number,
  beforeId: number | null,
  size: number,
): Promise<ListedCase[]> {
  let query = own<CaseTables>(tx)
    .selectFrom('cases.citizenCase')
    .where('unitId', '=', unitId)
    .where('sealId', 'is', null)
    .where((is) => is.or([is('importedOn', 'is', null), is('state', 'in', ['sent', 'received', 'assigned'])]))
    .orderBy('id', 'desc')
    .limit(size)
    .select(['id', 'number', 'title', 'kind', 'category', 'state', 'sentOn', 'importedOn', 'sealId', 'commitmentId'])
  if (beforeId) query = query.where('id', '<', beforeId)
  return (await query.execute()) as ListedCase[]
}

/** How many submissions stand in each case. */
export async function submissionCounts(tx: Tx, caseIds: readonly number[]): Promise<Map<number, number>> {
  if (caseIds.length === 0) return new Map()
  const { rows } = await sql<{ caseId: number; n: number }>`select case_id, count(*)::int as n from cases.submission
    where case_id = any(${[...caseIds]}::bigint[]) group by case_id`.execute(own<CaseTables>(tx))
  return new Map(rows.map((row) => [row.caseId, row.n]))
}

export interface Split {
  number: string
  kind: CaseKind
  title: string
}

/** What was taken out of a case's mixed content into cases of its own; those that have left the unit are not seen. */
export async function splitsOf(tx: Tx, number: string): Promise<Split[]> {
  return own<CaseTables>(tx)
    .selectFrom('cases.citizenCase')
    .where('splitFrom', '=', number)
    .orderBy('id')
    .select(['number', 'kind', 'title'])
    .execute() as Promise<Split[]>
}
