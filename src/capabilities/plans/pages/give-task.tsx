import { z } from 'zod'
import { aDay, refusedAt } from '../../../platform/fields.ts'
import { link, page } from '../../../platform/page.ts'
import { isAllowed } from '../../../platform/rights.ts'
import { Card, Form, Submit, TextField } from '../../../ui/parts.tsx'
import { at } from '../paths.ts'
import { POLICY } from '../policy.ts'
import { territoryOf } from '../queries.ts'
import { giveTask as give } from '../task-actions.ts'
import { en } from '../words.en.ts'
import { vi } from '../words.vi.ts'
import { lastOf, planForTask, TASK_FIELDS, TaskFields, taskOf } from './task-fields.tsx'

/** A task with everything that makes it "rõ". */
export const giveTask = page({
  path: at.giveTask,
  surface: 'workspace',
  audit: 'plans.giveTask',
  words: { vi, en },
  load: planForTask,
  may: (actor, { it }) => isAllowed(POLICY.giveTask, actor, territoryOf(it)),
  head: ({ words }) => ({ title: words.task.give, nav: 'plans' }),
  fields: z.object({ ...TASK_FIELDS, dueOn: aDay }),
  filled: ({ found, query }) => {
    const [only] = found.items
    return { item: query['noi-dung'] ?? (found.items.length === 1 && only ? String(only.id) : '') }
  },
  view: ({ found, words, form }) => (
    <div class="stack narrow">
      <p class="quiet">
        <a href={link(at.plan, { plan: found.it.id })}>{found.it.title}</a>
      </p>
      <h1>{words.task.give}</h1>
      <Card>
        <Form form={form} refusedText={words.formRefused}>
          <TaskFields form={form} words={words} found={found} />
          <TextField
            form={form}
            name="dueOn"
            label={words.task.dueOn}
            hint={`${words.day}. ${words.task.dueHint(lastOf(found))}`}
            maxlength={12}
          />
          <div>
            <Submit>{words.task.submit}</Submit>
          </div>
        </Form>
      </Card>
    </div>
  ),
  async submit({ tx, host, actor, today, found, form, words }) {
    if (!actor) return { refused: words.refused.notOpen }
    if (!found.items.some((one) => one.id === form.item)) return { errors: { item: words.refused.notOpen } }
    const done = await give({ tx, host, actor, today }, found.it.id, { ...taskOf(form), dueOn: form.dueOn })
    if ('id' in done) return { to: link(at.plan, { plan: found.it.id }) }
    return refusedAt(done.refused, words.refused, {
      ...{ passed: 'dueOn', outside: 'dueOn', postNotHeld: 'owner', noProduct: form.product ? 'authority' : 'product' },
    })
  },
})
