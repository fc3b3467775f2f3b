import { formatDay } from '../../../platform/day.ts'
import { link, page } from '../../../platform/page.ts'
import { isAllowed } from '../../../platform/rights.ts'
import { everyRow, keyed, SOME_ROWS } from '../../../platform/whole-lists.ts'
import { Card, Empty, LinkButton, Status } from '../../../ui/parts.tsx'
import { CommitmentStatus, commitmentsById, standingOf } from '../../commitments/index.ts'
import { at } from '../paths.ts'
import { POLICY } from '../policy.ts'
import { listRecommendations, sessionsOf } from '../queries.ts'
import { en } from '../words.en.ts'
import { vi } from '../words.vi.ts'
import type { VoterState } from '../workflow.ts'

const SIZE = 30
const STATES: readonly VoterState[] = ['received', 'assigned', 'answered']
const stateOf = ({ muc }: Readonly<Record<string, string>>): VoterState =>
  STATES.find((one) => one === muc) ?? 'received'

export const list = page({
  path: at.list,
  surface: 'workspace',
  audit: 'voters.list',
  words: { vi, en },
  async load({ tx, actor, query }) {
    if (!actor) return null
    const state = stateOf(query)
    const before = /^\d{1,15}$/.test(query.truoc ?? '') ? Number(query.truoc) : null
    const [rows, sessions] = await Promise.all([
      listRecommendations(tx, actor.unitId, state, before, SIZE + 1),
      sessionsOf(tx, actor.unitId),
    ])
    const shown = rows.slice(0, SIZE)
    const promises = await commitmentsById(
      tx,
      shown.map((row) => row.commitmentId),
    )
    return { state, sessions, rows: shown, promises, next: rows.length > SIZE ? shown.at(-1)?.id : null }
  },
  may: (actor) => actor !== null && isAllowed(POLICY.seeRecommendations, actor, actor),
  head: ({ words }) => ({ title: words.title, nav: 'voters' }),
  async table({ tx, actor, query, words, today, language }) {
    const state = stateOf(query)
    const rows = await everyRow(async (before: number | null) =>
      keyed(await listRecommendations(tx, actor?.unitId ?? 0, state, before, SOME_ROWS), (row) => row.id),
    )
    const ids = rows.map((row) => row.commitmentId)
    const promises = new Map((await commitmentsById(tx, ids)).map((one) => [one.id, one]))
    return [
      [...Object.values(words.list.columns), words.one.answer],
      ...rows.map((row) => {
        const promise = promises.get(row.commitmentId)
        const standing = row.result ? words.results[row.result] : promise && standingOf(promise, today, language).text
        return [
          ...[row.number, row.text, row.deputy, promise ? formatDay(promise.dueOn) : '', standing ?? ''],
          row.answer ?? '',
        ]
      }),
    ]
  },
  view: ({ found, words, actor, today, language }) => (
    <div class="stack">
      <div class="row between">
        <h1>{words.title}</h1>
        {actor && isAllowed(POLICY.enterMeeting, actor, actor) && (
          <LinkButton href={at.meeting}>{words.list.enter}</LinkButton>
        )}
      </div>
      <nav class="pills" aria-label={words.title}>
        {STATES.map((state) => (
          <a href={`${at.list}?muc=${state}`} aria-current={state === found.state ? 'page' : undefined}>
            {words.states[state]}
          </a>
        ))}
      </nav>
      {found.rows.length === 0 ? (
        <Empty title={words.list.empty}>{words.list.emptyHint}</Empty>
      ) : (
        <table class="grid fold">
          <thead>
            <tr>
              <th scope="col">{words.list.columns.number}</th>
              <th scope="col">{words.list.columns.matter}</th>
              <th scope="col">{words.list.columns.deputy}</th>
              <th scope="col">{words.list.columns.due}</th>
              <th scope="col">{words.list.columns.state}</th>
            </tr>
          </thead>
          <tbody>
            {found.rows.map((row) => {
              const promise = found.promises.find((one) => one.id === row.commitmentId)
              return (
                <tr>
                  <td class="number">{row.number}</td>
                  <td>
                    <a class="strong matter" href={link(at.one, { number: row.number })}>
                      {row.text.length > 160 ? `${row.text.slice(0, 158)}…` : row.text}
                    </a>
                  </td>
                  <td data-is={words.list.columns.deputy}>{row.deputy}</td>
                  <td data-is={words.list.columns.due}>{promise && formatDay(promise.dueOn)}</td>
                  <td>
                    {row.result ? (
                      <Status is="done">{words.results[row.result]}</Status>
                    ) : (
                      promise && <CommitmentStatus of={promise} today={today} language={language} />
                    )}
                  </td>
                </tr>
              )
            })}
          </tbody>
        </table>
      )}
      {found.next && (
        <p>
          <LinkButton quiet href={`${at.list}?muc=${found.state}&truoc=${found.next}`}>
            {words.list.more}
          </LinkButton>
        </p>
      )}
      {found.sessions.length > 0 && (
        <Card title={words.list.sessions}>
          <ul class="list">
            {found.sessions.map((session) => (
              <li>
                <a href={link(at.report, { session: session.id })}>{session.name}</a>{' '}
                <span class="quiet">
                  {words.councils[session.council]} · {words.report.opens(formatDay(session.opensOn))}
                </span>
              </li>
            ))}
          </ul>
        </Card>
      )}
    </div>
  ),
})
