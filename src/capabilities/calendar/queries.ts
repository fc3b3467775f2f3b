import { sql } from 'kysely'
import { type CalendarDay, type WorkCalendar, workCalendar } from '../../law/calendar.ts'
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
export async function answerDeadline(tx: Tx, unitId: number, kind: AnsweredKind, from: Day, fresh = false): Promise<RuledDeadline> {
  const calendar = await workingCalendar(tx, fresh)
  const ownRule = await ownRuleOf(tx, unitId, kind, from)
  const deadline = ownRule ? deadlineByOwnRule(ownRule, from, calendar) : deadlineBy(`PAKN-06.${kind}`, from, calendar)
  if ('refused' in deadline) throw new RangeError(`no answer deadline from ${from}: ${deadline.refused}`)
  return deadline
}
