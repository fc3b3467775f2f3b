import { placeByKey } from '../../../organization/openings.ts'
import { formatDay } from '../../../platform/day.ts'
import { anyone, page } from '../../../platform/page.ts'
import { Empty } from '../../../ui/parts.tsx'
import { at } from '../paths.ts'
import { monthKey, resultsOf } from '../queries.ts'
import { en } from '../words.en.ts'
import { vi } from '../words.vi.ts'

/** For everybody: how much was overdue each month, on how much the head decided, how much of it is still open. */
export const results = page({
  path: at.results,
  surface: 'public',
  audit: 'backlog.results',
  words: { vi, en },
  async load({ tx, params, today }) {
    const place = await placeByKey(tx, params.unit ?? '', today)
    return place && { place, months: await resultsOf(tx, place.unitId) }
  },
  may: anyone,
  head: ({ found, words }) => ({ title: words.results.title, place: found.place }),
  view: ({ found, words }) => (
    <div class="wrap narrow pad stack wide">
      <h1>{words.results.title}</h1>
      <p class="lead">{words.results.lead}</p>
      {found.months.length === 0 ? (
        <Empty title={words.results.none}>{words.results.noneHint}</Empty>
      ) : (
        <ul class="list card plain">
          {found.months.map((one) => (
            <li class="stack tight">
              <p class="strong">{words.month(monthKey(one.month))}</p>
              <p>{one.overdue === 0 ? words.nothing : words.howMany(one.overdue, null)}</p>
              {one.overdue > 0 && (
                <p class="quiet">
                  {words.results.acted(one.acted, one.listed)} · {words.results.still(one.stillOverdue)}
                  {one.closedOn ? ` · ${words.results.closedOn(formatDay(one.closedOn))}` : ''}
                </p>
              )}
            </li>
          ))}
        </ul>
      )}
    </div>
  ),
})
