import { sql } from 'kysely'
import type { Day } from '../../platform/day.ts'
import { own, type Tx } from '../../platform/db.ts'
import { link } from '../../platform/page.ts'
import { at } from './paths.ts'
import type { BacklogTables } from './tables.ts'

export const ACTIONS = ['press', 'reassign', 'askSuperior', 'outside'] as const
export type Action = (typeof ACTIONS)[number]

export interface Review {
  id: number
  unitId: number
  month: Day
  openedOn: Day
  overdue: number
  listed: number
  commitmentId: number | null
  closedOn: Day | null
}

export interface Item {
  reviewId: number
  commitmentId: number
  dueOn: Day
  action: Action | null
  note: string | null
  byOn: Day | null
  actedOn: Day | null
  actedBy: number | null
}

const REVIEW_COLUMNS = [
  ...(['id', 'unitId', 'month', 'openedOn', 'overdue', 'listed', 'commitmentId', 'closedOn'] as const),
]
const MONTHS_SHOWN = 24

export async function reviewsOf(tx: Tx, unitId: number): Promise<Review[]> {
  const rows = await own<BacklogTables>(tx)
    .selectFrom('backlog.review')
    .where('unitId', '=', unitId)
    .orderBy('month', 'desc')
    .limit(MONTHS_SHOWN)
    .select(REVIEW_COLUMNS)
    .execute()
  return rows as Review[]
}

/** After a merger a month may have two: the one still open first. */
export async function reviewOfMonth(tx: Tx, unitId: number, month: string): Promise<Review | null> {
  const row = await own<BacklogTables>(tx)
    .selectFrom('backlog.review')
    .where('unitId', '=', unitId)
    .where('month', '=', `${month}-01` as Day)
    .orderBy(sql`closed_on is not null, id`)
    .select(REVIEW_COLUMNS)
    .executeTakeFirst()
  return (row as Review | undefined) ?? null
}

export async function itemsOf(tx: Tx, reviewId: number): Promise<Item[]> {
  const rows = await own<BacklogTables>(tx)
    .selectFrom('backlog.item')
    .where('reviewId', '=', reviewId)
    .orderBy('dueOn')
    .orderBy('commitmentId')
    .selectAll()
    .execute()
  return rows as unknown as Item[]
}

/** What was decided on the same promises in the review before: a day that was promised and has passed is said so. */
export async function decidedBefore(tx: Tx, reviewId: number, ids: readonly number[]): Promise<Map<number, Item>> {
  if (ids.length === 0) return new Map()
  const rows = await own<BacklogTables>(tx)
    .selectFrom('backlog.item')
    .distinctOn('commitmentId')
    .where('commitmentId', 'in', [...ids])
    .where('reviewId', '<', reviewId)
    .where('actedOn', 'is not', null)
    .orderBy('commitmentId')
    .orderBy('reviewId', 'desc')
    .selectAll()
    .execute()
  return new Map((rows as unknown as Item[]).map((row) => [row.commitmentId, row]))
}

export interface MonthResult {
  month: Day
  overdue: number
  listed: number
  acted: number
  closedOn: Day | null
  stillOverdue: number
}

/** What everybody may read: figures per month, no matter by name. */
export async function resultsOf(tx: Tx, unitId: number): Promise<MonthResult[]> {
  const { rows } = await sql<MonthResult>`select * from backlog.results_of(${unitId}, ${MONTHS_SHOWN})`.execute(
    own<BacklogTables>(tx),
  )
  return rows
}

export const monthKey = (month: Day): string => month.slice(0, 7)

/** Where a head's promise to review is kept. */
export async function backlogWorkplace(tx: Tx, commitmentId: number): Promise<string | null> {
  const row = await own<BacklogTables>(tx)
    .selectFrom('backlog.review')
    .where('commitmentId', '=', commitmentId)
    .select('month')
    .executeTakeFirst()
  return row ? link(at.review, { month: monthKey(row.month as Day) }) : null
}
