import { z } from 'zod'
import { formatDay } from '../../../platform/day.ts'
import { refusedAt } from '../../../platform/fields.ts'
import { keepFiles } from '../../../platform/files.ts'
import { link, page } from '../../../platform/page.ts'
import { isAllowed } from '../../../platform/rights.ts'
import { Card, Check, Form, Notice, Select, Submit, TextField } from '../../../ui/parts.tsx'
import { enterDocument, registerDocument } from '../actions.ts'
import { giveReading } from '../citation-actions.ts'
import { readingById } from '../citation-queries.ts'
import { DIRECTIONS } from '../kinds.ts'
import { at } from '../paths.ts'
import { POLICY } from '../policy.ts'
import { en } from '../words.en.ts'
import { vi } from '../words.vi.ts'
import { choicesFor, DOCUMENT_FIELDS, DocumentFields, FIELD_OF, filledFrom } from './document-fields.tsx'

/** A document enters the registry: the program fills what it read, a person compares and confirms. */
export const enter = page({
  path: at.enter,
  surface: 'workspace',
  audit: 'directives.enter',
  words: { vi, en },
  async load({ tx, actor, query, today }) {
    if (!actor) return null
    const id = /^\d{1,15}$/.test(query.doc ?? '') ? Number(query.doc) : null
    const reading = id ? await readingById(tx, id) : null
    const isFree = reading !== null && reading.documentId === null
    return { reading: isFree ? reading : null, choices: await choicesFor(tx, actor.unitId, today) }
  },
  may: (actor) => actor !== null && isAllowed(POLICY.enterDocument, actor, actor),
  head: ({ words }) => ({ title: words.enter.title, nav: 'directives' }),
  takesFiles: true,
  fields: z.object({
    ...DOCUMENT_FIELDS,
    open: z.string().default(''),
    direction: z.enum(['none', ...DIRECTIONS]).default('none'),
    forWhom: z.string().trim().max(300).default(''),
  }),
  filled: ({ found, query, today }) => ({
    ...(found.reading ? filledFrom(found.reading.text, found.choices, today) : { asWritten: query.so ?? '' }),
    direction: found.reading ? 'incoming' : 'none',
  }),
  view: ({ found, words, form, actor }) => (
    <div class="stack narrow">
      <p class="quiet">
        <a href={at.list}>{words.title}</a>
      </p>
      <h1>{words.enter.title}</h1>
      {found.reading && <p class="lead">{words.enter.lead}</p>}
      <Notice kind="warn">{words.openOnly}</Notice>
      <Card>
        <Form form={form} refusedText={words.formRefused} files>
          <DocumentFields form={form} words={words} choices={found.choices} />
          {isAllowed(POLICY.keepRegister, actor, { unitId: actor?.unitId ?? 0 }) && (
            <div class="cells">
              <Select
                form={form}
                name="direction"
                label={words.enter.register}
                options={(['none', ...DIRECTIONS] as const).map((one) => [one, words.enter.registers[one]] as const)}
              />
              <TextField form={form} name="forWhom" label={words.enter.forWhom} maxlength={300} />
            </div>
          )}
          {!found.reading && (
            <div class="field">
              <label for="f-files">{words.enter.files}</label>
              <p class="quiet" id="h-files">
                {words.enter.filesHint}
              </p>
              {form.errors.files && (
                <p class="wrong" id="e-files">
                  {form.errors.files}
                </p>
              )}
              <input class="ds-input" id="f-files" name="files" type="file" multiple aria-describedby="h-files" />
            </div>
          )}
          <Check form={form} name="open" label={words.enter.open} />
          <div>
            <Submit>{words.enter.submit}</Submit>
          </div>
        </Form>
      </Card>
    </div>
  ),
  async submit({ tx, host, actor, today, found, form, files, words }) {
    if (!actor) return { refused: words.refused.notOpen }
    const context = { tx, host, actor, today }
    const { place, direction, forWhom, open, inForceFrom, ...it } = form
    if (open !== 'yes') return { errors: { open: words.enter.openNeeded } }
    const made = await enterDocument(context, { ...it, issuerUnitId: place, inForceFrom: inForceFrom ?? it.issuedOn })
    if ('refused' in made) return refusedAt(made.refused, words.refused, FIELD_OF)
    const owner = { kind: 'document', id: String(made.id), unitId: actor.unitId, sealId: null } as const
    await keepFiles(tx, host.filesFolder, owner, files)
    if (found.reading) await giveReading(context, found.reading.id, made.id)
    if (direction !== 'none') {
      const entry = { onDay: today, forWhom: forWhom || null, postId: null, handedOn: null, copies: null, note: null }
      const kept = await registerDocument(context, made.id, { direction, ...entry })
      if ('refused' in kept && kept.refused !== 'registered') return refusedAt(kept.refused, words.refused, FIELD_OF)
    }
    if (made.isKnown) return { to: `${link(at.document, { document: made.id })}?da-co=${formatDay(today)}` }
    return {
      to: found.reading ? link(at.citations, { reading: found.reading.id }) : link(at.document, { document: made.id }),
    }
  },
})
