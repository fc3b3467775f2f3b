import type { Below, TaskUnder } from './tree-queries.ts'

/** A branch as it is drawn: documents by their number, plans with how far their tasks are, tasks of one's own unit. */
export interface Branch {
  depth: number
  /** The line of the branch it hangs on; the root's own is 0. */
  parent: number
  documentId: number | null
  plan: Below | null
  task: TaskUnder | null
  /** So many more hang on this document that are not drawn. */
  more: number
}

/** What was read, in reading order: what hangs on a branch stands right under it, plans before documents. */
export function branchesOf(
  root: number,
  below: readonly Below[],
  tasks: readonly TaskUnder[],
  counts: ReadonlyMap<number, number>,
): Branch[] {
  const hanging = Map.groupBy(below, ({ parentId }) => parentId)
  const tasksOf = Map.groupBy(tasks, ({ planId }) => planId)
  const nothing = { documentId: null, plan: null, task: null, more: 0 }
  const out: Branch[] = []
  function grow(documentId: number, depth: number, parent: number): void {
    const mine = hanging.get(documentId) ?? []
    const more = Math.max(0, (counts.get(documentId) ?? 0) - mine.length)
    const line = out.push({ ...nothing, depth, parent, documentId, more }) - 1
    for (const plan of mine.filter(({ planId }) => planId !== null)) {
      const under = out.push({ ...nothing, depth: depth + 1, parent: line, plan }) - 1
      for (const task of tasksOf.get(plan.planId ?? 0) ?? [])
        out.push({ ...nothing, depth: depth + 2, parent: under, task })
    }
    for (const child of mine) if (child.documentId !== null) grow(child.documentId, depth + 1, line)
  }
  grow(root, 0, 0)
  return out
}
