import { z } from 'zod'
import { formatDay } from '../../../platform/day.ts'
import { aDay, maybeDay, refusedAt } from '../../../platform/fields.ts'
import { page } from '../../../platform/page.ts'
import { isAllowed } from '../../../platform/rights.ts'
import { everyRow, keyed, SOME_ROWS } from '../../../platform/whole-lists.ts'
import { Card, Empty, Form, LinkButton, Status, Submit, TextArea, TextField } from '../../../ui/parts.tsx'
import { DeadlineProof } from '../../calendar/index.ts'
import { CommitmentStatus, commitmentsById } from '../../commitments/index.ts'
import { at } from '../paths.ts'
import { POLICY } from '../policy.ts'
import { requestsOf } from '../queries.ts'
import { enterRequest } from '../request-actions.ts'
import { en } from '../words.en.ts'
import { vi } from '../words.vi.ts'
import { count } from './fields.ts'

const SIZE = 30

/** What voters asked to be talked about, and whether enough of them asked. */
export const requests = page({
  path: at.requests,
  surface: 'workspace',
  audit: 'dialogues.requests',
  words: { vi, en },
  async load({ tx, actor, query }) {
    if (!actor) return null
    const before = /^\d{1,15}$/.test(query.truoc ?? '') ? Number(query.truoc) : null
    const rows = await requestsOf(tx, actor.unitId, before, SIZE + 1)
    const ids = rows.map((row) => row.commitmentId).filter((id) => id !== null)
    const promises = new Map((await commitmentsById(tx, ids)).map((one) => [one.id, one]))
    return { rows: rows.slice(0, SIZE), promises, next: rows.length > SIZE ? rows[SIZE - 1]?.id : null }
  },
  may: (actor) => actor !== null && isAllowed(POLICY.seeDialogues, actor, actor),
  head: ({ words }) => ({ title: words.requests.title, nav: 'dialogues' }),
  async table({ tx, actor, words: { requests: say } }) {
    const rows = await everyRow(async (before: number | null) =>
      keyed(await requestsOf(tx, actor?.unitId ?? 0, before, SOME_ROWS), (row) => row.id),
    )
    return [
      [say.receivedOn, say.topic, say.signatures, say.voters, say.document, ''],
      ...rows.map((row) => [
        ...[formatDay(row.receivedOn), row.topic, row.signatures, row.voters, row.document],
        row.reached ? say.reached : say.short,
      ]),
    ]
  },
  fields: z.object({
    ...{ receivedOn: aDay, topic: z.string().trim().min(10).max(1000), signatures: count, voters: count },
    ...{ document: z.string().trim().min(5).max(300), promisedOn: maybeDay },
  }),
  filled: ({ today }) => ({ receivedOn: formatDay(today) }),
  view({ found, words, form, actor, today, language }) {
    const say = words.requests
    return (
      <div class="stack narrow">
        <p class="quiet">
          <a href={at.list}>{words.title}</a>
        </p>
        <h1>{say.title}</h1>
        <p class="lead">{say.lead}</p>
        {found.rows.length === 0 && <Empty title={say.empty}>{say.emptyHint}</Empty>}
        {found.rows.map((row) => {
          const promise = row.commitmentId ? found.promises.get(row.commitmentId) : null
          return (
            <article class="card stack tight">
              <p class="strong keep">{row.topic}</p>
              <p class="row">
                <Status is={row.reached ? 'going' : 'still'}>{row.reached ? say.reached : say.short}</Status>
                <span>{say.count(row.signatures, row.voters)}</span>
              </p>
              <p class="quiet">
                {formatDay(row.receivedOn)} · {row.document}
              </p>
              {promise && (
                <>
                  <p>
                    <CommitmentStatus of={promise} today={today} language={language} />
                  </p>
                  <DeadlineProof proof={promise.proof} language={language} />
                </>
              )}
            </article>
          )
        })}
        {found.next && (
          <p>
            <LinkButton quiet href={`${at.requests}?truoc=${found.next}`}>
              {words.more}
            </LinkButton>
          </p>
        )}
        {isAllowed(POLICY.planDialogue, actor, { unitId: actor?.unitId ?? 0 }) && (
          <Card title={say.enter}>
            <Form form={form} refusedText={words.formRefused}>
              <TextField form={form} name="receivedOn" label={say.receivedOn} hint={words.day} maxlength={12} />
              <TextArea form={form} name="topic" label={say.topic} rows={3} maxlength={1000} />
              <div class="cells">
                <TextField form={form} name="signatures" label={say.signatures} inputmode="numeric" maxlength={7} />
                <TextField form={form} name="voters" label={say.voters} inputmode="numeric" maxlength={7} />
              </div>
              <TextField form={form} name="document" label={say.document} hint={say.documentHint} maxlength={300} />
              <TextField
                form={form}
                name="promisedOn"
                label={say.promisedOn}
                hint={words.day}
                optional={words.optional}
                maxlength={12}
              />
              <div>
                <Submit>{say.submit}</Submit>
              </div>
            </Form>
          </Card>
        )}
      </div>
    )
  },
  async submit({ tx, host, actor, today, form, words }) {
    if (!actor) return { refused: words.refused.notOpen }
    const made = await enterRequest({ tx, host, actor, today }, form)
    if (!('refused' in made)) return { to: at.requests }
    const fields = {
      future: 'receivedOn',
      moreThanVoters: 'signatures',
      dayNeeded: 'promisedOn',
      tooFar: 'promisedOn',
    }
    return refusedAt(made.refused, words.refused, fields)
  },
})
