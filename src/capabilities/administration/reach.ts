import { mayBeFocalPoint } from '../../organization/officials.ts'
import { type Actor, allRights, type By, isAllowed } from '../../platform/rights.ts'

/** How a post may do something: always in its unit, or as the focal point of a matter, or as the one who signs or supervises it. */
export type Reach = 'always' | 'focalPoint' | 'supervisor' | 'either'

/** Asked of `isAllowed` and of nothing else: the page says what is decided, it does not know better. */
export function reachOf(by: readonly By[], actor: Actor): Reach | null {
  const { unitId, postId } = actor
  if (isAllowed(by, actor, { unitId })) return 'always'
  // Who can be given no work is never the focal point of any.
  if (!mayBeFocalPoint({ holder: '', roles: [...actor.roles] })) return null
  const focal = isAllowed(by, actor, { unitId, ownerPostId: postId })
  const supervising = isAllowed(by, actor, { unitId, supervisorPostId: postId })
  if (focal && supervising) return 'either'
  return focal ? 'focalPoint' : supervising ? 'supervisor' : null
}

export interface RightsOf {
  capability: string
  rights: { name: string; reach: Reach }[]
}

/** What a post may do, by capability in the order of the program. */
export function rightsOf(actor: Actor): RightsOf[] {
  const groups = new Map<string, RightsOf>()
  for (const [name, by] of allRights()) {
    const reach = reachOf(by, actor)
    if (!reach) continue
    const capability = name.split('.')[0] ?? ''
    const group = groups.get(capability) ?? { capability, rights: [] }
    group.rights.push({ name, reach })
    groups.set(capability, group)
  }
  return [...groups.values()]
}

/** The actions that at least one of these built-in roles allows: what a hand-made role may leave out. */
export const rightsOfParts = (parts: readonly By[]): string[] =>
  allRights()
    .filter(([, by]) => by.some((who) => parts.includes(who)))
    .map(([name]) => name)
