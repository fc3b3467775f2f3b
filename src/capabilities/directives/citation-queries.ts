import { sql } from 'kysely'
import type { Day } from '../../platform/day.ts'
import { own, type Tx } from '../../platform/db.ts'
import type { CitationState } from './kinds.ts'
import type { DirectiveTables } from './tables.ts'

export interface Reading {
  id: number
  unitId: number
  documentId: number | null
  source: 'pasted' | 'text' | 'docx' | 'pdf' | 'html'
  name: string | null
  text: string
  readOn: Day
}

export async function readingById(tx: Tx, id: number): Promise<Reading | null> {
  const row = await own<DirectiveTables>(tx)
    .selectFrom('directives.reading')
    .where('id', '=', id)
    .selectAll()
    .executeTakeFirst()
  return (row as unknown as Reading | undefined) ?? null
}

export async function readingsOf(tx: Tx, documentId: number) {
  return own<DirectiveTables>(tx)
    .selectFrom('directives.reading')
    .where('documentId', '=', documentId)
    .orderBy('id')
    .select(['id', 'source', 'name', 'readOn'])
    .execute()
}

export interface KeptCitation {
  id: number
  unitId: number
  readingId: number
  starts: number
  ends: number
  quote: string
  kind: 'numbered' | 'partial' | 'unnumbered' | 'regime'
  number: string | null
  type: string | null
  issuer: string | null
  issuedOn: Day | null
  title: string | null
  relation: string | null
  flags: string[]
  inferred: string | null
  state: CitationState
  targetId: number | null
  decidedBy: number | null
  decidedOn: Day | null
  version: number
}

/** In running order. */
export async function citationsOf(tx: Tx, readingId: number): Promise<KeptCitation[]> {
  const rows = await own<DirectiveTables>(tx)
    .selectFrom('directives.citation')
    .where('readingId', '=', readingId)
    .orderBy('starts')
    .selectAll()
    .execute()
  return rows as unknown as KeptCitation[]
}

export async function citationById(tx: Tx, id: number, lock = false): Promise<KeptCitation | null> {
  let query = own<DirectiveTables>(tx).selectFrom('directives.citation').where('id', '=', id).selectAll()
  if (lock) query = query.forUpdate()
  return ((await query.executeTakeFirst()) as unknown as KeptCitation | undefined) ?? null
}

export interface Assertion {
  citationId: number
  byId: number | null
  bySymbol: string | null
  number: string | null
  type: string | null
  issuer: string | null
  issuedOn: Day | null
  title: string | null
  quote: string
}

/** What texts assert of a document, each with the document that says so. */
export async function assertionsOf(tx: Tx, documentId: number): Promise<Assertion[]> {
  const { rows } = await sql<Assertion>`select * from directives.assertions_of(${documentId})`.execute(
    own<DirectiveTables>(tx),
  )
  return rows
}
