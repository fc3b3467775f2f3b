import { z } from 'zod'
import { formatDay } from '../../../platform/day.ts'
import { refusedAt } from '../../../platform/fields.ts'
import { link, page } from '../../../platform/page.ts'
import { isAllowed } from '../../../platform/rights.ts'
import { Card, Form, Submit, Version } from '../../../ui/parts.tsx'
import { correctDocument } from '../actions.ts'
import { at } from '../paths.ts'
import { POLICY } from '../policy.ts'
import { documentById } from '../queries.ts'
import { en } from '../words.en.ts'
import { vi } from '../words.vi.ts'
import { choicesFor, DOCUMENT_FIELDS, DocumentFields, FIELD_OF } from './document-fields.tsx'

/** A slip in what was entered; the unit that entered it puts it right, and the history keeps both. */
export const correct = page({
  path: at.correct,
  surface: 'workspace',
  audit: 'directives.correct',
  words: { vi, en },
  async load({ tx, actor, params, today }) {
    const it = actor && (await documentById(tx, Number(params.document), today))
    return it && { it, choices: await choicesFor(tx, actor.unitId, today) }
  },
  may: (actor, { it }) => isAllowed(POLICY.correctDocument, actor, { unitId: it.enteredUnitId }),
  head: ({ words }) => ({ title: words.enter.correct, nav: 'directives' }),
  fields: z.object({ ...DOCUMENT_FIELDS, version: z.coerce.number().int() }),
  filled: ({ found: { it } }) => ({
    ...{ asWritten: it.asWritten, type: it.type, place: String(it.issuerUnitId), issuer: it.issuer, title: it.title },
    ...{ signer: it.signer ?? '', issuedOn: formatDay(it.issuedOn), term: it.term ?? '' },
    ...{ inForceFrom: formatDay(it.inForceFrom), inForceUntil: it.inForceUntil ? formatDay(it.inForceUntil) : '' },
    version: String(it.version),
  }),
  view: ({ found, words, form }) => (
    <div class="stack narrow">
      <p class="quiet">
        <a href={link(at.document, { document: found.it.id })}>{found.it.symbol}</a>
      </p>
      <h1>{words.enter.correct}</h1>
      <Card>
        <Form form={form} refusedText={words.formRefused}>
          <Version form={form} again={form.refused === words.refused.changed} now={found.it.version} />
          <DocumentFields form={form} words={words} choices={found.choices} />
          <div>
            <Submit>{words.enter.save}</Submit>
          </div>
        </Form>
      </Card>
    </div>
  ),
  async submit({ tx, host, actor, today, found, form, words }) {
    if (!actor) return { refused: words.refused.notOpen }
    const { place, version, inForceFrom, ...it } = form
    const done = await correctDocument({ tx, host, actor, today }, found.it.id, version, {
      ...it,
      ...{ issuerUnitId: place, inForceFrom: inForceFrom ?? it.issuedOn },
    })
    if ('done' in done) return { to: link(at.document, { document: found.it.id }) }
    return refusedAt(done.refused, words.refused, FIELD_OF)
  },
})
