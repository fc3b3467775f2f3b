import type { TablesOf } from '../../platform/tables.ts'

export type VoterTables = TablesOf<'voters'>
