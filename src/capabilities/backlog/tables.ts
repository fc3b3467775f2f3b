import type { TablesOf } from '../../platform/tables.ts'

export type BacklogTables = TablesOf<'backlog'>
