import { z } from 'zod'
import { mayBeFocalPoint, postsOf } from '../../../organization/officials.ts'
import { link, page } from '../../../platform/page.ts'
import { isAllowed } from '../../../platform/rights.ts'
import { Card, Choices, Form, Select, Submit, TextArea, TextField } from '../../../ui/parts.tsx'
import { documentByTyped } from '../../directives/index.ts'
import { draftProgram } from '../actions.ts'
import { contentsIn, EVERY, partiesIn } from '../kinds.ts'
import { at } from '../paths.ts'
import { POLICY } from '../policy.ts'
import { listPrograms } from '../queries.ts'
import { en } from '../words.en.ts'
import { vi } from '../words.vi.ts'
import { aDay, chosen, refusedAt } from './fields.ts'

/** A coordination program as its signatories will read it: parties, contents, documents, days. */
export const draft = page({
  path: at.draft,
  surface: 'workspace',
  audit: 'programs.draft',
  words: { vi, en },
  async load({ tx, actor, today }) {
    if (!actor) return null
    const posts = (await postsOf(tx, actor.unitId, today)).filter(mayBeFocalPoint)
    return { posts, before: await listPrograms(tx, actor.unitId, null, 200) }
  },
  may: (actor) => actor !== null && isAllowed(POLICY.draftProgram, actor, actor),
  head: ({ words }) => ({ title: words.program.draft, nav: 'programs' }),
  fields: z.object({
    title: z.string().trim().min(5).max(300),
    purposes: z.string().trim().min(10).max(5000),
    ...{ from: aDay, until: aDay, interimOn: aDay, finalOn: aDay, responsible: chosen },
    ...{ parties: z.string().trim().max(20_000), contents: z.string().trim().max(100_000) },
    documents: z.string().trim().max(2000).default(''),
    exchangeEvery: z.enum(EVERY, { error: 'choose' }),
    exchangeHow: z.string().trim().min(5).max(500),
    predecessor: z.union([z.literal(''), z.coerce.number().int()]).default(''),
    clarities: z.enum(['5', '6']).default('5'),
  }),
  filled: ({ actor }) => ({ clarities: '5', exchangeEvery: 'quarter', responsible: String(actor?.postId ?? '') }),
  view({ found, words, form }) {
    const say = words.program
    return (
      <div class="stack narrow">
        <p class="quiet">
          <a href={at.programs}>{say.title}</a>
        </p>
        <h1>{say.draft}</h1>
        <Card>
          <Form form={form} refusedText={words.formRefused}>
            <TextField form={form} name="title" label={say.name} maxlength={300} />
            <TextArea form={form} name="purposes" label={say.purposes} rows={3} maxlength={5000} />
            <div class="cells">
              <TextField form={form} name="from" label={say.from} hint={words.day} maxlength={12} />
              <TextField form={form} name="until" label={say.until} hint={words.day} maxlength={12} />
            </div>
            <TextArea form={form} name="parties" label={say.parties} hint={say.partiesHint} rows={4} />
            <TextArea form={form} name="contents" label={say.contents} hint={say.contentsHint} rows={7} />
            <TextField form={form} name="documents" label={say.documents} hint={say.documentsHint} maxlength={2000} />
            <div class="cells">
              <Select
                form={form}
                name="exchangeEvery"
                label={say.exchange}
                options={EVERY.map((one) => [one, say.every[one]] as const)}
              />
              <TextField form={form} name="exchangeHow" label={say.exchangeHow} maxlength={500} />
            </div>
            <div class="cells">
              <TextField form={form} name="interimOn" label={say.interim} hint={words.day} maxlength={12} />
              <TextField form={form} name="finalOn" label={say.final} hint={words.day} maxlength={12} />
            </div>
            <Select
              form={form}
              name="predecessor"
              label={say.predecessor}
              empty={say.noPredecessor}
              options={found.before.map((one) => [String(one.id), one.title] as const)}
            />
            <Select
              form={form}
              name="responsible"
              label={say.responsible}
              empty={words.choose}
              options={found.posts.map((one) => [String(one.id), `${one.title} (${one.holder})`] as const)}
            />
            <Choices
              form={form}
              name="clarities"
              label={say.clarities}
              options={['5', '6'].map((value) => ({ value, text: say.clarityNames[value] ?? value }))}
            />
            <div>
              <Submit>{say.save}</Submit>
            </div>
          </Form>
        </Card>
      </div>
    )
  },
  async submit({ tx, host, actor, today, found, form, words }) {
    if (!actor) return { refused: words.refused.notOpen }
    const say = words.program
    const [parties, contents] = [partiesIn(form.parties), contentsIn(form.contents, say.themes)]
    if (!parties || parties.length < 2) return { errors: { parties: say.partiesWrong } }
    if (!contents || contents.length === 0) return { errors: { contents: say.contentsWrong } }
    const documentIds: number[] = []
    for (const typed of form.documents.split(';').map((one) => one.trim())) {
      const one = typed ? await documentByTyped(tx, typed, actor.unitId, today) : null
      if (typed && !one) return { errors: { documents: say.documentsWrong(typed) } }
      if (one && !documentIds.includes(one.id)) documentIds.push(one.id)
    }
    const { title, purposes, from, until, interimOn, finalOn, exchangeEvery, exchangeHow } = form
    const before = found.before.find((one) => one.id === form.predecessor)
    const done = await draftProgram(
      { tx, host, actor, today },
      {
        ...{
          title,
          purposes,
          from,
          until,
          interimOn,
          finalOn,
          exchangeEvery,
          exchangeHow,
          parties,
          contents,
          documentIds,
        },
        ...{ clarities: form.clarities === '6' ? 6 : 5, predecessorId: before?.id ?? null },
        responsiblePostId: form.responsible,
      },
    )
    if ('id' in done) return { to: link(at.program, { program: done.id }) }
    return refusedAt(done.refused, words.refused, {
      ...{ order: 'until', reviewDays: 'interimOn', postNotHeld: 'responsible', twoParties: 'parties' },
      ...{ known: 'parties', predecessor: 'predecessor' },
    })
  },
})
