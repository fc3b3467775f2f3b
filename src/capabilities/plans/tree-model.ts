import type { Follower, PlanUnder } from './coverage-queries.ts'

/** A branch as it is drawn: documents carry their number, plans their unit and how far their tasks are. */
export interface Branch {
  key: string
  depth: number
  /** The line of the branch it hangs on; the root's own is 0. */
  parent: number
  documentId: number | null
  plan: PlanUnder | null
  /** So many more at this place that are not drawn. */
  more: number
}

const MOST_BESIDE = 15

/** Documents and plans in reading order, each under what it carries out; at most so many, and so many beside each other. */
export function branchesOf(
  root: number,
  followers: readonly Follower[],
  plans: readonly PlanUnder[],
  most: number,
): Branch[] {
  const below = Map.groupBy(followers, ({ parentId }) => parentId)
  const plansOf = Map.groupBy(plans, ({ directiveId }) => directiveId)
  const out: Branch[] = []
  const seen = new Set<number>()
  function grow(documentId: number, depth: number, parent: number): void {
    if (out.length >= most || seen.has(documentId)) return
    seen.add(documentId)
    const line = out.push({ key: `d${documentId}`, depth, parent, documentId, plan: null, more: 0 }) - 1
    const [mine, children] = [plansOf.get(documentId) ?? [], below.get(documentId) ?? []]
    for (const plan of mine.slice(0, MOST_BESIDE)) {
      if (out.length >= most) return
      out.push({ key: `p${plan.planId}`, depth: depth + 1, parent: line, documentId: null, plan, more: 0 })
    }
    for (const child of children.slice(0, MOST_BESIDE)) grow(child.id, depth + 1, line)
    const left = Math.max(0, mine.length - MOST_BESIDE) + Math.max(0, children.length - MOST_BESIDE)
    if (left > 0 && out.length < most)
      out.push({ key: `m${documentId}`, depth: depth + 1, parent: line, documentId: null, plan: null, more: left })
  }
  grow(root, 0, 0)
  return out
}
