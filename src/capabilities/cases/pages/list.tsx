import { formatDay } from '../../../platform/day.ts'
import { page } from '../../../platform/page.ts'
import { isAllowed } from '../../../platform/rights.ts'
import { Downloads } from '../../../ui/downloads.tsx'
import { Empty, LinkButton, Status } from '../../../ui/parts.tsx'
import { at, caseAddress } from '../paths.ts'
import { POLICY } from '../policy.ts'
import { listCases } from '../queries.ts'
import { en } from '../words.en.ts'
import { vi } from '../words.vi.ts'
import type { CaseState } from '../workflow.ts'

const SIZE = 30
export const TABS: Readonly<Record<string, readonly CaseState[] | null>> = {
  todo: ['sent', 'received'],
  going: ['assigned'],
  answered: ['answered'],
  all: null,
}
const SHAPE: Readonly<Record<CaseState, 'soon' | 'going' | 'done' | 'still'>> = {
  ...{ sent: 'soon', received: 'soon', assigned: 'going', answered: 'done' },
  ...{ guided: 'still', filed: 'still', joined: 'still' },
}

export const list = page({
  path: at.list,
  surface: 'workspace',
  audit: 'cases.list',
  words: { vi, en },
  async load({ tx, actor, query }) {
    if (!actor) return null
    const tab = query.muc && Object.hasOwn(TABS, query.muc) ? query.muc : 'todo'
    const before = /^\d{1,15}$/.test(query.truoc ?? '') ? Number(query.truoc) : null
    const rows = await listCases(tx, actor.unitId, TABS[tab] ?? null, before, SIZE + 1)
    return { tab, rows: rows.slice(0, SIZE), next: rows.length > SIZE ? rows[SIZE - 1]?.id : null }
  },
  may: (actor) => actor !== null && isAllowed(POLICY.seeCases, actor, actor),
  head: ({ words }) => ({ title: words.list.title, nav: 'cases' }),
  view: ({ found, words, actor, language }) => (
    <div class="stack">
      <div class="row between">
        <h1>{words.list.title}</h1>
        <div class="row">
          {actor && isAllowed(POLICY.enterAtCounter, actor, actor) && (
            <LinkButton href={at.counter}>{words.list.counter}</LinkButton>
          )}
          {actor && isAllowed(POLICY.printRegister, actor, actor) && (
            <LinkButton href={at.register} quiet>
              {words.list.register}
            </LinkButton>
          )}
        </div>
      </div>
      <nav class="pills" aria-label={words.list.title}>
        {Object.entries(words.list.tabs).map(([tab, text]) => (
          <a href={`${at.list}?muc=${tab}`} aria-current={tab === found.tab ? 'page' : undefined}>
            {text}
          </a>
        ))}
      </nav>
      {found.rows.length === 0 ? (
        <Empty title={words.list.empty}>{words.list.emptyHint}</Empty>
      ) : (
        <table class="grid fold">
          <thead>
            <tr>
              <th scope="col">{words.list.columns.number}</th>
              <th scope="col">{words.list.columns.matter}</th>
              <th scope="col">{words.list.columns.kind}</th>
              <th scope="col">{words.list.columns.sent}</th>
              <th scope="col">{words.list.columns.state}</th>
            </tr>
          </thead>
          <tbody>
            {found.rows.map((row) => (
              <tr>
                <td class="number">{row.number}</td>
                <td>
                  <a class="strong matter" href={caseAddress(row)}>
                    {row.title}
                  </a>
                  {row.importedOn && <span class="quiet under">{words.list.imported}</span>}
                </td>
                <td class="brief">{words.kinds[row.kind]}</td>
                <td data-is={words.list.columns.sent}>{formatDay(row.sentOn)}</td>
                <td>
                  <Status is={SHAPE[row.state]}>{words.states[row.state]}</Status>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <Downloads to="/lam-viec/tai/don-thu" filters={{ muc: found.tab }} language={language} />
      {found.next && (
        <p>
          <LinkButton quiet href={`${at.list}?muc=${found.tab}&truoc=${found.next}`}>
            {words.list.more}
          </LinkButton>
        </p>
      )}
    </div>
  ),
})
