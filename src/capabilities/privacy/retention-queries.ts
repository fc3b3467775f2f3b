import { sql } from 'kysely'
import type { SetByUnit } from '../../law/retention-rules.ts'
import type { Day } from '../../platform/day.ts'
import { own, type Tx } from '../../platform/db.ts'
import type { PrivacyTables } from './tables.ts'

export interface UnitRetention {
  id: number
  kind: SetByUnit
  months: number
  documentNumber: string
  documentOn: Day
  issuer: string
  from: Day
  /** The last day in force; null while nothing follows. */
  until: Day | null
}

/** Every period a unit set by a document of its own, the latest first. */
export async function retentionOf(tx: Tx, unitId: number): Promise<UnitRetention[]> {
  const { rows } = await sql<UnitRetention>`select id, kind, months, document_number, document_on, issuer,
      lower(in_force) as "from", upper(in_force) - 1 as until from privacy.retention_rule
    where unit_id = ${unitId} order by lower(in_force) desc, kind`.execute(own<PrivacyTables>(tx))
  return rows
}

export const inForceOn = (rules: readonly UnitRetention[], kind: SetByUnit, on: Day): UnitRetention | null =>
  rules.find((rule) => rule.kind === kind && rule.from <= on && (rule.until === null || on <= rule.until)) ?? null

/** What keeps a matter although its day has come: something in it is open. */
export type KeptFor = 'lawsuit' | 'complaint' | 'request' | 'reopen' | 'open'
export type ExpiryState = 'proposed' | 'held' | 'erased'

export interface Expiry {
  id: number
  kind: SetByUnit
  subjectId: number
  number: string
  closedOn: Day
  proposedOn: Day
  eraseOn: Day
  holdReason: string | null
  heldOn: Day | null
  erasedOn: Day | null
  version: number
  months: number
  documentNumber: string
  keptFor: KeptFor | null
}

const SHOWN = 200

/** Of the unit the transaction acts for, what is next first. */
export async function expiriesOf(tx: Tx, state: ExpiryState): Promise<Expiry[]> {
  const { rows } = await sql<Expiry>`select * from privacy.expiries(${state}, ${SHOWN})`.execute(own<PrivacyTables>(tx))
  return rows
}

/** How many matters lost their personal part since a day: a number for everybody. */
export async function erasedCount(tx: Tx, unitId: number, since: Day): Promise<number> {
  const { rows } = await sql<{ n: number }>`select privacy.erased_count(${unitId}, ${since}) as n`.execute(
    own<PrivacyTables>(tx),
  )
  return rows[0]?.n ?? 0
}
