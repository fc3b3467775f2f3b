import type { TablesOf } from '../../platform/tables.ts'

export type RegistersTables = TablesOf<'registers'>
