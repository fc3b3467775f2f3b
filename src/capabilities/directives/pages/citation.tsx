import { z } from 'zod'
import { formatDay } from '../../../platform/day.ts'
import { maybeDay } from '../../../platform/fields.ts'
import { link, page } from '../../../platform/page.ts'
import { isAllowed } from '../../../platform/rights.ts'
import { Card, Form, Select, Submit, TextArea, TextField, Version } from '../../../ui/parts.tsx'
import { acceptCitation } from '../citation-actions.ts'
import { citationById } from '../citation-queries.ts'
import { DOCUMENT_TYPES } from '../kinds.ts'
import { partsOf } from '../numbers.ts'
import { at } from '../paths.ts'
import { POLICY } from '../policy.ts'
import { en } from '../words.en.ts'
import { vi } from '../words.vi.ts'

const optional = (most: number) =>
  z
    .string()
    .trim()
    .max(most)
    .default('')
    .transform((typed) => typed || null)
const RELATIONS = ['implements', 'concretizes', 'continues', 'replaces', 'amends', 'based_on', 'linked_with'] as const

/** What the program read wrongly is put right, and accepted so. */
export const citation = page({
  path: at.citation,
  surface: 'workspace',
  audit: 'directives.citation',
  words: { vi, en },
  async load({ tx, actor, params }) {
    const it = actor && (await citationById(tx, Number(params.citation)))
    return it && it.readingId === Number(params.reading) ? { it } : null
  },
  may: (actor, { it }) => isAllowed(POLICY.decideCitations, actor, { unitId: it.unitId }),
  head: ({ words }) => ({ title: words.citations.correct, nav: 'directives' }),
  fields: z.object({
    ...{ number: optional(120), type: optional(60), issuer: optional(200), issuedOn: maybeDay, title: optional(1000) },
    relation: z.enum(['', ...RELATIONS]).default(''),
    version: z.coerce.number().int(),
  }),
  filled: ({ found: { it } }) => ({
    ...{ number: it.number ?? '', type: it.type ?? '', issuer: it.issuer ?? '', title: it.title ?? '' },
    ...{
      issuedOn: it.issuedOn ? formatDay(it.issuedOn) : '',
      relation: it.relation ?? '',
      version: String(it.version),
    },
  }),
  view({ found: { it }, words, form }) {
    const say = words.citations
    const all = it.type && !DOCUMENT_TYPES.includes(it.type) ? [it.type, ...DOCUMENT_TYPES] : DOCUMENT_TYPES
    return (
      <div class="stack narrow">
        <p class="quiet">
          <a href={link(at.citations, { reading: it.readingId })}>{say.title}</a>
        </p>
        <h1>{say.correct}</h1>
        <Card title={say.quote}>
          <blockquote class="keep">{it.quote}</blockquote>
        </Card>
        <Card>
          <Form form={form} refusedText={words.formRefused}>
            <Version form={form} again={form.refused === words.refused.changed} now={it.version} />
            <TextField form={form} name="number" label={say.number} maxlength={120} />
            <Select
              form={form}
              name="type"
              label={say.typed}
              empty={words.enter.chooseType}
              options={all.map((one) => [one, one] as const)}
            />
            <TextField form={form} name="issuer" label={say.issuer} maxlength={200} />
            <TextField form={form} name="issuedOn" label={say.issuedOn} hint={words.day} maxlength={12} />
            <TextArea form={form} name="title" label={say.subject} rows={3} maxlength={1000} />
            <Select
              form={form}
              name="relation"
              label={say.relation}
              empty={say.noRelation}
              options={RELATIONS.map((one) => [one, say.relations[one] ?? one] as const)}
            />
            <div>
              <Submit>{say.save}</Submit>
            </div>
          </Form>
        </Card>
      </div>
    )
  },
  async submit({ tx, host, actor, today, found: { it }, form, words }) {
    if (!actor) return { refused: words.refused.notOpen }
    const { version, relation, number: typed, ...rest } = form
    const number = typed === null ? null : (partsOf(typed)?.symbol ?? null)
    if (typed !== null && number === null) return { errors: { number: words.refused.noNumber } }
    const corrected = { ...rest, number, relation: relation || null }
    const done = await acceptCitation({ tx, host, actor, today }, it.id, version, corrected)
    if ('refused' in done) return { refused: words.refused[done.refused] }
    return { to: `${link(at.citations, { reading: it.readingId })}#v${it.id}` }
  },
})
