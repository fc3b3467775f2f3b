import { z } from 'zod'
import { link, page } from '../../../platform/page.ts'
import { isAllowed } from '../../../platform/rights.ts'
import { Choices, Form, Notice, Submit } from '../../../ui/parts.tsx'
import { openSender } from '../../cases/index.ts'
import { draftLetter, LETTER_KINDS, letterPaths, letterWords } from '../../letters/index.ts'
import { at } from '../paths.ts'
import { POLICY } from '../policy.ts'
import { en } from '../words.en.ts'
import { vi } from '../words.vi.ts'
import { loadComplaint } from './complaint-load.ts'
import { factsFor, kindsFor } from './draft-facts.ts'

/** Begins a letter to the complainant: the name is opened under the right to open it, recorded, and goes straight into the letter. */
export const draftPage = page({
  path: at.draft,
  surface: 'workspace',
  audit: 'complaints.draftLetter',
  words: { vi, en },
  async load(visit) {
    const found = await loadComplaint(visit)
    return (
      found && { ...found, kinds: kindsFor(found.it.state), named: found.submissions.find((one) => one.named) ?? null }
    )
  },
  may: (actor, { of, kinds }) => kinds.length > 0 && isAllowed(POLICY.draftLetter, actor, of.territory),
  head: ({ found, words }) => ({ title: `${words.draft.title} ${found.of.number}`, nav: 'complaints' }),
  subject: ({ of }) => of.number,
  fields: z.object({ kind: z.enum(LETTER_KINDS as [string, ...string[]]) }),
  filled: ({ found }) => ({ kind: found.kinds[0] ?? '' }),
  view: ({ found, words, form, language }) => (
    <div class="stack narrow">
      <p class="quiet">
        <a href={link(at.complaint, { number: found.of.number })}>
          {found.of.number} · {found.it.against}
        </a>
      </p>
      <h1>{words.draft.title}</h1>
      <p class="lead">{words.draft.lead}</p>
      {found.named ? (
        <Form form={form} refusedText={words.formRefused}>
          <Choices
            form={form}
            name="kind"
            label={words.draft.kind}
            options={found.kinds.map((kind) => ({ value: kind, text: letterWords[language].kinds[kind] }))}
          />
          <p class="quiet">{words.draft.opens}</p>
          <div class="row">
            <Submit>{words.draft.submit}</Submit>
            <a href={link(at.complaint, { number: found.of.number })}>{words.move.back}</a>
          </div>
        </Form>
      ) : (
        <Notice kind="warn">{words.draft.anonymous}</Notice>
      )}
    </div>
  ),
  async submit({ tx, host, actor, today, found, form, words, language }) {
    const { of, named } = found
    const kind = found.kinds.find((one) => one === form.kind)
    if (!actor || !kind || !named) return { refused: words.refused.notOpen }
    const context = { tx, host, actor, today }
    // Read by the complainant under "Ai đã xem tên tôi", so in Vietnamese.
    const sender = await openSender(context, of, named.id, vi.draft.why(letterWords.vi.kinds[kind]))
    if (!sender?.name) return { refused: words.refused.notOpen }
    const drafted = await draftLetter(context, {
      ...{ unitId: of.unitId, kind, subject: { kind: 'case', id: of.id, number: of.number, sealId: of.sealId } },
      facts: factsFor(kind, found),
      to: { name: sender.name, address: sender.address, submissionId: named.id },
    })
    if ('refused' in drafted) return { refused: words.refused.notOpen }
    return { to: link(letterPaths.letter, { letter: drafted.letterId }, language) }
  },
})
