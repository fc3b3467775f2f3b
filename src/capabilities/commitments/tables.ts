import type { TablesOf } from '../../platform/tables.ts'

export type CommitmentTables = TablesOf<'commitments'>
