import { link, page } from '../../../platform/page.ts'
import { isAllowed } from '../../../platform/rights.ts'
import { Status } from '../../../ui/parts.tsx'
import { LETTER_KINDS } from '../kinds.ts'
import { at } from '../paths.ts'
import { POLICY } from '../policy.ts'
import { templatesOf } from '../queries.ts'
import { en } from '../words.en.ts'
import { vi } from '../words.vi.ts'

/** Every kind of letter and which template is in force for it here. */
export const templatesPage = page({
  path: at.templates,
  surface: 'workspace',
  audit: 'letters.templates',
  words: { vi, en },
  load: async ({ tx, actor }) => (actor ? { rows: await templatesOf(tx, actor.unitId, null) } : null),
  may: (actor) => actor !== null && isAllowed(POLICY.keepTemplates, actor, actor),
  head: ({ words }) => ({ title: words.templates.title, nav: 'letterTemplates' }),
  view: ({ found, words }) => (
    <div class="stack narrow">
      <h1>{words.templates.title}</h1>
      <p class="lead">{words.templates.lead}</p>
      <ul class="list card plain">
        {LETTER_KINDS.map((kind) => {
          const own = found.rows.find((row) => row.kind === kind)
          return (
            <li class="row between">
              <div>
                <a class="strong" href={link(at.template, { kind })}>
                  {words.kinds[kind]}
                </a>
                <p class="quiet">{own ? words.templates.inForce(own.version) : words.templates.defaultInForce}</p>
              </div>
              {own && <Status is="done">{words.letter.ownTemplate}</Status>}
            </li>
          )
        })}
      </ul>
    </div>
  ),
})
