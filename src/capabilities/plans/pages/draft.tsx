import { z } from 'zod'
import { mayBeFocalPoint, postsOf } from '../../../organization/officials.ts'
import { formatDay } from '../../../platform/day.ts'
import { aDay, chosen, refusedAt } from '../../../platform/fields.ts'
import { link, page } from '../../../platform/page.ts'
import { isAllowed } from '../../../platform/rights.ts'
import { Card, Choices, Form, Select, Submit, TextArea, TextField, Version } from '../../../ui/parts.tsx'
import { documentById, documentByTyped } from '../../directives/index.ts'
import { draftPlan, rewritePlan } from '../actions.ts'
import { at } from '../paths.ts'
import { POLICY } from '../policy.ts'
import { itemsOf, planById, territoryOf } from '../queries.ts'
import { en } from '../words.en.ts'
import { vi } from '../words.vi.ts'
import { KINDS } from '../workflow.ts'
import { optional } from './plan-fields.ts'

const LINE = { min: 5, max: 2000 }
const idIn = (typed: string | undefined) => (/^\d{1,15}$/.test(typed ?? '') ? Number(typed) : null)

/** A plan is written: what it carries out, its span, its contents line by line. The same page rewrites a draft. */
export const draft = page({
  path: at.draft,
  surface: 'workspace',
  audit: 'plans.draft',
  words: { vi, en },
  async load({ tx, actor, query, today }) {
    if (!actor) return null
    const [id, directiveId] = [idIn(query.sua), idIn(query['van-ban'])]
    const of = id ? await planById(tx, id) : null
    if (id && of?.state !== 'drafted') return null
    const posts = (await postsOf(tx, actor.unitId, today)).filter(mayBeFocalPoint)
    const symbolOf = async (one: number | null) => (one ? ((await documentById(tx, one, today))?.symbol ?? '') : '')
    return {
      ...{ of, posts, items: of ? await itemsOf(tx, of.id) : [] },
      directive: await symbolOf(of ? of.directiveId : directiveId),
      document: await symbolOf(of?.documentId ?? null),
    }
  },
  may: (actor, { of }) =>
    actor !== null &&
    (of ? isAllowed(POLICY.editPlan, actor, territoryOf(of)) : isAllowed(POLICY.draftPlan, actor, actor)),
  head: ({ words, found }) => ({ title: found.of ? words.draft.rewrite : words.draft.title, nav: 'plans' }),
  fields: z.object({
    kind: z.enum(KINDS, { error: 'choose' }),
    title: z.string().trim().min(5).max(300),
    goal: optional(3000),
    directive: optional(120),
    document: optional(120),
    ...{ from: aDay, until: aDay, responsible: chosen },
    clarities: z.enum(['5', '6']).default('5'),
    items: z.string().transform((typed) =>
      typed
        .split('\n')
        .map((line) => line.trim())
        .filter(Boolean),
    ),
    version: z.coerce.number().int().default(0),
  }),
  filled: ({ found: { of, items, directive, document }, query, today, actor }) => ({
    ...{
      kind: of?.kind ?? KINDS.find((one) => one === query.loai) ?? 'plan',
      title: of?.title ?? '',
      goal: of?.goal ?? '',
    },
    ...{ directive, document, from: formatDay(of?.from ?? today) },
    ...{ until: of ? formatDay(of.until) : `31/12/${today.slice(0, 4)}`, clarities: String(of?.clarities ?? 5) },
    ...{ responsible: String(of?.responsiblePostId ?? actor?.postId ?? ''), version: String(of?.version ?? 0) },
    items: items.map((one) => one.content).join('\n'),
  }),
  view({ found, words, form }) {
    const say = words.draft
    return (
      <div class="stack narrow">
        <p class="quiet">
          <a href={found.of ? link(at.plan, { plan: found.of.id }) : at.list}>{found.of?.title ?? words.title}</a>
        </p>
        <h1>{found.of ? say.rewrite : say.title}</h1>
        <Card>
          <Form form={form} refusedText={words.formRefused}>
            <Version form={form} again={form.refused === words.refused.changed} now={found.of?.version ?? 0} />
            <Select
              form={form}
              name="kind"
              label={say.kind}
              options={KINDS.map((one) => [one, words.kinds[one]] as const)}
            />
            <TextField form={form} name="title" label={say.name} maxlength={300} />
            <TextField form={form} name="directive" label={say.directive} hint={say.directiveHint} maxlength={120} />
            <TextArea form={form} name="goal" label={say.goal} rows={4} maxlength={3000} />
            <div class="cells">
              <TextField form={form} name="from" label={say.from} hint={words.day} maxlength={12} />
              <TextField form={form} name="until" label={say.until} hint={words.day} maxlength={12} />
            </div>
            <Select
              form={form}
              name="responsible"
              label={say.responsible}
              empty={say.choose}
              options={found.posts.map((one) => [String(one.id), `${one.title} (${one.holder})`] as const)}
            />
            <Choices
              form={form}
              name="clarities"
              label={say.clarities}
              options={['5', '6'].map((value) => ({ value, text: say.clarityNames[value] ?? value }))}
            />
            <TextArea form={form} name="items" label={say.items} hint={say.itemsHint} rows={8} />
            <TextField form={form} name="document" label={say.document} hint={say.documentHint} maxlength={120} />
            <div>
              <Submit>{found.of ? say.save : say.submit}</Submit>
            </div>
          </Form>
        </Card>
      </div>
    )
  },
  async submit({ tx, host, actor, today, found, form, words }) {
    if (!actor) return { refused: words.refused.notOpen }
    const wrong = form.items.length === 0 || form.items.some((one) => one.length < LINE.min || one.length > LINE.max)
    if (wrong) return { errors: { items: words.draft.itemsNeeded } }
    const ids: { directive: number | null; document: number | null } = { directive: null, document: null }
    for (const field of ['directive', 'document'] as const) {
      const typed = form[field]
      if (typed === null) continue
      const one = await documentByTyped(tx, typed, actor.unitId, today)
      if (!one) return { errors: { [field]: words.refused.noDirective } }
      ids[field] = one.id
    }
    const context = { tx, host, actor, today }
    const { kind, title, goal, from, until, items } = form
    const it = {
      ...{ kind, title, goal, from, until, items, responsiblePostId: form.responsible },
      ...{ clarities: form.clarities === '6' ? (6 as const) : (5 as const) },
      ...{ directiveId: ids.directive, documentId: ids.document },
    }
    const done = found.of ? await rewritePlan(context, found.of.id, form.version, it) : await draftPlan(context, it)
    if ('refused' in done)
      return refusedAt(done.refused, words.refused, {
        ...{ order: 'until', notYear: 'from', postNotHeld: 'responsible', noDirective: 'directive', known: 'document' },
      })
    return { to: link(at.plan, { plan: 'id' in done ? done.id : (found.of?.id ?? 0) }) }
  },
})
