import { z } from 'zod'
import { postTitles } from '../../../organization/officials.ts'
import { historyOf } from '../../../platform/history.ts'
import { link, page, type Seen, type Visit } from '../../../platform/page.ts'
import { isAllowed } from '../../../platform/rights.ts'
import { apologiesOf } from '../../commitments/index.ts'
import { writeToSender } from '../office-actions.ts'
import { at } from '../paths.ts'
import { POLICY } from '../policy.ts'
import { lettersOf, pointsOf, publicationOf, submissionsOf } from '../queries.ts'
import { en } from '../words.en.ts'
import { vi } from '../words.vi.ts'
import { CaseView } from './case-view.tsx'
import { foundCase } from './found-case.ts'

async function load(visit: Visit) {
  const found = await foundCase(visit)
  if (!found) return null
  const { tx, today } = visit
  const { it } = found
  const submissions = await submissionsOf(tx, it.id)
  const points = await pointsOf(tx, it.id)
  const letters = await lettersOf(tx, it.id)
  const entries = await historyOf(tx, { kind: 'case', id: it.id })
  const apologies = await apologiesOf(tx, [it.commitmentId])
  const publication = await publicationOf(tx, it.id)
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
    publication,
    posts: await postTitles(tx, ids, today),
  }
}

export type CaseFound = NonNullable<Awaited<ReturnType<typeof load>>>
export type CaseIt = Seen<CaseFound, typeof vi>

/** Everything about a case on one page, the next step first. */
export const casePage = page({
  path: at.citizenCase,
  surface: 'workspace',
  audit: 'cases.see',
  words: { vi, en },
  load,
  may: (actor, { it }) => isAllowed(POLICY.seeCase, actor, it.territory),
  head: ({ found, words }) => ({ title: `${words.list.title} ${found.it.number}`, nav: 'cases' }),
  subject: ({ it }) => it.number,
  fields: z.object({ text: z.string().trim().min(2).max(4000), waits: z.enum(['yes']).optional() }),
  view: (it) => <CaseView {...it} />,
  async submit({ tx, host, actor, today, found, form, words }) {
    if (!actor) return { refused: words.refused.notOpen ?? '' }
    const done = await writeToSender({ tx, host, actor, today }, found.it.id, form.text, form.waits === 'yes')
    return 'refused' in done
      ? { refused: words.refused[done.refused] ?? '' }
      : { to: link(at.citizenCase, { number: found.it.number }) }
  },
})
