import { sql } from 'kysely'
import type { Day } from '../platform/day.ts'
import { own, sqlState, type Tx } from '../platform/db.ts'
import { slugOf } from './fold.ts'
import type { OrganizationTables } from './tables.ts'

/** What a door of a capability is told when a unit ends: from whom to whom, and of which matters; null is all that is left. */
export interface UnitMove {
  fromUnitId: number
  toUnitId: number
  only: readonly number[] | null
}

/** Who takes over: `old post:new unit` -> new post, the intake post where nobody said otherwise, the head for what is sealed. */
export interface Receivers {
  posts: Readonly<Record<string, number>>
  intakePostId: number
  headPostId: number
}

export interface DecisionOf {
  number: string
  issuedOn: Day
  issuer: string
}

export interface NewName {
  name: string
  fullName: string
  kind: string
}

const OVERLAP = '23P01'

/** A unit under the administrator's own, from a day on: it opens when its own administrator has added posts and people. */
export async function foundUnit(
  tx: Tx,
  it: NewName & { code: string | null; from: Day; decision: DecisionOf },
): Promise<number | null> {
  const { decision } = it
  const trx = own<OrganizationTables>(tx)
  await sql`savepoint founding`.execute(trx)
  try {
    const { rows } = await sql<{ id: number }>`select organization.found_unit(${it.name}, ${it.fullName}, ${it.kind},
      ${slugOf(it.fullName)}, ${it.code}, ${it.from}, ${decision.number}, ${decision.issuedOn}, ${decision.issuer}) as id`.execute(
      trx,
    )
    return rows[0]?.id ?? null
  } catch (error) {
    if (sqlState(error) !== OVERLAP) throw error
    await sql`rollback to savepoint founding`.execute(trx)
    return null
  }
}

export async function firstPost(tx: Tx, unitId: number, title: string, on: Day): Promise<number> {
  const { rows } = await sql<{ id: number }>`select organization.first_post(${unitId}, ${title}, ${on}) as id`.execute(
    own<OrganizationTables>(tx),
  )
  return rows[0]?.id ?? 0
}

export async function renameUnit(
  tx: Tx,
  it: NewName & { unitId: number; on: Day; decision: DecisionOf },
): Promise<void> {
  const { decision } = it
  await sql`select organization.rename_unit(${it.unitId}, ${it.name}, ${it.fullName}, ${it.kind}, ${slugOf(it.fullName)},
    ${it.on}, ${decision.number}, ${decision.issuedOn}, ${decision.issuer})`.execute(own<OrganizationTables>(tx))
}

/** Waits until whoever is opening a promise there is done, and lets nobody begin another. */
export async function holdUnit(tx: Tx, unitId: number): Promise<void> {
  await sql`select organization.hold_unit(${unitId})`.execute(own<OrganizationTables>(tx))
}

/** Ends a unit: successors, versions, codes, posts, holders, the bodies beside it, the opening. */
export async function succeedUnit(
  tx: Tx,
  it: {
    fromUnitId: number
    toUnitIds: readonly number[]
    mainUnitId: number
    on: Day
    posts: Receivers['posts']
    bodies: Readonly<Record<string, number>>
    decision: DecisionOf
  },
): Promise<void> {
  const { decision } = it
  await sql`select organization.succeed_unit(${it.fromUnitId}, ${[...it.toUnitIds]}, ${it.mainUnitId}, ${it.on},
    ${JSON.stringify(it.posts)}, ${JSON.stringify(it.bodies)}, ${decision.number}, ${decision.issuedOn}, ${decision.issuer})`.execute(
    own<OrganizationTables>(tx),
  )
}

/** The successor goes on with a code; false when another unit has it. */
export async function giveCode(tx: Tx, unitId: number, code: string, on: Day): Promise<void> {
  await sql`select organization.give_code(${unitId}, ${code}, ${on})`.execute(own<OrganizationTables>(tx))
}

/** Whether a unit takes over from another, directly or through those between. */
export async function succeeds(tx: Tx, unitId: number, formerId: number): Promise<boolean> {
  const { rows } = await sql<{ yes: boolean }>`select organization.succeeds(${unitId}, ${formerId}) as yes`.execute(
    own<OrganizationTables>(tx),
  )
  return rows[0]?.yes ?? false
}

export interface UnitStanding {
  unitId: number
  fullName: string
  kind: string
  from: Day | null
  until: Day | null
  isUnder: boolean
  headPostId: number | null
  intakePostId: number | null
  /** Whether somebody holds both posts on the day. */
  isHeld: boolean
  isClosed: boolean
}

/** How units stand on a day, seen from the unit whose administrator changes them. */
export async function unitStandings(tx: Tx, ids: readonly number[], above: number, on: Day): Promise<UnitStanding[]> {
  if (ids.length === 0) return []
  const { rows } = await sql<UnitStanding>`
    select v.unit_id, v.full_name, v.kind, lower(v.valid) as "from", upper(v.valid) as until, organization.is_under(v.unit_id, ${above}, ${on}) as is_under,
      o.head_post_id, o.intake_post_id, coalesce(o.closed_on is not null, false) as is_closed,
      o.unit_id is not null and not exists (select 1 from unnest(array[o.head_post_id, o.intake_post_id]) p(id)
        where not exists (select 1 from organization.post_holding h where h.post_id = p.id and h.held @> ${on}::date)) as is_held
    from organization.unit_version v left join organization.opening o on o.unit_id = v.unit_id
    where v.unit_id = any(${[...ids]}) and v.valid @> ${on}::date order by v.folded_full_name, v.unit_id`.execute(
    own<OrganizationTables>(tx),
  )
  return rows
}

/** The units under this one that work here already: with posts, open or about to open. */
export async function workingUnits(tx: Tx, above: number, on: Day): Promise<{ unitId: number; fullName: string }[]> {
  const { rows } = await sql<{ unitId: number; fullName: string }>`
    select v.unit_id, v.full_name from organization.unit_version v
    where v.valid @> ${on}::date and exists (select 1 from organization.post o where o.unit_id = v.unit_id)
      and organization.is_under(v.unit_id, ${above}, ${on}) order by v.folded_full_name, v.unit_id limit 400`.execute(
    own<OrganizationTables>(tx),
  )
  return rows
}

/** The bodies beside a unit and the villages below it on a day. */
export async function bodiesOf(tx: Tx, unitId: number, on: Day): Promise<{ id: number; name: string }[]> {
  const { rows } = await sql<{ id: number; name: string }>`select unit_id as id, full_name as name
    from organization.unit_version where parent_id = ${unitId} and valid @> ${on}::date order by folded_full_name limit 500`.execute(
    own<OrganizationTables>(tx),
  )
  return rows
}

export interface FormerUnit {
  unitId: number
  name: string
  endedOn: Day | null
  successors: { unitId: number; name: string }[]
}

/** The unit that had this address and is no more, with those that go on in its place today. */
export async function formerUnit(tx: Tx, key: string, today: Day): Promise<FormerUnit | null> {
  const [, code, slug = ''] = /^(dv\d{1,15}|\d{2,5})(?:-([a-z0-9-]*))?$/.exec(key) ?? []
  if (!code) return null
  const which = code.startsWith('dv')
    ? sql`u.id = ${Number(code.slice(2))}`
    : sql`u.id in (select c.unit_id from organization.unit_code c where c.code = ${code})`
  const { rows } = await sql<{ id: number; name: string; endedOn: Day | null; unitId: number; successor: string }>`
    with recursive former as (
      select u.id from organization.unit u where ${which}
        and not exists (select 1 from organization.unit_version v where v.unit_id = u.id and v.valid @> ${today}::date)
      order by u.slug <> ${slug}, u.id desc limit 1),
    after as (
      select s.to_unit_id as id from former f join organization.unit_successor s on s.from_unit_id = f.id and s.succeeded_on <= ${today}::date
      union
      select s.to_unit_id from after a join organization.unit_successor s on s.from_unit_id = a.id and s.succeeded_on <= ${today}::date)
    select f.id, last.full_name as name, upper(last.valid) as ended_on, v.unit_id, v.full_name as successor
    from former f
    join lateral (select * from organization.unit_version l where l.unit_id = f.id order by lower(l.valid) desc nulls last limit 1) last on true
    join after a on true join organization.unit_version v on v.unit_id = a.id and v.valid @> ${today}::date
    order by v.folded_full_name, v.unit_id`.execute(own<OrganizationTables>(tx))
  const [first] = rows
  if (!first) return null
  return {
    ...{ unitId: first.id, name: first.name, endedOn: first.endedOn },
    successors: rows.map(({ unitId, successor }) => ({ unitId, name: successor })),
  }
}
