import { postTitles } from '../../../organization/officials.ts'
import { formatDay, pageKey } from '../../../platform/day.ts'
import { link, page } from '../../../platform/page.ts'
import { isAllowed } from '../../../platform/rights.ts'
import { everyRow, keyed, SOME_ROWS } from '../../../platform/whole-lists.ts'
import { Empty, LinkButton, Status } from '../../../ui/parts.tsx'
import { at } from '../paths.ts'
import { POLICY } from '../policy.ts'
import { listVisits } from '../queries.ts'
import { en } from '../words.en.ts'
import { vi } from '../words.vi.ts'

const PAGE = 30
export const STANDING = { received: 'soon', told: 'done', refused: 'still' } as const

/** Visits, newest first: what they were about, never who came. */
export const list = page({
  path: at.list,
  surface: 'workspace',
  audit: 'visits.list',
  words: { vi, en },
  async load({ tx, actor, query, today }) {
    if (!actor) return null
    const rows = await listVisits(tx, actor.unitId, today, pageKey(query.sau), PAGE + 1)
    const shown = rows.slice(0, PAGE)
    const last = shown.at(-1)
    const titles = await postTitles(
      tx,
      shown.map((row) => row.receiverPostId),
      today,
    )
    return { rows: shown, titles, next: rows.length > PAGE && last ? `${last.visitedOn}.${last.id}` : null }
  },
  may: (actor) => actor !== null && isAllowed(POLICY.seeVisits, actor, actor),
  head: ({ words }) => ({ title: words.list.title, nav: 'visits' }),
  async table({ tx, actor, today, words }) {
    const rows = await everyRow(async (after: string | null) =>
      keyed(
        await listVisits(tx, actor?.unitId ?? 0, today, after, SOME_ROWS),
        (last) => `${last.visitedOn}.${last.id}`,
      ),
    )
    const ids = rows.map((row) => row.receiverPostId)
    const titles = await postTitles(tx, ids, today)
    return [
      words.list.columns,
      ...rows.map((row) => [
        ...[formatDay(row.visitedOn), row.queueNumber ?? '', row.content, words.kinds[row.kind], row.people],
        ...[titles.get(row.receiverPostId)?.title ?? '', words.states[row.state]],
      ]),
    ]
  },
  view: ({ found, words, actor }) => {
    const here = { unitId: actor?.unitId ?? 0 }
    return (
      <div class="stack">
        <div class="row between">
          <h1>{words.list.title}</h1>
          {isAllowed(POLICY.enterVisit, actor, here) && <LinkButton href={at.enter}>{words.enter.title}</LinkButton>}
        </div>
        <p class="row noprint">
          {isAllowed(POLICY.printRegister, actor, here) && <a href={at.register}>{words.register.title}</a>}
          <a href={at.online}>{words.online.title}</a>
          <a href={at.desk}>{words.desk.title}</a>
        </p>
        {found.rows.length === 0 ? (
          <Empty title={words.list.none}>{words.list.noneHint}</Empty>
        ) : (
          <ul class="list card plain">
            {found.rows.map((row) => (
              <li class="stack tight">
                <p class="row">
                  <Status is={STANDING[row.state]}>{words.states[row.state]}</Status>
                  <a class="strong" href={link(at.visit, { visit: row.id })}>
                    {row.content.length > 140 ? `${row.content.slice(0, 138)}…` : row.content}
                  </a>
                </p>
                <p class="quiet">
                  {formatDay(row.visitedOn)} · {words.kinds[row.kind]} · {found.titles.get(row.receiverPostId)?.title}
                  {row.people > 1 ? ` · ${words.list.people(row.people)}` : ''}
                  {row.queueNumber ? ` · ${row.queueNumber}` : ''}
                </p>
              </li>
            ))}
          </ul>
        )}
        {found.next && <a href={`${at.list}?sau=${found.next}`}>{words.list.more}</a>}
      </div>
    )
  },
})
