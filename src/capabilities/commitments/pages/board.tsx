import { placeByKey, placeKey } from '../../../organization/openings.ts'
import { formatDay, pageKey } from '../../../platform/day.ts'
import { actAs } from '../../../platform/db.ts'
import { anyone, link, page } from '../../../platform/page.ts'
import { everyRow, MOST_PUBLIC } from '../../../platform/whole-lists.ts'
import { halfYearBefore } from '../deadlines.ts'
import { figuresOf } from '../figures-queries.ts'
import { BoardFigures, CommitmentRows, standingOf } from '../parts.tsx'
import { at } from '../paths.ts'
import { publicBoard } from '../queries.ts'
import { en } from '../words.en.ts'
import { vi } from '../words.vi.ts'

/** "Cam kết với dân": every promise of the unit, kept, late or open, each with its day and its law. */
export const board = page({
  path: at.board,
  surface: 'public',
  audit: 'commitments.board',
  words: { vi, en },
  async load({ tx, params, query, today }) {
    const place = await placeByKey(tx, params.unit ?? '', today)
    if (!place) return null
    actAs(tx, { unitId: place.unitId, postId: null, sealId: null })
    const which = query.xem === 'xong' ? 'kept' : 'open'
    const after = pageKey(query.sau)
    const [figures, list] = await Promise.all([
      figuresOf(tx, place.unitId, halfYearBefore(today), today),
      publicBoard(tx, place.unitId, which, after),
    ])
    return { place, which, figures, ...list } as const
  },
  may: anyone,
  head: ({ found, words }) => ({ title: words.board.title, place: found.place, nav: 'board' }),
  async table({ tx, found: { place, which }, words, language, today }) {
    const rows = await everyRow((after: string | null) => publicBoard(tx, place.unitId, which, after), MOST_PUBLIC)
    return [
      words.board.fileColumns,
      ...rows.map((row) => [
        ...[row.title, formatDay(row.startedOn), formatDay(row.dueOn), row.closedOn ? formatDay(row.closedOn) : ''],
        ...[standingOf(row, today, language).text, row.proof.cite],
      ]),
    ]
  },
  view({ found, words, language, today }) {
    const home = link(at.board, { unit: placeKey(found.place) }, language)
    return (
      <div class="wrap pad stack">
        <div>
          <h1>{words.board.title}</h1>
          <p class="lead">{words.board.lead}</p>
        </div>
        <BoardFigures figures={found.figures} from={halfYearBefore(today)} to={today} language={language} full />
        <nav class="pills" aria-label={words.board.title}>
          <a href={home} aria-current={found.which === 'open' ? 'page' : undefined}>
            {words.board.showOpen}
          </a>
          <a href={`${home}?xem=xong`} aria-current={found.which === 'kept' ? 'page' : undefined}>
            {words.board.showKept}
          </a>
        </nav>
        <h2>{found.which === 'open' ? words.board.openList : words.board.keptList}</h2>
        {found.rows.length === 0 ? (
          <p class="card">{words.board.empty}</p>
        ) : (
          <CommitmentRows rows={found.rows} today={today} language={language} />
        )}
        {found.next && (
          <p>
            <a
              class="ds-button"
              data-variant="secondary"
              href={`${home}?${found.which === 'kept' ? 'xem=xong&' : ''}sau=${found.next}`}
            >
              {words.board.more}
            </a>
          </p>
        )}
      </div>
    )
  },
})
