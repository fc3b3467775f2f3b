import { mayBeGivenWork } from '../../organization/officials.ts'
import { abolishPost, endHolding, holdPost, openingOf } from '../../organization/staffing.ts'
import { addDays, type Day } from '../../platform/day.ts'
import type { Tx } from '../../platform/db.ts'
import type { Host } from '../../platform/page.ts'
import { type Actor, isAllowed } from '../../platform/rights.ts'
import { type OwnedWork, passOn, superviseBy, workOfPost } from '../commitments/index.ts'
import { POLICY } from './policy.ts'

interface Context {
  tx: Tx
  host: Pick<Host, 'jobs'>
  actor: Actor
  today: Day
}

export interface Leaving {
  postId: number
  how: 'end' | 'abolish'
  lastDay: Day
  /** Who holds the post from the next day on: then its work stays with it. */
  next: { name: string; userId: string } | null
  /** Who takes over what nobody is named for below. */
  allTo: number | null
  each: Readonly<Record<number, number>>
}

export type LeavingRefusal = 'notYours' | 'needsHolder' | 'unassigned' | 'notHeld' | 'held'

/** Somebody leaves, or a post is no more: whatever it owns goes on with another holder or another held post, in the same moment. */
export async function leavePost(
  { tx, host, actor, today }: Context,
  it: Leaving,
): Promise<{ refused: LeavingRefusal; work?: OwnedWork } | { done: true }> {
  if (!isAllowed(POLICY.handOverPost, actor, actor)) return { refused: 'notYours' }
  const opening = await openingOf(tx, actor.unitId)
  const isNeeded = opening !== null && [opening.headPostId, opening.intakePostId].includes(it.postId)
  // What only the head may read waits with the head's post, and what comes in tomorrow comes to the intake post.
  if (isNeeded && (!it.next || it.how === 'abolish')) return { refused: 'needsHolder' }
  if (it.next && it.how === 'end') {
    await endHolding(tx, actor, it.postId, it.lastDay)
    const held = await holdPost(tx, actor, { postId: it.postId, ...it.next, from: addDays(it.lastDay, 1) })
    return 'refused' in held ? { refused: 'held' } : { done: true }
  }
  const from = addDays(it.lastDay, 1)
  const by = { postId: actor.postId, reason: it.how === 'end' ? 'người giữ thôi giữ chức vụ' : 'bãi bỏ chức vụ' }
  for (const work of await workOfPost(tx, it.postId, actor.unitId)) {
    const toPostId = work.isApology ? opening?.headPostId : (it.each[work.id] ?? it.allTo)
    if (!toPostId || toPostId === it.postId) return { refused: 'unassigned', work }
    for (const day of from > today ? [today, from] : [today])
      if (!(await mayBeGivenWork(tx, toPostId, actor.unitId, day))) return { refused: 'notHeld', work }
    await passOn({ host, tx }, work, actor.unitId, toPostId, by)
  }
  if (opening) await superviseBy(tx, actor.unitId, it.postId, opening.headPostId)
  await (it.how === 'end' ? endHolding : abolishPost)(tx, actor, it.postId, it.lastDay)
  return { done: true }
}
