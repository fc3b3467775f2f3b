import { afterAll, describe, expect, test } from 'vitest'
import { anOffice, ROLES, TODAY } from '../../../test/office.ts'
import { actorsOf } from '../../organization/officials.ts'
import { placeById } from '../../organization/openings.ts'
import {
  addPost,
  deputize,
  endHolding,
  holdPost,
  type Opening,
  openingOf,
  saveOpening,
} from '../../organization/staffing.ts'
import { addDays } from '../../platform/day.ts'
import { isAllowed } from '../../platform/rights.ts'
import { ADMINISTRATION_NAV, ADMINISTRATION_PAGES } from './index.ts'
import { at } from './paths.ts'
import { POLICY } from './policy.ts'

const it = await anOffice()
afterAll(() => it.db[Symbol.asyncDispose]())

const ACTIONS = [
  { action: 'setUp', path: at.unit, nav: 'setUp', may: ['administrator'] },
  { action: 'staff', path: at.staff, nav: 'staff', may: ['administrator'] },
  { action: 'deputize', path: at.away, nav: 'away', may: ['head'] },
  { action: 'makeRoles', path: at.roles, nav: 'roles', may: ['administrator'] },
  {
    action: 'seeRights',
    path: at.rights,
    nav: 'rights',
    may: ['head', 'deputy', 'administrator', 'reviewer', 'observer'],
  },
  { action: 'seeOwnRights', path: at.ownRights, nav: null, may: ROLES },
] as const

describe('who may', () => {
  test('every action of the policy stands in this matrix', () => {
    expect(Object.keys(POLICY)).toEqual(ACTIONS.map(({ action }) => action))
  })
  for (const { action, path, nav, may } of ACTIONS)
    for (const role of ROLES) {
      const allowed = (may as readonly string[]).includes(role)
      test(`${action}: ${role} ${allowed ? 'may' : 'may not'} at home, never next door`, () => {
        expect(isAllowed(POLICY[action], it.here[role], it.here[role])).toBe(allowed)
        expect(isAllowed(POLICY[action], it.here[role], it.neighbour[role])).toBe(false)
        expect(isAllowed(POLICY[action], null, it.here[role])).toBe(false)
        expect(ADMINISTRATION_PAGES.find((page) => page.path === path)?.may(it.here[role], {} as never)).toBe(allowed)
        if (nav) expect(ADMINISTRATION_NAV.find((entry) => entry.key === nav)?.may(it.here[role])).toBe(allowed)
      })
    }
})

const opening: Omit<Opening, 'headPostId' | 'intakePostId'> = {
  ...{
    phone: '0235 111 222',
    address: 'Trụ sở mới của xã',
    hours: '07:00-11:00',
    theme: 'green',
    addressForm: 'ông bà',
  },
  ...{ urgentNotice: null, legalAid: null },
}

describe('a unit', () => {
  test('opens only with posts of its own that somebody holds', async () => {
    const admin = it.here.administrator
    const { rows } = await it.db.owner.query(
      `insert into organization.post (unit_id, title, roles) values ($1, 'Chưa ai giữ', '{intake}') returning id`,
      [admin.unitId],
    )
    const postId = Number(rows[0].id)
    await it.as(admin, async (tx) => {
      const foreign = { ...opening, headPostId: it.neighbour.head.postId, intakePostId: it.here.intake.postId }
      expect(await saveOpening(tx, admin, foreign, TODAY)).toEqual({ refused: 'notHeld' })
      expect(
        await saveOpening(tx, admin, { ...opening, headPostId: it.here.head.postId, intakePostId: postId }, TODAY),
      ).toEqual({
        refused: 'notHeld',
      })
      const good = { ...opening, headPostId: it.here.head.postId, intakePostId: it.here.intake.postId }
      expect(await saveOpening(tx, admin, good, TODAY)).toEqual({ done: true })
      expect((await openingOf(tx, admin.unitId))?.phone).toBe('0235 111 222')
      expect((await placeById(tx, admin.unitId, TODAY))?.theme).toBe('green')
    })
  })

  test('has one holder of a post at a time, and one title once', async () => {
    const admin = it.here.administrator
    await it.as(admin, async (tx) => {
      expect(await addPost(tx, admin, { title: admin.postTitle, roles: ['officer'], reportsTo: null })).toEqual({
        refused: 'exists',
      })
    })
    await it.db.owner.query(
      `insert into accounts."user" (id, name, email) values ('someone', 'Người khác', 'khac@xa.example')`,
    )
    const next = { postId: it.here.officer.postId, name: 'Người khác', userId: 'someone', from: TODAY }
    await it.as(admin, async (tx) => {
      expect(await holdPost(tx, admin, next)).toEqual({ refused: 'held' })
      await endHolding(tx, admin, it.here.officer.postId, addDays(TODAY, -1))
      expect(await holdPost(tx, admin, next)).toEqual({ done: true })
      const [actor] = await actorsOf(tx, 'someone', TODAY)
      expect(actor).toMatchObject({ postId: it.here.officer.postId, unitId: admin.unitId, actingForm: '' })
      expect(await actorsOf(tx, 'someone', addDays(TODAY, -1))).toEqual([])
    })
  })

  test('lets a deputy act only inside the days of the document, and never for two at once', async () => {
    const admin = it.here.administrator
    const away = {
      postId: it.here.head.postId,
      deputyPostId: it.here.officer.postId,
      form: 'TL',
      documentNumber: '12/GUQ',
    } as const
    await it.as(admin, async (tx) => {
      expect(await deputize(tx, admin, { ...away, form: 'KT', from: TODAY, until: TODAY })).toEqual({
        refused: 'notDeputy',
      })
      const toAdmin = { ...away, deputyPostId: admin.postId, from: TODAY, until: TODAY }
      expect(await deputize(tx, admin, toAdmin)).toEqual({ refused: 'notDeputy' })
      expect(await deputize(tx, admin, { ...away, from: TODAY, until: addDays(TODAY, 2) })).toEqual({ done: true })
      expect(await deputize(tx, admin, { ...away, from: addDays(TODAY, 2), until: addDays(TODAY, 4) })).toEqual({
        refused: 'overlap',
      })
      const forms = async (days: number) =>
        (await actorsOf(tx, 'someone', addDays(TODAY, days))).map((actor) => actor.actingForm)
      expect(await forms(0)).toEqual(['', 'TL.'])
      expect(await forms(3)).toEqual([''])
    })
  })
})
