import { z } from 'zod'
import { retentionRule, SET_BY_UNITS } from '../../../law/retention-rules.ts'
import { formatDay, readDay } from '../../../platform/day.ts'
import { page } from '../../../platform/page.ts'
import { isAllowed } from '../../../platform/rights.ts'
import { Card, Form, Notice, Select, Submit, TextField } from '../../../ui/parts.tsx'
import { at } from '../paths.ts'
import { POLICY } from '../policy.ts'
import { setRetention } from '../retention-actions.ts'
import { inForceOn, retentionOf } from '../retention-queries.ts'
import { en } from '../words.en.ts'
import { vi } from '../words.vi.ts'

const typedDay = z
  .string()
  .trim()
  .transform((text, context) => {
    const read = readDay(text)
    if (!read) context.addIssue({ code: 'custom', message: text === '' ? 'empty' : 'day' })
    return read ?? z.NEVER
  })

/** How long what is personal is kept: by a document of the unit with number and day, or nothing is erased by itself. */
export const retention = page({
  path: at.retention,
  surface: 'workspace',
  audit: 'privacy.retention',
  words: { vi, en },
  async load({ tx, actor }) {
    return actor && { unitId: actor.unitId, rules: await retentionOf(tx, actor.unitId) }
  },
  may: (actor, { unitId }) => isAllowed(POLICY.setRetention, actor, { unitId }),
  head: ({ words }) => ({ title: words.retention.title, nav: 'expiries' }),
  fields: z.object({
    kind: z.enum(SET_BY_UNITS),
    months: z.coerce.number().int().min(1).max(1200),
    documentNumber: z.string().trim().min(4).max(120),
    documentOn: typedDay,
    issuer: z.string().trim().min(4).max(160),
    from: typedDay,
  }),
  filled: () => ({ kind: 'feedback' }),
  view({ words, found, form, today }) {
    const say = words.retention
    return (
      <div class="stack">
        <div>
          <h1>{say.title}</h1>
          <p class="lead">{say.lead}</p>
        </div>
        <p>
          <a href={at.expiries}>{words.expiries.title}</a>
        </p>
        <div class="cells">
          {SET_BY_UNITS.map((kind) => {
            const rule = inForceOn(found.rules, kind, today)
            return (
              <Card title={say.kinds[kind]}>
                {rule ? (
                  <>
                    <p>
                      <span class="figure">{say.period(rule.months)}</span>
                      {say.from(formatDay(rule.from))}
                    </p>
                    <p class="law">
                      {rule.documentNumber} · {formatDay(rule.documentOn)} · {rule.issuer}
                    </p>
                  </>
                ) : (
                  <>
                    <p class="strong">{say.none}</p>
                    <p class="quiet">
                      {retentionRule(kind, today).id}: {say.unread}
                    </p>
                  </>
                )}
              </Card>
            )
          })}
        </div>
        <Card title={say.add}>
          <Notice kind="warn">{say.archive}</Notice>
          <Form form={form} refusedText={words.formRefused}>
            <Select
              form={form}
              name="kind"
              label={say.kind}
              options={SET_BY_UNITS.map((one) => [one, say.kinds[one]] as const)}
            />
            <TextField
              form={form}
              name="months"
              label={say.months}
              hint={say.monthsHint}
              inputmode="numeric"
              maxlength={4}
            />
            <TextField form={form} name="documentNumber" label={say.document} hint={say.documentHint} maxlength={120} />
            <TextField form={form} name="documentOn" label={say.documentOn} hint={say.dayHint} maxlength={10} />
            <TextField form={form} name="issuer" label={say.issuer} maxlength={160} />
            <TextField form={form} name="from" label={say.fromDay} hint={say.dayHint} maxlength={10} />
            <div>
              <Submit>{say.save}</Submit>
            </div>
          </Form>
        </Card>
      </div>
    )
  },
  async submit({ tx, actor, today, form, words }) {
    const { refused } = words.retention
    if (!actor) return { refused: refused.notOpen }
    const done = await setRetention({ tx, actor, today }, form)
    if ('done' in done) return { to: at.retention }
    return done.refused === 'notOpen' ? { refused: refused.notOpen } : { errors: { from: refused[done.refused] } }
  },
})
