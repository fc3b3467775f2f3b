import { sql } from 'kysely'
import type { Day } from '../../platform/day.ts'
import { own, type Tx } from '../../platform/db.ts'
import type { caseAddress } from '../cases/index.ts'
import type { PrivacyTables } from './tables.ts'

/** Somebody opened a name, signatures or a sealed matter: who, when, why. Never what was read. */
export interface SecretRead {
  id: number
  unitId: number
  kind: 'sender' | 'recipient' | 'signatories' | 'sealed'
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
    select r.id, r.unit_id, r.kind, r.number, r.case_kind, r.may_open, r.post_id, o.title as post, p.name as person, v.full_name as unit,
      r.acting_form, r.reason, r.on_day, r.at
    from privacy.secret_reads(${it.ofHeads}, ${it.from}::date, ${it.until}::date, coalesce(${it.after?.day ?? null}::date, 'infinity'),
      coalesce(${it.after?.id ?? null}::bigint, 0), ${it.postId}::bigint, ${upTo}) r
    join organization.post o on o.id = r.post_id
    left join organization.post_holding h on h.post_id = r.post_id and h.held @> r.on_day
    left join organization.person p on p.id = coalesce(r.acting_person_id, h.person_id)
    left join organization.unit_version v on v.unit_id = r.unit_id and v.valid @> r.on_day
    order by r.on_day desc, r.id desc`.execute(own<PrivacyTables>(tx))
  return rows
}
