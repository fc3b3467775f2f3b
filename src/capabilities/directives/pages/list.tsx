import { formatDay, pageKey } from '../../../platform/day.ts'
import { emptyForm } from '../../../platform/form.ts'
import { link, page } from '../../../platform/page.ts'
import { isAllowed } from '../../../platform/rights.ts'
import { everyRow, keyed, SOME_ROWS } from '../../../platform/whole-lists.ts'
import { Empty, LinkButton, Status, TextField } from '../../../ui/parts.tsx'
import { at } from '../paths.ts'
import { POLICY } from '../policy.ts'
import { listDocuments, VIEWS, type View } from '../queries.ts'
import { nameOf, standingOf } from '../standing.ts'
import { en } from '../words.en.ts'
import { vi } from '../words.vi.ts'

const SIZE = 30

const asked = (query: Readonly<Record<string, string>>) => ({
  view: VIEWS.find((one) => one === query.xem) ?? ('inForce' as View),
  search: (query.tim ?? '').slice(0, 100),
})

/** The registry: what binds the unit today comes first. */
export const list = page({
  path: at.list,
  surface: 'workspace',
  audit: 'directives.list',
  words: { vi, en },
  async load({ tx, actor, query, today }) {
    if (!actor) return null
    const it = asked(query)
    const rows = await listDocuments(tx, actor.unitId, { ...it, after: pageKey(query.sau) }, today, SIZE + 1)
    const last = rows[SIZE - 1]
    return { ...it, rows: rows.slice(0, SIZE), next: rows.length > SIZE && last ? `${last.issuedOn}.${last.id}` : null }
  },
  may: (actor) => actor !== null && isAllowed(POLICY.seeDocuments, actor, actor),
  head: ({ words }) => ({ title: words.title, nav: 'directives' }),
  async table({ tx, actor, query, today, words }) {
    const rows = await everyRow(async (after: string | null) =>
      keyed(
        await listDocuments(tx, actor?.unitId ?? 0, { ...asked(query), after }, today, SOME_ROWS),
        (last) => `${last.issuedOn}.${last.id}`,
      ),
    )
    return [
      words.fileColumns,
      ...rows.map((row) => [
        ...[row.symbol, row.type, row.title, row.issuer, formatDay(row.issuedOn), row.term ?? ''],
        ...[formatDay(row.inForceFrom), row.inForceUntil ? formatDay(row.inForceUntil) : ''],
        standingOf(row, today, words).text,
      ]),
    ]
  },
  view({ found, words, actor, today }) {
    const say = words.list
    const mayEnter = actor !== null && isAllowed(POLICY.enterDocument, actor, actor)
    const mayKeep = actor !== null && isAllowed(POLICY.seeDocuments, actor, actor)
    const here = (view: View, more: Record<string, string> = {}) =>
      `${at.list}?${new URLSearchParams({ xem: view, ...(found.search ? { tim: found.search } : {}), ...more })}`
    return (
      <div class="stack">
        <div class="row between">
          <h1>{words.title}</h1>
          {mayEnter && (
            <div class="row">
              <LinkButton href={at.read}>{say.read}</LinkButton>
              <LinkButton href={at.enter} quiet>
                {say.enter}
              </LinkButton>
            </div>
          )}
        </div>
        <p class="lead">{words.lead}</p>
        {mayKeep && (
          <p class="row noprint">
            <a href={at.incoming}>{say.incoming}</a>
            <a href={at.followed}>{words.followed.title}</a>
            <a href={at.outgoing}>{say.outgoing}</a>
          </p>
        )}
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
          found.search ? (
            <Empty title={say.noneFound}>{say.noneFoundHint}</Empty>
          ) : (
            <Empty title={say.empty}>{say.emptyHint}</Empty>
          )
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
              {found.rows.map((row) => {
                const { is, text } = standingOf(row, today, words)
                return (
                  <tr>
                    <td class="number">{row.symbol}</td>
                    <td>
                      <a class="strong matter" href={link(at.document, { document: row.id })}>
                        {nameOf(row)}
                      </a>
                    </td>
                    <td data-is={say.columns.issuer}>{row.issuer}</td>
                    <td data-is={say.columns.day}>{formatDay(row.issuedOn)}</td>
                    <td>
                      <Status is={is}>{text}</Status>
                    </td>
                  </tr>
                )
              })}
            </tbody>
          </table>
        )}
        {found.next && (
          <p>
            <LinkButton quiet href={here(found.view, { sau: found.next })}>
              {say.more}
            </LinkButton>
          </p>
        )}
      </div>
    )
  },
})
