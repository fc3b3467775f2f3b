import type { TablesOf } from '../platform/tables.ts'

export type OrganizationTables = TablesOf<'organization'>
