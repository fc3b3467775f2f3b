import { z } from 'zod'
import { accountsOf, createAccount, invite } from '../../../organization/accounts.ts'
import { firstPost, foundUnit } from '../../../organization/changing.ts'
import { holdPost, isOwnPerson } from '../../../organization/staffing.ts'
import { formatDay, readDay } from '../../../platform/day.ts'
import { actAs } from '../../../platform/db.ts'
import { page } from '../../../platform/page.ts'
import { isAllowed } from '../../../platform/rights.ts'
import { Form, Notice, Select, Submit, TextField } from '../../../ui/parts.tsx'
import { at } from '../paths.ts'
import { POLICY } from '../policy.ts'
import { en } from '../words.en.ts'
import { vi } from '../words.vi.ts'

const LINK_COOKIE = 'duong-dan'
const LINK_SECONDS = 600

const typedDay = z
  .string()
  .trim()
  .refine((typed) => readDay(typed) !== null, { error: 'day' })

/** A unit that is not there yet, with its first administrator: it can then be opened and take over from others. */
export const found = page({
  path: at.found,
  surface: 'workspace',
  audit: 'succession.found',
  words: { vi, en },
  load: async () => ({}),
  may: (actor) => actor !== null && isAllowed(POLICY.foundUnit, actor, actor),
  head: ({ words }) => ({ title: words.found.title, nav: 'changes' }),
  fields: z.object({
    newName: z.string().trim().min(2).max(120),
    newFullName: z.string().trim().min(3).max(160),
    newKind: z.enum(['commune', 'ward', 'specialZone', 'fatherlandFront']),
    code: z.union([z.literal(''), z.string().regex(/^\d{2,5}$/)]).default(''),
    from: typedDay,
    number: z.string().trim().min(3).max(120),
    decisionOn: typedDay,
    issuer: z.string().trim().min(3).max(200),
    adminName: z.string().trim().min(2).max(120),
    adminEmail: z.email(),
  }),
  filled: ({ today }) => ({ newKind: 'commune', from: formatDay(today) }),
  view({ words, form, host, cookie }) {
    const say = words.found
    const made = host.keys.open<string>('invite', cookie(LINK_COOKIE), LINK_SECONDS)
    return (
      <div class="stack narrow">
        <h1>{say.title}</h1>
        <p class="lead">{say.lead}</p>
        {made && (
          <Notice kind="good">
            {say.link} <code>{made}</code>
          </Notice>
        )}
        <Form form={form} refusedText={words.formRefused}>
          <TextField form={form} name="newName" label={words.changes.newName} maxlength={120} />
          <TextField form={form} name="newFullName" label={words.changes.newFullName} maxlength={160} />
          <Select
            form={form}
            name="newKind"
            label={words.changes.newKind}
            options={Object.entries(words.changes.unitKinds)}
          />
          <TextField
            form={form}
            name="code"
            label={say.code}
            hint={say.codeHint}
            optional={words.optional}
            maxlength={5}
          />
          <TextField form={form} name="from" label={say.from} hint={words.dayHint} maxlength={12} />
          <TextField form={form} name="number" label={words.changes.number} maxlength={120} />
          <TextField
            form={form}
            name="decisionOn"
            label={words.changes.decisionOn}
            hint={words.dayHint}
            maxlength={12}
          />
          <TextField form={form} name="issuer" label={words.changes.issuer} maxlength={200} />
          <h2>{say.admin}</h2>
          <TextField form={form} name="adminName" label={say.adminName} maxlength={120} />
          <TextField form={form} name="adminEmail" label={say.adminEmail} type="email" maxlength={200} />
          <div>
            <Submit>{say.save}</Submit>
          </div>
        </Form>
      </div>
    )
  },
  async submit({ tx, host, actor, form, now, today, words }) {
    const [from, issuedOn] = [readDay(form.from), readDay(form.decisionOn)]
    if (!actor || !from || !issuedOn) return { refused: words.formRefused }
    if (from < issuedOn) return { errors: { from: words.refused.beforeDecision } }
    const unitId = await foundUnit(tx, {
      ...{ name: form.newName, fullName: form.newFullName, kind: form.newKind, code: form.code || null, from },
      decision: { number: form.number, issuedOn, issuer: form.issuer },
    })
    if (!unitId) return { errors: { code: words.found.codeTaken } }
    const since = [from, today].sort().at(-1) ?? today
    const postId = await firstPost(tx, unitId, words.found.post, since)
    const { userId, isNew } = await createAccount(accountsOf(host), { email: form.adminEmail, name: form.adminName })
    if (!isNew && !(await isOwnPerson(tx, userId, unitId, today)))
      return { errors: { adminEmail: words.found.elsewhere } }
    actAs(tx, { unitId, postId: null, sealId: null })
    const there = { ...actor, unitId, postId: actor.postId }
    await holdPost(tx, there, { postId, name: form.adminName, userId, from: since })
    actAs(tx, { unitId: actor.unitId, postId: actor.postId, sealId: null })
    if (!isNew) return { to: at.found }
    const token = await invite(accountsOf(host), userId, now)
    return {
      to: at.found,
      remember: { link: host.keys.seal('invite', `${host.settings.publicUrl}/lam-viec/moi/${token}`) },
    }
  },
  cookies: ({ remember }) =>
    remember.link ? [{ name: LINK_COOKIE, value: remember.link, path: '/', maxAgeSeconds: LINK_SECONDS }] : [],
})
