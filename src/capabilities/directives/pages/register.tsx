import { z } from 'zod'
import { postsOf } from '../../../organization/officials.ts'
import { formatDay } from '../../../platform/day.ts'
import { aDay, maybeDay, refusedAt } from '../../../platform/fields.ts'
import { link, page } from '../../../platform/page.ts'
import { isAllowed } from '../../../platform/rights.ts'
import { Card, Form, Select, Submit, TextField } from '../../../ui/parts.tsx'
import { registerDocument } from '../actions.ts'
import { DIRECTIONS } from '../kinds.ts'
import { at } from '../paths.ts'
import { POLICY } from '../policy.ts'
import { documentById } from '../queries.ts'
import { en } from '../words.en.ts'
import { vi } from '../words.vi.ts'

/** A document known already comes into the unit's own register. */
export const register = page({
  path: at.register,
  surface: 'workspace',
  audit: 'directives.register',
  words: { vi, en },
  async load({ tx, actor, params, today }) {
    const it = actor && (await documentById(tx, Number(params.document), today))
    return it && { it, posts: (await postsOf(tx, actor.unitId, today)).filter((post) => post.holder) }
  },
  may: (actor) => actor !== null && isAllowed(POLICY.keepRegister, actor, actor),
  head: ({ words }) => ({ title: words.register.title, nav: 'directives' }),
  fields: z.object({
    ...{ direction: z.enum(DIRECTIONS, { error: 'choose' }), onDay: aDay, handedOn: maybeDay },
    forWhom: z.string().trim().max(300).default(''),
    copies: z.union([z.literal(''), z.coerce.number().int().min(1).max(10_000)]).default(''),
    note: z.string().trim().max(500).default(''),
  }),
  filled: ({ today }) => ({ direction: 'incoming', onDay: formatDay(today) }),
  view: ({ found, words, form }) => (
    <div class="stack narrow">
      <p class="quiet">
        <a href={link(at.document, { document: found.it.id })}>{found.it.symbol}</a>
      </p>
      <h1>{words.register.title}</h1>
      <Card>
        <Form form={form} refusedText={words.formRefused}>
          <Select
            form={form}
            name="direction"
            label={words.register.book}
            options={DIRECTIONS.map((one) => [one, words.enter.registers[one]] as const)}
          />
          <TextField form={form} name="onDay" label={words.register.onDay} hint={words.day} maxlength={12} />
          <TextField form={form} name="forWhom" label={words.register.forWhom} maxlength={300} />
          <div class="cells">
            <TextField form={form} name="handedOn" label={words.register.handedOn} hint={words.day} maxlength={12} />
            <TextField form={form} name="copies" label={words.register.copies} inputmode="numeric" maxlength={5} />
          </div>
          <TextField form={form} name="note" label={words.register.note} maxlength={500} />
          <div>
            <Submit>{words.register.submit}</Submit>
          </div>
        </Form>
      </Card>
    </div>
  ),
  async submit({ tx, host, actor, today, found, form, words }) {
    if (!actor) return { refused: words.refused.notOpen }
    const { copies, forWhom, note, ...it } = form
    const entry = { ...it, postId: null, copies: copies || null, forWhom: forWhom || null, note: note || null }
    const done = await registerDocument({ tx, host, actor, today }, found.it.id, entry)
    if ('number' in done) return { to: link(at.document, { document: found.it.id }) }
    return refusedAt(done.refused, words.refused, {
      registered: 'direction',
      future: 'onDay',
      beforeIssue: 'onDay',
      order: 'handedOn',
    })
  },
})
