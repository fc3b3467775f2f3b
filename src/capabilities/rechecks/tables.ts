import type { TablesOf } from '../../platform/tables.ts'

export type RecheckTables = TablesOf<'rechecks'>
