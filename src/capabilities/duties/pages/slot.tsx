import { z } from 'zod'
import { quorumOf } from '../../../law/duty-rules.ts'
import { postTitles } from '../../../organization/officials.ts'
import { formatDay } from '../../../platform/day.ts'
import { aDay } from '../../../platform/fields.ts'
import { link, page, type Visit } from '../../../platform/page.ts'
import { isAllowed } from '../../../platform/rights.ts'
import { Card, Empty, Form, Submit, TextField } from '../../../ui/parts.tsx'
import { DeadlineProof } from '../../calendar/index.ts'
import { commitmentById } from '../../commitments/index.ts'
import { recordEvidence } from '../actions.ts'
import { factsOf, fillingOf } from '../facts-queries.ts'
import { at } from '../paths.ts'
import { POLICY } from '../policy.ts'
import { ruleOf, slotById } from '../queries.ts'
import { en } from '../words.en.ts'
import { vi } from '../words.vi.ts'
import { DutyStatus, DutyText } from './parts.tsx'

async function load({ tx, params, today }: Visit) {
  const slot = await slotById(tx, Number(params.slot))
  if (!slot) return null
  const [facts, promise, titles] = await Promise.all([
    factsOf(tx, slot.unitId, slot.from, today),
    slot.commitmentId ? commitmentById(tx, slot.commitmentId) : null,
    postTitles(tx, [slot.bearerPostId], today),
  ])
  return {
    ...{ slot: { ...slot, rule: ruleOf(slot) }, done: fillingOf(slot, facts, today), promise },
    bearer: titles.get(slot.bearerPostId),
  }
}

const count = z
  .string()
  .trim()
  .default('')
  .refine((typed) => /^\d{0,6}$/.test(typed), { error: 'wrong' })
  .transform((typed) => (typed === '' ? null : Number(typed)))

/** One duty in one period: what shows that it was done, and the way to add a document no other page keeps. */
export const slot = page({
  path: at.slot,
  surface: 'workspace',
  audit: 'duties.slot',
  words: { vi, en },
  load,
  may: (actor, found) => isAllowed(POLICY.seeDuties, actor, { unitId: found.slot.unitId }),
  head: ({ found, words }) => ({ title: `${words.title}: ${found.slot.rule.subject}`, nav: 'duties' }),
  fields: z.object({
    ...{ doneOn: aDay, documentOn: aDay, title: z.string().trim().min(5).max(300) },
    documentNumber: z.string().trim().min(2).max(100),
    ...{ summoned: count, present: count, agreed: count },
  }),
  filled: ({ found, today }) => ({ title: found.slot.rule.subject, documentOn: formatDay(today) }),
  view({ found, words, form, today, language, actor }) {
    const { done, promise, bearer } = found
    const quorum = quorumOf(found.slot.fact, today)
    const mayRecord =
      isAllowed(POLICY.recordEvidence, actor, { unitId: found.slot.unitId }) &&
      !['filled', 'filledLate'].includes(found.slot.state)
    return (
      <div class="stack">
        <div class="stack tight">
          <p class="quiet">
            <a href={at.board}>{words.title}</a>
          </p>
          <h1>{found.slot.rule.subject}</h1>
          <p class="row">
            <DutyStatus of={found.slot} today={today} language={language} />
            <span class="quiet">
              {words.lastOn(formatDay(found.slot.lastOn))} · {bearer?.title}
            </span>
          </p>
          <DutyText of={found.slot} language={language} />
        </div>
        <Card title={words.facts}>
          {done.length === 0 ? (
            <p class="quiet">{words.noFacts}</p>
          ) : (
            <ul>
              {done.map((one) => (
                <li>
                  {formatDay(one.on)} · {one.href ? <a href={one.href}>{one.title}</a> : one.title}
                </li>
              ))}
            </ul>
          )}
        </Card>
        {promise && (
          <Card title={words.makeUp(formatDay(promise.dueOn))}>
            <DeadlineProof proof={promise.proof} language={language} />
          </Card>
        )}
        {mayRecord && (
          <Card title={words.record}>
            <p class="quiet">{words.recordLead}</p>
            <Form form={form} refusedText={words.formRefused}>
              <TextField form={form} name="doneOn" label={words.doneField} hint={words.day} maxlength={12} />
              <TextField form={form} name="title" label={words.what} maxlength={300} />
              <div class="cells">
                <TextField
                  form={form}
                  name="documentNumber"
                  label={words.documentNumber}
                  hint={words.documentHint}
                  maxlength={100}
                />
                <TextField form={form} name="documentOn" label={words.documentOn} hint={words.day} maxlength={12} />
              </div>
              {quorum && (
                <>
                  <p class="law">
                    {quorum.id}: {quorum.subject}. {quorum.cite}
                  </p>
                  <div class="cells">
                    <TextField form={form} name="summoned" label={words.summoned} inputmode="numeric" maxlength={6} />
                    <TextField form={form} name="present" label={words.present} inputmode="numeric" maxlength={6} />
                  </div>
                  <TextField
                    form={form}
                    name="agreed"
                    label={words.agreed}
                    hint={words.agreedHint}
                    inputmode="numeric"
                    maxlength={6}
                  />
                </>
              )}
              <div>
                <Submit>{words.record}</Submit>
              </div>
            </Form>
          </Card>
        )}
        {!mayRecord && done.length === 0 && <Empty title={words.noFacts}>{words.noneHint}</Empty>}
      </div>
    )
  },
  async submit({ tx, host, actor, today, found, form, words }) {
    if (!actor) return { refused: words.refused.notOpen }
    if (form.doneOn > today) return { errors: { doneOn: words.refused.future } }
    if (form.documentOn > today) return { errors: { documentOn: words.refused.future } }
    if (form.doneOn < found.slot.from) return { errors: { doneOn: words.before(formatDay(found.slot.from)) } }
    const made = await recordEvidence({ tx, host, actor, today }, { ...form, fact: found.slot.fact })
    if ('refused' in made && (made.refused === 'noCount' || made.refused === 'tooFew'))
      return { errors: { present: words.refused[made.refused] } }
    if ('refused' in made && made.refused === 'tooMany') return { errors: { agreed: words.refused.tooMany } }
    return 'refused' in made ? { refused: words.refused[made.refused] } : { to: link(at.slot, { slot: found.slot.id }) }
  },
})
