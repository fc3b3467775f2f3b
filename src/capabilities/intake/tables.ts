import type { TablesOf } from '../../platform/tables.ts'

export type IntakeTables = TablesOf<'intake'>
