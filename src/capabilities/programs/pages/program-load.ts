import { postTitles } from '../../../organization/officials.ts'
import type { Visit } from '../../../platform/page.ts'
import { commitmentsById } from '../../commitments/index.ts'
import { documentsById } from '../../directives/index.ts'
import { partsOfProgram, programById } from '../queries.ts'

/** Everything that stands on the page of a program. */
export async function load({ tx, params, today }: Visit) {
  const it = await programById(tx, Number(params.program))
  if (!it) return null
  const parts = await partsOfProgram(tx, it.id)
  const ids = parts.reviews.map((one) => one.commitmentId)
  const [documents, promises, before, titles] = await Promise.all([
    documentsById(tx, [...parts.documentIds, ...(it.documentId ? [it.documentId] : [])], today),
    commitmentsById(tx, ids),
    it.predecessorId ? programById(tx, it.predecessorId) : null,
    postTitles(tx, [it.responsiblePostId], today),
  ])
  const signedAs = it.documentId ? documents.get(it.documentId) : undefined
  const priorities = parts.documentIds.flatMap((id) => documents.get(id) ?? [])
  return { it, ...parts, documents: priorities, signedAs, promises, before, titles }
}
export type Found = NonNullable<Awaited<ReturnType<typeof load>>>
