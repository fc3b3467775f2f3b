import { z } from 'zod'
import { formatDay } from '../../../platform/day.ts'
import { aDay } from '../../../platform/fields.ts'
import { page } from '../../../platform/page.ts'
import { isAllowed } from '../../../platform/rights.ts'
import { Card, Check, Choices, Form, Notice, Select, Submit, TextArea, TextField } from '../../../ui/parts.tsx'
import {
  CASE_POLICY,
  CATEGORIES,
  caseAddress,
  caseByNumber,
  casePaths,
  categoryWords,
  submissionsOf,
} from '../../cases/index.ts'
import { splitOff } from '../split-actions.ts'
import { en } from '../words.en.ts'
import { vi } from '../words.vi.ts'
import { SUBJECTS } from '../workflow.ts'

const KINDS = ['feedback', 'recommendation', 'complaint'] as const
const shared = {
  submission: z.coerce.number().int(),
  category: z.enum(CATEGORIES as [(typeof CATEGORIES)[number]]),
  text: z.string().trim().min(10).max(10_000),
}
const yes = z
  .enum(['yes'])
  .optional()
  .transform((typed) => typed === 'yes')

/** One matter of a letter with several becomes a case of its own; the officer cuts the text to that matter. */
export const split = page({
  path: casePaths.split,
  surface: 'workspace',
  audit: 'complaints.split',
  words: { vi, en },
  async load({ tx, params }) {
    const of = await caseByNumber(tx, params.number ?? '')
    if (!of || of.sealId || of.state === 'joined') return null
    return { of, submissions: await submissionsOf(tx, of.id) }
  },
  may: (actor, { of }) => isAllowed(CASE_POLICY.split, actor, of.territory),
  head: ({ words }) => ({ title: words.split.title, nav: 'cases' }),
  subject: ({ of }) => of.number,
  fields: z.discriminatedUnion(
    'kind',
    [
      z.object({ ...shared, kind: z.enum(['feedback', 'recommendation']) }),
      z.object({
        ...{ ...shared, kind: z.literal('complaint'), signed: yes, knownOn: aDay },
        ...{ against: z.string().trim().min(3).max(300), subject: z.enum(SUBJECTS) },
        demand: z.string().trim().min(5).max(3000),
      }),
    ],
    { error: 'choose' },
  ),
  filled: ({ found }) => ({
    ...{ submission: String(found.submissions[0]?.id ?? ''), text: found.submissions[0]?.text ?? '' },
    ...{ category: found.of.category, subject: 'decision' },
  }),
  view({ found, words, form, language }) {
    const say = words.split
    return (
      <div class="stack narrow">
        <div class="stack tight">
          <p class="quiet">
            <a href={caseAddress(found.of)}>{found.of.title}</a>
          </p>
          <h1>{say.title}</h1>
          <p class="lead">{say.lead}</p>
        </div>
        <Notice kind="warn">{say.denunciation}</Notice>
        <Form form={form} refusedText={words.formRefused}>
          {found.submissions.length > 1 ? (
            <Select
              form={form}
              name="submission"
              label={say.submission}
              options={found.submissions.map(
                (one) => [String(one.id), `${one.number} · ${formatDay(one.sentOn)}`] as const,
              )}
            />
          ) : (
            <input type="hidden" name="submission" value={form.values.submission ?? ''} />
          )}
          <Choices
            form={form}
            name="kind"
            label={say.kind}
            options={KINDS.map((value) => ({ value, text: say.kinds[value], hint: say.kindHints[value] }))}
          />
          <TextArea form={form} name="text" label={say.text} hint={say.textHint} rows={8} maxlength={10_000} />
          <Select
            form={form}
            name="category"
            label={words.fields.category}
            options={CATEGORIES.map((one) => [one, categoryWords[language][one]] as const)}
          />
          <Card title={say.onlyComplaint}>
            <TextField
              form={form}
              name="against"
              label={words.fields.against}
              hint={words.fields.againstHint}
              maxlength={300}
            />
            <Select
              form={form}
              name="subject"
              label={words.fields.subject}
              options={SUBJECTS.map((one) => [one, words.subjects[one]] as const)}
            />
            <TextField
              form={form}
              name="knownOn"
              label={words.fields.knownOn}
              hint={words.lodge.day}
              maxlength={12}
              inputmode="numeric"
            />
            <TextArea form={form} name="demand" label={words.fields.demand} rows={3} maxlength={3000} />
            <Check form={form} name="signed" label={say.signed} hint={say.signedHint} />
          </Card>
          <div>
            <Submit>{say.submit}</Submit>
          </div>
        </Form>
      </div>
    )
  },
  async submit({ tx, host, actor, today, found, form, words }) {
    if (!actor) return { refused: words.refused.notOpen }
    if (form.kind === 'complaint' && form.knownOn > today) return { errors: { knownOn: words.fields.future } }
    const { submission: submissionId, ...part } = form
    const done = await splitOff({ tx, host, actor, today }, found.of.number, { ...part, submissionId })
    return 'refused' in done
      ? { refused: words.split.refused[done.refused] }
      : { to: caseAddress({ kind: form.kind, number: done.number }) }
  },
})
