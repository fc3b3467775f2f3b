import { sql } from 'kysely'
import { fold } from '../../organization/fold.ts'
import type { Day } from '../../platform/day.ts'
import { own, type Tx } from '../../platform/db.ts'
import type { RelationKind } from './kinds.ts'
import { partsOf, type System } from './numbers.ts'
import type { DirectiveTables } from './tables.ts'

export interface Document {
  id: number
  system: System
  type: string
  number: string
  body: string
  symbol: string
  asWritten: string
  issuerUnitId: number
  issuer: string
  title: string
  signer: string | null
  issuedOn: Day
  term: string | null
  inForceFrom: Day
  inForceUntil: Day | null
  enteredUnitId: number
  enteredBy: number
  enteredOn: Day
  version: number
  /** The document that took its place and is in force already. */
  replacedBy: number | null
}

const COLUMNS = (
  today: Day,
) => sql`d.id, d.system, d.type, d.number, d.body, d.symbol, d.as_written, d.issuer_unit_id, d.issuer, d.title,
  d.signer, d.issued_on, d.term, lower(d.in_force) as in_force_from, upper(d.in_force) - 1 as in_force_until, d.entered_unit_id,
  d.entered_by, d.entered_on, d.version,
  (select r.from_id from directives.relation r join directives.document n on n.id = r.from_id
    where r.to_id = d.id and r.kind = 'replaces' and lower(n.in_force) <= ${today} order by n.issued_on desc limit 1) as replaced_by`

export const VIEWS = ['inForce', 'ours', 'ended', 'all'] as const
export type View = (typeof VIEWS)[number]

export interface Asked {
  view: View
  search: string
  /** "2026-01-31.12": the day and id of the last row in sight. */
  after: string | null
}

const isInForce = (today: Day) => sql`(d.in_force @> ${today}::date and not exists (select from directives.relation r
  join directives.document n on n.id = r.from_id where r.to_id = d.id and r.kind = 'replaces' and lower(n.in_force) <= ${today}))`

/** The registry, latest first: what binds the unit today, what it issued itself, what ended. */
export async function listDocuments(tx: Tx, unitId: number, it: Asked, today: Day, size: number): Promise<Document[]> {
  const [day, id] = it.after?.split('.') ?? []
  const words = fold(it.search)
  const { rows } = await sql<Document>`select ${COLUMNS(today)} from directives.document d where true
    ${it.view === 'ours' ? sql`and d.issuer_unit_id = ${unitId}` : sql``}
    ${it.view === 'inForce' || it.view === 'ended' ? sql`and d.issuer_unit_id = any (array(select directives.over(${unitId}, ${today})))` : sql``}
    ${it.view === 'inForce' ? sql`and ${isInForce(today)}` : it.view === 'ended' ? sql`and not ${isInForce(today)}` : sql``}
    ${words ? sql`and d.folded like ${`%${words}%`}` : sql``}
    ${day && id ? sql`and (d.issued_on, d.id) < (${day}::date, ${id}::bigint)` : sql``}
    order by d.issued_on desc, d.id desc limit ${size}`.execute(own<DirectiveTables>(tx))
  return rows
}

export async function documentsById(tx: Tx, ids: readonly number[], today: Day): Promise<Map<number, Document>> {
  if (ids.length === 0) return new Map()
  const { rows } =
    await sql<Document>`select ${COLUMNS(today)} from directives.document d where d.id = any (${[...new Set(ids)]}::bigint[])`.execute(
      own<DirectiveTables>(tx),
    )
  return new Map(rows.map((row) => [row.id, row]))
}

export async function documentById(tx: Tx, id: number, today: Day): Promise<Document | null> {
  return (await documentsById(tx, [id], today)).get(id) ?? null
}

/** Documents that may be the one a number names: the identity also asks for the body's place and the term or year. */
export async function documentsBySymbol(tx: Tx, symbol: string, today: Day): Promise<Document[]> {
  const { rows } = await sql<Document>`select ${COLUMNS(today)} from directives.document d where d.symbol = ${symbol}
    order by d.issued_on desc limit 20`.execute(own<DirectiveTables>(tx))
  return rows
}

/** Documents of a type that go by a name, for those who cite one without its number. */
export async function documentsByName(tx: Tx, type: string, title: string, today: Day): Promise<Document[]> {
  const name = fold(title.replace(/^[\s“"]*(?:v\/v|về việc|về)\s+/iu, '').replace(/[“”"]/g, ''))
  const { rows } = await sql<Document>`select ${COLUMNS(today)} from directives.document d
    where d.name_folded = ${name} and d.type = ${type} order by d.issued_on desc limit 20`.execute(
    own<DirectiveTables>(tx),
  )
  return rows
}

/** The document a typed number means, as this unit would: one that reaches it goes before one that does not. */
export async function documentByTyped(tx: Tx, typed: string, unitId: number, today: Day): Promise<Document | null> {
  const all = await documentsBySymbol(tx, partsOf(typed)?.symbol ?? typed.trim(), today)
  if (all.length <= 1) return all[0] ?? null
  const over = new Set(await unitsOver(tx, unitId, today))
  return (
    all.find((one) => over.has(one.issuerUnitId) && !one.replacedBy) ??
    all.find((one) => over.has(one.issuerUnitId)) ??
    null
  )
}

export interface Related {
  kind: RelationKind
  /** True when the other one does this to ours. */
  isFrom: boolean
  other: Document
  citationId: number | null
  unitId: number
}

const MOST_RELATED = 200

export async function relationsOf(tx: Tx, id: number, today: Day): Promise<Related[]> {
  const { rows } = await sql<{
    kind: RelationKind
    isFrom: boolean
    otherId: number
    citationId: number | null
    unitId: number
  }>`
    select kind, false as is_from, to_id as other_id, citation_id, unit_id from directives.relation where from_id = ${id}
    union all select kind, true, from_id, citation_id, unit_id from directives.relation where to_id = ${id}
    limit ${MOST_RELATED}`.execute(own<DirectiveTables>(tx))
  const others = await documentsById(
    tx,
    rows.map((row) => row.otherId),
    today,
  )
  return rows.flatMap(({ otherId, ...row }) => {
    const other = others.get(otherId)
    return other ? [{ ...row, other }] : []
  })
}

export interface Dangling {
  id: number
  symbol: string
  type: string
  title: string
  kind: RelationKind
}

/** What still rests on a document that was replaced, and not on the one that replaced it. */
export async function danglingOf(tx: Tx, id: number): Promise<Dangling[]> {
  const { rows } = await sql<Dangling>`select d.id, d.symbol, d.type, d.title, r.kind from directives.relation r
    join directives.document d on d.id = r.from_id
    where r.to_id = ${id} and r.kind in ('implements', 'concretizes', 'continues')
      and not exists (select from directives.relation n join directives.relation same on same.to_id = n.from_id and same.from_id = r.from_id
        where n.to_id = ${id} and n.kind = 'replaces')
      and not exists (select from directives.relation gone where gone.to_id = d.id and gone.kind = 'replaces')
    order by d.issued_on desc limit ${MOST_RELATED}`.execute(own<DirectiveTables>(tx))
  return rows
}

/** Units whose documents bind this one, nearest names first: its own, those above, those it came from, and the centre. */
export async function unitsOver(tx: Tx, unitId: number, today: Day): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`select id from directives.over(${unitId}, ${today}) id`.execute(
    own<DirectiveTables>(tx),
  )
  return rows.map(({ id }) => id)
}
