import { postTitles } from '../../../organization/officials.ts'
import { unitNames } from '../../../organization/openings.ts'
import type { Visit } from '../../../platform/page.ts'
import { commitmentsById } from '../../commitments/index.ts'
import { documentById, documentsById } from '../../directives/index.ts'
import { branchesOf } from '../tree-model.ts'
import { treeFigures, treeOf } from '../tree-queries.ts'

export const MOST_DRAWN = 60
/** Of a file. */
const MOST_LISTED = 2000

/** A directive with what hangs on it. */
export async function load(visit: Visit) {
  const { tx, actor, params, today } = visit
  const root = actor && (await documentById(tx, Number(params.document), today))
  if (!root) return null
  const figures = await treeFigures(tx, root.id)
  return { root, figures, ...(await drawn(visit, actor.unitId, root.id, MOST_DRAWN)) }
}

/** The same for a file: as much as a sheet may carry. */
export const listed = (visit: Visit, root: number) =>
  drawn(visit, visit.actor?.unitId ?? 0, root, MOST_LISTED, MOST_LISTED)

async function drawn({ tx, today }: Visit, unitId: number, root: number, most: number, beside?: number) {
  const { below, tasks, counts } = await treeOf(tx, unitId, root, most, beside)
  const branches = branchesOf(root, below, tasks, counts)
  const [documents, names, promises] = await Promise.all([
    documentsById(
      tx,
      branches.flatMap(({ documentId }) => documentId ?? []),
      today,
    ),
    unitNames(
      tx,
      below.flatMap(({ unitId }) => unitId ?? []),
      today,
    ),
    commitmentsById(
      tx,
      tasks.map(({ commitmentId }) => commitmentId),
    ),
  ])
  const owners = promises.map(({ ownerPostId }) => ownerPostId)
  return {
    ...{ branches, documents, names, isWhole: branches.every(({ more }) => more === 0) },
    promises: new Map(promises.map((one) => [one.id, one])),
    titles: await postTitles(tx, owners, today),
  }
}

export type Found = NonNullable<Awaited<ReturnType<typeof load>>>
