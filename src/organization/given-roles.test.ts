import { afterAll, describe, expect, test } from 'vitest'
import { anOffice, TODAY } from '../../test/office.ts'
import { type Actor, isAllowed, policy, type Role } from '../platform/rights.ts'
import { type GivenRole, lacksOf } from './given-roles.ts'
import { actorsOf } from './officials.ts'
import { changeRole, giveRole, makeRole, retireRole, takeRole, unitRoles } from './role-actions.ts'

const office = await anOffice()
afterAll(() => office.db[Symbol.asyncDispose]())
const { here, neighbour } = office
const RIGHTS = policy('trial', { receive: ['intake', 'head'], see: ['intake', 'officer'], decide: ['head'] })

/** The post as it signs in today. */
async function nowOf(actor: Actor): Promise<Actor> {
  await office.db.owner.query(
    `insert into accounts."user" (id, name, email) values ($1, 'Người', $1 || '@x.example') on conflict do nothing`,
    [actor.userId],
  )
  await office.db.owner.query('update organization.person set user_id = $1 where id = $2', [
    actor.userId,
    actor.personId,
  ])
  const found = (await office.as(null, (tx) => actorsOf(tx, actor.userId, TODAY))).find(
    (one) => one.postId === actor.postId,
  )
  if (!found) throw new Error('nobody')
  return found
}

const make = async (name: string, roles: GivenRole['roles'], without: string[] = [], actor = here.administrator) => {
  const made = await office.as(actor, (tx) => makeRole(tx, actor, { name, roles, without }))
  if ('refused' in made) throw new Error(made.refused)
  return made.id
}
const give = (roleId: number, to: Actor, instead = false, actor = here.administrator) =>
  office.as(actor, (tx) => giveRole(tx, actor, { roleId, postId: to.postId, instead }, TODAY))
const may = (action: keyof typeof RIGHTS, actor: Actor) => isAllowed(RIGHTS[action], actor, actor)

describe('a hand-made role', () => {
  test('gives what it brings together at once, less what it leaves out, and nothing next door', async () => {
    const role = await make('Văn thư kiêm một cửa', ['intake'], ['trial.receive'])
    expect(may('see', await nowOf(here.observer))).toBe(false)
    await give(role, here.observer)
    const now = await nowOf(here.observer)
    expect([may('see', now), may('receive', now), may('decide', now)]).toEqual([true, false, false])
    expect(isAllowed(RIGHTS.see, now, neighbour.head)).toBe(false)
    // A right nobody named is not given by a role that leaves something out.
    expect(isAllowed(['intake'], now, now)).toBe(false)

    const [found] = await office.as(here.administrator, (tx) => unitRoles(tx, here.head.unitId))
    if (!found) throw new Error('no role')
    const change = (version: number, without: string[]) =>
      office.as(here.administrator, (tx) =>
        changeRole(tx, here.administrator, { id: role, version }, { name: found.name, roles: ['intake'], without }),
      )
    expect(await change(found.version, [])).toEqual({ done: true })
    expect(may('receive', await nowOf(here.observer))).toBe(true)
    expect(await change(found.version, ['trial.see']), 'of two at once the second is told').toEqual({
      refused: 'changed',
    })
    await office.as(here.administrator, (tx) => retireRole(tx, here.administrator, role, TODAY))
    expect(may('see', await nowOf(here.observer))).toBe(false)
    expect(
      await office.count('platform.history', `kind in ('roleMade', 'roleGiven', 'roleChanged', 'roleRetired')`),
    ).toBe(4)
  })

  test('in place of its own work, until it is taken away; the post that receives goes on receiving', async () => {
    const role = await make('Chỉ theo dõi', ['observer'])
    await give(role, here.officer, true)
    expect(may('see', await nowOf(here.officer))).toBe(false)
    await office.as(here.administrator, (tx) =>
      takeRole(tx, here.administrator, { roleId: role, postId: here.officer.postId }),
    )
    expect(may('see', await nowOf(here.officer))).toBe(true)
    expect(await give(role, here.intake, true)).toEqual({ refused: 'intakeGoesOn' })
    expect(may('receive', await nowOf(here.intake))).toBe(true)
  })

  test('two roles together leave out only what both do; what the post may do by itself counts whole', () => {
    const given = (roles: GivenRole['roles'], without: string[], instead = false): GivenRole => ({
      ...{ id: 1, name: 'vai trò', roles, without, instead },
    })
    const two = [given(['intake'], ['a.x', 'a.y']), given(['intake', 'officer'], ['a.y'])]
    expect([...(lacksOf(['observer'], two).get('intake') ?? [])]).toEqual(['a.y'])
    expect(lacksOf(['intake'], two).has('intake')).toBe(false)
    expect(lacksOf(['intake'], [given(['intake'], ['a.x'], true)]).has('intake')).toBe(true)
  })
})

describe('no way up', () => {
  const insert = (actor: Actor, roles: Role[], unitId = actor.unitId) =>
    office.as(actor, (tx) =>
      makeRole(tx, { ...actor, unitId }, { name: `Thử ${roles}`, roles: roles as 'intake'[], without: [] }),
    )

  test('nobody but an administrator makes or gives one, and only at home', async () => {
    for (const role of ['head', 'deputy', 'intake', 'officer', 'reviewer', 'observer'] as const)
      expect(await insert(here[role], ['observer']), role).toEqual({ refused: 'onlyAdministrator' })
    await expect(insert(here.administrator, ['observer'], neighbour.head.unitId)).resolves.toEqual({
      refused: 'onlyAdministrator',
    })
    const role = await make('Của xã bên', ['observer'], [], neighbour.administrator)
    expect(await give(role, here.officer)).toEqual({ refused: 'onlyAdministrator' })
    expect(await give(role, here.officer, false, neighbour.administrator), 'a post of another unit').toEqual({
      refused: 'notAdministrator',
    })
    // Row-level security alone, without what the functions ask.
    const { rowCount } = await office.as(here.administrator, async (tx) => {
      const { own } = await import('../platform/db.ts')
      const { sql } = await import('kysely')
      const done = await sql`update organization.unit_role set name = 'Đã đổi' where id = ${role}`.execute(own(tx))
      return { rowCount: Number(done.numAffectedRows ?? 0n) }
    })
    expect(rowCount).toBe(0)
  })

  test.each(['head', 'deputy', 'administrator'] as const)('%s is never part of one', async (role) => {
    await expect(insert(here.administrator, [role])).rejects.toThrow(/unit_role_roles_check/)
  })

  test('not to oneself, not to a post that administers, not by widening what one has', async () => {
    const role = await make('Rộng dần', ['observer'])
    expect(await give(role, here.administrator)).toEqual({ refused: 'notAdministrator' })
    // The administrator holds a second post.
    const { rows } = await office.db.owner.query(
      `insert into organization.post (unit_id, title, roles) values ($1, 'Chuyên viên kiêm nhiệm', '{officer}') returning id`,
      [here.head.unitId],
    )
    const second = { ...here.officer, postId: Number(rows[0].id) }
    expect(await give(role, second)).toEqual({ done: true })
    await office.db.owner.query(
      `insert into organization.post_holding (post_id, person_id, held) values ($1, $2, '[2025-07-01,)')`,
      [second.postId, here.administrator.personId],
    )
    expect(await give(await make('Cho mình', ['intake']), second)).toEqual({ refused: 'notOneself' })
    const found = (await office.as(here.administrator, (tx) => unitRoles(tx, here.head.unitId))).find(
      ({ id }) => id === role,
    )
    const widened = office.as(here.administrator, (tx) =>
      changeRole(
        tx,
        here.administrator,
        { id: role, version: found?.version ?? 0 },
        {
          ...{ name: 'Rộng dần', roles: ['intake', 'observer'], without: [] },
        },
      ),
    )
    expect(await widened).toEqual({ refused: 'notOneself' })
  })
})
