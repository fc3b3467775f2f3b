import { postTitles } from '../../../organization/officials.ts'
import type { Visit } from '../../../platform/page.ts'
import { commitmentsById } from '../../commitments/index.ts'
import { documentsById } from '../../directives/index.ts'
import { evaluationOf, itemsOf, planById, recurrencesOf, tasksOf } from '../queries.ts'

/** As many tasks as a page can carry; a plan with more shows the next after the last one in sight. */
export const TASKS_SHOWN = 300

/** Everything that stands on the page of a plan. */
export async function load({ tx, params, query, today }: Visit) {
  const it = await planById(tx, Number(params.plan))
  if (!it) return null
  const after = /^\d{1,15}$/.test(query.sau ?? '') ? Number(query.sau) : null
  const [items, rows, recurrences, documents, evaluation] = await Promise.all([
    itemsOf(tx, it.id),
    tasksOf(tx, it.id, after, TASKS_SHOWN + 1),
    recurrencesOf(tx, it.id),
    documentsById(
      tx,
      [it.directiveId, it.documentId].filter((id) => id !== null),
      today,
    ),
    it.kind === 'yearly' ? evaluationOf(tx, it.id) : null,
  ])
  const tasks = rows.slice(0, TASKS_SHOWN)
  const promises = await commitmentsById(
    tx,
    tasks.map((task) => task.commitmentId),
  )
  const posts = [
    it.responsiblePostId,
    ...promises.map((one) => one.ownerPostId),
    ...recurrences.map((one) => one.ownerPostId),
  ]
  return {
    ...{ it, items, tasks, recurrences, evaluation },
    promises: new Map(promises.map((one) => [one.id, one])),
    titles: await postTitles(tx, posts, today),
    directive: it.directiveId ? documents.get(it.directiveId) : undefined,
    document: it.documentId ? documents.get(it.documentId) : undefined,
    next: rows.length > TASKS_SHOWN ? (tasks.at(-1)?.id ?? null) : null,
  }
}

export type Found = NonNullable<Awaited<ReturnType<typeof load>>>
