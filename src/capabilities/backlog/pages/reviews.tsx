import { formatDay } from '../../../platform/day.ts'
import { link, page } from '../../../platform/page.ts'
import { isAllowed } from '../../../platform/rights.ts'
import { Empty, Status } from '../../../ui/parts.tsx'
import { at } from '../paths.ts'
import { POLICY } from '../policy.ts'
import { monthKey, reviewsOf } from '../queries.ts'
import { en } from '../words.en.ts'
import { vi } from '../words.vi.ts'

/** Month by month: what was overdue, and whether the head has decided on all of it. */
export const reviews = page({
  path: at.reviews,
  surface: 'workspace',
  audit: 'backlog.list',
  words: { vi, en },
  load: async ({ tx, actor }) => actor && { months: await reviewsOf(tx, actor.unitId) },
  may: (actor) => actor !== null && isAllowed(POLICY.seeReviews, actor, actor),
  head: ({ words }) => ({ title: words.title, nav: 'backlog' }),
  table: async ({ found: { months }, words }) => [
    words.monthColumns,
    ...months.map((one) => [
      ...[words.month(monthKey(one.month)), one.overdue, one.listed, one.closedOn ? words.closed : words.open],
    ]),
  ],
  view: ({ found, words }) => (
    <div class="stack">
      <h1>{words.title}</h1>
      <p class="lead">{words.lead}</p>
      {found.months.length === 0 ? (
        <Empty title={words.none}>{words.noneHint}</Empty>
      ) : (
        <ul class="list card plain">
          {found.months.map((one) => (
            <li class="stack tight">
              <p class="row">
                <Status is={one.closedOn ? 'done' : 'soon'}>{one.closedOn ? words.closed : words.open}</Status>
                {one.listed > 0 ? (
                  <a class="strong" href={link(at.review, { month: monthKey(one.month) })}>
                    {words.month(monthKey(one.month))}
                  </a>
                ) : (
                  <span class="strong">{words.month(monthKey(one.month))}</span>
                )}
              </p>
              <p class="quiet">
                {one.listed > 0 ? words.howMany(one.overdue, formatDay(one.openedOn)) : words.nothing}
              </p>
            </li>
          ))}
        </ul>
      )}
    </div>
  ),
})
