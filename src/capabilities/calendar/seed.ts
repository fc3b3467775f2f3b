import { CALENDAR_DAYS, CALENDAR_YEARS } from '../../law/calendar-days.ts'
import { own, type Tx } from '../../platform/db.ts'
import type { CalendarTables } from './tables.ts'

/** The calendar of 2024-2028 with its documents, on an empty calendar only: afterwards it belongs to the administrator. */
export async function seedCalendar(tx: Tx): Promise<boolean> {
  const trx = own<CalendarTables>(tx)
  if (await trx.selectFrom('calendar.year').select('year').limit(1).executeTakeFirst()) return false
  await trx
    .insertInto('calendar.year')
    .values([...CALENDAR_YEARS])
    .execute()
  await trx
    .insertInto('calendar.day')
    .values([...CALENDAR_DAYS])
    .execute()
  return true
}
