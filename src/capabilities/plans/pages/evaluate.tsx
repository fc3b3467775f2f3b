import { z } from 'zod'
import { formatDay } from '../../../platform/day.ts'
import { aDay, refusedAt } from '../../../platform/fields.ts'
import { link, page } from '../../../platform/page.ts'
import { isAllowed } from '../../../platform/rights.ts'
import { Card, Form, Submit, TextArea, TextField } from '../../../ui/parts.tsx'
import { evaluateYear } from '../actions.ts'
import { at } from '../paths.ts'
import { POLICY } from '../policy.ts'
import { planById, territoryOf } from '../queries.ts'
import { en } from '../words.en.ts'
import { vi } from '../words.vi.ts'

/** Dân vận work of the year, judged together with the local tasks (seed rule S-R5). */
export const evaluate = page({
  path: at.evaluate,
  surface: 'workspace',
  audit: 'plans.evaluate',
  words: { vi, en },
  async load({ tx, params }) {
    const it = await planById(tx, Number(params.plan))
    return it?.kind === 'yearly' && it.state !== 'drafted' ? { it } : null
  },
  may: (actor, { it }) => isAllowed(POLICY.evaluateYear, actor, territoryOf(it)),
  head: ({ words }) => ({ title: words.evaluate.title, nav: 'plans' }),
  fields: z.object({
    evaluatedOn: aDay,
    mobilization: z.string().trim().min(20).max(5000),
    localTasks: z.string().trim().min(20).max(5000),
    documentNumber: z.string().trim().min(2).max(100),
  }),
  filled: ({ today }) => ({ evaluatedOn: formatDay(today) }),
  view: ({ found, words, form }) => (
    <div class="stack narrow">
      <p class="quiet">
        <a href={link(at.plan, { plan: found.it.id })}>{found.it.title}</a>
      </p>
      <h1>{words.evaluate.title}</h1>
      <p class="lead">{words.evaluate.lead}</p>
      <Card>
        <Form form={form} refusedText={words.formRefused}>
          <TextArea form={form} name="mobilization" label={words.plan.mobilization} rows={5} maxlength={5000} />
          <TextArea form={form} name="localTasks" label={words.plan.localTasks} rows={5} maxlength={5000} />
          <div class="cells">
            <TextField form={form} name="documentNumber" label={words.evaluate.document} maxlength={100} />
            <TextField form={form} name="evaluatedOn" label={words.evaluate.on} hint={words.day} maxlength={12} />
          </div>
          <div>
            <Submit>{words.evaluate.submit}</Submit>
          </div>
        </Form>
      </Card>
    </div>
  ),
  async submit({ tx, host, actor, today, found, form, words }) {
    if (!actor) return { refused: words.refused.notOpen }
    const done = await evaluateYear({ tx, host, actor, today }, found.it.id, form)
    if ('done' in done) return { to: link(at.plan, { plan: found.it.id }) }
    return refusedAt(done.refused, words.refused, { future: 'evaluatedOn' })
  },
})
