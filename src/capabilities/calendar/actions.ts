import { sql } from 'kysely'
import type { CalendarDay, CalendarYear } from '../../law/calendar.ts'
import type { OwnRule } from '../../law/deadlines.ts'
import { type Day, day, weekday } from '../../platform/day.ts'
import { own, type Tx } from '../../platform/db.ts'
import type { Jobs } from '../../platform/jobs.ts'
import { type AnsweredKind, type Edited, publishedRulesOf, yearsOf } from './queries.ts'
import type { CalendarTables } from './tables.ts'

/** Who edits, by which document, having seen which version of the year. */
export interface Edit {
  year: number
  postId: number
  documentNumber: string
  /** The id of the year's last change when the form was drawn; 0 before the first. */
  seen: number
}

export type CalendarRefusal =
  | 'changed'
  | 'outsideYear'
  | 'workedWeekday'
  | 'weekendOff'
  | 'nameless'
  | 'notListed'
  | 'unchanged'
  | 'sameStatus'
  | 'yearMissing'
  | 'yearGap'

type EditOutcome = { changeId: number } | { refused: CalendarRefusal }

const WRITING = 7_241_920

/** Takes the calendar for itself until the transaction ends, so that each edit sees the one before. */
async function lockCalendar(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(${WRITING})`.execute(own(tx))
}

async function isOutdated(tx: Tx, { year, seen }: Edit): Promise<boolean> {
  const last = await own<CalendarTables>(tx)
    .selectFrom('calendar.change')
    .where('year', '=', year)
    .select((of) => of.fn.max('id').as('id'))
    .executeTakeFirst()
  return (last?.id ?? 0) !== seen
}

/** Writes down what was and what is, and has every open due day from `fromDay` on counted again: all or nothing. */
async function keep(tx: Tx, jobs: Jobs, edit: Edit, before: Edited, after: Edited, fromDay: Day) {
  const { year, postId, documentNumber } = edit
  const { id } = await own<CalendarTables>(tx)
    .insertInto('calendar.change')
    .values({ year, postId, documentNumber, before: JSON.stringify(before), after: JSON.stringify(after) })
    .returning('id')
    .executeTakeFirstOrThrow()
  await jobs.enqueue(tx, 'recount', { fromDay })
  return { changeId: id }
}

async function listedDay(tx: Tx, on: Day): Promise<CalendarDay | null> {
  const row = await own<CalendarTables>(tx)
    .selectFrom('calendar.day')
    .where('day', '=', on)
    .selectAll()
    .executeTakeFirst()
  return (row as CalendarDay | undefined) ?? null
}

/** Adds a day that differs from the plain week, or changes it. */
export async function setDay(
  tx: Tx,
  jobs: Jobs,
  edit: Edit,
  { day: on, kind, name }: Pick<CalendarDay, 'day' | 'kind' | 'name'>,
): Promise<EditOutcome> {
  if (yearOf(on) !== edit.year) return { refused: 'outsideYear' }
  const isWeekend = weekday(on) > 5
  if (kind === 'worked' && !isWeekend) return { refused: 'workedWeekday' }
  if (name.length < 2) return { refused: kind === 'off' && isWeekend ? 'weekendOff' : 'nameless' }
  await lockCalendar(tx)
  if (await isOutdated(tx, edit)) return { refused: 'changed' }
  if (!(await yearsOf(tx)).some(({ year }) => year === edit.year)) return { refused: 'yearMissing' }
  const before = await listedDay(tx, on)
  const after: CalendarDay = { day: on, kind, name, source: edit.documentNumber }
  if (before && before.kind === kind && before.name === name && before.source === after.source)
    return { refused: 'unchanged' }
  await own<CalendarTables>(tx)
    .insertInto('calendar.day')
    .values(after)
    .onConflict((of) => of.column('day').doUpdateSet({ kind, name, source: after.source }))
    .execute()
  return keep(tx, jobs, edit, before, after, on)
}

/** From here on the day is what its weekday makes it. */
export async function removeDay(tx: Tx, jobs: Jobs, edit: Edit, on: Day): Promise<EditOutcome> {
  if (yearOf(on) !== edit.year) return { refused: 'outsideYear' }
  await lockCalendar(tx)
  if (await isOutdated(tx, edit)) return { refused: 'changed' }
  const before = await listedDay(tx, on)
  if (!before) return { refused: 'notListed' }
  await own<CalendarTables>(tx).deleteFrom('calendar.day').where('day', '=', on).execute()
  return keep(tx, jobs, edit, before, null, on)
}

/** Announces a year by its document, takes that back, or opens the year after the last. */
export async function setYear(tx: Tx, jobs: Jobs, edit: Edit, status: CalendarYear['status']): Promise<EditOutcome> {
  await lockCalendar(tx)
  if (await isOutdated(tx, edit)) return { refused: 'changed' }
  const years = await yearsOf(tx)
  const before = years.find(({ year }) => year === edit.year) ?? null
  // A calendar with a gap counts nothing.
  if (!before && edit.year !== (years.at(-1)?.year ?? 0) + 1) return { refused: 'yearGap' }
  const after: CalendarYear = { year: edit.year, status, source: edit.documentNumber }
  if (before && before.status === status && before.source === after.source) return { refused: 'sameStatus' }
  await own<CalendarTables>(tx)
    .insertInto('calendar.year')
    .values(after)
    .onConflict((of) => of.column('year').doUpdateSet({ status, source: after.source }))
    .execute()
  return keep(tx, jobs, edit, before, after, day(`${edit.year}-01-01`))
}

const yearOf = (of: Day) => Number(of.slice(0, 4))

export interface NewRule extends OwnRule {
  unitId: number
  kind: AnsweredKind
  from: Day
}

/** What applies by analogy (PAKN-06) is ten working days: fourteen days are never longer than that. */
const MOST = { working: 10, calendar: 14 } as const

type OwnRuleRefusal = 'notShorter' | 'beforeDocument' | 'notAfterFormer'

/** A unit's own published answer rule; it ends the period of the one before. It may only shorten. */
export async function setOwnRule(tx: Tx, rule: NewRule): Promise<{ id: number } | { refused: OwnRuleRefusal }> {
  const { from, ...row } = rule
  if (row.days < 1 || row.days > MOST[row.count]) return { refused: 'notShorter' }
  if (from < row.documentOn) return { refused: 'beforeDocument' }
  await lockCalendar(tx)
  const former = (await publishedRulesOf(tx, row.unitId)).find(({ kind }) => kind === row.kind)
  if (former && former.from >= from) return { refused: 'notAfterFormer' }
  const trx = own<CalendarTables>(tx)
  if (former && (former.until === null || former.until >= from))
    await sql`update calendar.unit_rule set in_force = daterange(lower(in_force), ${from}) where id = ${former.id}`.execute(
      trx,
    )
  return trx
    .insertInto('calendar.unitRule')
    .values({ ...row, inForce: `[${from},)` })
    .returning('id')
    .executeTakeFirstOrThrow()
}
