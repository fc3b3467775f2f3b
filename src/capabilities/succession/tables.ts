import type { TablesOf } from '../../platform/tables.ts'

export type SuccessionTables = TablesOf<'succession'>
