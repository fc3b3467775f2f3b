import { z } from 'zod'
import { mayBeFocalPoint, postsOf, postTitles } from '../../../organization/officials.ts'
import { formatDay } from '../../../platform/day.ts'
import { chosen, refusedAt } from '../../../platform/fields.ts'
import type { FormState } from '../../../platform/form.ts'
import { link, page, type Seen, type Visit } from '../../../platform/page.ts'
import { isAllowed } from '../../../platform/rights.ts'
import { Card, Form, Select, Submit, TextArea, TextField } from '../../../ui/parts.tsx'
import { DeadlineProof } from '../../calendar/index.ts'
import { CommitmentStatus, commitmentById } from '../../commitments/index.ts'
import { completeAssignment, passAssignment } from '../assignment-actions.ts'
import { assignmentById } from '../assignment-queries.ts'
import { at } from '../paths.ts'
import { POLICY } from '../policy.ts'
import { documentByTyped, documentsById } from '../queries.ts'
import { nameOf } from '../standing.ts'
import { en } from '../words.en.ts'
import { vi } from '../words.vi.ts'

async function load({ tx, params, today }: Visit) {
  const it = await assignmentById(tx, Number(params.assignment))
  if (!it) return null
  const documents = await documentsById(tx, [it.documentId, ...(it.answerId ? [it.answerId] : [])], today)
  const [document, promise] = [documents.get(it.documentId), await commitmentById(tx, it.commitmentId)]
  if (!document || !promise) return null
  return {
    ...{ it, document, promise, answer: documents.get(it.answerId ?? 0) },
    posts: (await postsOf(tx, it.unitId, today)).filter(mayBeFocalPoint),
    owner: (await postTitles(tx, [promise.ownerPostId], today)).get(promise.ownerPostId),
  }
}
type It = Seen<NonNullable<Awaited<ReturnType<typeof load>>>, typeof vi> & { form: FormState }

/** An incoming document in somebody's hands, until it is dealt with. */
export const assignment = page({
  path: at.assignment,
  surface: 'workspace',
  audit: 'directives.assignment',
  words: { vi, en },
  load,
  may: (actor, { it }) => isAllowed(POLICY.seeDocuments, actor, it),
  head: ({ found, words }) => ({ title: `${found.document.symbol} - ${words.assignment.title}`, nav: 'directives' }),
  subject: ({ document }) => document.symbol,
  fields: z.discriminatedUnion('_do', [
    z.object({
      _do: z.literal('complete'),
      ...{ result: z.string().trim().min(5).max(3000), evidence: z.string().trim().min(3).max(1000) },
      answer: z.string().trim().max(120).default(''),
    }),
    z.object({
      _do: z.literal('pass'),
      owner: chosen,
      reason: z.string().trim().min(5).max(500),
    }),
  ]),
  view: (it) => (
    <div class="stack narrow">
      <p class="quiet noprint">
        <a href={at.followed}>{it.words.followed.title}</a>
      </p>
      <Facts {...it} />
      <Completing {...it} />
      <Passing {...it} />
    </div>
  ),
  async submit({ tx, host, actor, today, found: { it }, form, words }) {
    if (!actor) return { refused: words.refused.notOpen }
    const context = { tx, host, actor, today }
    const here = { to: link(at.assignment, { assignment: it.id }) }
    if (form._do === 'pass') {
      const done = await passAssignment(context, it.id, { ownerPostId: form.owner, reason: form.reason })
      if ('done' in done) return here
      return refusedAt(done.refused, words.refused, { postNotHeld: 'owner', samePost: 'owner' })
    }
    const answer = form.answer ? await documentByTyped(tx, form.answer, it.unitId, today) : null
    if (form.answer && !answer) return { errors: { answer: words.refused.missing } }
    const { result, evidence } = form
    const done = await completeAssignment(context, it.id, { result, evidence, answerId: answer?.id ?? null })
    if ('done' in done) return here
    return refusedAt(done.refused, words.refused, { itself: 'answer', missing: 'answer', beforeIssue: 'answer' })
  },
})

function Facts({ found: { it, document, promise, answer, owner }, words, today, language }: It) {
  const say = words.assignment
  return (
    <>
      <h1>{nameOf(document)}</h1>
      <p class="row">
        <CommitmentStatus of={promise} today={today} language={language} />
        <span>
          {say.entry(it.number, it.year)}, {say.givenOn(formatDay(it.givenOn))}
        </span>
      </p>
      <Card>
        <dl class="clear">
          <dt>{say.document}</dt>
          <dd>
            <a href={link(at.document, { document: document.id })}>{document.symbol}</a>, {document.issuer}
          </dd>
          <dt>{say.owner}</dt>
          <dd>
            {owner?.title} {owner?.holder ? `(${owner.holder})` : ''}
          </dd>
          <dt>{say.expected}</dt>
          <dd>{promise.expectedResult}</dd>
          <dt>{say.dueOn}</dt>
          <dd>{formatDay(promise.dueOn)}</dd>
          {promise.closedOn && (
            <>
              <dt>{say.result}</dt>
              <dd class="keep">{promise.result}</dd>
              <dt>{say.evidence}</dt>
              <dd class="keep">{promise.evidence}</dd>
            </>
          )}
          {answer && (
            <>
              <dt>{say.answered}</dt>
              <dd>
                <a href={link(at.document, { document: answer.id })}>{answer.symbol}</a>
              </dd>
            </>
          )}
        </dl>
      </Card>
      <DeadlineProof proof={promise.proof} language={language} />
    </>
  )
}

function Completing({ found: { promise }, words, form, actor }: It) {
  const say = words.assignment
  if (promise.state !== 'open' || !isAllowed(POLICY.completeAssignment, actor, promise)) return null
  return (
    <Card title={say.complete}>
      <Form form={form} part="complete" refusedText={words.formRefused}>
        <input type="hidden" name="_do" value="complete" />
        <TextArea form={form} name="result" label={say.result} rows={4} maxlength={3000} />
        <TextField form={form} name="evidence" label={say.evidence} hint={say.evidenceHint} maxlength={1000} />
        <TextField form={form} name="answer" label={say.answer} hint={say.answerHint} maxlength={120} />
        <div>
          <Submit>{say.complete}</Submit>
        </div>
      </Form>
    </Card>
  )
}

function Passing({ found: { it, promise, posts }, words, form, actor }: It) {
  const say = words.assignment
  if (promise.state !== 'open' || !isAllowed(POLICY.assignDocument, actor, it)) return null
  return (
    <details class="noprint" open={Boolean(form.errors.owner || form.errors.reason) || undefined}>
      <summary>{say.pass}</summary>
      <Form form={form} part="pass" refusedText={words.formRefused}>
        <input type="hidden" name="_do" value="pass" />
        <p class="quiet">{say.passHint}</p>
        <Select
          form={form}
          name="owner"
          label={say.owner}
          empty={say.choose}
          options={posts
            .filter((one) => one.id !== promise.ownerPostId)
            .map((one) => [String(one.id), `${one.title} (${one.holder})`] as const)}
        />
        <TextField form={form} name="reason" label={say.reason} maxlength={500} />
        <div>
          <Submit quiet>{say.pass}</Submit>
        </div>
      </Form>
    </details>
  )
}
