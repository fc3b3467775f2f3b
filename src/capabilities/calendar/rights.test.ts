import { expect, test } from 'vitest'
import type { AnyPage } from '../../platform/page.ts'
import { type Actor, isAllowed, type Role } from '../../platform/rights.ts'
import { CALENDAR_NAV, CALENDAR_PAGES } from './index.ts'
import { at } from './paths.ts'
import { POLICY } from './policy.ts'

const ROLES: readonly Role[] = ['head', 'deputy', 'intake', 'officer', 'reviewer', 'observer', 'administrator']
const HERE = 1
const ELSEWHERE = 2

const holding = (role: Role | null, isTopUnit: boolean): Actor => ({
  ...{ userId: 'u', personId: 1, personName: 'Lê Thị Hoa', postId: 10, postTitle: 'Chức vụ' },
  ...{
    unitId: HERE,
    unitName: 'xã Tây Hồ',
    unitSlug: 'xa-tay-ho',
    roles: new Set(role ? [role] : []),
    isTopUnit,
    actingForm: '',
    posts: [],
  },
})

const ACTIONS = [
  { action: 'editCalendar', path: at.editor, nav: 'calendar', may: ['administrator'], onlyTop: true },
  { action: 'setOwnRule', path: at.ownRule, nav: 'ownRule', may: ['head', 'administrator'], onlyTop: false },
] as const

const pageAt = (path: string) => CALENDAR_PAGES.find((one) => one.path === path) as AnyPage

test('every action of the policy stands in this matrix', () => {
  expect(Object.keys(POLICY)).toEqual(ACTIONS.map(({ action }) => action))
})

const MATRIX = ACTIONS.flatMap((action) => [true, false].map((isTop) => ({ ...action, isTop })))

for (const { action, path, nav, may, onlyTop, isTop } of MATRIX)
  for (const role of [null, ...ROLES]) {
    const allowed = (may as readonly (Role | null)[]).includes(role) && (isTop || !onlyTop)
    const who = `${role ?? 'a post without roles'} of a ${isTop ? 'province' : 'commune'}`
    test(`${action}: ${who} ${allowed ? 'may' : 'may not'} at home, never elsewhere`, () => {
      const actor = holding(role, isTop)
      expect(isAllowed(POLICY[action], actor, { unitId: HERE })).toBe(allowed)
      expect(isAllowed(POLICY[action], actor, { unitId: ELSEWHERE })).toBe(false)
      expect(pageAt(path).may(actor, { unitId: HERE })).toBe(allowed)
      expect(pageAt(path).may(actor, { unitId: ELSEWHERE })).toBe(false)
      expect(CALENDAR_NAV.find(({ key }) => key === nav)?.may(actor)).toBe(allowed)
    })
  }

test('nobody edits without signing in; everybody may count and read the rules', () => {
  for (const { path } of ACTIONS) {
    expect(pageAt(path).surface).toBe('workspace')
    expect(pageAt(path).may(null, { unitId: HERE })).toBe(false)
  }
  for (const path of [at.calculator, at.rules]) expect(pageAt(path).may(null, {})).toBe(true)
})
