import { z } from 'zod'
import { PARTS } from '../../../organization/given-roles.ts'
import { makeRole, unitRoles } from '../../../organization/role-actions.ts'
import { link, page } from '../../../platform/page.ts'
import { isAllowed } from '../../../platform/rights.ts'
import { Card, Empty, Form, Submit, TextField } from '../../../ui/parts.tsx'
import { at } from '../paths.ts'
import { POLICY } from '../policy.ts'
import { en } from '../words.en.ts'
import { vi } from '../words.vi.ts'
import { chosenParts, PartChoices } from './role-parts.tsx'

/** Roles of the unit's own, and a form for one more. */
export const rolesPage = page({
  path: at.roles,
  surface: 'workspace',
  audit: 'administration.roles',
  words: { vi, en },
  load: async ({ tx, actor }) => actor && { roles: await unitRoles(tx, actor.unitId) },
  may: (actor) => actor !== null && isAllowed(POLICY.makeRoles, actor, actor),
  head: ({ words }) => ({ title: words.roles.title, nav: 'roles' }),
  fields: z.object({ name: z.string().trim().min(3).max(80), roles: chosenParts }),
  view: ({ found, words, form }) => (
    <div class="stack narrow">
      <h1>{words.roles.title}</h1>
      <p class="lead">{words.roles.lead}</p>
      {found.roles.length === 0 ? (
        <Empty title={words.roles.none}>{words.roles.noneHint}</Empty>
      ) : (
        <ul class="list card plain">
          {found.roles.map((role) => (
            <li>
              <a class="strong" href={link(at.role, { role: role.id })}>
                {role.name}
              </a>
              <p class="quiet">
                {PARTS.filter((part) => role.roles.includes(part))
                  .map((part) => words.roles.parts[part].name)
                  .join(' + ')}
                {role.without.length > 0 && ` · ${words.roles.less(role.without.length)}`}
              </p>
              <p>{role.posts.length === 0 ? words.roles.notGiven : role.posts.map(({ title }) => title).join(', ')}</p>
            </li>
          ))}
        </ul>
      )}
      <Card title={words.roles.make}>
        <Form form={form} refusedText={words.formRefused}>
          <TextField form={form} name="name" label={words.roles.name} hint={words.roles.nameHint} maxlength={80} />
          <PartChoices form={form} words={words} />
          <div>
            <Submit>{words.roles.makeIt}</Submit>
          </div>
        </Form>
      </Card>
    </div>
  ),
  async submit({ tx, actor, form, words }) {
    if (!actor) return { refused: words.formRefused }
    if (form.roles.length === 0) return { errors: { roles: words.roles.choose } }
    const made = await makeRole(tx, actor, { ...form, without: [] })
    if ('id' in made) return { to: link(at.role, { role: made.id }) }
    return made.refused === 'exists'
      ? { errors: { name: words.roles.refused.exists } }
      : { refused: words.roles.refused[made.refused] }
  },
})
