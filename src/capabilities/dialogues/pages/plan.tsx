import { z } from 'zod'
import { mayBeFocalPoint, postsOf } from '../../../organization/officials.ts'
import { formatDay } from '../../../platform/day.ts'
import { aDay } from '../../../platform/fields.ts'
import { link, page } from '../../../platform/page.ts'
import { isAllowed } from '../../../platform/rights.ts'
import { Form, Select, Submit, TextArea, TextField } from '../../../ui/parts.tsx'
import { DeadlineProof, workingCalendar } from '../../calendar/index.ts'
import { planDialogue } from '../actions.ts'
import { notice } from '../deadlines.ts'
import { at } from '../paths.ts'
import { POLICY } from '../policy.ts'
import { requestsOf } from '../queries.ts'
import { en } from '../words.en.ts'
import { vi } from '../words.vi.ts'
import { KINDS } from '../workflow.ts'
import { hourOf, post } from './fields.ts'

const REQUESTS_SHOWN = 20

/** A new dialogue: day, place, agenda, and the two people who answer for its minutes. */
export const plan = page({
  path: at.plan,
  surface: 'workspace',
  audit: 'dialogues.plan',
  words: { vi, en },
  async load({ tx, actor, today }) {
    if (!actor) return null
    const [posts, requests, calendar] = await Promise.all([
      postsOf(tx, actor.unitId, today),
      requestsOf(tx, actor.unitId, null, REQUESTS_SHOWN),
      workingCalendar(tx),
    ])
    const earliest = notice('people', today, calendar)
    return { posts: posts.filter(mayBeFocalPoint), requests: requests.filter((one) => one.reached), earliest }
  },
  may: (actor) => actor !== null && isAllowed(POLICY.planDialogue, actor, actor),
  head: ({ words }) => ({ title: words.plan.title, nav: 'dialogues' }),
  fields: z.object({
    ...{ kind: z.enum(KINDS), title: z.string().trim().min(5).max(200), place: z.string().trim().min(3).max(300) },
    ...{ heldOn: aDay, startsAt: z.string().trim(), endsAt: z.string().trim() },
    ...{ agenda: z.string().trim().min(5).max(5000), invited: z.string().trim().max(1000).default('') },
    ...{ chairPostId: post, secretaryPostId: post },
    requestId: z
      .string()
      .regex(/^\d{0,15}$/)
      .default(''),
  }),
  filled: () => ({ kind: 'people', startsAt: '08:00', endsAt: '11:00' }),
  view({ found, words, form, language }) {
    const say = words.plan
    const posts = found.posts.map((one) => [String(one.id), `${one.title} (${one.holder})`] as const)
    return (
      <div class="stack narrow">
        <p class="quiet">
          <a href={at.list}>{words.title}</a>
        </p>
        <h1>{say.title}</h1>
        <p class="lead">{say.lead}</p>
        {found.earliest && (
          <div class="card">
            <p class="strong">
              {say.earliest} {formatDay(found.earliest.dueOn)}
            </p>
            <DeadlineProof proof={found.earliest} language={language} />
          </div>
        )}
        <Form form={form} refusedText={words.formRefused}>
          <Select
            form={form}
            name="kind"
            label={say.kind}
            options={KINDS.map((kind) => [kind, words.kinds[kind]] as const)}
          />
          <TextField form={form} name="title" label={say.name} hint={say.nameHint} maxlength={200} />
          <TextField form={form} name="place" label={say.place} maxlength={300} />
          <TextField form={form} name="heldOn" label={say.heldOn} hint={words.day} maxlength={12} />
          <div class="cells">
            <TextField form={form} name="startsAt" label={say.startsAt} hint={words.hour} maxlength={8} />
            <TextField form={form} name="endsAt" label={say.endsAt} hint={words.hour} maxlength={8} />
          </div>
          <TextArea form={form} name="agenda" label={say.agenda} hint={say.agendaHint} rows={5} maxlength={5000} />
          <TextField form={form} name="invited" label={say.invited} optional={words.optional} maxlength={1000} />
          <Select form={form} name="chairPostId" label={say.chair} empty={say.choose} options={posts} />
          <Select form={form} name="secretaryPostId" label={say.secretary} empty={say.choose} options={posts} />
          {found.requests.length > 0 && (
            <Select
              form={form}
              name="requestId"
              label={say.request}
              empty={say.noRequest}
              options={found.requests.map((one) => [String(one.id), one.topic.slice(0, 100)] as const)}
            />
          )}
          <div>
            <Submit>{say.submit}</Submit>
          </div>
        </Form>
      </div>
    )
  },
  async submit({ tx, host, actor, today, form, words }) {
    if (!actor) return { refused: words.refused.notOpen }
    const [startsAt, endsAt] = [hourOf(form.startsAt), hourOf(form.endsAt)]
    if (!startsAt) return { errors: { startsAt: words.plan.hours } }
    if (!endsAt) return { errors: { endsAt: words.plan.hours } }
    if (endsAt <= startsAt) return { errors: { endsAt: words.plan.hoursOrder } }
    const it = { ...form, startsAt, endsAt, invited: form.invited || null, requestId: Number(form.requestId) || null }
    const made = await planDialogue({ tx, host, actor, today }, it)
    if (!('refused' in made)) return { to: link(at.one, { dialogue: made.id }) }
    const say = words.refused[made.refused]
    if (made.refused === 'notOpen') return { refused: say }
    const field =
      made.refused === 'passed' ? 'heldOn' : made.refused === 'chairNotHeld' ? 'chairPostId' : 'secretaryPostId'
    return { errors: { [field]: say } }
  },
})
