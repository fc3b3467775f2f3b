import { z } from 'zod'
import { type Day, formatDay } from '../../../platform/day.ts'
import { aDay, refusedAt } from '../../../platform/fields.ts'
import { link, page } from '../../../platform/page.ts'
import { isAllowed } from '../../../platform/rights.ts'
import { Card, Form, Select, Submit, TextField } from '../../../ui/parts.tsx'
import { at } from '../paths.ts'
import { POLICY } from '../policy.ts'
import { territoryOf } from '../queries.ts'
import { setRecurrence } from '../task-actions.ts'
import { en } from '../words.en.ts'
import { vi } from '../words.vi.ts'
import { EVERY } from '../workflow.ts'
import { planForTask, TASK_FIELDS, TaskFields, taskOf } from './task-fields.tsx'

const isBegun = ({ from }: { from: Day }, today: Day) => from <= today

/** A task that comes back each month, quarter, half year or year. */
export const recur = page({
  path: at.recur,
  surface: 'workspace',
  audit: 'plans.recur',
  words: { vi, en },
  load: planForTask,
  may: (actor, { it }) => isAllowed(POLICY.giveTask, actor, territoryOf(it)),
  head: ({ words }) => ({ title: words.recur.title, nav: 'plans' }),
  fields: z.object({ ...TASK_FIELDS, every: z.enum(EVERY, { error: 'choose' }), fromOn: aDay, untilOn: aDay }),
  filled: ({ found: { it }, today }) => ({
    ...{ every: 'month', fromOn: formatDay(isBegun(it, today) ? today : it.from), untilOn: formatDay(it.until) },
  }),
  view: ({ found, words, form }) => (
    <div class="stack narrow">
      <p class="quiet">
        <a href={link(at.plan, { plan: found.it.id })}>{found.it.title}</a>
      </p>
      <h1>{words.recur.title}</h1>
      <p class="lead">{words.recur.lead}</p>
      <Card>
        <Form form={form} refusedText={words.formRefused}>
          <TaskFields form={form} words={words} found={found} />
          <Select
            form={form}
            name="every"
            label={words.recur.every}
            options={EVERY.map((one) => [one, words.plan.every[one]] as const)}
          />
          <div class="cells">
            <TextField form={form} name="fromOn" label={words.recur.from} hint={words.day} maxlength={12} />
            <TextField form={form} name="untilOn" label={words.recur.until} hint={words.day} maxlength={12} />
          </div>
          <div>
            <Submit>{words.recur.submit}</Submit>
          </div>
        </Form>
      </Card>
    </div>
  ),
  async submit({ tx, host, actor, today, found, form, words }) {
    if (!actor) return { refused: words.refused.notOpen }
    if (!found.items.some((one) => one.id === form.item)) return { errors: { item: words.refused.notOpen } }
    const { every, fromOn, untilOn } = form
    const it = { ...taskOf(form), every, fromOn, untilOn }
    const done = await setRecurrence({ tx, host, actor, today }, found.it.id, it)
    if ('id' in done) return { to: link(at.plan, { plan: found.it.id }) }
    return refusedAt(done.refused, words.refused, {
      ...{
        order: 'untilOn',
        outside: 'untilOn',
        postNotHeld: 'owner',
        noProduct: form.product ? 'authority' : 'product',
      },
    })
  },
})
