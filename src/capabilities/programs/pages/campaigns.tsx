import { z } from 'zod'
import { formatDay } from '../../../platform/day.ts'
import { aDay, refusedAt } from '../../../platform/fields.ts'
import { link, page } from '../../../platform/page.ts'
import { isAllowed } from '../../../platform/rights.ts'
import { everyRow, keyed, SOME_ROWS } from '../../../platform/whole-lists.ts'
import { Card, Empty, Form, Status, Submit, TextArea, TextField } from '../../../ui/parts.tsx'
import { startCampaign } from '../campaign-actions.ts'
import { listCampaigns } from '../campaign-queries.ts'
import { at } from '../paths.ts'
import { POLICY } from '../policy.ts'
import { en } from '../words.en.ts'
import { vi } from '../words.vi.ts'

const SIZE = 30

export const campaigns = page({
  path: at.campaigns,
  surface: 'workspace',
  audit: 'programs.campaigns',
  words: { vi, en },
  async load({ tx, actor, query }) {
    if (!actor) return null
    const before = /^\d{1,15}$/.test(query.truoc ?? '') ? Number(query.truoc) : null
    const rows = await listCampaigns(tx, actor.unitId, before, SIZE + 1)
    return { rows: rows.slice(0, SIZE), next: rows.length > SIZE ? rows[SIZE - 1]?.id : null }
  },
  may: (actor) => actor !== null && isAllowed(POLICY.seePrograms, actor, actor),
  head: ({ words }) => ({ title: words.campaign.title, nav: 'campaigns' }),
  async table({ tx, actor, words: { campaign: say } }) {
    const rows = await everyRow(async (before: number | null) =>
      keyed(await listCampaigns(tx, actor?.unitId ?? 0, before, SOME_ROWS), (row) => row.id),
    )
    return [
      say.fileColumns,
      ...rows.map((row) => [
        ...[row.title, formatDay(row.from), formatDay(row.until), say.states[row.state], row.closing ?? ''],
      ]),
    ]
  },
  fields: z.object({
    title: z.string().trim().min(5).max(300),
    purpose: z.string().trim().min(10).max(3000),
    ...{ from: aDay, until: aDay, participants: z.string().trim().max(20_000).default('') },
  }),
  filled: ({ today }) => ({ from: formatDay(today), until: `31/12/${today.slice(0, 4)}` }),
  view({ found, words, form, actor }) {
    const say = words.campaign
    return (
      <div class="stack">
        <h1>{say.title}</h1>
        <p class="lead">{say.lead}</p>
        {found.rows.length === 0 ? (
          <Empty title={say.empty}>{say.emptyHint}</Empty>
        ) : (
          <ul class="list card plain">
            {found.rows.map((row) => (
              <li class="stack tight">
                <p class="row">
                  <Status is={row.state === 'running' ? 'going' : 'done'}>{say.states[row.state]}</Status>
                  <a class="strong" href={link(at.campaign, { campaign: row.id })}>
                    {row.title}
                  </a>
                </p>
                <p class="quiet">
                  {formatDay(row.from)} - {formatDay(row.until)}
                </p>
              </li>
            ))}
          </ul>
        )}
        {found.next && <a href={`${at.campaigns}?truoc=${found.next}`}>{words.more}</a>}
        {actor && isAllowed(POLICY.startCampaign, actor, actor) && (
          <Card title={say.start}>
            <Form form={form} refusedText={words.formRefused}>
              <TextField form={form} name="title" label={say.name} maxlength={300} />
              <TextArea form={form} name="purpose" label={say.purpose} rows={3} maxlength={3000} />
              <div class="cells">
                <TextField form={form} name="from" label={say.from} hint={words.day} maxlength={12} />
                <TextField form={form} name="until" label={say.until} hint={words.day} maxlength={12} />
              </div>
              <TextArea form={form} name="participants" label={say.participants} hint={say.participantsHint} rows={5} />
              <div>
                <Submit>{say.save}</Submit>
              </div>
            </Form>
          </Card>
        )}
      </div>
    )
  },
  async submit({ tx, host, actor, today, form, words }) {
    if (!actor) return { refused: words.refused.notOpen }
    const participants = form.participants
      .split('\n')
      .map((line) => line.trim().slice(0, 200))
      .filter((line) => line.length > 1)
    const done = await startCampaign({ tx, host, actor, today }, { ...form, participants })
    if ('id' in done) return { to: link(at.campaign, { campaign: done.id }) }
    return refusedAt(done.refused, words.refused, { order: 'until' })
  },
})
