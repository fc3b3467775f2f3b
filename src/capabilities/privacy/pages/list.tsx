import { formatDay } from '../../../platform/day.ts'
import { link, page } from '../../../platform/page.ts'
import { isAllowed } from '../../../platform/rights.ts'
import { Empty, Status } from '../../../ui/parts.tsx'
import { at } from '../paths.ts'
import { POLICY } from '../policy.ts'
import { type DataRequest, listRequests } from '../queries.ts'
import { en } from '../words.en.ts'
import { vi } from '../words.vi.ts'

const SHAPE = { asked: 'soon', done: 'done', refused: 'still' } as const

export const list = page({
  path: at.list,
  surface: 'workspace',
  audit: 'privacy.list',
  words: { vi, en },
  async load({ tx, actor }) {
    if (!actor) return null
    const [open, closed] = await Promise.all([
      listRequests(tx, actor.unitId, true),
      listRequests(tx, actor.unitId, false),
    ])
    return { open, closed }
  },
  may: (actor) => actor !== null && isAllowed(POLICY.seeRequests, actor, actor),
  head: ({ words }) => ({ title: words.title, nav: 'privacy' }),
  table: async ({ found: { open, closed }, words }) => [
    words.fileColumns,
    ...[...open, ...closed].map((row) => [
      ...[row.number, words.kinds[row.kind], formatDay(row.askedOn), words.states[row.state]],
      row.closedOn ? formatDay(row.closedOn) : '',
    ]),
  ],
  view({ found, words }) {
    const rows = (all: readonly DataRequest[]) => (
      <ul class="list card plain">
        {all.map((row) => (
          <li class="stack tight">
            <p class="row">
              <Status is={SHAPE[row.state]}>{words.states[row.state]}</Status>
              <a class="strong" href={link(at.one, { request: row.id })}>
                {words.kinds[row.kind]} · {row.number}
              </a>
            </p>
            <p class="quiet">{words.askedOn(formatDay(row.askedOn))}</p>
          </li>
        ))}
      </ul>
    )
    return (
      <div class="stack">
        <h1>{words.title}</h1>
        {found.open.length === 0 ? <Empty title={words.empty}>{words.emptyHint}</Empty> : rows(found.open)}
        {found.closed.length > 0 && (
          <>
            <h2>{words.closed}</h2>
            {rows(found.closed)}
          </>
        )}
      </div>
    )
  },
})
