import { z } from 'zod'
import { formatDay } from '../../../platform/day.ts'
import { aDay, refusedAt } from '../../../platform/fields.ts'
import { link, page } from '../../../platform/page.ts'
import { isAllowed } from '../../../platform/rights.ts'
import { Card, Empty, Form, Submit, TextField } from '../../../ui/parts.tsx'
import { setUpCommittee } from '../committee-actions.ts'
import { at } from '../paths.ts'
import { POLICY } from '../policy.ts'
import { listCommittees } from '../queries.ts'
import { en } from '../words.en.ts'
import { vi } from '../words.vi.ts'

export const committees = page({
  path: at.committees,
  surface: 'workspace',
  audit: 'programs.committees',
  words: { vi, en },
  load: async ({ tx, actor }) => actor && { rows: await listCommittees(tx, actor.unitId) },
  may: (actor) => actor !== null && isAllowed(POLICY.seePrograms, actor, actor),
  head: ({ words }) => ({ title: words.committee.title, nav: 'committees' }),
  table: async ({ found: { rows }, words: { committee: say } }) => [
    say.fileColumns,
    ...rows.map((row) => [
      ...[row.title, row.decisionNumber, formatDay(row.decidedOn)],
      row.endedOn ? formatDay(row.endedOn) : '',
    ]),
  ],
  fields: z.object({
    title: z.string().trim().min(5).max(300),
    decisionNumber: z.string().trim().min(2).max(100),
    decidedOn: aDay,
  }),
  filled: ({ today }) => ({ decidedOn: formatDay(today) }),
  view({ found, words, form, actor }) {
    const say = words.committee
    return (
      <div class="stack">
        <h1>{say.title}</h1>
        <p class="lead">{say.lead}</p>
        {found.rows.length === 0 ? (
          <Empty title={say.empty}>{say.emptyHint}</Empty>
        ) : (
          <ul class="list card plain">
            {found.rows.map((row) => (
              <li>
                <a class="strong" href={link(at.committee, { committee: row.id })}>
                  {row.title}
                </a>
                <span class="quiet under">
                  {say.byDecision(row.decisionNumber, formatDay(row.decidedOn))}
                  {row.endedOn && ` · ${say.endedShort(formatDay(row.endedOn))}`}
                </span>
              </li>
            ))}
          </ul>
        )}
        {actor && isAllowed(POLICY.keepCommittee, actor, actor) && (
          <Card title={say.setUp}>
            <Form form={form} refusedText={words.formRefused}>
              <TextField form={form} name="title" label={say.name} maxlength={300} />
              <div class="cells">
                <TextField form={form} name="decisionNumber" label={say.decision} maxlength={100} />
                <TextField form={form} name="decidedOn" label={say.decidedOn} hint={words.day} maxlength={12} />
              </div>
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
    const done = await setUpCommittee({ tx, host, actor, today }, form)
    if ('id' in done) return { to: link(at.committee, { committee: done.id }) }
    return refusedAt(done.refused, words.refused, { future: 'decidedOn' })
  },
})
