import { z } from 'zod'
import { postTitles } from '../../../organization/officials.ts'
import { formatDay } from '../../../platform/day.ts'
import { refusedAt } from '../../../platform/fields.ts'
import { link, page } from '../../../platform/page.ts'
import { isAllowed } from '../../../platform/rights.ts'
import { Card, Form, Submit, TextArea, TextField } from '../../../ui/parts.tsx'
import { DeadlineProof } from '../../calendar/index.ts'
import { CommitmentStatus, commitmentById } from '../../commitments/index.ts'
import { completeConclusion } from '../committee-actions.ts'
import { at } from '../paths.ts'
import { POLICY } from '../policy.ts'
import { committeeById, conclusionById } from '../queries.ts'
import { en } from '../words.en.ts'
import { vi } from '../words.vi.ts'

/** A conclusion as the promise it became; its owner writes the result. */
export const conclusion = page({
  path: at.conclusion,
  surface: 'workspace',
  audit: 'programs.conclusion',
  words: { vi, en },
  async load({ tx, params, today }) {
    const it = await conclusionById(tx, Number(params.conclusion))
    const [of, promise] = it ? [await committeeById(tx, it.committeeId), await commitmentById(tx, it.commitmentId)] : []
    if (!it || !of || !promise) return null
    return { it, of, promise, owner: (await postTitles(tx, [promise.ownerPostId], today)).get(promise.ownerPostId) }
  },
  may: (actor, { it }) => isAllowed(POLICY.seePrograms, actor, { unitId: it.unitId }),
  head: ({ words }) => ({ title: words.committee.text, nav: 'committees' }),
  subject: ({ it }) => String(it.id),
  fields: z.object({ result: z.string().trim().min(5).max(3000), evidence: z.string().trim().min(3).max(1000) }),
  view: ({ found: { it, of, promise, owner }, words, form, actor, today, language }) => (
    <div class="stack narrow">
      <p class="quiet">
        <a href={link(at.committee, { committee: of.id })}>{of.title}</a>
      </p>
      <h1>{it.text}</h1>
      <p class="row">
        <CommitmentStatus of={promise} today={today} language={language} />
        <span>
          {owner?.title} {owner?.holder ? `(${owner.holder})` : ''} · {formatDay(promise.dueOn)}
        </span>
      </p>
      <p>{promise.expectedResult}</p>
      <DeadlineProof proof={promise.proof} language={language} />
      {promise.closedOn && (
        <Card title={formatDay(promise.closedOn)}>
          <p class="keep">{promise.result}</p>
          <p class="quiet keep">{promise.evidence}</p>
        </Card>
      )}
      {promise.state === 'open' && isAllowed(POLICY.completeConclusion, actor, promise) && (
        <Card title={words.committee.complete}>
          <Form form={form} refusedText={words.formRefused}>
            <TextArea form={form} name="result" label={words.committee.result} rows={4} maxlength={3000} />
            <TextField form={form} name="evidence" label={words.committee.evidence} maxlength={1000} />
            <div>
              <Submit>{words.committee.complete}</Submit>
            </div>
          </Form>
        </Card>
      )}
    </div>
  ),
  async submit({ tx, host, actor, today, found, form, words }) {
    if (!actor) return { refused: words.refused.notOpen }
    const done = await completeConclusion({ tx, host, actor, today }, found.it.id, form)
    if ('done' in done) return { to: link(at.conclusion, { conclusion: found.it.id }) }
    return refusedAt(done.refused, words.refused, {})
  },
})
