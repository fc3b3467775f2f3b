import { z } from 'zod'
import { postsOf } from '../../../organization/officials.ts'
import {
  changeRole,
  giveRole,
  type RoleRefusal,
  retireRole,
  takeRole,
  unitRoles,
} from '../../../organization/role-actions.ts'
import type { FormState } from '../../../platform/form.ts'
import { link, page } from '../../../platform/page.ts'
import { isAllowed } from '../../../platform/rights.ts'
import type { WordsLike } from '../../../platform/words.ts'
import { Card, Check, Form, Select, Submit, TextField, Version } from '../../../ui/parts.tsx'
import { at } from '../paths.ts'
import { POLICY } from '../policy.ts'
import { rightsOfParts } from '../reach.ts'
import { en } from '../words.en.ts'
import { vi } from '../words.vi.ts'
import { chosenParts, PartChoices, ticked } from './role-parts.tsx'

type Words = WordsLike<typeof vi>
const postId = z.coerce.number({ error: 'choose' }).int().min(1)

/** What the chosen blocks allow; a box without its tick is left out of the role. */
function Actions({ form, words, shown }: { form: FormState; words: Words; shown: readonly string[] }) {
  const may = (form.values.may ?? '').split(',')
  const groups = [...new Set(shown.map((name) => name.split('.')[0] ?? ''))]
  return (
    <details>
      <summary>{words.roles.narrow(shown.length)}</summary>
      <div class="stack">
        <p class="quiet">{words.roles.narrowHint}</p>
        <input type="hidden" name="shown" value={shown.join(',')} />
        {groups.map((group) => (
          <fieldset>
            <legend>{words.rights.capabilities[group] ?? group}</legend>
            {shown
              .filter((name) => name.startsWith(`${group}.`))
              .map((name) => (
                <label class="choice">
                  <input class="ds-input" type="checkbox" name="may" value={name} checked={may.includes(name)} />
                  <span>{words.rights.actions[name] ?? name}</span>
                </label>
              ))}
          </fieldset>
        ))}
      </div>
    </details>
  )
}

/** One role of the unit: what it brings together, which posts have it, and its end. */
export const rolePage = page({
  path: at.role,
  surface: 'workspace',
  audit: 'administration.role',
  words: { vi, en },
  async load({ tx, actor, params, today }) {
    if (!actor) return null
    const role = (await unitRoles(tx, actor.unitId)).find((one) => String(one.id) === params.role)
    if (!role) return null
    const posts = (await postsOf(tx, actor.unitId, today)).filter((one) => !one.roles.includes('administrator'))
    return { role, posts, shown: rightsOfParts(role.roles) }
  },
  may: (actor) => actor !== null && isAllowed(POLICY.makeRoles, actor, actor),
  head: ({ found, words }) => ({ title: found?.role.name ?? words.roles.title, nav: 'roles' }),
  subject: ({ role }) => `role ${role.id}`,
  fields: z.discriminatedUnion('_do', [
    z.object({
      ...{ _do: z.literal('change'), version: z.coerce.number().int(), name: z.string().trim().min(3).max(80) },
      ...{ roles: chosenParts, shown: ticked, may: ticked },
    }),
    z.object({ _do: z.literal('give'), postId, instead: z.enum(['yes', '']).default('') }),
    z.object({ _do: z.literal('take'), postId }),
    z.object({ _do: z.literal('retire') }),
  ]),
  filled: ({ found: { role, shown } }) => ({
    ...{ name: role.name, roles: role.roles.join(','), version: String(role.version) },
    may: shown.filter((name) => !role.without.includes(name)).join(','),
  }),
  view({ found: { role, posts, shown }, words, form }) {
    const say = words.roles
    const free = posts.filter((one) => !role.posts.some(({ id }) => id === one.id))
    return (
      <div class="stack narrow">
        <p class="quiet">
          <a href={at.roles}>{say.title}</a>
        </p>
        <h1>{role.name}</h1>
        <Card title={say.who}>
          {role.posts.length === 0 && <p>{say.notGiven}</p>}
          <ul class="list plain">
            {role.posts.map((one) => (
              <li class="row">
                <a href={`${at.rights}?chuc-vu=${one.id}`}>{one.title}</a>
                {one.instead && <span class="quiet">{say.insteadShort}</span>}
                <form method="post">
                  <input type="hidden" name="_do" value="take" />
                  <button class="ds-button" type="submit" name="postId" value={String(one.id)} data-variant="tertiary">
                    {say.take} <span class="ds-sr-only">{one.title}</span>
                  </button>
                </form>
              </li>
            ))}
          </ul>
          <Form form={form} part="give" refusedText={words.formRefused}>
            <input type="hidden" name="_do" value="give" />
            <Select
              form={form}
              name="postId"
              label={say.giveTo}
              empty={words.staff.choosePost}
              options={free.map((one) => [
                String(one.id),
                one.holder ? `${one.title} (${one.holder})` : `${one.title} (${words.staff.nobody})`,
              ])}
            />
            <Check form={form} name="instead" label={say.instead} hint={say.insteadHint} />
            <div>
              <Submit>{say.give}</Submit>
            </div>
          </Form>
        </Card>
        <Card title={say.change}>
          <Form form={form} part="change" refusedText={words.formRefused}>
            <input type="hidden" name="_do" value="change" />
            <Version form={form} now={role.version} again={form.refused === say.refused.changed} />
            <TextField form={form} name="name" label={say.name} maxlength={80} />
            <PartChoices form={form} words={words} />
            <Actions form={form} words={words} shown={shown} />
            <div>
              <Submit>{say.save}</Submit>
            </div>
          </Form>
        </Card>
        <Card title={say.retire}>
          <p>{say.retireHint}</p>
          <Form form={form} part="retire" refusedText={words.formRefused}>
            <input type="hidden" name="_do" value="retire" />
            <div>
              <Submit quiet>{say.retireIt}</Submit>
            </div>
          </Form>
        </Card>
      </div>
    )
  },
  async submit({ tx, actor, form, found, today, words }) {
    if (!actor) return { refused: words.formRefused }
    const refused = (why: RoleRefusal) =>
      why === 'exists' ? { errors: { name: words.roles.refused.exists } } : { refused: words.roles.refused[why] }
    const here = link(at.role, { role: found.role.id })
    if (form._do === 'retire') {
      const done = await retireRole(tx, actor, found.role.id, today)
      return 'refused' in done ? refused(done.refused) : { to: at.roles }
    }
    if (form._do === 'change') {
      if (form.roles.length === 0) return { errors: { roles: words.roles.choose } }
      const without = rightsOfParts(form.roles).filter((name) => form.shown.includes(name) && !form.may.includes(name))
      const done = await changeRole(
        tx,
        actor,
        { id: found.role.id, version: form.version },
        {
          ...{ name: form.name, roles: form.roles, without },
        },
      )
      return 'refused' in done ? refused(done.refused) : { to: here }
    }
    if (form._do === 'take') {
      const done = await takeRole(tx, actor, { roleId: found.role.id, postId: form.postId })
      return 'refused' in done ? refused(done.refused) : { to: here }
    }
    if (!found.posts.some(({ id }) => id === form.postId)) return { errors: { postId: 'choose' } }
    const instead = form.instead === 'yes'
    const done = await giveRole(tx, actor, { roleId: found.role.id, postId: form.postId, instead }, today)
    return 'refused' in done ? refused(done.refused) : { to: here }
  },
})
