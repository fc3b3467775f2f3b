import type { TablesOf } from '../../platform/tables.ts'

export type PlanTables = TablesOf<'plans'>
