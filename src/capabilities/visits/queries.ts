import { sql } from 'kysely'
import type { Day } from '../../platform/day.ts'
import { own, type Tx } from '../../platform/db.ts'
import { link } from '../../platform/page.ts'
import type { Territory } from '../../platform/rights.ts'
import { at } from './paths.ts'
import type { VisitTables } from './tables.ts'
import type { Ground, KINDS, ONLINE_GROUNDS, OUTCOMES, TOLD_WAYS, VisitState } from './workflow.ts'

export interface Visit {
  id: number
  unitId: number
  sessionId: number | null
  queueNumber: string | null
  visitedOn: Day
  visitedAt: Date
  enteredAt: Date
  receiverPostId: number
  kind: (typeof KINDS)[number]
  content: string
  people: number
  settledBy: string | null
  competence: 'ours' | 'others' | null
  guidedTo: string | null
  note: string | null
  state: VisitState
  refusalGround: Ground | null
  refusalWords: string | null
  outcome: (typeof OUTCOMES)[number] | null
  outcomeWords: string | null
  toldOn: Day | null
  toldWay: (typeof TOLD_WAYS)[number] | null
  commitmentId: number | null
  caseNumber: string | null
  version: number
}

export async function visitById(tx: Tx, id: number, lock = false): Promise<Visit | null> {
  let query = own<VisitTables>(tx).selectFrom('visits.visit').where('id', '=', id).selectAll()
  if (lock) query = query.forUpdate()
  return ((await query.executeTakeFirst()) as unknown as Visit | undefined) ?? null
}

/** Whoever received stands as the focal point of a visit. */
export const territoryOf = ({ unitId, receiverPostId }: Visit): Territory => ({ unitId, ownerPostId: receiverPostId })

/** Visits up to a day, newest first, in pages by key `2026-11-23.12`. What it was about, never who came. */
export async function listVisits(
  tx: Tx,
  unitId: number,
  until: Day,
  after: string | null,
  size: number,
): Promise<Visit[]> {
  const [day, id] = after?.split('.') ?? []
  const { rows } = await sql<Visit>`select * from visits.visit where unit_id = ${unitId} and visited_on <= ${until}
    ${day && id ? sql`and (visited_on, id) < (${day}::date, ${Number(id)}::bigint)` : sql``}
    order by visited_on desc, id desc limit ${size}`.execute(own<VisitTables>(tx))
  return rows
}

/** Rows of one sheet on the screen, and of a whole register to take along. */
export const SHEET_ROWS = 300
export const REGISTER_ROWS = 20_000

/** A span of the register; `after` is the key `2026-11-23.12` of the last row before it. */
export interface Span {
  from: Day
  to: Day
  after?: string | null
  size?: number
}

/** The rows of the register in its order; who came is read apart, by whoever may. */
export async function registerRows(tx: Tx, unitId: number, { from, to, after, size = REGISTER_ROWS }: Span) {
  const [day, id] = after?.split('.') ?? []
  const { rows } =
    await sql<Visit>`select * from visits.visit where unit_id = ${unitId} and visited_on between ${from} and ${to}
    ${day && id ? sql`and (visited_on, id) > (${day}::date, ${Number(id)}::bigint)` : sql``}
    order by visited_on, id limit ${size}`.execute(own<VisitTables>(tx))
  return rows
}

/** Who came, for the same span: reception desk and head; written down once. */
export async function registerNames(
  tx: Tx,
  { from, to, after, size = REGISTER_ROWS }: Span,
  why: string,
  today: Day,
): Promise<Map<number, string>> {
  const [day = null, id = null] = after?.split('.') ?? []
  const { rows } = await sql<{ visitId: number; who: string | null }>`select visit_id, who
    from visits.register_of(${from}, ${to}, ${day}, ${id && Number(id)}, ${why}, ${today}, ${size})`.execute(
    own<VisitTables>(tx),
  )
  return new Map(rows.map((row) => [row.visitId, row.who ?? '']))
}

export interface Visitor {
  n: number
  name: string
  address: string | null
  idNumber: string | null
  phone: string | null
  represents: boolean
}

/** Who came, with the reason written down in the same statement; nobody else is given a row. */
export async function openVisitors(tx: Tx, visitId: number, why: string, today: Day): Promise<Visitor[]> {
  const { rows } = await sql<Visitor>`select * from visits.open_visitors(${visitId}, ${why}, ${today})`.execute(
    own<VisitTables>(tx),
  )
  return rows
}

export async function papersOf(tx: Tx, visitId: number) {
  const rows = await own<VisitTables>(tx)
    .selectFrom('visits.paper')
    .where('visitId', '=', visitId)
    .orderBy('id')
    .select(['id', 'items', 'takenOn', 'takenBy'])
    .execute()
  return rows as { id: number; items: string; takenOn: Day; takenBy: number }[]
}

export async function conclusionOf(tx: Tx, sessionId: number) {
  const trx = own<VisitTables>(tx)
  const it = await trx
    .selectFrom('visits.conclusion')
    .where('sessionId', '=', sessionId)
    .select(['id', 'documentNumber', 'issuedOn', 'concludedBy'])
    .executeTakeFirst()
  if (!it) return null
  const points = await trx
    .selectFrom('visits.conclusionPoint')
    .where('conclusionId', '=', it.id)
    .orderBy('n')
    .select(['n', 'text', 'commitmentId'])
    .execute()
  return { ...it, issuedOn: it.issuedOn as Day, points }
}

export interface Online {
  id: number
  unitId: number
  subject: string
  ground: (typeof ONLINE_GROUNDS)[number]
  decidedBy: number
  decidedOn: Day
  announcedOn: Day
  testedOn: Day | null
  heldOn: Day
  link: string
  recordKeptAt: string | null
  minutes: string | null
  state: 'decided' | 'held' | 'canceled'
  version: number
}

export async function onlineById(tx: Tx, id: number): Promise<Online | null> {
  const row = await own<VisitTables>(tx).selectFrom('visits.online').where('id', '=', id).selectAll().executeTakeFirst()
  return (row as unknown as Online | undefined) ?? null
}

export async function listOnline(tx: Tx, unitId: number): Promise<Online[]> {
  const rows = await own<VisitTables>(tx)
    .selectFrom('visits.online')
    .where('unitId', '=', unitId)
    .orderBy('heldOn', 'desc')
    .orderBy('id', 'desc')
    .limit(100)
    .selectAll()
    .execute()
  return rows as unknown as Online[]
}

/** Where what is owed to a visitor, or what a head instructed, is worked on. */
export async function visitWorkplace(tx: Tx, commitmentId: number): Promise<string | null> {
  const trx = own<VisitTables>(tx)
  const visit = await trx
    .selectFrom('visits.visit')
    .where('commitmentId', '=', commitmentId)
    .select('id')
    .executeTakeFirst()
  if (visit) return link(at.visit, { visit: visit.id })
  const point = await trx
    .selectFrom('visits.conclusionPoint as p')
    .innerJoin('visits.conclusion as c', 'c.id', 'p.conclusionId')
    .where('p.commitmentId', '=', commitmentId)
    .select('c.sessionId')
    .executeTakeFirst()
  return point ? link(at.conclusion, { session: point.sessionId }) : null
}

/** Visits somebody still waits to hear of, or has a notice of refusal to get: what they were about, never who came. */
export async function openVisits(
  tx: Tx,
  unitId: number,
): Promise<{ id: number; content: string; commitmentId: number }[]> {
  const { rows } = await sql<{ id: number; content: string; commitmentId: number }>`
    select id, content, commitment_id from visits.visit
    where unit_id = ${unitId} and commitment_id is not null and state <> 'told' order by id`.execute(
    own<VisitTables>(tx),
  )
  return rows
}
