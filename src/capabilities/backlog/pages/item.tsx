import { z } from 'zod'
import { mayBeFocalPoint, postsOf, postTitles } from '../../../organization/officials.ts'
import { formatDay } from '../../../platform/day.ts'
import { aDay, refusedAt } from '../../../platform/fields.ts'
import { link, page, type Visit } from '../../../platform/page.ts'
import { isAllowed } from '../../../platform/rights.ts'
import { Card, Choices, Form, LinkButton, Select, Submit, TextArea, TextField } from '../../../ui/parts.tsx'
import { CommitmentStatus, commitmentsById, WORKPLACE } from '../../commitments/index.ts'
import { decide } from '../actions.ts'
import { lastPromise } from '../deadlines.ts'
import { at } from '../paths.ts'
import { POLICY } from '../policy.ts'
import { ACTIONS, itemsOf, reviewOfMonth } from '../queries.ts'
import { en } from '../words.en.ts'
import { vi } from '../words.vi.ts'

async function load({ tx, actor, params, today }: Visit) {
  const month = params.month ?? ''
  const review = actor && (await reviewOfMonth(tx, actor.unitId, month))
  if (!review || review.closedOn) return null
  const id = Number(params.commitment)
  const item = (await itemsOf(tx, review.id)).find((one) => one.commitmentId === id)
  const [of] = item && item.actedOn === null ? await commitmentsById(tx, [id]) : []
  if (!item || !of) return null
  const [titles, posts] = await Promise.all([
    postTitles(tx, [of.ownerPostId], today),
    postsOf(tx, review.unitId, today),
  ])
  return { month, review, item, of, owner: titles.get(of.ownerPostId), posts: posts.filter(mayBeFocalPoint) }
}

/** One overdue promise before the head: press, give to somebody else, ask above, or say what it waits for. Always with a day. */
export const item = page({
  path: at.item,
  surface: 'workspace',
  audit: 'backlog.decide',
  words: { vi, en },
  load,
  may: (actor, { review }) => isAllowed(POLICY.actOnItem, actor, { unitId: review.unitId }),
  head: ({ words }) => ({ title: words.decide, nav: 'backlog' }),
  fields: z
    .object({
      action: z.enum(ACTIONS, { error: 'choose' }),
      owner: z.coerce.number().int().min(0).default(0),
      note: z.string().trim().min(5).max(1000),
      byOn: aDay,
    })
    .refine(({ action, owner }) => action !== 'reassign' || owner > 0, { path: ['owner'], error: 'choose' }),
  view({ found, words, form, today, language }) {
    const { of, owner, month, posts } = found
    return (
      <div class="stack">
        <p class="quiet">
          <a href={link(at.review, { month })}>{words.heading(words.month(month))}</a>
        </p>
        <h1>{of.title}</h1>
        <p class="row">
          <CommitmentStatus of={of} today={today} language={language} />
          <span class="quiet">
            {words.due(formatDay(of.dueOn))} · {owner?.title} {owner?.holder ? `(${owner.holder})` : ''}
          </span>
        </p>
        <div>
          <LinkButton quiet href={link(WORKPLACE, { commitment: of.id })}>
            {words.openMatter}
          </LinkButton>
        </div>
        <Card>
          <Form form={form} refusedText={words.formRefused}>
            <Choices
              form={form}
              name="action"
              label={words.action}
              options={ACTIONS.map((value) => ({
                ...{ value, text: words.actions[value], hint: words.actionHints[value] },
              }))}
            />
            <Select
              form={form}
              name="owner"
              label={words.owner}
              hint={words.ownerHint}
              empty={words.nobody}
              options={posts
                .filter((post) => post.id !== of.ownerPostId)
                .map((post) => [String(post.id), `${post.title} (${post.holder})`] as const)}
            />
            <TextArea form={form} name="note" label={words.note} hint={words.noteHint} rows={3} maxlength={1000} />
            <TextField
              form={form}
              name="byOn"
              label={words.doneBy}
              hint={words.doneByHint(formatDay(lastPromise(today)))}
              maxlength={12}
            />
            <div>
              <Submit>{words.submit}</Submit>
            </div>
          </Form>
        </Card>
      </div>
    )
  },
  async submit({ tx, host, actor, today, found, form, words }) {
    if (!actor) return { refused: words.refused.notOpen }
    const { action, note, byOn, owner } = form
    const decision = { action, note, byOn, ownerPostId: owner || null }
    const done = await decide({ tx, host, actor, today }, found.review, found.of.id, decision)
    if ('done' in done) return { to: link(at.review, { month: found.month }) }
    return refusedAt(done.refused, words.refused, { passed: 'byOn', tooFar: 'byOn', postNotHeld: 'owner' })
  },
})
