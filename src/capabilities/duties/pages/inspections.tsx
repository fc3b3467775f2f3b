import { z } from 'zod'
import { mayBeFocalPoint, postsOf } from '../../../organization/officials.ts'
import { formatDay } from '../../../platform/day.ts'
import { aDay, chosen, refusedAt } from '../../../platform/fields.ts'
import { link, page, type Visit } from '../../../platform/page.ts'
import { isAllowed } from '../../../platform/rights.ts'
import { everyRow, keyed, SOME_ROWS } from '../../../platform/whole-lists.ts'
import { Card, Empty, Form, Select, Status, Submit, TextArea, TextField } from '../../../ui/parts.tsx'
import { CommitmentStatus, commitmentsById, standingOf } from '../../commitments/index.ts'
import { enterInspectionRequest } from '../actions.ts'
import { at } from '../paths.ts'
import { POLICY } from '../policy.ts'
import { inspectionRequests } from '../queries.ts'
import { en } from '../words.en.ts'
import { vi } from '../words.vi.ts'

const PAGE = 30

async function load({ tx, actor, today, query }: Visit) {
  if (!actor) return null
  const before = /^\d{1,15}$/.test(query.truoc ?? '') ? Number(query.truoc) : null
  const [rows, posts] = await Promise.all([
    inspectionRequests(tx, actor.unitId, before, PAGE + 1),
    postsOf(tx, actor.unitId, today),
  ])
  const shown = rows.slice(0, PAGE)
  const promises = await commitmentsById(
    tx,
    shown.map((one) => one.commitmentId),
  )
  return {
    ...{ rows: shown, next: rows.length > PAGE ? (shown.at(-1)?.id ?? null) : null },
    promises: new Map(promises.map((one) => [one.id, one])),
    posts: posts.filter((post) => post.holder && mayBeFocalPoint(post)),
  }
}

/** What the people's inspection boards asked, each with its legal day; a new one is entered here. */
export const inspections = page({
  path: at.inspections,
  surface: 'workspace',
  audit: 'duties.inspections',
  words: { vi, en },
  load,
  may: (actor) => actor !== null && isAllowed(POLICY.seeDuties, actor, actor),
  head: ({ words }) => ({ title: words.inspection.title, nav: 'duties' }),
  async table({ tx, actor, words, today, language }) {
    const say = words.inspection
    const rows = await everyRow(async (before: number | null) =>
      keyed(await inspectionRequests(tx, actor?.unitId ?? 0, before, SOME_ROWS), (row) => row.id),
    )
    const ids = rows.map((row) => row.commitmentId)
    const promises = new Map((await commitmentsById(tx, ids)).map((one) => [one.id, one]))
    return [
      [say.body, say.content, say.receivedOn, ...words.dueAndState],
      ...rows.map((row) => {
        const promise = promises.get(row.commitmentId)
        return [
          ...[say.bodies[row.body], row.content, formatDay(row.receivedOn), promise ? formatDay(promise.dueOn) : ''],
          row.answeredOn
            ? say.answered(formatDay(row.answeredOn))
            : promise
              ? standingOf(promise, today, language).text
              : '',
        ]
      }),
    ]
  },
  fields: z.object({
    body: z.enum(['peopleInspection', 'investmentSupervision']),
    content: z.string().trim().min(10).max(3000),
    receivedOn: aDay,
    owner: chosen,
  }),
  filled: ({ today }) => ({ receivedOn: formatDay(today) }),
  view: ({ found, words, form, today, language, actor }) => (
    <div class="stack">
      <p class="quiet">
        <a href={at.board}>{words.title}</a>
      </p>
      <h1>{words.inspection.title}</h1>
      <p class="lead">{words.inspection.lead}</p>
      {found.rows.length === 0 ? (
        <Empty title={words.inspection.none}>{words.inspection.noneHint}</Empty>
      ) : (
        <ul class="list card plain">
          {found.rows.map((row) => {
            const promise = found.promises.get(row.commitmentId)
            return (
              <li class="stack tight">
                <p class="row">
                  {row.answeredOn ? (
                    <Status is="done">{words.inspection.answered(formatDay(row.answeredOn))}</Status>
                  ) : (
                    promise && <CommitmentStatus of={promise} today={today} language={language} />
                  )}
                  <a class="strong" href={link(at.inspection, { request: row.id })}>
                    {row.content.length > 120 ? `${row.content.slice(0, 118)}…` : row.content}
                  </a>
                </p>
                <p class="quiet">
                  {words.inspection.bodies[row.body]} · {words.inspection.received(formatDay(row.receivedOn))}
                </p>
              </li>
            )
          })}
        </ul>
      )}
      {found.next && <a href={`${at.inspections}?truoc=${found.next}`}>{words.inspection.more}</a>}
      {isAllowed(POLICY.enterInspectionRequest, actor, { unitId: actor?.unitId ?? 0 }) && (
        <Card title={words.inspection.enter}>
          <Form form={form} refusedText={words.formRefused}>
            <Select
              form={form}
              name="body"
              label={words.inspection.body}
              options={(['peopleInspection', 'investmentSupervision'] as const).map(
                (one) => [one, words.inspection.bodies[one]] as const,
              )}
            />
            <TextArea
              form={form}
              name="content"
              label={words.inspection.content}
              hint={words.inspection.contentHint}
              rows={4}
              maxlength={3000}
            />
            <TextField
              form={form}
              name="receivedOn"
              label={words.inspection.receivedOn}
              hint={words.day}
              maxlength={12}
            />
            <Select
              form={form}
              name="owner"
              label={words.inspection.owner}
              empty={words.inspection.choose}
              options={found.posts.map((post) => [String(post.id), `${post.title} (${post.holder})`] as const)}
            />
            <div>
              <Submit>{words.inspection.submit}</Submit>
            </div>
          </Form>
        </Card>
      )}
    </div>
  ),
  async submit({ tx, host, actor, today, form, words }) {
    if (!actor) return { refused: words.refused.notOpen }
    const { owner: ownerPostId, ...it } = form
    const made = await enterInspectionRequest({ tx, host, actor, today }, { ...it, ownerPostId })
    if ('id' in made) return { to: link(at.inspection, { request: made.id }) }
    return refusedAt(made.refused, words.refused, { future: 'receivedOn', postNotHeld: 'owner' })
  },
})
