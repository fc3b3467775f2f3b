import type { TablesOf } from '../../platform/tables.ts'

export type AgendaTables = TablesOf<'agenda'>
