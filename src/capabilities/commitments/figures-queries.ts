import { sql } from 'kysely'
import type { Day } from '../../platform/day.ts'
import { own, type Tx } from '../../platform/db.ts'
import { MOST_COUNTED } from './queries.ts'
import type { CommitmentTables } from './tables.ts'

export const MEASURES = [
  'received',
  'onTime',
  'late',
  'filed',
  'guided',
  'transferred',
  'joined',
  'withdrawn',
  'extended',
  'reclassified',
  'apologized',
  'reopened',
] as const
export type Figures = Record<(typeof MEASURES)[number], number> & {
  open: number
  overdue: number
  apologyWaiting: number
}

/** The figures of a unit over a period: folded days plus what came since, and what is open now. */
export async function figuresOf(tx: Tx, unitId: number, from: Day, to: Day): Promise<Figures> {
  const trx = own<CommitmentTables>(tx)
  const [{ rows }, open] = await Promise.all([
    sql<{ measure: string; n: number }>`
    select measure, sum(n)::int as n from (
      select measure, n from commitments.figure where unit_id = ${unitId} and on_day between ${from} and ${to}
      union all select measure, n from commitments.figure_delta where unit_id = ${unitId} and on_day between ${from} and ${to}) f
    group by measure`.execute(trx),
    openFigures(tx, unitId, to),
  ])
  const figures = Object.fromEntries(MEASURES.map((measure) => [measure, 0])) as Figures
  for (const row of rows) figures[row.measure as 'received'] = row.n
  return { ...figures, ...open }
}

type OpenFigures = Pick<Figures, 'open' | 'overdue' | 'apologyWaiting'>

const FRESH_MS = 5000
const kept = new Map<string, { figures: OpenFigures; at: number }>()

/** Counted on the index of open promises; a unit with thousands of them is counted once in five seconds. */
async function openFigures(tx: Tx, unitId: number, today: Day): Promise<OpenFigures> {
  const key = `${unitId} ${today}`
  const before = kept.get(key)
  if (before && performance.now() - before.at < FRESH_MS) return before.figures
  const { rows } = await sql<OpenFigures>`
    select count(*)::int as open, count(*) filter (where due_on < ${today} and held_on is null)::int as overdue,
      count(*) filter (where due_on < ${today} and exists (select 1 from commitments.apology a where a.commitment_id = c.id and a.state in ('drafted', 'signed')))::int as apology_waiting
    from commitments.commitment c where unit_id = ${unitId} and public and main and state in ('open', 'waiting')`.execute(
    own<CommitmentTables>(tx),
  )
  const figures = rows[0] ?? { open: 0, overdue: 0, apologyWaiting: 0 }
  kept.delete(key)
  if (figures.open > MOST_COUNTED) kept.set(key, { figures, at: performance.now() })
  return figures
}

/** What a unit should have answered by now, longest overdue first: counted to the end, listed up to a limit. */
export async function overdueOf(
  tx: Tx,
  unitId: number,
  today: Day,
  most: number,
): Promise<{ total: number; rows: { id: number; dueOn: Day }[] }> {
  const { rows } = await sql<{ id: number; dueOn: Day; total: number }>`
    select id, due_on, count(*) over ()::int as total from commitments.commitment
    where unit_id = ${unitId} and state in ('open', 'waiting') and main and held_on is null and seal_id is null and due_on < ${today}
    order by due_on, id limit ${most}`.execute(own<CommitmentTables>(tx))
  return { total: rows[0]?.total ?? 0, rows: rows.map(({ id, dueOn }) => ({ id, dueOn })) }
}
