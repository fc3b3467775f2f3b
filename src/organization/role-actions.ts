import { sql } from 'kysely'
import type { Day } from '../platform/day.ts'
import { own, sqlState, type Tx } from '../platform/db.ts'
import { record } from '../platform/history.ts'
import type { Actor, Role } from '../platform/rights.ts'
import { type GivenRole, lacksOf, type Part } from './given-roles.ts'
import { givenRoles } from './officials.ts'
import type { OrganizationTables } from './tables.ts'

export interface UnitRole {
  id: number
  unitId: number
  name: string
  roles: Part[]
  without: string[]
  version: number
  posts: { id: number; title: string; instead: boolean }[]
}

export type RoleRefusal =
  | 'exists'
  | 'onlyAdministrator'
  | 'notAdministrator'
  | 'notOneself'
  | 'intakeGoesOn'
  | 'changed'
type Outcome = { refused: RoleRefusal } | { done: true }

const BY_CONSTRAINT: Readonly<Record<string, RoleRefusal>> = {
  ...{ unit_role_name: 'exists', only_administrator: 'onlyAdministrator', not_administrator: 'notAdministrator' },
  ...{ not_oneself: 'notOneself', intake_goes_on: 'intakeGoesOn' },
}

let changes = 0
/** Grows with every change of rights in this process: whoever remembers rights asks again. */
export const rightsChanges = () => changes

/** The constraints decide; what they refuse is said in words, and the transaction goes on. */
async function tried(tx: Tx, work: () => Promise<unknown>): Promise<Outcome> {
  const trx = own<OrganizationTables>(tx)
  await sql`savepoint role`.execute(trx)
  try {
    await work()
    changes++
    return { done: true }
  } catch (error) {
    const refused = sqlState(error) && BY_CONSTRAINT[(error as { constraint?: string }).constraint ?? '']
    if (!refused) throw error
    await sql`rollback to savepoint role`.execute(trx)
    return { refused }
  }
}

const note = (tx: Tx, { unitId, postId }: Actor, kind: string, payload: Record<string, unknown>) =>
  record(tx, { subject: { kind: 'unit', id: unitId }, unitId, sealId: null, kind, postId, payload })

/** The hand-made roles of a unit that are in force, with the posts that have them. */
export async function unitRoles(tx: Tx, unitId: number): Promise<UnitRole[]> {
  const { rows } = await sql<UnitRole>`select r.id, r.unit_id, r.name, r.roles, r.without, r.version,
      coalesce((select jsonb_agg(jsonb_build_object('id', o.id, 'title', o.title, 'instead', g.instead) order by o.id)
        from organization.post_role g join organization.post o on o.id = g.post_id where g.role_id = r.id), '[]') as posts
    from organization.unit_role r where r.unit_id = ${unitId} and r.retired_on is null order by r.id`.execute(
    own<OrganizationTables>(tx),
  )
  return rows
}

export async function makeRole(
  tx: Tx,
  actor: Actor,
  it: { name: string; roles: Part[]; without: string[] },
): Promise<{ refused: RoleRefusal } | { id: number }> {
  let id = 0
  const made = await tried(tx, async () => {
    const { rows } = await sql<{ id: number }>`insert into organization.unit_role (unit_id, name, roles, without)
      values (${actor.unitId}, ${it.name}, ${it.roles}, ${it.without}) returning id`.execute(own(tx))
    id = rows[0]?.id ?? 0
  })
  if ('refused' in made) return made
  await note(tx, actor, 'roleMade', { roleId: id, ...it })
  return { id }
}

export async function changeRole(
  tx: Tx,
  actor: Actor,
  role: Pick<UnitRole, 'id' | 'version'>,
  it: { name: string; roles: Part[]; without: string[] },
): Promise<Outcome> {
  let found = false
  const changed = await tried(tx, async () => {
    const { rows } = await sql`update organization.unit_role set name = ${it.name}, roles = ${it.roles},
        without = ${it.without}, version = version + 1
      where id = ${role.id} and unit_id = ${actor.unitId} and version = ${role.version} and retired_on is null returning id`.execute(
      own(tx),
    )
    found = rows.length > 0
  })
  if ('refused' in changed) return changed
  if (!found) return { refused: 'changed' }
  await note(tx, actor, 'roleChanged', { roleId: role.id, ...it })
  return changed
}

/** From now on it gives nothing; who had it, and when, stays in the history. */
export async function retireRole(tx: Tx, actor: Actor, roleId: number, today: Day): Promise<Outcome> {
  const retired = await tried(tx, () =>
    sql`update organization.unit_role set retired_on = ${today}, version = version + 1
      where id = ${roleId} and unit_id = ${actor.unitId} and retired_on is null`.execute(own(tx)),
  )
  if ('done' in retired) await note(tx, actor, 'roleRetired', { roleId })
  return retired
}

export async function giveRole(
  tx: Tx,
  actor: Actor,
  it: { roleId: number; postId: number; instead: boolean },
  today: Day,
): Promise<Outcome> {
  const given = await tried(tx, () =>
    sql`insert into organization.post_role (post_id, role_id, instead, given_by, given_on)
      values (${it.postId}, ${it.roleId}, ${it.instead}, ${actor.postId}, ${today}) on conflict do nothing`.execute(
      own(tx),
    ),
  )
  if ('done' in given) await note(tx, actor, 'roleGiven', it)
  return given
}

export async function takeRole(tx: Tx, actor: Actor, it: { roleId: number; postId: number }): Promise<Outcome> {
  const taken = await tried(tx, () =>
    sql`delete from organization.post_role where post_id = ${it.postId} and role_id = ${it.roleId}`.execute(own(tx)),
  )
  if ('done' in taken) await note(tx, actor, 'roleTaken', it)
  return taken
}

/** A post as the page of rights shows it: somebody who would act for it, so that the same function decides. */
export interface PostStanding {
  actor: Actor
  holder: string | null
  /** Who acts for it today while its holder is away, and how. */
  deputy: { title: string; name: string | null; form: 'KT.' | 'TL.' } | null
  given: GivenRole[]
}

export async function postStandings(tx: Tx, unit: Actor, today: Day): Promise<PostStanding[]> {
  const { rows } = await sql<{
    id: number
    title: string
    roles: Role[]
    ownRoles: Role[]
    given: GivenRole[] | null
    holder: string | null
    deputyTitle: string | null
    deputyName: string | null
    form: string | null
  }>`
    select o.id, o.title, o.roles, o.own_roles, p.name as holder, d.form, b.title as deputy_title, bp.name as deputy_name,
      ${givenRoles} as given
    from organization.post o
    left join organization.post_holding h on h.post_id = o.id and h.held @> ${today}::date
    left join organization.person p on p.id = h.person_id
    left join organization.deputation d on d.post_id = o.id and d.away @> ${today}::date
    left join organization.post b on b.id = d.deputy_post_id
    left join organization.post_holding bh on bh.post_id = b.id and bh.held @> ${today}::date
    left join organization.person bp on bp.id = bh.person_id
    where o.unit_id = ${unit.unitId} and (o.abolished_on is null or o.abolished_on > ${today}) order by o.id`.execute(
    own<OrganizationTables>(tx),
  )
  return rows.map(({ id, title, roles, ownRoles, given, holder, deputyTitle, deputyName, form }) => ({
    actor: {
      ...{ ...unit, postId: id, postTitle: title, actingForm: '' as const, posts: [] },
      ...{ roles: new Set(roles), lacks: lacksOf(ownRoles, given ?? []) },
    },
    holder,
    deputy: deputyTitle ? { title: deputyTitle, name: deputyName, form: form === 'TL' ? 'TL.' : 'KT.' } : null,
    given: given ?? [],
  }))
}
