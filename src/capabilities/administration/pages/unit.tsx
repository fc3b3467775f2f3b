import { z } from 'zod'
import { postsOf } from '../../../organization/officials.ts'
import { openingOf, saveOpening } from '../../../organization/staffing.ts'
import { page } from '../../../platform/page.ts'
import { isAllowed } from '../../../platform/rights.ts'
import { Form, Notice, Select, Status, Submit, TextArea, TextField } from '../../../ui/parts.tsx'
import { at } from '../paths.ts'
import { POLICY } from '../policy.ts'
import { en } from '../words.en.ts'
import { vi } from '../words.vi.ts'

const text = (least: number, most: number) => z.string().trim().min(least).max(most)
const post = z.coerce.number({ error: 'choose' }).int().min(1)

/** What every public page of the unit says, and the switch that opens it. */
export const unitPage = page({
  path: at.unit,
  surface: 'workspace',
  audit: 'administration.unit',
  words: { vi, en },
  async load({ tx, actor, today }) {
    if (!actor) return null
    const posts = (await postsOf(tx, actor.unitId, today)).filter((one) => one.holder)
    return { posts, opening: await openingOf(tx, actor.unitId) }
  },
  may: (actor) => actor !== null && isAllowed(POLICY.setUp, actor, actor),
  head: ({ words }) => ({ title: words.unit.title, nav: 'setUp' }),
  fields: z.object({
    ...{ headPostId: post, intakePostId: post, phone: text(3, 40), address: text(6, 200), hours: text(4, 120) },
    theme: z.enum(['red', 'blue', 'yellow', 'green']),
    addressForm: z.enum(['bà con', 'ông bà', 'quý vị']),
    urgentNotice: text(0, 300),
    legalAid: text(0, 300),
  }),
  filled: ({ found: { opening, posts } }) => ({
    headPostId: String(opening?.headPostId ?? posts.find((one) => one.roles.includes('head'))?.id ?? ''),
    intakePostId: String(opening?.intakePostId ?? posts.find((one) => one.roles.includes('intake'))?.id ?? ''),
    ...{
      phone: opening?.phone ?? '',
      address: opening?.address ?? '',
      hours: opening?.hours ?? '',
      theme: opening?.theme ?? 'red',
    },
    ...{
      addressForm: opening?.addressForm ?? 'bà con',
      urgentNotice: opening?.urgentNotice ?? '',
      legalAid: opening?.legalAid ?? '',
    },
  }),
  view({ found, words, form, actor }) {
    const say = words.unit
    const posts = found.posts.map((one) => [String(one.id), `${one.title} (${one.holder})`] as const)
    return (
      <div class="stack narrow">
        <div class="stack tight">
          <p class="quiet">{actor?.unitName}</p>
          <h1>{say.title}</h1>
          <p>
            <Status is={found.opening ? 'done' : 'still'}>{found.opening ? say.open : say.closed}</Status>
          </p>
          <p class="lead">{say.lead}</p>
        </div>
        {found.posts.length < 2 && (
          <Notice kind="warn">
            <a href={at.staff}>{say.staffFirst}</a>
          </Notice>
        )}
        <Form form={form} refusedText={words.formRefused}>
          <Select form={form} name="headPostId" label={say.head} empty={say.choose} options={posts} />
          <Select form={form} name="intakePostId" label={say.intake} empty={say.choose} options={posts} />
          <TextField form={form} name="phone" label={say.phone} type="tel" maxlength={40} />
          <TextField form={form} name="address" label={say.address} maxlength={200} />
          <TextField form={form} name="hours" label={say.hours} maxlength={120} />
          <div class="cells">
            <Select form={form} name="theme" label={say.theme} options={Object.entries(say.themes)} />
            <Select
              form={form}
              name="addressForm"
              label={say.addressForm}
              options={['bà con', 'ông bà', 'quý vị'].map((one) => [one, one] as const)}
            />
          </div>
          <TextArea
            form={form}
            name="urgentNotice"
            label={say.urgent}
            optional={say.optional}
            rows={2}
            maxlength={300}
          />
          <TextArea form={form} name="legalAid" label={say.legalAid} optional={say.optional} rows={2} maxlength={300} />
          <div>
            <Submit>{found.opening ? say.save : say.openIt}</Submit>
          </div>
        </Form>
      </div>
    )
  },
  async submit({ tx, actor, form, today, words }) {
    if (!actor) return { refused: words.formRefused }
    const saved = await saveOpening(
      tx,
      actor,
      { ...form, urgentNotice: form.urgentNotice || null, legalAid: form.legalAid || null },
      today,
    )
    return 'refused' in saved ? { errors: { headPostId: words.unit.notHeld } } : { to: at.unit }
  },
})
