import { z } from 'zod'
import { link, page } from '../../../platform/page.ts'
import { isAllowed } from '../../../platform/rights.ts'
import { Choices, Form, Notice, Select, Submit } from '../../../ui/parts.tsx'
import { draftLetter, LETTER_KINDS, letterPaths, letterWords } from '../../letters/index.ts'
import { openSender } from '../office-actions.ts'
import { at, caseAddress } from '../paths.ts'
import { POLICY } from '../policy.ts'
import { en } from '../words.en.ts'
import { vi } from '../words.vi.ts'
import { loadCase } from './case-load.ts'
import { factsFor, kindsFor } from './draft-facts.ts'

/** Begins a letter to a sender: their name is opened under the right to open it, recorded, and goes straight into the letter. */
export const draftPage = page({
  path: at.draft,
  surface: 'workspace',
  audit: 'cases.draftLetter',
  words: { vi, en },
  async load(visit) {
    const found = await loadCase(visit)
    const named = found?.submissions.filter((one) => one.named) ?? []
    return found && !found.it.sealId ? { ...found, named, kinds: kindsFor(found.it.state) } : null
  },
  may: (actor, { it, kinds }) => kinds.length > 0 && isAllowed(POLICY.openSender, actor, it.territory),
  head: ({ found, words }) => ({ title: `${words.draft.title} ${found.it.number}`, nav: 'cases' }),
  subject: ({ it }) => it.number,
  fields: z.object({
    kind: z.enum(LETTER_KINDS as [string, ...string[]]),
    submission: z.coerce.number({ error: 'choose' }).int().min(1),
  }),
  filled: ({ found }) => ({ kind: found.kinds[0] ?? '', submission: String(found.named[0]?.id ?? '') }),
  view({ found, words, form, language }) {
    const say = words.draft
    return (
      <div class="stack narrow">
        <div class="stack tight">
          <p class="quiet">
            <a href={caseAddress(found.it)}>{found.it.title}</a>
          </p>
          <h1>{say.title}</h1>
          <p class="lead">{say.lead}</p>
        </div>
        {found.named.length === 0 ? (
          <Notice kind="warn">{say.anonymous}</Notice>
        ) : (
          <Form form={form} refusedText={words.formRefused}>
            <Choices
              form={form}
              name="kind"
              label={say.kind}
              options={found.kinds.map((kind) => ({ value: kind, text: letterWords[language].kinds[kind] }))}
            />
            {found.named.length > 1 ? (
              <Select
                form={form}
                name="submission"
                label={say.to}
                options={found.named.map((one) => [String(one.id), one.number] as const)}
              />
            ) : (
              <input type="hidden" name="submission" value={form.values.submission} />
            )}
            <p class="quiet">{say.opens}</p>
            <div class="row">
              <Submit>{say.submit}</Submit>
              <a href={caseAddress(found.it)}>{words.move.back}</a>
            </div>
          </Form>
        )}
      </div>
    )
  },
  async submit({ tx, host, actor, today, found, form, words, language }) {
    const { it } = found
    const kind = found.kinds.find((one) => one === form.kind)
    const one = found.named.find(({ id }) => id === form.submission)
    if (!actor || !kind || !one) return { refused: words.draft.refused.notOpen }
    const context = { tx, host, actor, today }
    // Read by the sender under "Ai đã xem tên tôi", so in Vietnamese.
    const why = vi.draft.why(letterWords.vi.kinds[kind])
    const sender = await openSender(context, it, one.id, why)
    if (!sender?.name) return { refused: words.draft.refused[sender ? 'noName' : 'notOpen'] }
    const drafted = await draftLetter(context, {
      ...{ unitId: it.unitId, kind, subject: { kind: 'case', id: it.id, number: one.number, sealId: it.sealId } },
      facts: factsFor(kind, it, found.points, found.entries, found.apologies),
      to: { name: sender.name, address: sender.address, submissionId: one.id },
    })
    if ('refused' in drafted) return { refused: words.draft.refused[drafted.refused] }
    return { to: link(letterPaths.letter, { letter: drafted.letterId }, language) }
  },
})
