import { unitNames } from '../../../organization/openings.ts'
import type { Visit } from '../../../platform/page.ts'
import { documentById, documentsById } from '../../directives/index.ts'
import { followersOf, plansUnder, treeFigures } from '../coverage-queries.ts'
import { branchesOf } from '../tree-model.ts'

/** Read of the database, and drawn. */
const MOST_READ = 300
export const MOST_DRAWN = 60

/** A directive with what hangs on it. */
export async function load({ tx, params, today }: Visit) {
  const root = await documentById(tx, Number(params.document), today)
  if (!root) return null
  const [followers, figures] = await Promise.all([followersOf(tx, root.id, MOST_READ), treeFigures(tx, root.id)])
  const ids = [root.id, ...followers.map(({ id }) => id)]
  const plans = await plansUnder(tx, ids, MOST_READ)
  const branches = branchesOf(root.id, followers, plans, MOST_DRAWN)
  const drawn = branches.flatMap(({ documentId }) => (documentId ? [documentId] : []))
  const units = branches.flatMap(({ plan }) => (plan ? [plan.unitId] : []))
  const [documents, names] = await Promise.all([documentsById(tx, drawn, today), unitNames(tx, units, today)])
  return { root, figures, branches, documents, names }
}

export type Found = NonNullable<Awaited<ReturnType<typeof load>>>
