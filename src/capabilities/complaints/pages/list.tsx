import { formatDay } from '../../../platform/day.ts'
import type { Tx } from '../../../platform/db.ts'
import { link, page } from '../../../platform/page.ts'
import { isAllowed } from '../../../platform/rights.ts'
import { everyRow, keyed, SOME_ROWS } from '../../../platform/whole-lists.ts'
import { Empty, LinkButton, Status } from '../../../ui/parts.tsx'
import { casesById } from '../../cases/index.ts'
import { commitmentsById } from '../../commitments/index.ts'
import { at } from '../paths.ts'
import { POLICY } from '../policy.ts'
import { type Listed, listComplaints } from '../queries.ts'
import { en } from '../words.en.ts'
import { vi } from '../words.vi.ts'
import { type ComplaintState, isOpen } from '../workflow.ts'
import { STANDING } from './standing.ts'

const SIZE = 30
const TABS = {
  waiting: ['unsigned', 'lodged'],
  going: ['accepted', 'verifying', 'suspended'],
  decided: ['decided', 'effective', 'executed'],
  ended: ['refused', 'guided', 'filed', 'withdrawn', 'discontinued'],
} as const satisfies Record<string, readonly ComplaintState[]>
type Tab = keyof typeof TABS
const tabOf = ({ muc }: Readonly<Record<string, string>>): Tab =>
  muc && Object.hasOwn(TABS, muc) ? (muc as Tab) : 'waiting'

async function withPromises(tx: Tx, rows: readonly Listed[]) {
  const cases = await casesById(
    tx,
    rows.map((row) => row.caseId),
  )
  const promises = await commitmentsById(
    tx,
    [...cases.values()].map((one) => one.commitmentId),
  )
  return rows.map((row) => {
    const of = cases.get(row.caseId)
    return { ...row, number: of?.number ?? '', promise: promises.find((one) => one.id === of?.commitmentId) }
  })
}
type Row = Awaited<ReturnType<typeof withPromises>>[number]

const dueOf = ({ promise, state }: Row): string =>
  promise && !promise.heldOn && isOpen(state) ? formatDay(promise.dueOn) : ''

export const list = page({
  path: at.list,
  surface: 'workspace',
  audit: 'complaints.list',
  words: { vi, en },
  async load({ tx, actor, query }) {
    if (!actor) return null
    const tab = tabOf(query)
    const before = /^\d{1,15}$/.test(query.truoc ?? '') ? Number(query.truoc) : null
    const rows = await listComplaints(tx, actor.unitId, TABS[tab], before, SIZE + 1)
    const shown = rows.slice(0, SIZE)
    return { tab, rows: await withPromises(tx, shown), next: rows.length > SIZE ? shown.at(-1)?.caseId : null }
  },
  may: (actor) => actor !== null && isAllowed(POLICY.seeComplaints, actor, actor),
  head: ({ words }) => ({ title: words.list.title, nav: 'complaints' }),
  async table({ tx, actor, query, words }) {
    const states = TABS[tabOf(query)]
    const rows = await everyRow(async (before: number | null) =>
      keyed(await listComplaints(tx, actor?.unitId ?? 0, states, before, SOME_ROWS), (row) => row.caseId),
    )
    return [
      Object.values(words.list.columns),
      ...(await withPromises(tx, rows)).map((row) => [
        ...[row.number, row.against, `${words.subjects[row.subject]} · ${words.ordinals[row.ordinal as 1 | 2]}`],
        ...[dueOf(row), words.states[row.state]],
      ]),
    ]
  },
  view: ({ found, words, actor }) => (
    <div class="stack">
      <div class="row between">
        <h1>{words.list.title}</h1>
        <div class="row">
          {actor && isAllowed(POLICY.lodgeAtCounter, actor, actor) && (
            <LinkButton href={at.lodge}>{words.list.lodge}</LinkButton>
          )}
          {actor && isAllowed(POLICY.readPressure, actor, actor) && <a href={at.pressure}>{words.list.pressure}</a>}
          {actor && isAllowed(POLICY.listRemoteUnits, actor, actor) && <a href={at.remote}>{words.list.remote}</a>}
        </div>
      </div>
      <nav class="pills" aria-label={words.list.title}>
        {(Object.keys(TABS) as Tab[]).map((tab) => (
          <a href={`${at.list}?muc=${tab}`} aria-current={tab === found.tab ? 'page' : undefined}>
            {words.list.tabs[tab]}
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
              <th scope="col">{words.list.columns.subject}</th>
              <th scope="col">{words.list.columns.due}</th>
              <th scope="col">{words.list.columns.state}</th>
            </tr>
          </thead>
          <tbody>
            {found.rows.map((row) => {
              const flags = (['crowded', 'levelJumping', 'prolonged'] as const).filter((flag) => row[flag])
              return (
                <tr>
                  <td class="number">{row.number}</td>
                  <td>
                    <a class="strong matter" href={link(at.complaint, { number: row.number })}>
                      {row.against}
                    </a>
                    {isOpen(row.state) && flags.length > 0 && (
                      <p class="quiet">{flags.map((flag) => words.flags[flag]).join(', ')}</p>
                    )}
                  </td>
                  <td class="brief">
                    {words.subjects[row.subject]} · {words.ordinals[row.ordinal as 1 | 2]}
                  </td>
                  <td data-is={words.list.columns.due}>{dueOf(row) || '–'}</td>
                  <td>
                    <Status is={STANDING[row.state]}>{words.states[row.state]}</Status>
                  </td>
                </tr>
              )
            })}
          </tbody>
        </table>
      )}
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
