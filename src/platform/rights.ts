/** What a post may be for; held today by a person. `focalPoint` and `supervisor` are relations to the record at hand. */
export type Role = 'head' | 'deputy' | 'intake' | 'officer' | 'reviewer' | 'observer' | 'administrator'
/** `topAdministrator` is an administrator of a unit of the centre or of a province. */
export type By = Role | 'topAdministrator' | 'focalPoint' | 'supervisor' | 'anyOfficial' | 'sender' | 'clockwork'

/** Somebody who signed in, acting for one post of one unit today. */
export interface Actor {
  userId: string
  personId: number
  personName: string
  postId: number
  postTitle: string
  unitId: number
  unitName: string
  unitSlug: string
  roles: ReadonlySet<Role>
  /** Roles this post has only by hand-made roles that leave actions out: role -> those actions. */
  lacks?: ReadonlyMap<Role, ReadonlySet<string>>
  /** A unit of the centre or of a province: what everybody shares is looked after there. */
  isTopUnit?: boolean
  /** A body that a unit of government named as the one beside it, such as the Front. */
  isBesideUnit?: boolean
  /** KT. or TL. when the post is somebody else's whose holder is away. */
  actingForm: '' | 'KT.' | 'TL.'
  /** Every post this person may act for today, this one included. */
  posts: readonly Pick<Actor, 'postId' | 'postTitle' | 'actingForm'>[]
}

/** What a right is measured against. */
export interface Territory {
  unitId: number
  ownerPostId?: number
  supervisorPostId?: number
}

/** Whether the actor is one of those named, on the territory of the record. The one place where rights are decided. */
export function isAllowed(by: readonly By[], actor: Actor | null, territory: Territory): boolean {
  if (!actor || actor.unitId !== territory.unitId) return false
  return by.some((who) => {
    switch (who) {
      case 'focalPoint':
        return actor.postId === territory.ownerPostId
      case 'supervisor':
        return actor.postId === territory.supervisorPostId
      case 'topAdministrator':
        return actor.isTopUnit === true && actor.roles.has('administrator')
      case 'anyOfficial':
        return true
      case 'sender':
      case 'clockwork':
        return false
      default:
        return actor.roles.has(who) && !leavesOut(actor, who, by)
    }
  })
}

/** A hand-made role can only take away; a right without a name is not given by a role that leaves something out. */
function leavesOut({ lacks }: Actor, role: Role, by: readonly By[]): boolean {
  const left = lacks?.get(role)
  if (!left) return false
  const name = nameOf.get(by)
  return name === undefined || left.has(name)
}

export type Policy = Readonly<Record<string, readonly By[]>>

const nameOf = new WeakMap<readonly By[], string>()
const named = new Map<string, readonly By[]>()

/** The rights of a capability: action -> who. Each gets its name, `capability.action`, by which a hand-made role leaves it out. */
export function policy<const T extends Policy>(capability: string, table: T): T {
  const rights = Object.entries(table).map(([action, by]) => {
    const name = `${capability}.${action}`
    if (named.has(name)) throw new Error(`two rights are called ${name}`)
    // A list of its own: two actions may name the same people and are still two.
    const own = [...by]
    named.set(name, own)
    nameOf.set(own, name)
    return [action, own] as const
  })
  return Object.fromEntries(rights) as unknown as T
}

/** Every right of the program, as it is decided: what a page says of rights is read from here. */
export const allRights = (): readonly (readonly [name: string, by: readonly By[]])[] => [...named]
