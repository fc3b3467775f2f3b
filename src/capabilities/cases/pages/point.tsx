import { z } from 'zod'
import { keepFiles } from '../../../platform/files.ts'
import type { FormState } from '../../../platform/form.ts'
import { link, page } from '../../../platform/page.ts'
import { Card, Form, Submit, TextArea, Version } from '../../../ui/parts.tsx'
import { answerPoint } from '../office-actions.ts'
import { at } from '../paths.ts'
import { pointsOf, submissionsOf } from '../queries.ts'
import { en } from '../words.en.ts'
import { vi } from '../words.vi.ts'
import { foundAnswerable } from './found-case.ts'

/** Somebody else answered meanwhile: their text is shown, and one may send again. */
const isSecond = (form: FormState, words: typeof vi) => form.refused === words.refused.changed

/** One point of the submission, answered with its evidence. */
export const pointPage = page({
  path: at.point,
  surface: 'workspace',
  audit: 'cases.answerPoint',
  words: { vi, en },
  async load(visit) {
    const found = await foundAnswerable(visit)
    const point = found && (await pointsOf(visit.tx, found.it.id)).find((one) => one.n === Number(visit.params.n))
    return found && point ? { ...found, point, submissions: await submissionsOf(visit.tx, found.it.id) } : null
  },
  may: (_actor, { open }) => open.includes('answerPoint'),
  head: ({ found, words }) => ({ title: words.move.answerPoint(found.point.n), nav: 'cases' }),
  subject: ({ it, point }) => `${it.number} điểm ${point.n}`,
  takesFiles: true,
  fields: z.object({
    version: z.coerce.number().int(),
    answer: z.string().trim().min(10).max(5000),
    evidence: z.string().trim().min(3).max(2000),
  }),
  filled: ({ found: { point } }) => ({
    version: String(point.version),
    answer: point.answer ?? '',
    evidence: point.evidence ?? '',
  }),
  view: ({ found, words, form }) => (
    <div class="stack narrow">
      <div class="stack tight">
        <p class="quiet">
          <a href={link(at.citizenCase, { number: found.it.number })}>{found.it.title}</a>
        </p>
        <h1>{words.move.answerPoint(found.point.n)}</h1>
        <p class="lead">{found.point.text}</p>
      </div>
      {isSecond(form, words) && (
        <Card title={words.page.answered}>
          <p class="keep">{found.point.answer}</p>
          <p class="quiet keep">{found.point.evidence}</p>
        </Card>
      )}
      <Form form={form} files refusedText={words.formRefused}>
        <Version form={form} again={isSecond(form, words)} now={found.point.version} />
        <TextArea
          form={form}
          name="answer"
          label={words.move.answerText}
          hint={words.move.answerHint}
          rows={7}
          maxlength={5000}
        />
        <TextArea
          form={form}
          name="evidence"
          label={words.move.evidence}
          hint={words.move.evidenceHint}
          rows={3}
          maxlength={2000}
        />
        <div class="field">
          <label for="f-files">{words.move.files}</label>
          {form.errors.files && <p class="wrong">{form.errors.files}</p>}
          <input class="ds-input" type="file" id="f-files" name="files" multiple accept="image/*,.pdf,.docx,.xlsx" />
        </div>
        <div class="row">
          <Submit>{words.move.save}</Submit>
          <a href={link(at.citizenCase, { number: found.it.number })}>{words.move.back}</a>
        </div>
      </Form>
      <Card title={words.page.said}>
        <p class="keep">{found.submissions.map((one) => one.text).join('\n\n')}</p>
      </Card>
    </div>
  ),
  async submit({ tx, host, actor, today, found, form, files, words }) {
    if (!actor) return { refused: words.refused.notOpen ?? '' }
    const done = await answerPoint(
      { tx, host, actor, today },
      found.it.id,
      found.point.n,
      form.version,
      form.answer,
      form.evidence,
    )
    if ('refused' in done) return { refused: words.refused[done.refused] ?? '' }
    const owner = {
      kind: 'answer',
      id: String(found.point.id),
      unitId: found.it.unitId,
      sealId: found.it.sealId,
    } as const
    await keepFiles(tx, host.filesFolder, owner, files)
    return { to: link(at.citizenCase, { number: found.it.number }) }
  },
})
