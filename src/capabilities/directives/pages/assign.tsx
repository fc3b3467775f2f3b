import { z } from 'zod'
import { mayBeFocalPoint, postsOf } from '../../../organization/officials.ts'
import { aDay, chosen, refusedAt } from '../../../platform/fields.ts'
import { link, page } from '../../../platform/page.ts'
import { isAllowed } from '../../../platform/rights.ts'
import { Card, Form, Select, Submit, TextField } from '../../../ui/parts.tsx'
import { assignDocument } from '../assignment-actions.ts'
import { at } from '../paths.ts'
import { POLICY } from '../policy.ts'
import { documentById } from '../queries.ts'
import { nameOf } from '../standing.ts'
import { en } from '../words.en.ts'
import { vi } from '../words.vi.ts'

/** An incoming document gets its one owner and its day. */
export const assign = page({
  path: at.assign,
  surface: 'workspace',
  audit: 'directives.assign',
  words: { vi, en },
  async load({ tx, actor, params, today }) {
    const it = actor && (await documentById(tx, Number(params.document), today))
    return it && { it, posts: (await postsOf(tx, actor.unitId, today)).filter(mayBeFocalPoint) }
  },
  may: (actor) => actor !== null && isAllowed(POLICY.assignDocument, actor, actor),
  head: ({ words }) => ({ title: words.assignment.assign, nav: 'directives' }),
  subject: ({ it }) => it.symbol,
  fields: z.object({
    owner: chosen,
    expected: z.string().trim().min(5).max(500),
    dueOn: aDay,
  }),
  view({ found: { it, posts }, words, form }) {
    const say = words.assignment
    return (
      <div class="stack narrow">
        <p class="quiet">
          <a href={link(at.document, { document: it.id })}>{it.symbol}</a> · {nameOf(it)}
        </p>
        <h1>{say.assign}</h1>
        <p class="lead">{say.lead}</p>
        <Card>
          <Form form={form} refusedText={words.formRefused}>
            <Select
              form={form}
              name="owner"
              label={say.owner}
              empty={say.choose}
              options={posts.map((one) => [String(one.id), `${one.title} (${one.holder})`] as const)}
            />
            <TextField form={form} name="expected" label={say.expected} hint={say.expectedHint} maxlength={500} />
            <TextField form={form} name="dueOn" label={say.dueOn} hint={words.day} maxlength={12} />
            <div>
              <Submit>{say.give}</Submit>
            </div>
          </Form>
        </Card>
      </div>
    )
  },
  async submit({ tx, host, actor, today, found, form, words }) {
    if (!actor) return { refused: words.refused.notOpen }
    const done = await assignDocument({ tx, host, actor, today }, found.it.id, {
      ...{ ownerPostId: form.owner, dueOn: form.dueOn, expectedResult: form.expected },
    })
    if ('id' in done) return { to: link(at.assignment, { assignment: done.id }) }
    return refusedAt(done.refused, words.refused, { passed: 'dueOn', postNotHeld: 'owner' })
  },
})
