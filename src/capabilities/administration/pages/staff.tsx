import { z } from 'zod'
import { accountsOf, createAccount, invite } from '../../../organization/accounts.ts'
import { postsOf, postTitles, superiorsOf } from '../../../organization/officials.ts'
import { addPost, holdPost, isOwnPerson } from '../../../organization/staffing.ts'
import { formatDay, readDay } from '../../../platform/day.ts'
import { page } from '../../../platform/page.ts'
import { isAllowed, type Role } from '../../../platform/rights.ts'
import { Card, Form, LinkButton, Notice, Select, Submit, TextField } from '../../../ui/parts.tsx'
import { at } from '../paths.ts'
import { POLICY } from '../policy.ts'
import { en } from '../words.en.ts'
import { vi } from '../words.vi.ts'

const LINK_COOKIE = 'duong-dan'
const LINK_SECONDS = 600
const ROLES = ['head', 'deputy', 'intake', 'officer', 'reviewer', 'observer', 'administrator'] as const

const typedDay = z
  .string()
  .trim()
  .refine((typed) => readDay(typed) !== null, { error: 'day' })

const fields = z.discriminatedUnion('_do', [
  z.object({
    _do: z.literal('post'),
    title: z.string().trim().min(3).max(160),
    role: z.enum(ROLES),
    role2: z.enum(ROLES).or(z.literal('')).default(''),
    reportsTo: z
      .string()
      .regex(/^\d{0,15}$/)
      .default(''),
  }),
  z.object({
    _do: z.literal('hold'),
    postId: z.coerce.number({ error: 'choose' }).int().min(1),
    name: z.string().trim().min(2).max(120),
    email: z.email(),
    from: typedDay,
  }),
])

/** Posts, their rights, who holds them; a new holder gets a one-time link to set a password. */
export const staffPage = page({
  path: at.staff,
  surface: 'workspace',
  audit: 'administration.staff',
  words: { vi, en },
  async load({ tx, actor, today }) {
    if (!actor) return null
    const posts = await postsOf(tx, actor.unitId, today)
    const superiors = await superiorsOf(tx, actor.unitId, today)
    return {
      posts,
      superiors,
      titles: await postTitles(
        tx,
        posts.map((one) => one.reportsTo),
        today,
      ),
    }
  },
  may: (actor) => actor !== null && isAllowed(POLICY.staff, actor, actor),
  head: ({ words }) => ({ title: words.staff.title, nav: 'staff' }),
  table: async ({ found: { posts, titles }, words: { staff: say } }) => [
    [say.post, say.holder, say.roles, say.reportsTo],
    ...posts.map((one) => [
      ...[one.title, one.holder ?? '', one.roles.map((role) => say.roleNames[role]).join(', ')],
      (one.reportsTo && titles.get(one.reportsTo)?.title) || '',
    ]),
  ],
  fields,
  filled: ({ today }) => ({ from: formatDay(today), role: 'officer' }),
  view({ found, words, form, host, cookie }) {
    const say = words.staff
    const link = host.keys.open<string>('invite', cookie(LINK_COOKIE), LINK_SECONDS)
    const roles = ROLES.map((role) => [role, say.roleNames[role] ?? role] as const)
    const above = [...found.posts, ...found.superiors].map((one) => [String(one.id), one.title] as const)
    return (
      <div class="stack">
        <h1>{say.title}</h1>
        {link && (
          <Notice kind="good">
            {say.link} <code>{link}</code>
          </Notice>
        )}
        {found.posts.length === 0 ? (
          <p class="card">{say.empty}</p>
        ) : (
          <table class="grid fold">
            <thead>
              <tr>
                <th scope="col">{say.post}</th>
                <th scope="col">{say.holder}</th>
                <th scope="col">{say.roles}</th>
                <th scope="col">{say.reportsTo}</th>
              </tr>
            </thead>
            <tbody>
              {found.posts.map((one) => (
                <tr>
                  <td class="strong">{one.title}</td>
                  <td>{one.holder ?? <span class="quiet">{say.nobody}</span>}</td>
                  <td data-is={say.roles}>{one.roles.map((role) => say.roleNames[role]).join(', ')}</td>
                  <td data-is={say.reportsTo}>{one.reportsTo ? found.titles.get(one.reportsTo)?.title : ''}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
        <div class="cells">
          <Card title={say.addPost}>
            <Form form={form} part="post" refusedText={words.formRefused}>
              <input type="hidden" name="_do" value="post" />
              <TextField form={form} name="title" label={say.postTitle} maxlength={160} />
              <Select form={form} name="role" label={say.role} options={roles} />
              <Select form={form} name="role2" label={say.role2} empty={say.none} options={roles} />
              <Select form={form} name="reportsTo" label={say.reportsTo} empty={say.none} options={above} />
              <div>
                <Submit>{say.add}</Submit>
              </div>
            </Form>
          </Card>
          <Card title={say.addHolder}>
            <Form form={form} part="hold" refusedText={words.formRefused}>
              <input type="hidden" name="_do" value="hold" />
              <Select
                form={form}
                name="postId"
                label={say.post}
                empty={say.choosePost}
                options={found.posts.filter((one) => !one.holder).map((one) => [String(one.id), one.title] as const)}
              />
              <TextField form={form} name="name" label={say.name} maxlength={120} />
              <TextField form={form} name="email" label={say.email} type="email" maxlength={200} />
              <TextField form={form} name="from" label={say.from} hint={say.fromHint} maxlength={12} />
              <div>
                <Submit>{say.give}</Submit>
              </div>
            </Form>
          </Card>
          <Card title={say.end}>
            <p>{say.endHint}</p>
            <p>
              <LinkButton quiet href={at.handOver}>
                {say.handOver}
              </LinkButton>
            </p>
          </Card>
        </div>
      </div>
    )
  },
  async submit({ tx, host, actor, form, found, now, today, words }) {
    if (!actor) return { refused: words.formRefused }
    if (form._do === 'post') {
      const reportsTo =
        [...found.posts, ...found.superiors].find((one) => String(one.id) === form.reportsTo)?.id ?? null
      const roles = [form.role, ...(form.role2 && form.role2 !== form.role ? [form.role2] : [])] as Role[]
      const added = await addPost(tx, actor, { title: form.title, roles, reportsTo })
      return 'refused' in added ? { errors: { title: words.staff.exists } } : { to: at.staff }
    }
    const from = readDay(form.from)
    if (!from || !found.posts.some((one) => one.id === form.postId)) return { errors: { postId: 'choose' } }
    const { userId, isNew } = await createAccount(accountsOf(host), { email: form.email, name: form.name })
    if (!isNew && !(await isOwnPerson(tx, userId, actor.unitId, today)))
      return { errors: { email: words.staff.elsewhere } }
    const held = await holdPost(tx, actor, { postId: form.postId, name: form.name, userId, from })
    if ('refused' in held) return { errors: { postId: words.staff.held } }
    if (!isNew) return { to: at.staff }
    const token = await invite(accountsOf(host), userId, now)
    return {
      to: at.staff,
      remember: { link: host.keys.seal('invite', `${host.settings.publicUrl}/lam-viec/moi/${token}`) },
    }
  },
  cookies: ({ remember }) =>
    remember.link ? [{ name: LINK_COOKIE, value: remember.link, path: '/', maxAgeSeconds: LINK_SECONDS }] : [],
})
