import { z } from 'zod'
import { formatDay } from '../../../platform/day.ts'
import { aDay } from '../../../platform/fields.ts'
import { page } from '../../../platform/page.ts'
import { isAllowed } from '../../../platform/rights.ts'
import { Card, Form, Submit, TextField } from '../../../ui/parts.tsx'
import { listRemoteUnit } from '../group-actions.ts'
import { at } from '../paths.ts'
import { POLICY } from '../policy.ts'
import { remoteUnits } from '../queries.ts'
import { en } from '../words.en.ts'
import { vi } from '../words.vi.ts'

/** The dated list of remote units with the documents that name them: longer periods follow from it alone (safeguards 1.7). */
export const remote = page({
  path: at.remote,
  surface: 'workspace',
  audit: 'complaints.remote',
  words: { vi, en },
  load: async ({ tx, today }) => ({ units: await remoteUnits(tx, today) }),
  may: (actor) => actor !== null && isAllowed(POLICY.listRemoteUnits, actor, actor),
  head: ({ words }) => ({ title: words.remote.title, nav: 'complaints' }),
  fields: z.object({
    code: z
      .string()
      .trim()
      .regex(/^\d{2,5}$/),
    documentNumber: z.string().trim().min(3).max(100),
    documentOn: aDay,
    from: aDay,
  }),
  view: ({ found, words, form }) => (
    <div class="stack narrow">
      <h1>{words.remote.title}</h1>
      <p class="lead">{words.remote.lead}</p>
      <Card>
        {found.units.length === 0 && <p class="quiet">{words.remote.none}</p>}
        {found.units.map((unit) => (
          <p>
            <span class="strong">{unit.name}</span> · {unit.documentNumber}, {formatDay(unit.documentOn)}
          </p>
        ))}
      </Card>
      <Form form={form} refusedText={words.formRefused}>
        <TextField form={form} name="code" label={words.remote.code} hint={words.remote.codeHint} maxlength={5} />
        <TextField form={form} name="documentNumber" label={words.remote.documentNumber} maxlength={100} />
        <div class="cells">
          <TextField
            form={form}
            name="documentOn"
            label={words.remote.documentOn}
            hint={words.lodge.day}
            maxlength={12}
          />
          <TextField form={form} name="from" label={words.remote.from} hint={words.lodge.day} maxlength={12} />
        </div>
        <div>
          <Submit>{words.remote.submit}</Submit>
        </div>
      </Form>
    </div>
  ),
  async submit({ tx, form, today, words }) {
    const done = await listRemoteUnit(tx, form, today)
    if ('done' in done) return { to: at.remote }
    return { errors: done.refused === 'unknown' ? { code: words.remote.unknown } : { from: words.remote.overlaps } }
  },
})
