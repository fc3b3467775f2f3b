import type { Role } from '../platform/rights.ts'

/** The built-in roles that a unit may bring together in one of its own; who leads or administers is said of the post itself. */
export const PARTS = ['intake', 'officer', 'reviewer', 'observer'] as const satisfies readonly Role[]
export type Part = (typeof PARTS)[number]

/** A hand-made role as a post has it. */
export interface GivenRole {
  id: number
  name: string
  roles: Part[]
  /** Actions (`capability.action`) it leaves out. */
  without: string[]
  /** In place of what the post may do by itself. */
  instead: boolean
}

/**
 * What is left out of each role that a post has by hand-made roles alone. Two of them together leave out only what both do. The
 * roles themselves are worked out in SQL (organization.roles_in_force).
 */
export function lacksOf(own: readonly Role[], given: readonly GivenRole[]): Map<Role, ReadonlySet<string>> {
  const ownCounts = (role: Part) => own.includes(role) && !given.some(({ instead }) => instead)
  const lacks = new Map<Role, ReadonlySet<string>>()
  for (const role of PARTS.filter((one) => !ownCounts(one))) {
    const [first, ...rest] = given.filter(({ roles }) => roles.includes(role))
    const left = (first?.without ?? []).filter((action) => rest.every(({ without }) => without.includes(action)))
    if (left.length > 0) lacks.set(role, new Set(left))
  }
  return lacks
}
