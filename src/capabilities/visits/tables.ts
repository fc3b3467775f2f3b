import type { TablesOf } from '../../platform/tables.ts'

export type VisitTables = TablesOf<'visits'>
