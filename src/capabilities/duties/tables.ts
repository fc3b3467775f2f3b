import type { TablesOf } from '../../platform/tables.ts'

export type DutyTables = TablesOf<'duties'>
