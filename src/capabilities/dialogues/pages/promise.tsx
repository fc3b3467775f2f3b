import { z } from 'zod'
import { formatDay } from '../../../platform/day.ts'
import { link, page, type Visit } from '../../../platform/page.ts'
import { isAllowed } from '../../../platform/rights.ts'
import { Card, Form, Submit, TextArea } from '../../../ui/parts.tsx'
import { DeadlineProof } from '../../calendar/index.ts'
import { CommitmentStatus, commitmentById } from '../../commitments/index.ts'
import { at } from '../paths.ts'
import { POLICY } from '../policy.ts'
import { dialogueById } from '../queries.ts'
import { keepPromise } from '../question-actions.ts'
import { questionById } from '../question-queries.ts'
import { en } from '../words.en.ts'
import { vi } from '../words.vi.ts'

async function load({ tx, params }: Visit) {
  const question = await questionById(tx, Number(params.question))
  if (!question?.commitmentId) return null
  const [of, promise] = await Promise.all([
    dialogueById(tx, question.dialogueId),
    commitmentById(tx, question.commitmentId),
  ])
  return of && promise && { question, of, promise }
}

/** What was promised before everybody, for the one who owes it. */
export const promise = page({
  path: at.promise,
  surface: 'workspace',
  audit: 'dialogues.promise',
  words: { vi, en },
  load,
  may: (actor, { of }) => isAllowed(POLICY.seeDialogues, actor, { unitId: of.unitId }),
  head: ({ words }) => ({ title: words.promise.title, nav: 'mine' }),
  subject: ({ question }) => question.number,
  fields: z.object({ result: z.string().trim().min(10).max(5000), evidence: z.string().trim().min(5).max(2000) }),
  view({ found, words, form, today, language, actor }) {
    const { question, of, promise: it } = found
    const say = words.promise
    const isOpen = it.state === 'open' || it.state === 'waiting'
    return (
      <div class="stack narrow">
        <div class="stack tight">
          <p class="quiet">
            {say.title}: <a href={link(at.one, { dialogue: of.id })}>{of.title}</a>
          </p>
          <h1>{it.title}</h1>
          <p class="row">
            <CommitmentStatus of={it} today={today} language={language} />
            <span>{say.due(formatDay(it.dueOn))}</span>
          </p>
        </div>
        <Card title={say.asked}>
          <p class="keep">{question.text}</p>
        </Card>
        <Card title={say.said}>
          <p class="keep">{question.answer}</p>
          <DeadlineProof proof={it.proof} language={language} />
        </Card>
        {it.result && (
          <Card title={say.result}>
            <p class="keep">{it.result}</p>
            <p class="keep quiet">{it.evidence}</p>
          </Card>
        )}
        {isOpen && isAllowed(POLICY.keepPromise, actor, it) && (
          <Card title={say.keep}>
            <Form form={form} refusedText={words.formRefused}>
              <TextArea form={form} name="result" label={say.result} rows={4} maxlength={5000} />
              <TextArea form={form} name="evidence" label={say.evidence} rows={2} maxlength={2000} />
              <div>
                <Submit>{say.submit}</Submit>
              </div>
            </Form>
          </Card>
        )}
      </div>
    )
  },
  async submit({ tx, actor, today, found, form, words }) {
    if (!actor) return { refused: words.refused.notOpen }
    const done = await keepPromise({ tx, actor, today }, found.question.id, form)
    return 'done' in done
      ? { to: link(at.promise, { question: found.question.id }) }
      : { refused: words.refused[done.refused] }
  },
})
