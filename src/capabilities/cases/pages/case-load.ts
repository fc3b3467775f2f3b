import { postTitles } from '../../../organization/officials.ts'
import type { Seen, Visit } from '../../../platform/page.ts'
import { apologiesOf } from '../../commitments/index.ts'
import { lettersAbout } from '../../letters/index.ts'
import { publicationOf, splitsOf } from '../publication-queries.ts'
import { happenings, lettersOf, pointsOf, submissionsOf } from '../queries.ts'
import type { vi } from '../words.vi.ts'
import { foundAnswerable } from './found-case.ts'

export async function loadCase(visit: Visit) {
  const found = await foundAnswerable(visit)
  if (!found) return null
  const { tx, today } = visit
  const { it } = found
  const submissions = await submissionsOf(tx, it.id)
  const points = await pointsOf(tx, it.id)
  const letters = await lettersOf(tx, it.id)
  const entries = await happenings(tx, it)
  const apologies = await apologiesOf(tx, [it.commitmentId])
  const documents = await lettersAbout(tx, { kind: 'case', id: it.id })
  const publication = await publicationOf(tx, it.id)
  const splits = await splitsOf(tx, it.number)
  const ids = [
    it.commitment.ownerPostId,
    it.commitment.supervisorPostId,
    ...entries.map((one) => one.postId),
    ...letters.map((one) => one.postId),
  ]
  return {
    ...found,
    submissions,
    points,
    letters,
    entries,
    apologies,
    documents,
    publication,
    splits,
    posts: await postTitles(tx, ids, today),
  }
}

export type CaseFound = NonNullable<Awaited<ReturnType<typeof loadCase>>>
export type CaseIt = Seen<CaseFound, typeof vi>
