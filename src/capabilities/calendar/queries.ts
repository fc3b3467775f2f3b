import { sql } from 'kysely'
import { type CalendarDay, type CalendarYear, type WorkCalendar, workCalendar } from '../../law/calendar.ts'
import { deadlineBy, deadlineByOwnRule, type OwnRule, type RuledDeadline } from '../../law/deadlines.ts'
import type { Day } from '../../platform/day.ts'
import { own, type Tx } from '../../platform/db.ts'
import type { CalendarTables } from './tables.ts'

const FRESH_MS = 5000
let kept: { calendar: WorkCalendar; at: number } | null = null

/** The working calendar as the administrator keeps it. Read again after a few seconds, so that intake need not ask each time. */
export async function workingCalendar(tx: Tx, fresh = false): Promise<WorkCalendar> {
  if (!fresh && kept && performance.now() - kept.at < FRESH_MS) return kept.calendar
  const trx = own<CalendarTables>(tx)
  const years = await trx.selectFrom('calendar.year').orderBy('year').select(['year', 'status', 'source']).execute()
  const days = await trx.selectFrom('calendar.day').orderBy('day').select(['day', 'kind', 'name', 'source']).execute()
  const calendar = workCalendar(years as Parameters<typeof workCalendar>[0], days as CalendarDay[])
  kept = { calendar, at: performance.now() }
  return calendar
}

export type AnsweredKind = 'feedback' | 'recommendation'

const ownRules = new Map<string, { rule: OwnRule | null; at: number }>()

/** A unit's own published answer rule in force on a day, or null. */
export async function ownRuleOf(tx: Tx, unitId: number, kind: AnsweredKind, on: Day): Promise<OwnRule | null> {
  const key = `${unitId} ${kind} ${on}`
  const before = ownRules.get(key)
  if (before && performance.now() - before.at < FRESH_MS) return before.rule
  const { rows } = await sql<OwnRule>`select days, count, document_number, document_on, issuer from calendar.unit_rule
    where unit_id = ${unitId} and kind = ${kind} and in_force @> ${on}::date`.execute(own<CalendarTables>(tx))
  if (ownRules.size > 10_000) ownRules.clear()
  ownRules.set(key, { rule: rows[0] ?? null, at: performance.now() })
  return rows[0] ?? null
}

/** Until when feedback or a recommendation is answered: by the unit's own rule, else by analogy, and the answer says which. */
export async function answerDeadline(
  tx: Tx,
  unitId: number,
  kind: AnsweredKind,
  from: Day,
  fresh = false,
): Promise<RuledDeadline> {
  const calendar = await workingCalendar(tx, fresh)
  const ownRule = await ownRuleOf(tx, unitId, kind, from)
  const deadline = ownRule ? deadlineByOwnRule(ownRule, from, calendar) : deadlineBy(`PAKN-06.${kind}`, from, calendar)
  if ('refused' in deadline) throw new RangeError(`no answer deadline from ${from}: ${deadline.refused}`)
  return deadline
}

export async function yearsOf(tx: Tx): Promise<CalendarYear[]> {
  const rows = await own<CalendarTables>(tx).selectFrom('calendar.year').orderBy('year').selectAll().execute()
  return rows as CalendarYear[]
}

/** The days of a year that differ from the plain week. */
export async function daysOf(tx: Tx, year: number): Promise<CalendarDay[]> {
  const rows = await own<CalendarTables>(tx)
    .selectFrom('calendar.day')
    .where(sql<boolean>`day between make_date(${year}, 1, 1) and make_date(${year}, 12, 31)`)
    .orderBy('day')
    .selectAll()
    .execute()
  return rows as CalendarDay[]
}

/** What an edit touched: a day as it stood, or a year; null where it did not stand in the calendar. */
export type Edited = CalendarDay | CalendarYear | null

export interface CalendarChange {
  id: number
  at: Date
  postId: number
  before: Edited
  after: Edited
  documentNumber: string
}

const CHANGES_SHOWN = 100

/** The edits of a year, latest first. The newest one's id is the version of that year. */
export async function changesOf(tx: Tx, year: number): Promise<CalendarChange[]> {
  const rows = await own<CalendarTables>(tx)
    .selectFrom('calendar.change')
    .where('year', '=', year)
    .orderBy('id', 'desc')
    .limit(CHANGES_SHOWN)
    .select(['id', 'at', 'postId', 'before', 'after', 'documentNumber'])
    .execute()
  return rows as unknown as CalendarChange[]
}

export interface PublishedRule extends OwnRule {
  id: number
  kind: AnsweredKind
  from: Day
  /** The last day in force; null while nothing follows. */
  until: Day | null
}

/** Every rule a unit published, the latest first. */
export async function publishedRulesOf(tx: Tx, unitId: number): Promise<PublishedRule[]> {
  const { rows } = await sql<PublishedRule>`select id, kind, days, count, document_number, document_on, issuer,
      lower(in_force) as "from", upper(in_force) - 1 as until from calendar.unit_rule
    where unit_id = ${unitId} order by lower(in_force) desc, kind`.execute(own<CalendarTables>(tx))
  return rows
}
