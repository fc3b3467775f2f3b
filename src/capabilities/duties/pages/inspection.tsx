import { z } from 'zod'
import { postTitles } from '../../../organization/officials.ts'
import { formatDay } from '../../../platform/day.ts'
import { aDay } from '../../../platform/fields.ts'
import { link, page, type Visit } from '../../../platform/page.ts'
import { isAllowed } from '../../../platform/rights.ts'
import { Card, Form, Submit, TextArea, TextField, Version } from '../../../ui/parts.tsx'
import { DeadlineProof } from '../../calendar/index.ts'
import { CommitmentStatus, commitmentById } from '../../commitments/index.ts'
import { answerInspectionRequest } from '../actions.ts'
import { at } from '../paths.ts'
import { POLICY } from '../policy.ts'
import { inspectionRequestById } from '../queries.ts'
import { en } from '../words.en.ts'
import { vi } from '../words.vi.ts'

async function load({ tx, params, today }: Visit) {
  const it = await inspectionRequestById(tx, Number(params.request))
  const promise = it && (await commitmentById(tx, it.commitmentId))
  if (!it || !promise) return null
  return { it, promise, owner: (await postTitles(tx, [promise.ownerPostId], today)).get(promise.ownerPostId) }
}

/** One request of an inspection board and its written answer. */
export const inspection = page({
  path: at.inspection,
  surface: 'workspace',
  audit: 'duties.inspection',
  words: { vi, en },
  load,
  may: (actor, { it }) => isAllowed(POLICY.seeDuties, actor, { unitId: it.unitId }),
  head: ({ words }) => ({ title: words.inspection.title, nav: 'duties' }),
  fields: z.object({
    ...{ version: z.coerce.number().int(), answer: z.string().trim().min(10).max(5000) },
    documentNumber: z.string().trim().min(1).max(100),
    answeredOn: aDay,
  }),
  filled: ({ found, today }) => ({ version: String(found.it.version), answeredOn: formatDay(today) }),
  view({ found, words, form, today, language, actor }) {
    const { it, promise, owner } = found
    return (
      <div class="stack">
        <p class="quiet">
          <a href={at.inspections}>{words.inspection.title}</a>
        </p>
        <h1>{words.inspection.bodies[it.body]}</h1>
        <p class="row">
          <CommitmentStatus of={promise} today={today} language={language} />
          <span class="quiet">
            {words.inspection.received(formatDay(it.receivedOn))} · {owner?.title}
          </span>
        </p>
        <div class="two">
          <div class="stack">
            <Card>
              <p class="keep">{it.content}</p>
            </Card>
            {it.answeredOn ? (
              <Card title={words.documentOf(it.documentNumber ?? '', formatDay(it.answeredOn))}>
                <p class="keep">{it.answer}</p>
              </Card>
            ) : (
              isAllowed(POLICY.answerInspectionRequest, actor, promise) && (
                <Card title={words.inspection.answer}>
                  <Form form={form} refusedText={words.formRefused}>
                    <Version form={form} now={it.version} again={form.refused === words.refused.changed} />
                    <TextArea form={form} name="answer" label={words.inspection.answerText} rows={5} maxlength={5000} />
                    <div class="cells">
                      <TextField form={form} name="documentNumber" label={words.documentNumber} maxlength={100} />
                      <TextField
                        form={form}
                        name="answeredOn"
                        label={words.documentOn}
                        hint={words.day}
                        maxlength={12}
                      />
                    </div>
                    <div>
                      <Submit>{words.inspection.answerSubmit}</Submit>
                    </div>
                  </Form>
                </Card>
              )
            )}
          </div>
          <aside class="stack">
            <Card title={words.lastOn(formatDay(promise.dueOn))}>
              <DeadlineProof proof={promise.proof} language={language} />
            </Card>
          </aside>
        </div>
      </div>
    )
  },
  async submit({ tx, host, actor, today, found, form, words }) {
    if (!actor) return { refused: words.refused.notOpen }
    const { version, ...it } = form
    const done = await answerInspectionRequest({ tx, host, actor, today }, found.it.id, version, it)
    if ('done' in done) return { to: link(at.inspection, { request: found.it.id }) }
    const text = words.refused[done.refused]
    return done.refused === 'future' ? { errors: { answeredOn: text } } : { refused: text }
  },
})
