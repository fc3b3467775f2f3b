import { sql } from 'kysely'
import type { Day } from '../../platform/day.ts'
import { own, type Tx } from '../../platform/db.ts'
import type { caseAddress } from '../cases/index.ts'
import type { PrivacyTables } from './tables.ts'

/** Somebody opened a name, signatures or a sealed matter: who, when, why. Never what was read. */
export interface SecretRead {
  id: number
  unitId: number
  kind: 'sender' | 'recipient' | 'signatories' | 'sealed' | 'visitor' | 'visitRegister'
  /** Of the case or of the visit; empty for a register. */
  number: string
  caseKind: Parameters<typeof caseAddress>[0]['kind']
  mayOpen: boolean
  postId: number
  post: string
  person: string | null
  unit: string | null
  actingForm: 'KT.' | 'TL.' | null
  reason: string | null
  onDay: Day
  at: Date | null
}

export interface ReadsAsked {
  /** Reads by the heads of the units below instead of those of the own unit. */
  ofHeads: boolean
  from: Day
  until: Day
  postId: number | null
  /** The last one of the page before: its day and id. */
  after: { day: Day; id: number } | null
}

/** One page, newest first. The database decides who is given a row: the head in person, and what is sealed only to its readers. */
export async function secretReads(tx: Tx, it: ReadsAsked, upTo: number): Promise<SecretRead[]> {
  const { rows } = await sql<SecretRead>`
    select r.* from privacy.secret_reads(${it.ofHeads}, ${it.from}::date, ${it.until}::date,
      coalesce(${it.after?.day ?? null}::date, 'infinity'), coalesce(${it.after?.id ?? null}::bigint, 0), ${it.postId}::bigint, ${upTo}) r
    order by r.on_day desc, r.id desc`.execute(own<PrivacyTables>(tx))
  return rows
}
