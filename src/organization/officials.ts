import { sql } from 'kysely'
import type { Day } from '../platform/day.ts'
import { own, type Tx } from '../platform/db.ts'
import type { Actor, Role } from '../platform/rights.ts'
import { type GivenRole, lacksOf } from './given-roles.ts'
import type { OrganizationTables } from './tables.ts'

interface StandingRow extends Omit<Actor, 'roles' | 'userId' | 'posts' | 'lacks'> {
  roles: Role[]
  ownRoles: Role[]
  given: GivenRole[] | null
}

/** The hand-made roles in force of the post `o`. */
export const givenRoles = sql`(select jsonb_agg(jsonb_build_object('id', r.id, 'name', r.name, 'roles', r.roles, 'without', r.without,
    'instead', g.instead) order by r.id)
  from organization.post_role g join organization.unit_role r on r.id = g.role_id and r.retired_on is null where g.post_id = o.id)`

/**
 * For which posts an account may act today: those its person holds, and those whose holder is away and who named one of
 * these as deputy (KT. for the head, TL. by order).
 */
export async function actorsOf(tx: Tx, userId: string, today: Day): Promise<Actor[]> {
  const { rows } = await sql<StandingRow>`
    with held as (
      select h.post_id, p.id as person_id, p.name as person_name from organization.person p
      join organization.post_holding h on h.person_id = p.id and h.held @> ${today}::date
      where p.user_id = ${userId}),
    acting as (
      select post_id, person_id, person_name, '' as form from held
      union all
      select d.post_id, held.person_id, held.person_name, d.form || '.' from held
      join organization.deputation d on d.deputy_post_id = held.post_id and d.away @> ${today}::date)
    select a.person_id, a.person_name, a.form as acting_form, o.id as post_id, o.title as post_title, o.roles, o.own_roles, ${givenRoles} as given, o.unit_id,
           v.full_name as unit_name, u.slug as unit_slug, v.tier in ('centre', 'province') as is_top_unit,
           exists (select 1 from organization.opening f where f.front_unit_id = o.unit_id) as is_beside_unit
    from acting a
    join organization.post o on o.id = a.post_id and (o.abolished_on is null or o.abolished_on > ${today})
    join organization.unit u on u.id = o.unit_id
    join organization.unit_version v on v.unit_id = u.id and v.valid @> ${today}::date
    order by a.form, o.id`.execute(own<OrganizationTables>(tx))
  const posts = rows.map(({ postId, postTitle, actingForm }) => ({ postId, postTitle, actingForm }))
  return rows.map(({ ownRoles, given: made, ...row }) => ({
    ...{ ...row, userId, roles: new Set(row.roles), posts },
    lacks: lacksOf(ownRoles, made ?? []),
  }))
}

export interface PostCard {
  id: number
  title: string
  unitId: number
  roles: Role[]
  reportsTo: number | null
  holder: string | null
}

/** The posts of a unit that somebody holds today: to whom work can be given. */
export async function postsOf(tx: Tx, unitId: number, today: Day): Promise<PostCard[]> {
  const { rows } = await sql<PostCard>`
    select o.id, o.title, o.unit_id, o.roles, o.reports_to, p.name as holder from organization.post o
    left join organization.post_holding h on h.post_id = o.id and h.held @> ${today}::date
    left join organization.person p on p.id = h.person_id
    where o.unit_id = ${unitId} and (o.abolished_on is null or o.abolished_on > ${today}) order by o.id`.execute(
    own<OrganizationTables>(tx),
  )
  return rows
}

export async function postTitles(tx: Tx, ids: readonly (number | null)[], today: Day): Promise<Map<number, PostCard>> {
  const wanted = [...new Set(ids.filter((id): id is number => id !== null))]
  if (wanted.length === 0) return new Map()
  const { rows } = await sql<PostCard>`
    select o.id, o.title, o.unit_id, o.roles, o.reports_to, p.name as holder from organization.post o
    left join organization.post_holding h on h.post_id = o.id and h.held @> ${today}::date
    left join organization.person p on p.id = h.person_id
    where o.id = any(${wanted})`.execute(own<OrganizationTables>(tx))
  return new Map(rows.map((row) => [row.id, row]))
}

/** The account address of whoever holds the post today: where its notices go. */
export async function addressOfPost(tx: Tx, postId: number, today: Day): Promise<string | null> {
  const { rows } = await sql<{ email: string }>`select u.email from organization.post_holding h
    join organization.person p on p.id = h.person_id join accounts."user" u on u.id = p.user_id
    where h.post_id = ${postId} and h.held @> ${today}::date`.execute(own<OrganizationTables>(tx))
  return rows[0]?.email ?? null
}

/** The heads' posts of the units above: to whom a head here may report. */
export async function superiorsOf(tx: Tx, unitId: number, today: Day): Promise<PostCard[]> {
  const { rows } = await sql<PostCard>`
    select o.id, o.title, o.unit_id, o.roles, o.reports_to, null as holder from organization.unit_version v
    join organization.opening p on p.unit_id = v.parent_id join organization.post o on o.id = p.head_post_id
    where v.unit_id = ${unitId} and v.valid @> ${today}::date`.execute(own<OrganizationTables>(tx))
  return rows
}

/** Whether the post belongs to the unit, somebody holds it today, and it is one that answers people (as mayBeFocalPoint). */
export async function mayBeGivenWork(tx: Tx, postId: number, unitId: number, today: Day): Promise<boolean> {
  const { rows } =
    await sql`select 1 from organization.post o join organization.post_holding h on h.post_id = o.id and h.held @> ${today}::date
    where o.id = ${postId} and o.unit_id = ${unitId} and o.roles && array['officer', 'intake', 'deputy', 'head']`.execute(
      own<OrganizationTables>(tx),
    )
  return rows.length > 0
}

/** A post that answers people: held, and for more than watching or running the system. */
export const mayBeFocalPoint = ({ holder, roles }: Pick<PostCard, 'holder' | 'roles'>): boolean =>
  holder !== null &&
  roles.some((role) => role === 'officer' || role === 'intake' || role === 'deputy' || role === 'head')

/** The person who holds a post of this unit today. */
export async function holderOf(tx: Tx, postId: number, unitId: number, today: Day): Promise<number | null> {
  const { rows } = await sql<{ personId: number }>`select h.person_id from organization.post_holding h
    join organization.post o on o.id = h.post_id and o.unit_id = ${unitId}
    where h.post_id = ${postId} and h.held @> ${today}::date`.execute(own<OrganizationTables>(tx))
  return rows[0]?.personId ?? null
}
