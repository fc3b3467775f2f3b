import { z } from 'zod'
import { formatDay } from '../../../platform/day.ts'
import { link, page } from '../../../platform/page.ts'
import { isAllowed } from '../../../platform/rights.ts'
import { Card, Choices, Form, Select, Submit, TextArea } from '../../../ui/parts.tsx'
import { mayRecheck } from '../../cases/index.ts'
import { check } from '../actions.ts'
import { at } from '../paths.ts'
import { POLICY } from '../policy.ts'
import { itemById, OUTCOMES } from '../queries.ts'
import { en } from '../words.en.ts'
import { vi } from '../words.vi.ts'

const CHECKERS = ['inspectionBoard', 'front'] as const

/** One answered case to look at on the spot: what was said to be done, where, and what is there. */
export const item = page({
  path: at.item,
  surface: 'workspace',
  audit: 'rechecks.item',
  words: { vi, en },
  async load({ tx, params }) {
    const found = await itemById(tx, Number(params.item))
    return found && { ...found, mayAsk: await mayRecheck(tx, found.caseId) }
  },
  may: (actor, found) => isAllowed(POLICY.check, actor, { unitId: found.unitId }),
  head: ({ words }) => ({ title: words.title, nav: 'rechecks' }),
  subject: ({ number }) => number,
  fields: z.object({
    checker: z.enum(CHECKERS),
    outcome: z.enum(OUTCOMES),
    note: z.string().trim().min(5).max(2000),
  }),
  filled: () => ({ checker: 'inspectionBoard' }),
  view: ({ found, words, form }) => (
    <div class="stack narrow">
      <p class="quiet">
        <a href={at.list}>{words.title}</a> › {found.number}
      </p>
      <h1>{found.title}</h1>
      <Card title={words.item.place}>
        <p>{found.place ?? words.item.noPlace}</p>
      </Card>
      <Card title={words.item.promised}>
        <p class="keep">{found.promised}</p>
      </Card>
      <p class="quiet">{found.mayAsk ? words.item.mayAsk : words.item.mayNotAsk}</p>
      {found.outcome ? (
        <Card title={words.outcomes[found.outcome]}>
          <p class="keep">{found.note}</p>
          <p class="quiet">
            {found.checkedOn && words.item.done(formatDay(found.checkedOn))} ·{' '}
            {found.checker && words.checkers[found.checker]}
          </p>
        </Card>
      ) : (
        <Form form={form} refusedText={words.formRefused}>
          <Select
            form={form}
            name="checker"
            label={words.item.checker}
            options={CHECKERS.map((one) => [one, words.checkers[one]] as const)}
          />
          <Choices
            form={form}
            name="outcome"
            label={words.item.outcome}
            options={OUTCOMES.map((value) => ({ value, text: words.outcomes[value] }))}
          />
          <TextArea
            form={form}
            name="note"
            label={words.item.note}
            hint={words.item.noteHint}
            rows={4}
            maxlength={2000}
          />
          <div class="row">
            <Submit>{words.item.submit}</Submit>
            <a href={at.list}>{words.item.back}</a>
          </div>
        </Form>
      )}
    </div>
  ),
  async submit({ tx, host, actor, today, found, form, words }) {
    if (!actor) return { refused: words.refused.notOpen }
    const done = await check({ tx, host, actor, today }, found.id, form)
    return 'done' in done ? { to: link(at.item, { item: found.id }) } : { refused: words.refused.notOpen }
  },
})
