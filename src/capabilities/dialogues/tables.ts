import type { TablesOf } from '../../platform/tables.ts'

export type DialogueTables = TablesOf<'dialogues'>
