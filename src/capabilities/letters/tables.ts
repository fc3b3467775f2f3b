import type { TablesOf } from '../../platform/tables.ts'

export type LetterTables = TablesOf<'letters'>
