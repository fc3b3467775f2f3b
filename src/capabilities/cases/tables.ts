import type { TablesOf } from '../../platform/tables.ts'

export type CaseTables = TablesOf<'cases'>
