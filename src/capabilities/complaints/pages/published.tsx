import { placeByKey, placeKey } from '../../../organization/openings.ts'
import { formatDay, pageKey } from '../../../platform/day.ts'
import { anyone, link, page } from '../../../platform/page.ts'
import { Empty, LinkButton, Status } from '../../../ui/parts.tsx'
import { at } from '../paths.ts'
import { listPublished } from '../queries.ts'
import { en } from '../words.en.ts'
import { vi } from '../words.vi.ts'

const SIZE = 20

/** The settlements a unit made public: the number of the decision, what was decided, nobody's name. */
export const published = page({
  path: at.published,
  surface: 'public',
  audit: 'complaints.published',
  words: { vi, en },
  async load({ tx, params, query, today }) {
    const place = await placeByKey(tx, params.unit ?? '', today)
    if (!place) return null
    const rows = await listPublished(tx, place.unitId, pageKey(query.sau), SIZE + 1)
    const last = rows[SIZE - 1]
    const next = rows.length > SIZE && last ? `${last.publishedOn}.${last.caseId}` : null
    return { place, rows: rows.slice(0, SIZE), next }
  },
  may: anyone,
  head: ({ found, words }) => ({ title: words.published.title, place: found.place }),
  view: ({ found, words, language }) => (
    <div class="wrap pad stack wide">
      <h1>{words.published.title}</h1>
      <p class="lead">{words.published.lead}</p>
      {found.rows.length === 0 && <Empty title={words.published.empty}>{words.published.emptyHint}</Empty>}
      {found.rows.map((row) => (
        <article class="card stack tight">
          <h2>{row.title}</h2>
          <p class="row">
            <Status is="done">{words.outcomes[row.outcome as 'right'] ?? row.outcome}</Status>
            <span class="quiet">{words.published.number(row.settledNumber, formatDay(row.settledOn))}</span>
          </p>
          <p class="keep">{row.summary}</p>
        </article>
      ))}
      {found.next && (
        <p>
          <LinkButton quiet href={`${link(at.published, { unit: placeKey(found.place) }, language)}?sau=${found.next}`}>
            {words.published.more}
          </LinkButton>
        </p>
      )}
    </div>
  ),
})
