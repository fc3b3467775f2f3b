import { z } from 'zod'
import { formatDay, readDay } from '../../../platform/day.ts'
import { link, page } from '../../../platform/page.ts'
import { isAllowed } from '../../../platform/rights.ts'
import { Form, Select, Submit, TextArea, TextField } from '../../../ui/parts.tsx'
import { saveOffice } from '../office-actions.ts'
import { at } from '../paths.ts'
import { POLICY } from '../policy.ts'
import { officeOf } from '../queries.ts'
import { en } from '../words.en.ts'
import { vi } from '../words.vi.ts'

const SIGN = /^[A-ZĐÂÊÔƠƯĂ][A-Za-zĐđÂâÊêÔôƠơƯưĂă0-9&.-]{0,30}$/
const text = (least: number, most: number) => z.string().trim().min(least).max(most)

/** What stands on every letter of the unit, and where its numbers come from. */
export const officePage = page({
  path: at.office,
  surface: 'workspace',
  audit: 'letters.office',
  words: { vi, en },
  load: async ({ tx, actor, today }) => (actor ? officeOf(tx, actor.unitId, today) : null),
  may: (actor) => actor !== null && isAllowed(POLICY.setUpLetters, actor, actor),
  head: ({ words }) => ({ title: words.office.title, nav: 'letterOffice' }),
  fields: z.object({
    ...{ superior: text(0, 160), agency: text(2, 160), agencyInText: text(2, 160), place: text(1, 80) },
    ...{ symbol: z.string().trim().regex(SIGN), drafting: z.union([z.literal(''), z.string().trim().regex(SIGN)]) },
    ...{ onBehalf: text(0, 160), salutation: z.enum(['Ông (Bà)', 'Ông/Bà', 'Quý ông (bà)']) },
    ...{ numbering: z.enum(['elsewhere', 'here']), hereSince: text(0, 12), hereByDocument: text(0, 120) },
  }),
  filled: ({ found }) => ({
    ...{ superior: found.superior ?? '', agency: found.agency, agencyInText: found.agencyInText, place: found.place },
    ...{ symbol: found.symbol, drafting: found.drafting ?? '', onBehalf: found.onBehalf ?? '' },
    ...{ salutation: found.salutation, numbering: found.numbering, hereByDocument: found.hereByDocument ?? '' },
    hereSince: found.hereSince ? formatDay(found.hereSince) : '',
  }),
  view({ words, form, actor }) {
    const say = words.office
    return (
      <div class="stack narrow">
        <div class="stack tight">
          <p class="quiet">{actor?.unitName}</p>
          <h1>{say.title}</h1>
          <p class="lead">{say.lead}</p>
          <p>
            <a href={at.templates}>{words.templates.title}</a>
          </p>
        </div>
        <Form form={form} refusedText={words.formRefused}>
          <TextField form={form} name="superior" label={say.superior} optional={say.optional} maxlength={160} />
          <TextArea form={form} name="agency" label={say.agency} rows={2} maxlength={160} />
          <TextField form={form} name="agencyInText" label={say.agencyInText} maxlength={160} />
          <TextField form={form} name="place" label={say.place} maxlength={80} />
          <div class="cells">
            <TextField form={form} name="symbol" label={say.symbol} maxlength={30} />
            <TextField form={form} name="drafting" label={say.drafting} maxlength={30} />
          </div>
          <TextField form={form} name="onBehalf" label={say.onBehalf} optional={say.optional} maxlength={160} />
          <Select
            form={form}
            name="salutation"
            label={say.salutation}
            options={['Ông (Bà)', 'Ông/Bà', 'Quý ông (bà)'].map((one) => [one, one] as const)}
          />
          <Select form={form} name="numbering" label={say.numbering} options={Object.entries(say.numberings)} />
          <div class="cells">
            <TextField form={form} name="hereSince" label={say.hereSince} hint={say.hereHint} maxlength={12} />
            <TextField
              form={form}
              name="hereByDocument"
              label={say.hereByDocument}
              hint={say.hereHint}
              maxlength={120}
            />
          </div>
          <div>
            <Submit>{say.save}</Submit>
          </div>
        </Form>
      </div>
    )
  },
  async submit({ tx, actor, form, now, words, language }) {
    if (!actor) return { refused: words.refused.notOpen }
    const saved = await saveOffice(
      tx,
      actor,
      {
        ...form,
        ...{ superior: form.superior || null, drafting: form.drafting || null, onBehalf: form.onBehalf || null },
        ...{ hereSince: readDay(form.hereSince), hereByDocument: form.hereByDocument || null },
      },
      now,
    )
    if (!('refused' in saved)) return { to: link(at.office, {}, language) }
    return saved.refused === 'noDocument'
      ? { errors: { hereByDocument: words.office.noDocument } }
      : { refused: words.refused.notOpen }
  },
})
