import { formatDay, pageKey } from '../../../platform/day.ts'
import { link, page } from '../../../platform/page.ts'
import { isAllowed } from '../../../platform/rights.ts'
import { everyRow, keyed, SOME_ROWS } from '../../../platform/whole-lists.ts'
import { Empty, LinkButton } from '../../../ui/parts.tsx'
import { at } from '../paths.ts'
import { POLICY } from '../policy.ts'
import { listDialogues } from '../queries.ts'
import { en } from '../words.en.ts'
import { vi } from '../words.vi.ts'
import { StateOf } from './parts.tsx'

const SIZE = 30

export const list = page({
  path: at.list,
  surface: 'workspace',
  audit: 'dialogues.list',
  words: { vi, en },
  async load({ tx, actor, query }) {
    if (!actor) return null
    const rows = await listDialogues(tx, actor.unitId, pageKey(query.sau), SIZE + 1)
    const last = rows[SIZE - 1]
    return { rows: rows.slice(0, SIZE), next: rows.length > SIZE && last ? `${last.heldOn}.${last.id}` : null }
  },
  may: (actor) => actor !== null && isAllowed(POLICY.seeDialogues, actor, actor),
  head: ({ words }) => ({ title: words.title, nav: 'dialogues' }),
  async table({ tx, actor, words }) {
    const rows = await everyRow(async (after: string | null) =>
      keyed(await listDialogues(tx, actor?.unitId ?? 0, after, SOME_ROWS), (last) => `${last.heldOn}.${last.id}`),
    )
    const { day, what, state } = words.list.columns
    return [
      [day, what, words.plan.kind, state],
      ...rows.map((row) => [formatDay(row.heldOn), row.title, words.kinds[row.kind], words.states[row.state]]),
    ]
  },
  view: ({ found, words, actor, language }) => (
    <div class="stack">
      <div class="row between">
        <h1>{words.title}</h1>
        {actor && isAllowed(POLICY.planDialogue, actor, actor) && (
          <LinkButton href={at.plan}>{words.list.plan}</LinkButton>
        )}
      </div>
      <p>
        <a href={at.requests}>{words.list.requests}</a>
      </p>
      {found.rows.length === 0 ? (
        <Empty title={words.list.empty}>{words.list.emptyHint}</Empty>
      ) : (
        <table class="grid fold">
          <thead>
            <tr>
              <th scope="col">{words.list.columns.day}</th>
              <th scope="col">{words.list.columns.what}</th>
              <th scope="col">{words.list.columns.state}</th>
            </tr>
          </thead>
          <tbody>
            {found.rows.map((row) => (
              <tr>
                <td class="number">{formatDay(row.heldOn)}</td>
                <td>
                  <a class="strong matter" href={link(at.one, { dialogue: row.id })}>
                    {row.title}
                  </a>
                  <p class="quiet">{words.kinds[row.kind]}</p>
                </td>
                <td>
                  <StateOf state={row.state} language={language} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {found.next && (
        <p>
          <LinkButton quiet href={`${at.list}?sau=${found.next}`}>
            {words.more}
          </LinkButton>
        </p>
      )}
    </div>
  ),
})
