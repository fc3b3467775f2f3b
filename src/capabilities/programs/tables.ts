import type { TablesOf } from '../../platform/tables.ts'

export type ProgramTables = TablesOf<'programs'>
