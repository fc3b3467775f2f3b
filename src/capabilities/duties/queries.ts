import { sql } from 'kysely'
import { DUTY_RULES, type DutyFact, type DutyRule } from '../../law/duty-rules.ts'
import { addDays, type Day } from '../../platform/day.ts'
import { own, type Tx } from '../../platform/db.ts'
import { link } from '../../platform/page.ts'
import { at } from './paths.ts'
import type { DutyTables } from './tables.ts'

/** Something that was done, with the page or document that shows it. */
export interface Fact {
  fact: DutyFact
  on: Day
  /** Whose own act it was, where the law names a person; null where it is the unit's. */
  postId: number | null
  title: string
  href: string | null
}

export type SlotState = 'open' | 'filled' | 'late' | 'filledLate'

export interface Slot {
  id: number
  unitId: number
  ruleId: string
  fact: DutyFact
  bearerPostId: number
  from: Day
  to: Day
  lastOn: Day
  needed: number
  filled: number
  filledOn: Day | null
  state: SlotState
  commitmentId: number | null
  warnedOn: Day | null
}

const SLOT = sql`id, unit_id, rule_id, fact, bearer_post_id, lower(period) as "from", upper(period) - 1 as "to", last_on, needed, filled, filled_on, state,
  commitment_id, warned_on`
const MOST = 200

/** What is due in a span of days, and what is late from before. */
export async function slotsOf(tx: Tx, unitId: number, from: Day, to: Day): Promise<Slot[]> {
  const { rows } = await sql<Slot>`select ${SLOT} from duties.slot where unit_id = ${unitId}
    and ((last_on >= ${from} and lower(period) <= ${to}) or (last_on < ${from} and state = 'late')) order by last_on, id limit ${MOST}`.execute(
    own<DutyTables>(tx),
  )
  return rows
}

export async function slotById(tx: Tx, id: number): Promise<Slot | null> {
  const { rows } = await sql<Slot>`select ${SLOT} from duties.slot where id = ${id}`.execute(own<DutyTables>(tx))
  return rows[0] ?? null
}

/** What is not yet done, oldest first; taken for the rest of the transaction. */
export async function unfilledSlots(tx: Tx, unitId: number): Promise<Slot[]> {
  const { rows } =
    await sql<Slot>`select ${SLOT} from duties.slot where unit_id = ${unitId} and state in ('open', 'late')
    order by last_on, id limit ${MOST} for update`.execute(own<DutyTables>(tx))
  return rows
}

export const ruleOf = ({ ruleId, from }: Pick<Slot, 'ruleId' | 'from'>): DutyRule => {
  const rule = DUTY_RULES.find((one) => one.id === ruleId && one.inForce.from <= from)
  if (!rule) throw new RangeError(`no duty ${ruleId}`)
  return rule
}

export interface Evidence {
  id: number
  fact: DutyFact
  doneOn: Day
  title: string
  documentNumber: string
  documentOn: Day
  summoned: number | null
  present: number | null
  agreed: number | null
  enteredBy: number
  enteredOn: Day
  withdrawnOn: Day | null
  withdrawnReason: string | null
}

export async function evidenceById(tx: Tx, id: number) {
  const row = await own<DutyTables>(tx)
    .selectFrom('duties.evidence')
    .where('id', '=', id)
    .selectAll()
    .executeTakeFirst()
  return (row as unknown as (Evidence & { unitId: number }) | undefined) ?? null
}

/** Documents named as evidence, as facts. */
export async function documentedFacts(tx: Tx, unitId: number, from: Day, to: Day): Promise<Fact[]> {
  const rows = await own<DutyTables>(tx)
    .selectFrom('duties.evidence')
    .where('unitId', '=', unitId)
    .where('doneOn', '>=', from)
    .where('doneOn', '<=', to)
    .where('withdrawnOn', 'is', null)
    .orderBy('doneOn')
    .limit(MOST)
    .select(['id', 'fact', 'doneOn', 'title', 'documentNumber'])
    .execute()
  return rows.map(({ id, fact, doneOn, title, documentNumber }) => ({
    ...{ fact: fact as DutyFact, on: doneOn as Day, postId: null, title: `${title} (${documentNumber})` },
    href: link(at.evidence, { evidence: id }),
  }))
}

export interface InspectionRequest {
  id: number
  unitId: number
  body: 'peopleInspection' | 'investmentSupervision'
  content: string
  receivedOn: Day
  commitmentId: number
  answer: string | null
  documentNumber: string | null
  answeredOn: Day | null
  version: number
}

export async function inspectionRequests(tx: Tx, unitId: number, before: number | null, size: number) {
  let query = own<DutyTables>(tx)
    .selectFrom('duties.inspectionRequest')
    .where('unitId', '=', unitId)
    .orderBy('id', 'desc')
    .limit(size)
    .selectAll()
  if (before) query = query.where('id', '<', before)
  return (await query.execute()) as unknown as InspectionRequest[]
}

export async function inspectionRequestById(tx: Tx, id: number, lock = false): Promise<InspectionRequest | null> {
  let query = own<DutyTables>(tx).selectFrom('duties.inspectionRequest').where('id', '=', id).selectAll()
  if (lock) query = query.forUpdate()
  return ((await query.executeTakeFirst()) as unknown as InspectionRequest | undefined) ?? null
}

export interface PublicSlot {
  ruleId: string
  periodFrom: Day
  periodTo: Day
  lastOn: Day
  needed: number
  filled: number
  filledOn: Day | null
  state: SlotState
}

/** What everybody may read of a unit's duties over the last half year and those running now. */
export async function publicSlots(tx: Tx, unitId: number, from: Day, to: Day): Promise<PublicSlot[]> {
  const { rows } = await sql<PublicSlot>`select * from duties.public_slots(${unitId}, ${from}, ${to})`.execute(
    own<DutyTables>(tx),
  )
  return rows
}

/** Where a promise of this capability is kept: a late duty, a request of an inspection board. */
export async function dutyWorkplace(tx: Tx, commitmentId: number): Promise<string | null> {
  const trx = own<DutyTables>(tx)
  const slot = await trx
    .selectFrom('duties.slot')
    .where('commitmentId', '=', commitmentId)
    .select('id')
    .executeTakeFirst()
  if (slot) return link(at.slot, { slot: slot.id })
  const request = await trx
    .selectFrom('duties.inspectionRequest')
    .where('commitmentId', '=', commitmentId)
    .select('id')
    .executeTakeFirst()
  return request ? link(at.inspection, { request: request.id }) : null
}

/** What kind of unit this is, while it receives. */
export async function unitKind(tx: Tx, unitId: number, today: Day): Promise<{ tier: string; kind: string } | null> {
  const { rows } = await sql<{ unitId: number; tier: string; kind: string }>`
    select unit_id, tier, kind from duties.bearers(${today}, ${unitId - 1}, 1)`.execute(own<DutyTables>(tx))
  return rows.find((row) => row.unitId === unitId) ?? null
}

/** The first and last day of a month written `2026-11`. */
export function monthSpan(month: string): { from: Day; to: Day } {
  const from = `${month}-01` as Day
  const [year, number] = [Number(month.slice(0, 4)), Number(month.slice(5))]
  const next = `${number === 12 ? year + 1 : year}-${String((number % 12) + 1).padStart(2, '0')}-01` as Day
  return { from, to: addDays(next, -1) }
}
