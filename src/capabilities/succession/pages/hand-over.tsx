import { z } from 'zod'
import { accountsOf, createAccount, invite } from '../../../organization/accounts.ts'
import { mayBeFocalPoint, postsOf } from '../../../organization/officials.ts'
import { isOwnPerson, openingOf } from '../../../organization/staffing.ts'
import { formatDay, readDay } from '../../../platform/day.ts'
import { link, page } from '../../../platform/page.ts'
import { isAllowed } from '../../../platform/rights.ts'
import { Card, Choices, Form, Notice, Select, Submit, TextField } from '../../../ui/parts.tsx'
import { workOfPost } from '../../commitments/index.ts'
import { leavePost } from '../hand-over-actions.ts'
import { at } from '../paths.ts'
import { POLICY } from '../policy.ts'
import { en } from '../words.en.ts'
import { vi } from '../words.vi.ts'

const LINK_COOKIE = 'duong-dan'
const LINK_SECONDS = 600
/** One by one only up to what a form carries; more goes to one post and is divided from My work. */
const MOST_ONE_BY_ONE = 200

const post = z.union([z.literal(''), z.coerce.number().int().min(1)]).default('')

/** The posts of the unit, and the way to hand one over. */
export const handOverList = page({
  path: at.handOver,
  surface: 'workspace',
  audit: 'succession.handOverList',
  words: { vi, en },
  async load({ tx, actor, today }) {
    return actor && { posts: await postsOf(tx, actor.unitId, today) }
  },
  may: (actor) => actor !== null && isAllowed(POLICY.handOverPost, actor, actor),
  head: ({ words }) => ({ title: words.handOver.title, nav: 'handOver' }),
  view({ found, words, language, host, cookie }) {
    const say = words.handOver
    const made = host.keys.open<string>('invite', cookie(LINK_COOKIE), LINK_SECONDS)
    return (
      <div class="stack">
        <h1>{say.title}</h1>
        <p class="lead">{say.lead}</p>
        {made && (
          <Notice kind="good">
            {say.link} <code>{made}</code>
          </Notice>
        )}
        <ul class="list card plain">
          {found.posts.map((one) => (
            <li class="row between">
              <span>
                <span class="strong">{one.title}</span> <span class="quiet">{one.holder ?? say.nobody}</span>
              </span>
              <a href={link(at.handOverPost, { post: one.id }, language)}>
                {say.open}
                <span class="ds-sr-only">: {one.title}</span>
              </a>
            </li>
          ))}
        </ul>
      </div>
    )
  },
})

/** Somebody leaves, or a post is abolished: what it owns goes on in the same form. */
export const handOverPost = page({
  path: at.handOverPost,
  surface: 'workspace',
  audit: 'succession.handOver',
  words: { vi, en },
  async load({ tx, actor, params, today }) {
    if (!actor) return null
    const posts = await postsOf(tx, actor.unitId, today)
    const leaving = posts.find((one) => String(one.id) === params.post)
    if (!leaving) return null
    const opening = await openingOf(tx, actor.unitId)
    return {
      ...{ leaving, takers: posts.filter((one) => one.id !== leaving.id && mayBeFocalPoint(one)) },
      work: await workOfPost(tx, leaving.id, actor.unitId),
      isNeeded: opening !== null && [opening.headPostId, opening.intakePostId].includes(leaving.id),
    }
  },
  may: (actor) => actor !== null && isAllowed(POLICY.handOverPost, actor, actor),
  head: ({ found, words }) => ({ title: words.handOver.of(found.leaving.title), nav: 'handOver' }),
  subject: ({ leaving }) => `post ${leaving.id}`,
  fields: z
    .object({
      how: z.enum(['end', 'abolish'], { error: 'choose' }),
      lastDay: z
        .string()
        .trim()
        .refine((typed) => readDay(typed) !== null, { error: 'day' }),
      nextName: z.string().trim().max(120).default(''),
      nextEmail: z.union([z.literal(''), z.email()]).default(''),
      allTo: post,
    })
    .catchall(z.string()),
  filled: ({ today }) => ({ how: 'end', lastDay: formatDay(today) }),
  view({ found, words, form, actor }) {
    const say = words.handOver
    const takers = found.takers.map((one) => [String(one.id), `${one.title} (${one.holder})`] as const)
    const owned = found.work.filter((one) => !one.isApology)
    // An administrator reads no words of a citizen: only what everybody may read of it.
    const titleOf = (one: (typeof owned)[number]) => (actor?.roles.has('head') ? one.title : one.publicTitle)
    return (
      <div class="stack narrow">
        <div class="stack tight">
          <h1>{say.of(found.leaving.title)}</h1>
          <p class="quiet">{found.leaving.holder ?? say.nobody}</p>
          <p>{owned.length > 0 ? say.works(owned.length) : say.noWork}</p>
        </div>
        {found.isNeeded && <Notice kind="warn">{say.needed}</Notice>}
        <Form form={form} refusedText={words.formRefused}>
          <Choices
            form={form}
            name="how"
            label={say.how}
            options={Object.entries(say.hows).map(([value, text]) => ({ value, text }))}
          />
          <TextField form={form} name="lastDay" label={say.lastDay} hint={words.dayHint} maxlength={12} />
          <Card title={say.next}>
            <p class="quiet">{say.nextHint}</p>
            <TextField form={form} name="nextName" label={say.nextName} maxlength={120} />
            <TextField form={form} name="nextEmail" label={say.nextEmail} type="email" maxlength={200} />
          </Card>
          {found.work.length > 0 && (
            <Card title={say.open}>
              <Select form={form} name="allTo" label={say.allTo} empty={words.changes.none} options={takers} />
              {found.work.length > owned.length && <p class="quiet">{say.toSign}</p>}
              {owned.length > 0 && <h3>{say.each}</h3>}
              {owned.slice(0, MOST_ONE_BY_ONE).map((one) => (
                <Select
                  form={form}
                  name={`w${one.id}`}
                  label={say.eachFor(titleOf(one), formatDay(one.dueOn))}
                  empty={say.asAll}
                  options={takers}
                />
              ))}
            </Card>
          )}
          <div>
            <Submit>{say.save}</Submit>
          </div>
        </Form>
      </div>
    )
  },
  async submit({ tx, host, actor, form, found, now, today, words, language }) {
    const say = words.handOver
    const lastDay = readDay(String(form.lastDay))
    if (!actor || !lastDay) return { refused: words.formRefused }
    const [name, email] = [String(form.nextName), String(form.nextEmail)]
    if ((name === '') !== (email === '')) return { errors: { [name ? 'nextEmail' : 'nextName']: say.both } }
    const account = name.length > 1 ? await createAccount(accountsOf(host), { email, name }) : null
    if (account && !account.isNew && !(await isOwnPerson(tx, account.userId, actor.unitId, today)))
      return { errors: { nextEmail: say.refused.elsewhere ?? '' } }
    const typed = form as Record<string, unknown>
    const done = await leavePost(
      { tx, host, actor, today },
      {
        ...{ postId: found.leaving.id, how: form.how, lastDay, allTo: form.allTo === '' ? null : Number(form.allTo) },
        next: account ? { name, userId: account.userId } : null,
        each: Object.fromEntries(
          found.work.map((one) => [one.id, Number(typed[`w${one.id}`])]).filter(([, to]) => (to ?? 0) > 0),
        ),
      },
    )
    if ('refused' in done) {
      const text = say.refused[done.refused] ?? ''
      const field = done.refused === 'unassigned' || done.refused === 'notHeld' ? 'allTo' : 'nextName'
      return done.refused === 'notYours' ? { refused: text } : { errors: { [field]: text } }
    }
    const to = link(at.handOver, {}, language)
    if (!account?.isNew) return { to }
    const token = await invite(accountsOf(host), account.userId, now)
    return { to, remember: { link: host.keys.seal('invite', `${host.settings.publicUrl}/lam-viec/moi/${token}`) } }
  },
  cookies: ({ remember }) =>
    remember.link ? [{ name: LINK_COOKIE, value: remember.link, path: '/', maxAgeSeconds: LINK_SECONDS }] : [],
})
