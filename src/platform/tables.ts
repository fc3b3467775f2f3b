import type { DB } from './tables.generated.ts'

/** The tables of one schema, from the types generated from the database. */
export type TablesOf<Schema extends string> = {
  [Table in keyof DB as Table extends `${Schema}.${string}` ? Table : never]: DB[Table]
}

export type PlatformTables = TablesOf<'platform'>
