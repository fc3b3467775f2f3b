import type { TablesOf } from '../../platform/tables.ts'

export type DirectiveTables = TablesOf<'directives'>
