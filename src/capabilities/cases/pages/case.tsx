import { z } from 'zod'
import { link, page } from '../../../platform/page.ts'
import { isAllowed } from '../../../platform/rights.ts'
import { writeToSender } from '../office-actions.ts'
import { at } from '../paths.ts'
import { POLICY } from '../policy.ts'
import { en } from '../words.en.ts'
import { vi } from '../words.vi.ts'
import { loadCase } from './case-load.ts'
import { CaseView } from './case-view.tsx'

/** Everything about a case on one page, the next step first. */
export const casePage = page({
  path: at.citizenCase,
  surface: 'workspace',
  audit: 'cases.see',
  words: { vi, en },
  load: loadCase,
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
