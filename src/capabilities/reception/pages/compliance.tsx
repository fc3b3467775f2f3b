import { postTitles } from '../../../organization/officials.ts'
import { formatDay } from '../../../platform/day.ts'
import { link, page, type Visit } from '../../../platform/page.ts'
import { isAllowed } from '../../../platform/rights.ts'
import { Card, Empty, Status } from '../../../ui/parts.tsx'
import { monthAsked } from '../deadlines.ts'
import { complianceOf } from '../facts-queries.ts'
import { at } from '../paths.ts'
import { POLICY } from '../policy.ts'
import { en } from '../words.en.ts'
import { vi } from '../words.vi.ts'
import { hours, Months, SessionStatus } from './parts.tsx'

async function load({ tx, actor, query, today }: Visit) {
  if (!actor) return null
  const month = monthAsked(query.thang, today)
  const rows = await complianceOf(tx, actor.unitId, month)
  const ids = rows.flatMap((row) => [row.postId, ...row.sessions.map((one) => one.receivedBy)])
  return { month, rows, titles: await postTitles(tx, ids, today) }
}

/** Per head and month: owed by the rule in force, planned, announced in time, held, missing. */
export const compliance = page({
  path: at.compliance,
  surface: 'workspace',
  audit: 'reception.compliance',
  words: { vi, en },
  load,
  may: (actor) => actor !== null && isAllowed(POLICY.seeCompliance, actor, actor),
  head: ({ words }) => ({ title: words.compliance.title, nav: 'reception' }),
  table: async ({ found: { rows, titles }, words: { compliance: say } }) => [
    say.columns,
    ...rows.map((row) => {
      const post = titles.get(row.postId)
      return [
        ...[post?.title ?? '', post?.holder ?? '', row.owed.map(({ rule }) => `${rule.id}: ${rule.cite}`).join('; ')],
        ...[Math.max(0, ...row.owed.map(({ days }) => days)), row.sessions.length, row.heldDays],
        row.sessions.filter((one) => one.announced === 'inTime').length,
      ]
    }),
  ],
  view({ found, words }) {
    const say = words.compliance
    return (
      <div class="stack">
        <p class="quiet">
          <a href={at.today}>{words.desk.nav}</a>
        </p>
        <h1>{say.title}</h1>
        <p class="lead">{say.lead}</p>
        <Months path={at.compliance} month={found.month} words={words} />
        {found.rows.length === 0 && <Empty title={words.plan.none}>{words.plan.noneHint}</Empty>}
        {found.rows.map((row) => {
          const post = found.titles.get(row.postId)
          const owed = Math.max(0, ...row.owed.map(({ days }) => days))
          const missing = Math.max(0, owed - row.heldDays)
          const isOwed = row.sessions.filter((one) => ['inTime', 'late', 'short'].includes(one.announced))
          return (
            <Card title={`${post?.title ?? ''}${post?.holder ? ` (${post.holder})` : ''}`}>
              {row.owed.map(({ rule, days }) => (
                <div class="law">
                  <p>
                    {say.owed(days)} · {rule.id}
                  </p>
                  <p>{rule.cite}</p>
                  {rule.confidence !== 'A' && <p>{say.unread}</p>}
                </div>
              ))}
              {row.owed.length === 0 && <p class="quiet">{say.noRule}</p>}
              <p class="row">
                {owed > 0 && (
                  <Status is={missing > 0 ? 'soon' : 'done'}>{missing > 0 ? say.missing(missing) : say.enough}</Status>
                )}
                <span class="strong">{say.held(row.heldDays)}</span>
                <span class="quiet">
                  {say.planned(row.sessions.length)}
                  {isOwed.length > 0 &&
                    ` · ${say.inTime(isOwed.filter((one) => one.announced === 'inTime').length, isOwed.length)}`}
                </span>
              </p>
              {row.sessions.length > 0 && (
                <ul class="list plain">
                  {row.sessions.map((one) => {
                    const by = one.receivedBy ? found.titles.get(one.receivedBy) : undefined
                    return (
                      <li class="stack tight">
                        <p class="row">
                          <SessionStatus of={one} words={words} />
                          <a href={link(at.session, { session: one.id })}>
                            {formatDay(one.heldOn)}, {hours(one)}
                          </a>
                        </p>
                        <p class="quiet">
                          {say.announced[one.announced]}
                          {by ? ` · ${say.by(by.title)}` : ''}
                          {one.state === 'held' ? ` · ${one.counts ? say.counts : say.countsNot}` : ''}
                        </p>
                      </li>
                    )
                  })}
                </ul>
              )}
            </Card>
          )
        })}
      </div>
    )
  },
})
