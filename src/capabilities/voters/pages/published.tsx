import { placeByKey, placeKey } from '../../../organization/openings.ts'
import { formatDay, pageKey } from '../../../platform/day.ts'
import { actAs } from '../../../platform/db.ts'
import { anyone, link, page } from '../../../platform/page.ts'
import { everyRow, keyed, MOST_PUBLIC, SOME_ROWS } from '../../../platform/whole-lists.ts'
import { Empty, LinkButton, Status } from '../../../ui/parts.tsx'
import { at } from '../paths.ts'
import { listPublished } from '../queries.ts'
import { en } from '../words.en.ts'
import { vi } from '../words.vi.ts'

const SIZE = 20

/** What became of what voters asked for, for everybody to read (CT-03). */
export const published = page({
  path: at.published,
  surface: 'public',
  audit: 'voters.published',
  words: { vi, en },
  async load({ tx, params, query, today }) {
    const place = await placeByKey(tx, params.unit ?? '', today)
    if (!place) return null
    actAs(tx, { unitId: place.unitId, postId: null, sealId: null })
    const rows = await listPublished(tx, place.unitId, pageKey(query.sau), SIZE + 1)
    const last = rows[SIZE - 1]
    return {
      place,
      rows: rows.slice(0, SIZE),
      next: rows.length > SIZE && last ? `${last.publishedOn}.${last.id}` : null,
    }
  },
  may: anyone,
  head: ({ found, words }) => ({ title: words.published.title, place: found.place }),
  async table({ tx, found: { place }, words }) {
    const rows = await everyRow(
      async (after: string | null) =>
        keyed(await listPublished(tx, place.unitId, after, SOME_ROWS), (last) => `${last.publishedOn}.${last.id}`),
      MOST_PUBLIC,
    )
    const { number, matter, deputy, state } = words.list.columns
    return [
      [number, matter, deputy, state, words.one.answer],
      ...rows.map((row) => [
        ...[row.number, row.text, row.deputy, row.result ? words.results[row.result] : '', row.answer ?? ''],
      ]),
    ]
  },
  view: ({ found, words, language }) => (
    <div class="wrap pad stack wide">
      <h1>{words.published.title}</h1>
      <p class="lead">{words.published.lead}</p>
      {found.rows.length === 0 && <Empty title={words.published.empty}>{words.published.emptyHint}</Empty>}
      {found.rows.map((row) => (
        <article class="card stack tight">
          <p class="keep strong">{row.text}</p>
          <p class="row">
            {row.result && <Status is="done">{words.results[row.result]}</Status>}
            <span class="quiet">{row.answeredOn && formatDay(row.answeredOn)}</span>
          </p>
          <p class="keep">{row.answer}</p>
          {row.roadmapOn && (
            <p>
              {row.roadmapDoneOn
                ? words.one.roadmapDone(formatDay(row.roadmapDoneOn))
                : words.one.roadmap(formatDay(row.roadmapOn))}
            </p>
          )}
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
