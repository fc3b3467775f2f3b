import type { TablesOf } from '../../platform/tables.ts'

export type ComplaintTables = TablesOf<'complaints'>
