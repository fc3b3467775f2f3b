import { link, page, type Seen, type Visit } from '../../../platform/page.ts'
import { isAllowed } from '../../../platform/rights.ts'
import { Status } from '../../../ui/parts.tsx'
import { directivePaths, documentById } from '../../directives/index.ts'
import { type Covered, coverageFigures, coverageOf, MOST_COVERED } from '../coverage-queries.ts'
import { at } from '../paths.ts'
import { POLICY } from '../policy.ts'
import { en } from '../words.en.ts'
import { vi } from '../words.vi.ts'

async function load({ tx, actor, params, query, today }: Visit) {
  const of = actor && (await documentById(tx, Number(params.document), today))
  if (!of) return null
  const [rows, figures] = await Promise.all([
    coverageOf(tx, actor.unitId, of.id, today),
    coverageFigures(tx, actor.unitId, of.id, today),
  ])
  const without = figures.units - figures.planned
  return { of, rows, isShort: query.xem !== 'het', all: figures.units, without, unitId: actor.unitId }
}

const isComplete = (row: Covered): boolean =>
  row.planId !== null && row.itemsWithout === 0 && row.vacant === 0 && row.tasks !== null && row.done === row.tasks

/** Where a directive has not arrived: units without a plan, contents without a task, tasks without a person or a result. */
export const coverage = page({
  path: at.coverage,
  surface: 'workspace',
  audit: 'plans.coverage',
  words: { vi, en },
  load,
  may: (actor) => actor !== null && isAllowed(POLICY.seeCoverage, actor, actor),
  head: ({ found, words }) => ({ title: words.coverage.title(found.of.symbol), nav: 'directives' }),
  subject: ({ of }) => of.symbol,
  table: async ({ found: { rows }, words }) => [
    words.coverage.fileColumns,
    ...rows.map((row) => [
      ...[row.unitName, row.title ?? words.coverage.none, row.state ? words.states[row.state] : ''],
      ...[row.items, row.itemsWithout, row.tasks ?? 0, row.done ?? 0, row.late, row.vacant],
    ]),
  ],
  view({ found, words }) {
    const say = words.coverage
    const here = link(at.coverage, { document: found.of.id })
    const shown = found.isShort ? found.rows.filter((row) => !isComplete(row)) : found.rows
    return (
      <div class="stack">
        <p class="quiet noprint">
          <a href={link(directivePaths.document, { document: found.of.id })}>
            {found.of.type} {found.of.symbol}
          </a>
        </p>
        <h1>{say.title(found.of.symbol)}</h1>
        <p class="lead">{say.lead}</p>
        <p class="strong">
          {found.without > 0 ? say.withoutPlan(found.without, found.all) : say.allPlanned(found.all)}
        </p>
        <nav class="pills" aria-label={say.title(found.of.symbol)}>
          <a href={here} aria-current={found.isShort ? 'page' : undefined}>
            {say.only}
          </a>
          <a href={`${here}?xem=het`} aria-current={found.isShort ? undefined : 'page'}>
            {say.every}
          </a>
        </nav>
        {found.rows.length >= MOST_COVERED && <p class="notice warn">{say.cut(MOST_COVERED)}</p>}
        {shown.length === 0 ? (
          <p class="card">{say.complete}</p>
        ) : (
          <table class="grid fold">
            <thead>
              <tr>
                {Object.values(say.columns).map((column) => (
                  <th scope="col">{column}</th>
                ))}
              </tr>
            </thead>
            <tbody>
              {shown.map((row) => (
                <Row row={row} words={words} isOurs={row.unitId === found.unitId} />
              ))}
            </tbody>
          </table>
        )}
      </div>
    )
  },
})

function Row({ row, words, isOurs }: { row: Covered; words: Seen<unknown, typeof vi>['words']; isOurs: boolean }) {
  const say = words.coverage
  const open = (row.tasks ?? 0) - (row.done ?? 0)
  const missing = [
    row.planId !== null && row.itemsWithout > 0 && say.bare(row.itemsWithout),
    row.vacant > 0 && say.vacant(row.vacant),
    row.late > 0 ? say.late(row.late) : open > 0 && say.open(open),
  ].filter(Boolean)
  return (
    <tr>
      <td class="strong">{row.unitName}</td>
      <td data-is={say.columns.plan}>
        {row.planId === null ? (
          <Status is="late">{say.none}</Status>
        ) : isOurs ? (
          <a href={link(at.plan, { plan: row.planId })}>{row.title}</a>
        ) : (
          row.title
        )}
      </td>
      <td data-is={say.columns.tasks}>{row.planId === null ? '' : words.progress(row.done ?? 0, row.tasks ?? 0)}</td>
      <td data-is={say.columns.missing}>
        {row.planId !== null && (missing.length > 0 ? missing.join(', ') : <Status is="done">{say.complete}</Status>)}
      </td>
    </tr>
  )
}
