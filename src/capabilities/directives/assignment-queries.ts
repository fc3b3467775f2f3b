import { type RawBuilder, sql } from 'kysely'
import type { Day } from '../../platform/day.ts'
import { own, type Tx } from '../../platform/db.ts'
import { link } from '../../platform/page.ts'
import { at } from './paths.ts'
import { REGISTER_ROWS } from './register-queries.ts'
import type { DirectiveTables } from './tables.ts'

/** An incoming document in the hands of somebody, with its line of the register. */
export interface Assignment {
  id: number
  unitId: number
  documentId: number
  commitmentId: number
  givenOn: Day
  answerId: number | null
  year: number
  number: number
  note: string | null
}

async function assignments(tx: Tx, rest: RawBuilder<unknown>): Promise<Assignment[]> {
  const { rows } =
    await sql<Assignment>`select a.id, a.unit_id, a.document_id, a.commitment_id, a.given_on, a.answer_id, e.year, e.number, e.note
    from directives.assignment a join directives.entry e on e.id = a.entry_id ${rest}`.execute(own<DirectiveTables>(tx))
  return rows
}

/** Locked, when somebody is about to change it: of two the second finds what the first did. */
export async function assignmentById(tx: Tx, id: number, isLocked = false): Promise<Assignment | null> {
  const rows = await assignments(tx, sql`where a.id = ${id} ${isLocked ? sql`for no key update of a` : sql``}`)
  return rows[0] ?? null
}

export const assignmentsOfDocument = (tx: Tx, unitId: number, documentId: number): Promise<Assignment[]> =>
  assignments(tx, sql`where a.unit_id = ${unitId} and a.document_id = ${documentId} order by a.id`)

/** The register that follows incoming documents, by the day they were given to somebody. */
export const assignmentsBetween = (tx: Tx, unitId: number, from: Day, to: Day): Promise<Assignment[]> =>
  assignments(
    tx,
    sql`where a.unit_id = ${unitId} and a.given_on between ${from} and ${to} order by a.given_on, a.id limit ${REGISTER_ROWS}`,
  )

/** Where a document in My work is worked on. */
export async function assignmentWorkplace(tx: Tx, commitmentId: number): Promise<string | null> {
  const [one] = await assignments(tx, sql`where a.commitment_id = ${commitmentId}`)
  return one ? link(at.assignment, { assignment: one.id }) : null
}
