import { formatDay } from '../../../platform/day.ts'
import { link, page } from '../../../platform/page.ts'
import { isAllowed } from '../../../platform/rights.ts'
import { everyRow, keyed, SOME_ROWS } from '../../../platform/whole-lists.ts'
import { Empty, LinkButton, Status } from '../../../ui/parts.tsx'
import { at } from '../paths.ts'
import { POLICY } from '../policy.ts'
import { listPrograms } from '../queries.ts'
import { en } from '../words.en.ts'
import { vi } from '../words.vi.ts'

const SIZE = 30
export const SHAPE = { drafted: 'soon', signed: 'going', ended: 'done' } as const

export const programs = page({
  path: at.programs,
  surface: 'workspace',
  audit: 'programs.list',
  words: { vi, en },
  async load({ tx, actor, query }) {
    if (!actor) return null
    const before = /^\d{1,15}$/.test(query.truoc ?? '') ? Number(query.truoc) : null
    const rows = await listPrograms(tx, actor.unitId, before, SIZE + 1)
    return { rows: rows.slice(0, SIZE), next: rows.length > SIZE ? rows[SIZE - 1]?.id : null }
  },
  may: (actor) => actor !== null && isAllowed(POLICY.seePrograms, actor, actor),
  head: ({ words }) => ({ title: words.program.title, nav: 'programs' }),
  async table({ tx, actor, words: { program: say } }) {
    const rows = await everyRow(async (before: number | null) =>
      keyed(await listPrograms(tx, actor?.unitId ?? 0, before, SOME_ROWS), (row) => row.id),
    )
    return [
      say.fileColumns,
      ...rows.map((row) => [
        ...[row.title, formatDay(row.from), formatDay(row.until), say.states[row.state]],
        row.signedOn ? formatDay(row.signedOn) : '',
      ]),
    ]
  },
  view({ found, words, actor }) {
    const say = words.program
    return (
      <div class="stack">
        <div class="row between">
          <h1>{say.title}</h1>
          {actor && isAllowed(POLICY.draftProgram, actor, actor) && (
            <LinkButton href={at.draft}>{say.draft}</LinkButton>
          )}
        </div>
        <p class="lead">{say.lead}</p>
        {found.rows.length === 0 ? (
          <Empty title={say.empty}>{say.emptyHint}</Empty>
        ) : (
          <ul class="list card plain">
            {found.rows.map((row) => (
              <li class="stack tight">
                <p class="row">
                  <Status is={SHAPE[row.state]}>{say.states[row.state]}</Status>
                  <a class="strong" href={link(at.program, { program: row.id })}>
                    {row.title}
                  </a>
                </p>
                <p class="quiet">{say.span(formatDay(row.from), formatDay(row.until))}</p>
              </li>
            ))}
          </ul>
        )}
        {found.next && <a href={`${at.programs}?truoc=${found.next}`}>{words.more}</a>}
      </div>
    )
  },
})
