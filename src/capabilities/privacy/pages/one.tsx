import { z } from 'zod'
import { formatDay } from '../../../platform/day.ts'
import { page } from '../../../platform/page.ts'
import { isAllowed } from '../../../platform/rights.ts'
import type { WordsLike } from '../../../platform/words.ts'
import { Card, Form, Status, Submit, TextArea, TextField, Version } from '../../../ui/parts.tsx'
import { DeadlineProof } from '../../calendar/index.ts'
import { caseAddress, caseById } from '../../cases/index.ts'
import { commitmentById } from '../../commitments/index.ts'
import { type Settlement, settleRequest } from '../actions.ts'
import type { RequestKind } from '../deadlines.ts'
import { at } from '../paths.ts'
import { POLICY } from '../policy.ts'
import { requestById } from '../queries.ts'
import { en } from '../words.en.ts'
import { vi } from '../words.vi.ts'

const left = (most: number) =>
  z
    .string()
    .trim()
    .max(most)
    .default('')
    .transform((typed) => typed || null)

const DO: Record<RequestKind, (words: WordsLike<typeof vi>) => string> = {
  correct: (words) => words.doCorrect,
  erase: (words) => words.doErase,
  withdraw: (words) => words.doWithdraw,
}

/** One request: what was asked, until when, and the three ways to settle it. */
export const one = page({
  path: at.one,
  surface: 'workspace',
  audit: 'privacy.see',
  words: { vi, en },
  async load({ tx, params }) {
    const it = await requestById(tx, Number(params.request))
    const of = it && (await caseById(tx, it.caseId))
    const commitment = it && (await commitmentById(tx, it.commitmentId))
    return it && of && commitment ? { it, of, commitment } : null
  },
  may: (actor, { it }) => isAllowed(POLICY.seeRequests, actor, { unitId: it.unitId }),
  head: ({ words }) => ({ title: words.title, nav: 'privacy' }),
  subject: ({ it }) => it.number,
  fields: z.object({
    version: z.coerce.number().int(),
    settle: z.enum(['correct', 'erase', 'withdraw', 'refuse']),
    reply: z.string().trim().min(5).max(2000),
    ...{ name: left(120), address: left(300), phone: left(30), email: left(200) },
  }),
  filled: ({ found }) => ({ version: String(found.it.version) }),
  view: ({ found, words, form, actor, language }) => (
    <div class="stack narrow">
      <p class="quiet">
        <a href={at.list}>{words.title}</a> › {found.it.number}
      </p>
      <h1>{words.kinds[found.it.kind]}</h1>
      <p class="row">
        <Status is={found.it.state === 'asked' ? 'soon' : 'done'}>{words.states[found.it.state]}</Status>
        <span class="quiet">{words.askedOn(formatDay(found.it.askedOn))}</span>
      </p>
      <Card title={words.text}>
        <p class="keep">{found.it.text}</p>
        <p>
          <a href={caseAddress(found.of)}>{words.toCase}</a>
        </p>
      </Card>
      <Card title={words.due(formatDay(found.commitment.dueOn))}>
        <DeadlineProof proof={found.commitment.proof} language={language} />
      </Card>
      {found.it.reply && (
        <Card title={words.reply}>
          <p class="keep">{found.it.reply}</p>
        </Card>
      )}
      {found.it.state === 'asked' && isAllowed(POLICY.settleRequest, actor, found.of.territory) && (
        <Form form={form} refusedText={words.formRefused}>
          <Version form={form} now={found.it.version} again={form.refused === words.refused.changed} />
          {found.it.kind === 'correct' ? (
            <Card title={words.correct}>
              <p class="quiet">{words.correctHint}</p>
              <div class="cells">
                <TextField form={form} name="name" label={words.name} maxlength={120} />
                <TextField form={form} name="address" label={words.address} maxlength={300} />
                <TextField form={form} name="phone" label={words.phone} maxlength={30} />
                <TextField form={form} name="email" label={words.email} maxlength={200} />
              </div>
            </Card>
          ) : (
            <p class="lead">{found.it.kind === 'erase' ? words.eraseLead : words.withdrawLead}</p>
          )}
          <TextArea form={form} name="reply" label={words.reply} hint={words.replyHint} rows={3} maxlength={2000} />
          <div class="row">
            <Submit name="settle" value={found.it.kind}>
              {DO[found.it.kind](words)}
            </Submit>
            {found.it.kind !== 'withdraw' && (
              <Submit name="settle" value="refuse" quiet>
                {words.refuse}
              </Submit>
            )}
          </div>
        </Form>
      )}
    </div>
  ),
  async submit({ tx, host, actor, today, found, form, words }) {
    if (!actor || (form.settle !== 'refuse' && form.settle !== found.it.kind)) return { refused: words.refused.notOpen }
    const { name, address, phone, email } = form
    const settlement = { settle: form.settle, sender: { name, address, phone, email } } as Settlement
    const done = await settleRequest({ tx, host, actor, today }, found.it.id, form.version, form.reply, settlement)
    return 'done' in done ? { to: at.list } : { refused: words.refused[done.refused] }
  },
})
