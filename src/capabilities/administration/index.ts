import { type Actor, isAllowed } from '../../platform/rights.ts'
import { awayPage } from './pages/away.tsx'
import { ownRightsPage, rightsPage } from './pages/rights.tsx'
import { rolePage } from './pages/role.tsx'
import { rolesPage } from './pages/roles.tsx'
import { staffPage } from './pages/staff.tsx'
import { unitPage } from './pages/unit.tsx'
import { at } from './paths.ts'
import { POLICY } from './policy.ts'
import { en } from './words.en.ts'
import { vi } from './words.vi.ts'

export const ADMINISTRATION_PAGES = [unitPage, staffPage, awayPage, rolesPage, rolePage, rightsPage, ownRightsPage]

export const ADMINISTRATION_NAV = [
  {
    key: 'setUp',
    group: 'admin',
    path: at.unit,
    text: { vi: vi.unit.title, en: en.unit.title },
    may: (actor: Actor) => isAllowed(POLICY.setUp, actor, actor),
  },
  {
    key: 'staff',
    group: 'admin',
    path: at.staff,
    text: { vi: vi.staff.title, en: en.staff.title },
    may: (actor: Actor) => isAllowed(POLICY.staff, actor, actor),
  },
  {
    key: 'away',
    group: 'admin',
    path: at.away,
    text: { vi: vi.away.title, en: en.away.title },
    may: (actor: Actor) => isAllowed(POLICY.deputize, actor, actor),
  },
  {
    key: 'roles',
    group: 'admin',
    path: at.roles,
    text: { vi: vi.roles.title, en: en.roles.title },
    may: (actor: Actor) => isAllowed(POLICY.makeRoles, actor, actor),
  },
  {
    key: 'rights',
    group: 'admin',
    path: at.rights,
    text: { vi: vi.rights.title, en: en.rights.title },
    may: (actor: Actor) => isAllowed(POLICY.seeRights, actor, actor),
  },
] as const
