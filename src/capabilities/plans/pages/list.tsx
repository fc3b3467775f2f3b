import { postTitles } from '../../../organization/officials.ts'
import { formatDay } from '../../../platform/day.ts'
import { emptyForm } from '../../../platform/form.ts'
import { link, page } from '../../../platform/page.ts'
import { isAllowed } from '../../../platform/rights.ts'
import { everyRow, keyed, SOME_ROWS } from '../../../platform/whole-lists.ts'
import { Empty, LinkButton, type Standing, Status, TextField } from '../../../ui/parts.tsx'
import { at } from '../paths.ts'
import { POLICY } from '../policy.ts'
import { listPlans, VIEWS, type View } from '../queries.ts'
import { en } from '../words.en.ts'
import { vi } from '../words.vi.ts'
import { KINDS, type PlanState } from '../workflow.ts'

const SIZE = 30
export const SHAPE: Readonly<Record<PlanState, Standing>> = {
  ...{ drafted: 'soon', adopted: 'going', closed: 'done', dropped: 'still' },
}

const asked = (query: Readonly<Record<string, string>>) => ({
  view: VIEWS.find((one) => one === query.xem) ?? ('going' as View),
  kind: KINDS.find((one) => one === query.loai) ?? null,
  search: (query.tim ?? '').slice(0, 100),
})

export const list = page({
  path: at.list,
  surface: 'workspace',
  audit: 'plans.list',
  words: { vi, en },
  async load({ tx, actor, query, today }) {
    if (!actor) return null
    const it = asked(query)
    const before = /^\d{1,15}$/.test(query.truoc ?? '') ? Number(query.truoc) : null
    const rows = await listPlans(tx, actor.unitId, { ...it, before }, SIZE + 1)
    const shown = rows.slice(0, SIZE)
    const ids = shown.map((row) => row.responsiblePostId)
    const titles = await postTitles(tx, ids, today)
    return { ...it, rows: shown, titles, next: rows.length > SIZE ? shown.at(-1)?.id : null }
  },
  may: (actor) => actor !== null && isAllowed(POLICY.seePlans, actor, actor),
  head: ({ words }) => ({ title: words.title, nav: 'plans' }),
  async table({ tx, actor, query, today, words }) {
    const it = asked(query)
    const rows = await everyRow(async (before: number | null) =>
      keyed(await listPlans(tx, actor?.unitId ?? 0, { ...it, before }, SOME_ROWS), (row) => row.id),
    )
    const ids = rows.map((row) => row.responsiblePostId)
    const titles = await postTitles(tx, ids, today)
    return [
      words.fileColumns,
      ...rows.map((row) => [
        ...[row.title, words.kinds[row.kind], formatDay(row.from), formatDay(row.until)],
        ...[titles.get(row.responsiblePostId)?.title ?? '', row.taskCount, row.doneCount, words.states[row.state]],
      ]),
    ]
  },
  view({ found, words, actor }) {
    const say = words.list
    const here = (view: View, more: Record<string, string> = {}) =>
      `${at.list}?${new URLSearchParams({ xem: view, ...(found.search ? { tim: found.search } : {}), ...more })}`
    return (
      <div class="stack">
        <div class="row between">
          <h1>{words.title}</h1>
          {actor && isAllowed(POLICY.draftPlan, actor, actor) && <LinkButton href={at.draft}>{say.draft}</LinkButton>}
        </div>
        <p class="lead">{words.lead}</p>
        <nav class="pills" aria-label={words.title}>
          {VIEWS.map((view) => (
            <a href={here(view)} aria-current={view === found.view ? 'page' : undefined}>
              {words.views[view]}
            </a>
          ))}
        </nav>
        <form method="get" class="row noprint">
          <input type="hidden" name="xem" value={found.view} />
          <TextField form={emptyForm({ tim: found.search })} name="tim" label={say.search} maxlength={100} />
          <button class="ds-button" type="submit" data-variant="secondary">
            {say.find}
          </button>
        </form>
        {found.rows.length === 0 ? (
          <Empty title={say.empty}>{say.emptyHint}</Empty>
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
              {found.rows.map((row) => (
                <tr>
                  <td>
                    <a class="strong matter" href={link(at.plan, { plan: row.id })}>
                      {row.title}
                    </a>
                    <p class="quiet">{words.kinds[row.kind]}</p>
                  </td>
                  <td data-is={say.columns.span}>
                    {formatDay(row.from)} - {formatDay(row.until)}
                  </td>
                  <td data-is={say.columns.responsible}>{found.titles.get(row.responsiblePostId)?.title}</td>
                  <td data-is={say.columns.progress}>{words.progress(row.doneCount, row.taskCount)}</td>
                  <td>
                    <Status is={SHAPE[row.state]}>{words.states[row.state]}</Status>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
        {found.next && (
          <p>
            <LinkButton quiet href={here(found.view, { truoc: String(found.next) })}>
              {say.more}
            </LinkButton>
          </p>
        )}
      </div>
    )
  },
})
