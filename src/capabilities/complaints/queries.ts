import { sql } from 'kysely'
import type { Pause } from '../../law/deadlines.ts'
import { unitNames } from '../../organization/openings.ts'
import type { Day } from '../../platform/day.ts'
import { own, type Tx } from '../../platform/db.ts'
import { link } from '../../platform/page.ts'
import { workingCalendar } from '../calendar/index.ts'
import { type CitizenCase, caseById, caseByNumber } from '../cases/index.ts'
import { type Commitment, commitmentsById } from '../commitments/index.ts'
import { again, lastDayToLodge } from './deadlines.ts'
import { at } from './paths.ts'
import type { ComplaintTables } from './tables.ts'
import type { ComplaintState, OUTCOMES, RefusalGround, SERVICE_WAYS, Subject } from './workflow.ts'

export interface Complaint {
  caseId: number
  unitId: number
  state: ComplaintState
  version: number
  ordinal: 1 | 2
  subject: Subject
  against: string
  decisionNumber: string | null
  firstNumber: string | null
  knownOn: Day
  demand: string
  remote: boolean
  remoteDocument: string | null
  signedOn: Day | null
  postmarkOn: Day | null
  crowded: boolean
  levelJumping: boolean
  prolonged: boolean
  refusalGround: RefusalGround | null
  acceptedOn: Day | null
  complexDocument: string | null
  complexOn: Day | null
  complexCriteria: string | null
  demandDiffers: boolean
  outcome: (typeof OUTCOMES)[number] | null
  settledNumber: string | null
  settledOn: Day | null
  settledSummary: string | null
  sentOn: Day | null
  servedOn: Day | null
  serviceWay: (typeof SERVICE_WAYS)[number] | null
  serviceProof: string | null
  effectiveOn: Day | null
  executedOn: Day | null
  executedEvidence: string | null
  lawsuitOn: Day | null
  lawsuitCourt: string | null
}

/** A complaint with the case it lies in: number, owner, promise, territory. */
export interface FoundComplaint {
  it: Complaint
  of: CitizenCase
}

/** Null when there is none, when it is no complaint, or when the reader's unit does not let it be seen. */
export async function complaintByNumber(tx: Tx, number: string, lock = false): Promise<FoundComplaint | null> {
  const of = /^[0-9A-Z]{4}-[0-9A-Z]{4}$/.test(number) ? await caseByNumber(tx, number, lock) : null
  return withComplaint(tx, of, lock)
}

export const complaintByCase = async (tx: Tx, caseId: number, lock = false): Promise<FoundComplaint | null> =>
  withComplaint(tx, await caseById(tx, caseId, lock), lock)

async function withComplaint(tx: Tx, of: CitizenCase | null, lock: boolean): Promise<FoundComplaint | null> {
  if (of?.kind !== 'complaint') return null
  let query = own<ComplaintTables>(tx).selectFrom('complaints.complaint').selectAll().where('caseId', '=', of.id)
  if (lock) query = query.forUpdate()
  const row = await query.executeTakeFirst()
  return row ? { it: row as unknown as Complaint, of } : null
}

export interface Listed {
  caseId: number
  state: ComplaintState
  against: string
  subject: Subject
  ordinal: number
  crowded: boolean
  levelJumping: boolean
  prolonged: boolean
}

/** The complaints of the reader's unit in some states, newest first, in pages by key. */
export async function listComplaints(
  tx: Tx,
  unitId: number,
  states: readonly ComplaintState[],
  beforeId: number | null,
  size: number,
): Promise<Listed[]> {
  let query = own<ComplaintTables>(tx)
    .selectFrom('complaints.complaint')
    .where('unitId', '=', unitId)
    .where('state', 'in', [...states])
    .orderBy('caseId', 'desc')
    .limit(size)
    .select(['caseId', 'state', 'against', 'subject', 'ordinal', 'crowded', 'levelJumping', 'prolonged'])
  if (beforeId) query = query.where('caseId', '<', beforeId)
  return (await query.execute()) as Listed[]
}

/** The suspensions, as the count of days reads them: `until` is the day that counts again. */
export async function pausesOf(tx: Tx, caseId: number): Promise<Pause[]> {
  const { rows } = await sql<{ from: Day; until: Day | null; ground: string; documentNumber: string }>`
    select lower(during) as "from", upper(during) as until, ground, document_number from complaints.pause
    where case_id = ${caseId} order by during`.execute(own<ComplaintTables>(tx))
  return rows.map(({ from, until, ground, documentNumber }) => ({
    ...{ from, until, reason: `Tạm đình chỉ: ${ground}`, source: documentNumber },
  }))
}

export type StepName = 'accept' | 'sendSuspension' | 'send' | 'publish'

/** The further clocks of a complaint, open and closed. */
export async function stepsOf(tx: Tx, caseId: number): Promise<{ what: StepName; commitment: Commitment }[]> {
  const rows = await own<ComplaintTables>(tx)
    .selectFrom('complaints.step')
    .where('caseId', '=', caseId)
    .orderBy('commitmentId')
    .select(['what', 'commitmentId'])
    .execute()
  const all = await commitmentsById(
    tx,
    rows.map((row) => row.commitmentId),
  )
  return rows.flatMap(({ what, commitmentId }) => {
    const commitment = all.find((one) => one.id === commitmentId)
    return commitment ? [{ what: what as StepName, commitment }] : []
  })
}

export function dialoguesOf(tx: Tx, caseId: number) {
  return own<ComplaintTables>(tx)
    .selectFrom('complaints.dialogue')
    .where('caseId', '=', caseId)
    .orderBy('id')
    .selectAll()
    .execute()
}

export function requestsOf(tx: Tx, caseId: number) {
  return own<ComplaintTables>(tx)
    .selectFrom('complaints.request')
    .where('caseId', '=', caseId)
    .orderBy('id')
    .select(['id', 'bodyName', 'question', 'askedOn', 'dueOn', 'reply', 'repliedBy', 'repliedAt'])
    .execute()
}

export function withdrawalsOf(tx: Tx, caseId: number) {
  return own<ComplaintTables>(tx)
    .selectFrom('complaints.withdrawal')
    .where('caseId', '=', caseId)
    .orderBy('id')
    .selectAll()
    .execute()
}

export async function publicationOf(tx: Tx, caseId: number) {
  const row = await own<ComplaintTables>(tx)
    .selectFrom('complaints.publication')
    .where('caseId', '=', caseId)
    .selectAll()
    .executeTakeFirst()
  return row ?? null
}

export interface Published {
  caseId: number
  title: string
  summary: string
  outcome: string
  settledNumber: string
  settledOn: Day
  publishedOn: Day
}

/** Settlements made public by a unit, newest first, in pages by key `2026-11-23.12`. */
export async function listPublished(tx: Tx, unitId: number, after: string | null, size: number): Promise<Published[]> {
  const [day, id] = after?.split('.') ?? []
  const { rows } = await sql<Published>`
    select case_id, title, summary, outcome, settled_number, settled_on, published_on from complaints.publication
    where unit_id = ${unitId} and published_on is not null
      ${day && id ? sql`and (published_on, case_id) < (${day}::date, ${Number(id)}::bigint)` : sql``}
    order by published_on desc, case_id desc limit ${size}`.execute(own<ComplaintTables>(tx))
  return rows
}

export interface Signatory {
  n: number
  name: string
  address: string | null
  represents: boolean
}

/** Who signed a complaint of many: nobody but the focal point and the settler is given a row. */
export async function signatoriesOf(tx: Tx, caseId: number): Promise<Signatory[]> {
  const { rows } =
    await sql<Signatory>`select n, name, address, represents from complaints.signatories_of(${caseId})`.execute(
      own<ComplaintTables>(tx),
    )
  return rows
}

export async function signatoryCount(tx: Tx, caseId: number): Promise<number> {
  const { rows } = await sql<{ n: number }>`select complaints.signatory_count(${caseId}) as n`.execute(
    own<ComplaintTables>(tx),
  )
  return rows[0]?.n ?? 0
}

/** The decision that lists a unit as remote on a day, or null. */
export async function remoteDocumentOf(tx: Tx, unitId: number, on: Day): Promise<string | null> {
  const { rows } = await sql<{ document: string }>`
    select document_number || ' ngày ' || to_char(document_on, 'DD/MM/YYYY') as document from complaints.remote_unit
    where unit_id = ${unitId} and in_force @> ${on}::date`.execute(own<ComplaintTables>(tx))
  return rows[0]?.document ?? null
}

/** The list as it stands on a day, by name. */
export async function remoteUnits(tx: Tx, on: Day) {
  const rows = await own<ComplaintTables>(tx)
    .selectFrom('complaints.remoteUnit')
    .where(sql<boolean>`in_force @> ${on}::date`)
    .select(['unitId', 'documentNumber', 'documentOn'])
    .orderBy('unitId')
    .limit(1000)
    .execute()
  const names = await unitNames(
    tx,
    rows.map((row) => row.unitId),
    on,
  )
  return rows.map((row) => ({ ...row, name: names.get(row.unitId) ?? '' }))
}

export async function requestByToken(tx: Tx, hash: Buffer) {
  const { rows } = await sql<{ id: number; unitId: number; caseId: number }>`
    select id, unit_id, case_id from complaints.request_by_token(${hash})`.execute(own<ComplaintTables>(tx))
  return rows[0] ?? null
}

export async function requestById(tx: Tx, id: number) {
  const row = await own<ComplaintTables>(tx)
    .selectFrom('complaints.request')
    .where('id', '=', id)
    .select(['id', 'bodyName', 'question', 'askedOn', 'dueOn', 'reply', 'repliedAt'])
    .executeTakeFirst()
  return row ?? null
}

/** What was said about pressure on people of the units below: read by the unit above, newest first. */
export function pressuresOf(tx: Tx, unitId: number) {
  return own<ComplaintTables>(tx)
    .selectFrom('complaints.pressure')
    .where('unitId', '=', unitId)
    .orderBy('withdrawalId', 'desc')
    .limit(100)
    .selectAll()
    .execute()
}

/** The last day for lodging, counted by the list of units and the calendar of today. */
export async function lastDayOf(tx: Tx, it: Pick<Complaint, 'subject' | 'ordinal' | 'remote' | 'knownOn'>) {
  return lastDayToLodge(it, it.knownOn, await workingCalendar(tx))
}

/** Until when one may complain again or sue, from the receipt of the decision or from the day the limit ran out; or null. */
export async function againUntil(tx: Tx, { it, of }: FoundComplaint, today: Day) {
  const isLate = it.acceptedOn !== null && !it.settledOn && !of.commitment.heldOn && today > of.commitment.dueOn
  const from = it.servedOn ?? (isLate ? of.commitment.dueOn : null)
  const calendar = await workingCalendar(tx)
  return from && calendar.covers(from) ? again(it, from, calendar) : null
}

/** Where a step of a complaint is worked on, or null when the promise is no such step. */
export async function complaintWorkplace(tx: Tx, commitmentId: number): Promise<string | null> {
  const row = await own<ComplaintTables>(tx)
    .selectFrom('complaints.step')
    .where('commitmentId', '=', commitmentId)
    .select('caseId')
    .executeTakeFirst()
  const of = row && (await caseById(tx, row.caseId))
  return of ? link(at.complaint, { number: of.number }) : null
}
