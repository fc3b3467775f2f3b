import type { TablesOf } from '../../platform/tables.ts'

export type ReceptionTables = TablesOf<'reception'>
