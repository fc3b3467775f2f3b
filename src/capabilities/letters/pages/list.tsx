import { postTitles } from '../../../organization/officials.ts'
import { formatDay } from '../../../platform/day.ts'
import { link, page } from '../../../platform/page.ts'
import { isAllowed } from '../../../platform/rights.ts'
import { everyRow, keyed, SOME_ROWS } from '../../../platform/whole-lists.ts'
import { Empty, LinkButton, pile, type Standing, Status } from '../../../ui/parts.tsx'
import { at } from '../paths.ts'
import { POLICY } from '../policy.ts'
import { lettersWaiting, listLetters } from '../queries.ts'
import { en } from '../words.en.ts'
import { vi } from '../words.vi.ts'
import type { LetterState } from '../workflow.ts'

const SIZE = 30
const TABS: Readonly<Record<keyof typeof vi.list.tabs, readonly LetterState[]>> = {
  ...{ drafted: ['drafted'], checked: ['checked'], signed: ['signed'], numbered: ['numbered'], released: ['released'] },
  done: ['delivered', 'dropped', 'voided'],
}
export const SHAPE: Readonly<Record<LetterState, Standing>> = {
  ...{ drafted: 'going', checked: 'soon', signed: 'soon', numbered: 'soon', released: 'going' },
  ...{ delivered: 'done', dropped: 'still', voided: 'still' },
}

/** What waits at each step: to check, to sign, to number, to release, to deliver. The number of the matter, never a name. */
export const list = page({
  path: at.list,
  surface: 'workspace',
  audit: 'letters.list',
  words: { vi, en },
  async load({ tx, actor, query, today }) {
    if (!actor) return null
    const wide = isAllowed(POLICY.seeEveryLetter, actor, actor)
    const mine = wide ? null : actor.postId
    const waiting = await lettersWaiting(tx, actor.unitId, mine)
    const first = (Object.keys(TABS) as (keyof typeof TABS)[]).find((tab) => waiting[tab as LetterState]) ?? 'drafted'
    const tab = query.muc && Object.hasOwn(TABS, query.muc) ? (query.muc as keyof typeof TABS) : first
    const after = /^\d{1,15}$/.test(query.sau ?? '') ? Number(query.sau) : null
    const states = TABS[tab]
    const rows = await listLetters(
      tx,
      { unitId: actor.unitId, states, draftedBy: mine, after, newest: tab === 'done' },
      SIZE + 1,
    )
    const posts = await postTitles(
      tx,
      rows.flatMap((row) => [row.draftedBy, row.signerPostId]),
      today,
    )
    return { tab, rows: rows.slice(0, SIZE), next: rows.length > SIZE ? rows[SIZE - 1]?.id : null, waiting, posts }
  },
  may: (actor) => actor !== null && isAllowed(POLICY.seeLetters, actor, actor),
  head: ({ words }) => ({ title: words.list.title, nav: 'letters' }),
  async table({ tx, actor, found: { tab }, words, today }) {
    if (!actor) return []
    const draftedBy = isAllowed(POLICY.seeEveryLetter, actor, actor) ? null : actor.postId
    const asked = { unitId: actor.unitId, states: TABS[tab], draftedBy, newest: tab === 'done' }
    const rows = await everyRow(async (after: number | null) =>
      keyed(await listLetters(tx, { ...asked, after }, SOME_ROWS), (row) => row.id),
    )
    const ids = rows.flatMap((row) => [row.draftedBy, row.signerPostId])
    const posts = await postTitles(tx, ids, today)
    const { columns, number, kind, draftedOn } = { ...words.list, ...words.list.file }
    return [
      [number, kind, ...Object.values({ ...columns, who: `${columns.who}, ${draftedOn}` })],
      ...rows.map((row) => [
        ...[row.documentNumber ?? '', words.kinds[row.kind], row.title, row.subjectNumber],
        `${posts.get(row.draftedBy)?.title ?? ''}, ${formatDay(row.draftedOn)}`,
        ...[posts.get(row.signerPostId)?.title ?? '', words.states[row.state]],
      ]),
    ]
  },
  view({ found, words, actor }) {
    const { columns } = words.list
    const may = (right: keyof typeof POLICY) => actor !== null && isAllowed(POLICY[right], actor, actor)
    return (
      <div class="stack">
        <div class="row between">
          <h1>{words.list.title}</h1>
          <div class="row">
            {may('printRegister') && (
              <LinkButton href={at.register} quiet>
                {words.list.register}
              </LinkButton>
            )}
            {may('seeRecorded') && (
              <LinkButton href={at.recorded} quiet>
                {words.list.recorded}
              </LinkButton>
            )}
          </div>
        </div>
        <p class="lead">{words.list.lead}</p>
        <nav class="pills" aria-label={words.list.title}>
          {Object.entries(words.list.tabs).map(([tab, text]) => (
            <a href={`${at.list}?muc=${tab}`} aria-current={tab === found.tab ? 'page' : undefined}>
              {text} {found.waiting[tab as LetterState] ? <b>{pile(found.waiting[tab as LetterState] ?? 0)}</b> : ''}
            </a>
          ))}
        </nav>
        {found.rows.length === 0 ? (
          <Empty title={words.list.empty}>{words.list.emptyHint}</Empty>
        ) : (
          <table class="grid fold">
            <thead>
              <tr>
                {Object.values(columns).map((column) => (
                  <th scope="col">{column}</th>
                ))}
              </tr>
            </thead>
            <tbody>
              {found.rows.map((row) => (
                <tr>
                  <td>
                    <a class="strong matter" href={link(at.letter, { letter: row.id })}>
                      {row.documentNumber ? `${row.documentNumber} · ` : ''}
                      {words.kinds[row.kind]}
                    </a>
                    <p class="quiet">{row.title}</p>
                  </td>
                  <td class="brief" data-is={columns.about}>
                    {row.subjectNumber}
                  </td>
                  <td data-is={columns.who}>
                    {found.posts.get(row.draftedBy)?.title}
                    <p class="quiet">{words.list.draftOn(formatDay(row.draftedOn))}</p>
                  </td>
                  <td data-is={columns.signer}>{found.posts.get(row.signerPostId)?.title}</td>
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
            <LinkButton quiet href={`${at.list}?muc=${found.tab}&sau=${found.next}`}>
              {words.list.more}
            </LinkButton>
          </p>
        )}
      </div>
    )
  },
})
