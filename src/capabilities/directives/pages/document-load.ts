import { postTitles } from '../../../organization/officials.ts'
import { unitNames } from '../../../organization/openings.ts'
import { filesOf } from '../../../platform/files.ts'
import type { Visit } from '../../../platform/page.ts'
import { commitmentsById } from '../../commitments/index.ts'
import { assignmentsOfDocument } from '../assignment-queries.ts'
import { assertionsOf, readingsOf } from '../citation-queries.ts'
import { differingIn } from '../differing.ts'
import { danglingOf, documentById, documentsById, relationsOf } from '../queries.ts'
import { entriesOfDocument } from '../register-queries.ts'

/** Everything that stands on the page of one document. */
export async function load({ tx, actor, params, today }: Visit) {
  const it = actor && (await documentById(tx, Number(params.document), today))
  if (!it) return null
  const [relations, entries, assignments, readings, assertions, dangling, names] = await Promise.all([
    relationsOf(tx, it.id, today),
    entriesOfDocument(tx, actor.unitId, it.id),
    assignmentsOfDocument(tx, actor.unitId, it.id),
    readingsOf(tx, it.id),
    assertionsOf(tx, it.id),
    it.replacedBy ? danglingOf(tx, it.id) : [],
    unitNames(tx, [it.issuerUnitId], it.issuedOn),
  ])
  const files = await filesOf(tx, 'document', [String(it.id), ...readings.map(({ id }) => `r${id}`)])
  const replacing = it.replacedBy ? (await documentsById(tx, [it.replacedBy], today)).get(it.replacedBy) : undefined
  const promises = await commitmentsById(
    tx,
    assignments.map((one) => one.commitmentId),
  )
  const owners = promises.map((one) => one.ownerPostId)
  return {
    ...{ assignments, promises: new Map(promises.map((one) => [one.id, one])) },
    owners: await postTitles(tx, owners, today),
    ...{ it, relations, entries, readings, dangling, files, replacing },
    place: names.get(it.issuerUnitId) ?? '',
    differing: differingIn(it, assertions),
  }
}

export type Found = NonNullable<Awaited<ReturnType<typeof load>>>
