import { z } from 'zod'
import { postsOf, postTitles } from '../../../organization/officials.ts'
import { formatDay, readDay } from '../../../platform/day.ts'
import { link, page } from '../../../platform/page.ts'
import { isAllowed } from '../../../platform/rights.ts'
import { Card, Form, Select, Submit, TextField } from '../../../ui/parts.tsx'
import { LETTER_KINDS, type LetterKind } from '../kinds.ts'
import { delegate, endDelegation } from '../office-actions.ts'
import { at } from '../paths.ts'
import { POLICY } from '../policy.ts'
import { delegationsOf } from '../queries.ts'
import { en } from '../words.en.ts'
import { vi } from '../words.vi.ts'

const typedDay = z
  .string()
  .trim()
  .refine((text) => readDay(text) !== null, { error: 'day' })

const fields = z.discriminatedUnion('_do', [
  z.object({
    ...{
      _do: z.literal('add'),
      postId: z.coerce.number({ error: 'choose' }).int().min(1),
      act: z.enum(['KT', 'TL', 'record']),
    },
    ...{ kind: z.string().max(40).default(''), documentNumber: z.string().trim().min(3).max(120), from: typedDay },
    until: z
      .string()
      .trim()
      .refine((text) => text === '' || readDay(text) !== null, { error: 'day' }),
  }),
  z.object({ _do: z.literal('end'), id: z.coerce.number().int().min(1) }),
])

/** Who signs for the head, and who may record what the head signed on paper; each line under a written document. */
export const delegationsPage = page({
  path: at.delegations,
  surface: 'workspace',
  audit: 'letters.delegations',
  words: { vi, en },
  async load({ tx, actor, today }) {
    if (!actor) return null
    const rows = await delegationsOf(tx, actor.unitId)
    const posts = (await postsOf(tx, actor.unitId, today)).filter(
      (one) => one.holder && !one.roles.includes('administrator'),
    )
    return {
      rows,
      posts,
      titles: await postTitles(
        tx,
        rows.map((row) => row.postId),
        today,
      ),
    }
  },
  may: (actor) => actor !== null && isAllowed(POLICY.seeDelegations, actor, actor),
  head: ({ words }) => ({ title: words.delegations.title, nav: 'delegations' }),
  table: async ({ found: { rows, titles }, words }) => {
    const say = words.delegations
    return [
      [say.post, say.act, say.kind, say.document, say.from, say.until],
      ...rows.map((row) => [
        ...[titles.get(row.postId)?.title ?? '', say.acts[row.act]],
        row.kinds ? row.kinds.map((kind) => words.kinds[kind]).join(', ') : say.allKinds,
        ...[row.documentNumber, formatDay(row.from), row.until ? formatDay(row.until) : say.open],
      ]),
    ]
  },
  fields,
  filled: ({ today }) => ({ act: 'KT', from: formatDay(today) }),
  view({ found, words, form, actor, today }) {
    const say = words.delegations
    const mayName = actor !== null && isAllowed(POLICY.delegate, actor, actor)
    return (
      <div class="stack narrow">
        <h1>{say.title}</h1>
        <p class="lead">{say.lead}</p>
        {found.rows.length === 0 ? (
          <p class="card">{say.empty}</p>
        ) : (
          <ul class="list card plain">
            {found.rows.map((row) => (
              <li class="stack tight">
                <p>
                  <span class="strong">{found.titles.get(row.postId)?.title}</span>: {say.acts[row.act]}
                </p>
                <p class="quiet">
                  {row.kinds ? row.kinds.map((kind) => words.kinds[kind]).join(', ') : say.allKinds} ·{' '}
                  {row.documentNumber} · {formatDay(row.from)} - {row.until ? formatDay(row.until) : say.open}
                </p>
                {mayName && (row.until === null || row.until >= today) && (
                  <form method="post">
                    <input type="hidden" name="_key" value={`${form.key}-end${row.id}`} />
                    <input type="hidden" name="_do" value="end" />
                    <input type="hidden" name="id" value={String(row.id)} />
                    <button class="ds-button" type="submit" data-variant="tertiary">
                      {say.end}
                      <span class="ds-sr-only">: {found.titles.get(row.postId)?.title}</span>
                    </button>
                  </form>
                )}
              </li>
            ))}
          </ul>
        )}
        {mayName && (
          <Card title={say.act}>
            <Form form={form} part="add" refusedText={words.formRefused}>
              <input type="hidden" name="_do" value="add" />
              <Select
                form={form}
                name="postId"
                label={say.post}
                empty={say.choose}
                options={found.posts
                  .filter((post) => post.id !== actor?.postId)
                  .map((post) => [String(post.id), `${post.title} (${post.holder})`] as const)}
              />
              <Select form={form} name="act" label={say.act} options={Object.entries(say.acts)} />
              <Select
                form={form}
                name="kind"
                label={say.kind}
                empty={say.allKinds}
                options={Object.entries(words.kinds)}
              />
              <TextField form={form} name="documentNumber" label={say.document} maxlength={120} />
              <div class="cells">
                <TextField form={form} name="from" label={say.from} maxlength={12} />
                <TextField form={form} name="until" label={say.until} hint={say.untilHint} maxlength={12} />
              </div>
              <div>
                <Submit>{say.add}</Submit>
              </div>
            </Form>
          </Card>
        )}
      </div>
    )
  },
  async submit({ tx, actor, form, today, words, language }) {
    const say = words.delegations
    if (!actor) return { refused: say.notOpen }
    const here = { to: link(at.delegations, {}, language) }
    if (form._do === 'end') {
      const ended = await endDelegation(tx, actor, form.id, today)
      return 'refused' in ended ? { refused: say.notOpen } : here
    }
    const [from, until] = [readDay(form.from) ?? today, readDay(form.until)]
    if (until && until < from) return { errors: { until: say.order } }
    const kinds = (LETTER_KINDS as readonly string[]).includes(form.kind) ? [form.kind as LetterKind] : null
    const { postId, act, documentNumber } = form
    const done = await delegate(tx, actor, { postId, act, documentNumber, kinds, from, until }, today)
    if (!('refused' in done)) return here
    if (done.refused === 'notFit') return { errors: { postId: say.notFit } }
    return done.refused === 'overlap' ? { errors: { from: say.overlap } } : { refused: say.notOpen }
  },
})
