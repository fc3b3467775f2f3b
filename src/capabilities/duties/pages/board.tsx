import { dayIn, formatDay } from '../../../platform/day.ts'
import { link, page, type Visit } from '../../../platform/page.ts'
import { isAllowed } from '../../../platform/rights.ts'
import { Card, Empty, Notice } from '../../../ui/parts.tsx'
import { factsOf, fillingOf } from '../facts-queries.ts'
import { at } from '../paths.ts'
import { bearersOf, periodOf, unreadOn } from '../periods.ts'
import { POLICY } from '../policy.ts'
import { monthSpan, ruleOf, slotsOf, unitKind } from '../queries.ts'
import { en } from '../words.en.ts'
import { vi } from '../words.vi.ts'
import { DutyStatus, DutyText, dutyStanding } from './parts.tsx'

const MONTH = /^\d{4}-(0[1-9]|1[0-2])$/

async function load({ tx, actor, query, today, host }: Visit) {
  if (!actor) return null
  const now = dayIn(host.now()).slice(0, 7)
  const month = MONTH.test(query.thang ?? '') ? (query.thang ?? now) : now
  const span = monthSpan(month)
  const slots = await slotsOf(tx, actor.unitId, span.from, span.to)
  const first = slots.map((slot) => slot.from).sort()[0]
  const facts = first ? await factsOf(tx, actor.unitId, first, today) : []
  const rows = slots.map((slot) => ({ ...slot, rule: ruleOf(slot), done: fillingOf(slot, facts, today) }))
  const kind = await unitKind(tx, actor.unitId, today)
  const unread = kind ? unreadOn(bearersOf(kind), today) : []
  const year = unread.length > 0 ? await factsOf(tx, actor.unitId, periodOf('year', today).from, today) : []
  const spoken = unread.map((rule) => ({ rule, done: year.filter(({ fact }) => fact === rule.then.fact).length }))
  return { month, span, rows, spoken }
}

const turn = (month: string, by: number): string => {
  const all = Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1 + by
  return `${Math.floor(all / 12)}-${String((all % 12) + 1).padStart(2, '0')}`
}

/** What we owe this month: each duty with its article, what has been done, what is missing. */
export const board = page({
  path: at.board,
  surface: 'workspace',
  audit: 'duties.board',
  words: { vi, en },
  load,
  may: (actor) => actor !== null && isAllowed(POLICY.seeDuties, actor, actor),
  head: ({ words }) => ({ title: words.title, nav: 'duties' }),
  table: async ({ found: { rows }, words, today, language }) => [
    words.fileColumns,
    ...rows.map((row) => [
      ...[row.rule.subject, words.times(row.rule.then.times, words.per[row.rule.then.per])],
      ...[formatDay(row.from), formatDay(row.to), row.filled, row.needed, dutyStanding(row, today, language).text],
      ...[row.done.map((one) => `${formatDay(one.on)}: ${one.title}`).join('; '), `${row.rule.id}: ${row.rule.cite}`],
    ]),
  ],
  view({ found, words, today, language }) {
    const { rows, month } = found
    const late = rows.filter((one) => one.state === 'late').length
    const open = rows.filter((one) => one.state === 'open').length
    return (
      <div class="stack">
        <h1>{words.title}</h1>
        <p class="lead">{words.lead}</p>
        <nav class="row noprint" aria-label={words.months}>
          <a href={`${at.board}?thang=${turn(month, -1)}`}>← {words.month(turn(month, -1))}</a>
          <strong>{words.month(month)}</strong>
          <a href={`${at.board}?thang=${turn(month, 1)}`}>{words.month(turn(month, 1))} →</a>
        </nav>
        {late > 0 && <Notice kind="bad">{words.lateCount(late)}</Notice>}
        {rows.length === 0 ? (
          <Empty title={words.none}>{words.noneHint}</Empty>
        ) : (
          <>
            <p class="quiet">{words.openCount(open, rows.length)}</p>
            <ul class="list card plain">
              {rows.map((row) => (
                <li class="stack tight">
                  <p class="row">
                    <DutyStatus of={row} today={today} language={language} />
                    <a class="strong" href={link(at.slot, { slot: row.id })}>
                      {row.rule.subject}
                    </a>
                  </p>
                  <DutyText of={row} language={language} />
                  {row.done.map((one) => (
                    <p class="quiet">
                      {formatDay(one.on)} · {one.href ? <a href={one.href}>{one.title}</a> : one.title}
                    </p>
                  ))}
                </li>
              ))}
            </ul>
          </>
        )}
        {found.spoken.length > 0 && (
          <Card title={words.unread.title}>
            <p class="quiet">{words.unread.lead}</p>
            {found.spoken.map(({ rule, done }) => (
              <div class="law">
                <p class="strong">{rule.subject}</p>
                <p>
                  {rule.id}: {rule.cite} · {words.notVerified}
                  {rule.note && ` · ${rule.note}`}
                </p>
                {rule.then.fact && <p>{words.unread.done(done)}</p>}
              </div>
            ))}
          </Card>
        )}
        <p>
          <a href={at.inspections}>{words.inspection.title}</a>
        </p>
      </div>
    )
  },
})
