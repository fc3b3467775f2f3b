import { z } from 'zod'
import { isCarried, quorumOf } from '../../../law/duty-rules.ts'
import { postTitles } from '../../../organization/officials.ts'
import { formatDay } from '../../../platform/day.ts'
import { page, type Visit } from '../../../platform/page.ts'
import { isAllowed } from '../../../platform/rights.ts'
import { Card, Form, Notice, Submit, TextArea } from '../../../ui/parts.tsx'
import { withdrawEvidence } from '../actions.ts'
import { at } from '../paths.ts'
import { POLICY } from '../policy.ts'
import { evidenceById } from '../queries.ts'
import { en } from '../words.en.ts'
import { vi } from '../words.vi.ts'

/** A document named as evidence; the head may take it back, with the reason. */
export const evidence = page({
  path: at.evidence,
  surface: 'workspace',
  audit: 'duties.evidence',
  words: { vi, en },
  async load({ tx, params, today }: Visit) {
    const it = await evidenceById(tx, Number(params.evidence))
    return (
      it && {
        it,
        quorum: quorumOf(it.fact, it.doneOn),
        by: (await postTitles(tx, [it.enteredBy], today)).get(it.enteredBy)?.title ?? '',
      }
    )
  },
  may: (actor, { it }) => isAllowed(POLICY.seeDuties, actor, { unitId: it.unitId }),
  head: ({ words }) => ({ title: words.evidence, nav: 'duties' }),
  fields: z.object({ reason: z.string().trim().min(5).max(500) }),
  view: ({ found: { it, by, quorum }, words, form, actor }) => (
    <div class="stack narrow">
      <p class="quiet">
        <a href={at.board}>{words.title}</a>
      </p>
      <h1>{it.title}</h1>
      <p>
        {formatDay(it.doneOn)} · {words.documentOf(it.documentNumber, formatDay(it.documentOn))}
      </p>
      {it.present !== null && it.summoned !== null && <p>{words.came(it.present, it.summoned)}</p>}
      {quorum && it.present !== null && it.agreed !== null && (
        <p>
          {words.votes(it.agreed, it.present)}{' '}
          <span class="strong">{isCarried(quorum, it.present, it.agreed) ? words.carried : words.notCarried}</span>
        </p>
      )}
      {quorum && (
        <p class="law">
          {quorum.id}: {quorum.subject}. {quorum.cite}
        </p>
      )}
      <p class="quiet">{words.enteredBy(by, formatDay(it.enteredOn))}</p>
      {it.withdrawnOn ? (
        <Notice kind="warn">{words.withdrawn(formatDay(it.withdrawnOn), it.withdrawnReason ?? '')}</Notice>
      ) : (
        isAllowed(POLICY.withdrawEvidence, actor, { unitId: it.unitId }) && (
          <Card title={words.withdraw}>
            <Form form={form} refusedText={words.formRefused}>
              <TextArea form={form} name="reason" label={words.reason} rows={2} maxlength={500} />
              <div>
                <Submit quiet>{words.withdraw}</Submit>
              </div>
            </Form>
          </Card>
        )
      )}
    </div>
  ),
  async submit({ tx, host, actor, today, found, form, words }) {
    if (!actor) return { refused: words.refused.notOpen }
    const done = await withdrawEvidence({ tx, host, actor, today }, found.it.id, form.reason)
    return 'refused' in done ? { refused: words.refused[done.refused] } : { to: at.board }
  },
})
