import { z } from 'zod'
import { postsOf } from '../../../organization/officials.ts'
import { deputationsOf, deputize } from '../../../organization/staffing.ts'
import { formatDay, readDay } from '../../../platform/day.ts'
import { page } from '../../../platform/page.ts'
import { isAllowed } from '../../../platform/rights.ts'
import { Form, Select, Submit, TextField } from '../../../ui/parts.tsx'
import { at } from '../paths.ts'
import { POLICY } from '../policy.ts'
import { en } from '../words.en.ts'
import { vi } from '../words.vi.ts'

const typedDay = z
  .string()
  .trim()
  .refine((typed) => readDay(typed) !== null, { error: 'day' })
const post = z.coerce.number({ error: 'choose' }).int().min(1)

/** Who acts while the holder is away, under which document. */
export const awayPage = page({
  path: at.away,
  surface: 'workspace',
  audit: 'administration.away',
  words: { vi, en },
  async load({ tx, actor, today }) {
    if (!actor) return null
    const posts = (await postsOf(tx, actor.unitId, today)).filter((one) => one.holder)
    return { posts, rows: await deputationsOf(tx, actor.unitId, today) }
  },
  may: (actor) => actor !== null && isAllowed(POLICY.deputize, actor, actor),
  head: ({ words }) => ({ title: words.away.title, nav: 'away' }),
  fields: z.object({
    postId: post,
    deputyPostId: post,
    form: z.enum(['KT', 'TL']),
    from: typedDay,
    until: typedDay,
    documentNumber: z.string().trim().min(3).max(120),
  }),
  filled: ({ today }) => ({ form: 'KT', from: formatDay(today), until: formatDay(today) }),
  view({ found, words, form }) {
    const say = words.away
    const posts = found.posts.map((one) => [String(one.id), `${one.title} (${one.holder})`] as const)
    return (
      <div class="stack narrow">
        <h1>{say.title}</h1>
        <p class="lead">{say.lead}</p>
        {found.rows.length === 0 ? (
          <p class="card">{say.empty}</p>
        ) : (
          <ul class="list card plain">
            {found.rows.map((row) => (
              <li>
                <span class="strong">{row.post}</span>: {row.form}. {row.deputy}
                <p class="quiet">
                  {formatDay(row.first)} - {formatDay(row.last)} · {row.documentNumber}
                </p>
              </li>
            ))}
          </ul>
        )}
        <Form form={form} refusedText={words.formRefused}>
          <Select form={form} name="postId" label={say.post} empty={say.choose} options={posts} />
          <Select form={form} name="deputyPostId" label={say.deputy} empty={say.choose} options={posts} />
          <Select form={form} name="form" label={say.form} options={Object.entries(say.forms)} />
          <div class="cells">
            <TextField form={form} name="from" label={say.from} maxlength={12} />
            <TextField form={form} name="until" label={say.until} maxlength={12} />
          </div>
          <TextField form={form} name="documentNumber" label={say.document} maxlength={120} />
          <div>
            <Submit>{say.save}</Submit>
          </div>
        </Form>
      </div>
    )
  },
  async submit({ tx, actor, form, words }) {
    const from = readDay(form.from)
    const until = readDay(form.until)
    if (!actor || !from || !until) return { refused: words.formRefused }
    if (until < from) return { errors: { until: words.away.order } }
    const done = await deputize(tx, actor, { ...form, from, until })
    if ('refused' in done)
      return {
        errors: done.refused === 'overlap' ? { from: words.away.overlap } : { deputyPostId: words.away[done.refused] },
      }
    return { to: at.away }
  },
})
