import { z } from 'zod'
import { formatDay, readDay } from '../../../platform/day.ts'
import type { FormState } from '../../../platform/form.ts'
import { page, type Seen } from '../../../platform/page.ts'
import { isAllowed } from '../../../platform/rights.ts'
import { Card, Choices, Empty, Form, Notice, Select, Submit, TextField } from '../../../ui/parts.tsx'
import { setOwnRule } from '../actions.ts'
import { at } from '../paths.ts'
import { POLICY } from '../policy.ts'
import { type PublishedRule, publishedRulesOf } from '../queries.ts'
import { en } from '../words.en.ts'
import { vi } from '../words.vi.ts'

const KINDS = ['feedback', 'recommendation'] as const
const COUNTS = ['working', 'calendar'] as const

const typedDay = z
  .string()
  .trim()
  .transform((text, context) => {
    const read = readDay(text)
    if (!read) context.addIssue({ code: 'custom', message: text === '' ? 'empty' : 'day' })
    return read ?? z.NEVER
  })

const fields = z.object({
  kind: z.enum(KINDS),
  documentNumber: z.string().trim().min(1).min(4).max(120),
  documentOn: typedDay,
  issuer: z.string().trim().min(1).min(4).max(160),
  days: z
    .string()
    .trim()
    .min(1)
    .regex(/^\d{1,3}$/)
    .transform(Number),
  count: z.enum(COUNTS),
  from: typedDay,
})

type Found = { unitId: number; rules: PublishedRule[]; isSaved: boolean }
type It = Seen<Found, typeof vi>

/** "Thời hạn của đơn vị": what the unit itself published, with its document; it only ever shortens. */
export const ownRule = page({
  path: at.ownRule,
  surface: 'workspace',
  audit: 'calendar.ownRule',
  words: { vi, en },
  async load({ tx, actor, query }) {
    if (!actor) return null
    const { unitId } = actor
    return { unitId, rules: await publishedRulesOf(tx, unitId), isSaved: query.xong === '1' } satisfies Found
  },
  may: (actor, { unitId }) => isAllowed(POLICY.setOwnRule, actor, { unitId }),
  head: ({ words }) => ({ title: words.ownRule.title, nav: 'ownRule' }),
  fields,
  filled: () => ({ kind: 'feedback', count: 'working' }),
  view(it) {
    const { words, found } = it
    return (
      <div class="stack">
        <div>
          <h1>{words.ownRule.title}</h1>
          <p class="lead">{words.ownRule.lead}</p>
        </div>
        {found.isSaved && it.form.refused === null && Object.keys(it.form.errors).length === 0 && (
          <Notice kind="good">{words.ownRule.saved}</Notice>
        )}
        <InForce {...it} />
        <Card title={words.ownRule.add}>
          <NewRule {...it} />
        </Card>
        <OtherRules {...it} />
      </div>
    )
  },
  async submit({ tx, found, form, words }) {
    const kept = await setOwnRule(tx, { ...form, unitId: found.unitId })
    if (!('refused' in kept)) return { to: `${at.ownRule}?xong=1` }
    const { refused } = words.ownRule
    return kept.refused === 'notShorter'
      ? { errors: { days: refused.notShorter[form.count] } }
      : { errors: { from: refused[kept.refused] } }
  },
})

const isInForceOn = (rule: PublishedRule, today: string) =>
  rule.from <= today && (rule.until === null || today <= rule.until)

const periodOf = ({ words }: It, { days, count }: PublishedRule) =>
  count === 'working' ? words.working(days) : words.calendarDays(days)

function InForce(it: It) {
  const { words, found, today } = it
  return (
    <div class="cells">
      {KINDS.map((kind) => {
        const rule = found.rules.find((one) => one.kind === kind && isInForceOn(one, today))
        return (
          <Card title={words.ownRule.kinds[kind]}>
            {rule ? (
              <>
                <p>
                  <span class="figure">{periodOf(it, rule)}</span>
                  {words.ownRule.from(formatDay(rule.from))}
                </p>
                <p class="law">
                  {rule.documentNumber} · {formatDay(rule.documentOn)} · {rule.issuer}
                </p>
              </>
            ) : (
              <p class="quiet">{words.ownRule.none}</p>
            )}
          </Card>
        )
      })}
    </div>
  )
}

function NewRule({ form, words }: It & { form: FormState }) {
  const here = words.ownRule
  const named = <Name extends string>(names: readonly Name[], texts: Readonly<Record<Name, string>>) =>
    names.map((value) => ({ value, text: texts[value] }))
  return (
    <Form form={form} action={at.ownRule} refusedText={here.formRefused}>
      <Choices form={form} name="kind" label={here.kind} options={named(KINDS, here.kinds)} />
      <TextField form={form} name="documentNumber" label={here.document} hint={here.documentHint} maxlength={120} />
      <TextField form={form} name="documentOn" label={here.documentOn} hint={here.dayHint} maxlength={10} />
      <TextField form={form} name="issuer" label={here.issuer} maxlength={160} />
      <TextField form={form} name="days" label={here.days} hint={here.daysHint} inputmode="numeric" maxlength={3} />
      <Select
        form={form}
        name="count"
        label={here.count}
        options={COUNTS.map((count) => [count, here.counts[count]] as const)}
      />
      <TextField form={form} name="from" label={here.fromDay} hint={here.dayHint} maxlength={10} />
      <p class="quiet">{here.closes}</p>
      <div>
        <Submit>{here.save}</Submit>
      </div>
    </Form>
  )
}

function OtherRules(it: It) {
  const { words, found, today } = it
  const here = words.ownRule
  const others = found.rules.filter((rule) => !isInForceOn(rule, today))
  if (others.length === 0) return <Empty title={here.past}>{here.noPast}</Empty>
  return (
    <section class="stack">
      <h2>{here.past}</h2>
      <table class="grid fold">
        <thead>
          <tr>
            {[here.columns.kind, here.columns.days, here.columns.document, here.columns.period].map((text) => (
              <th scope="col">{text}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {others.map((rule) => (
            <tr>
              <td>{here.kinds[rule.kind]}</td>
              <td>{periodOf(it, rule)}</td>
              <td>
                {rule.documentNumber} · {formatDay(rule.documentOn)} · {rule.issuer}
              </td>
              <td>
                {rule.until
                  ? here.period(formatDay(rule.from), formatDay(rule.until))
                  : here.upcoming(formatDay(rule.from))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
