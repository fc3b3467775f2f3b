import type { TablesOf } from '../../platform/tables.ts'

export type PrivacyTables = TablesOf<'privacy'>
