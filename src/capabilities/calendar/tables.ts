import type { TablesOf } from '../../platform/tables.ts'

export type CalendarTables = TablesOf<'calendar'>
