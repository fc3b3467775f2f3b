import { DEADLINE_RULES } from '../../../law/deadline-rules.ts'
import type { DeadlineRule } from '../../../law/limits.ts'
import { RETENTION_RULES, type RetentionRule } from '../../../law/retention-rules.ts'
import { formatDay } from '../../../platform/day.ts'
import { anyone, link, page, type Seen } from '../../../platform/page.ts'
import { Notice } from '../../../ui/parts.tsx'
import { FAMILIES, familyOf } from '../choices.ts'
import { at } from '../paths.ts'
import { en } from '../words.en.ts'
import { vi } from '../words.vi.ts'

const groups = Map.groupBy(DEADLINE_RULES, familyOf)

type It = Seen<object, typeof vi>

/** "Quy định về thời hạn": every rule of law counted here, and how surely it was read. */
export const rules = page({
  path: at.rules,
  surface: 'public',
  audit: 'calendar.rules',
  words: { vi, en },
  load: async () => ({}),
  may: anyone,
  head: ({ words }) => ({ title: words.rules.title, nav: 'calculator' }),
  table: async ({ words }) => {
    const { columns, confidence } = words.rules
    return [
      ['', columns.rule, columns.period, columns.cite, columns.inForce, columns.checked],
      ...DEADLINE_RULES.map((row) => [
        ...[row.id, row.subject, `${periodInWords(row, words)}, ${words.countedFrom(words.events[row.then.from])}`],
        ...[row.cite, inForceInWords(row, words), `${confidence[row.confidence]}, ${formatDay(row.checkedOn)}`],
      ]),
      ...RETENTION_RULES.map((row) => [
        ...[row.id, row.subject, keepingInWords(row, words.retention), row.cite],
        ...[inForceInWords(row, words), `${confidence[row.confidence]}, ${formatDay(row.checkedOn)}`],
      ]),
    ]
  },
  view(it) {
    const { words, language } = it
    return (
      <div class="wrap pad stack">
        <div>
          <h1>{words.rules.title}</h1>
          <p class="lead">{words.rules.lead}</p>
        </div>
        <p>
          <a href={link(at.calculator, {}, language)}>{words.rules.toCalculator}</a>
        </p>
        <nav class="pills" aria-label={words.rules.title}>
          {FAMILIES.map((family) => (
            <a href={`#${family}`}>{words.families[family]}</a>
          ))}
          <a href="#LUU">{words.retention.title}</a>
        </nav>
        {FAMILIES.map((family) => (
          <section class="stack" id={family}>
            <h2>{words.families[family]}</h2>
            {family === 'PAKN' && <Notice>{words.rules.ownRules}</Notice>}
            <Rules {...it} rows={groups.get(family) ?? []} />
          </section>
        ))}
        <section class="stack" id="LUU">
          <h2>{words.retention.title}</h2>
          <Notice>{words.retention.lead}</Notice>
          <Retention {...it} />
        </section>
      </div>
    )
  },
})

function Rules({ rows, ...it }: It & { rows: readonly DeadlineRule[] }) {
  const { columns } = it.words.rules
  return (
    <table class="grid fold">
      <thead>
        <tr>
          {[columns.rule, columns.period, columns.cite, columns.inForce, columns.checked].map((text) => (
            <th scope="col">{text}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <RuleRow {...it} row={row} />
        ))}
      </tbody>
    </table>
  )
}

function Retention({ words }: It) {
  const { columns } = words.rules
  return (
    <table class="grid fold">
      <thead>
        <tr>
          {[columns.rule, columns.period, columns.cite, columns.inForce, columns.checked].map((text) => (
            <th scope="col">{text}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {RETENTION_RULES.map((row) => (
          <tr id={row.id}>
            <td>
              <span class="strong">{row.subject}</span>
              <br />
              <span class="quiet">{row.id}</span>
            </td>
            <td class="strong">{keepingInWords(row, words.retention)}</td>
            <td>
              {row.cite}
              {row.note && <p class="quiet">{row.note}</p>}
            </td>
            <td>{inForceInWords(row, words)}</td>
            <td>
              <span class={row.confidence === 'A' ? undefined : 'strong'}>
                {words.rules.confidence[row.confidence]}
              </span>
              <p class="quiet">{words.rules.checkedOn(formatDay(row.checkedOn))}</p>
              <p class="quiet">{words.rules.noSecondReader}</p>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const keepingInWords = ({ then }: RetentionRule, words: typeof vi.retention) =>
  then.until === 'unread' ? words.unread : then.until === 'after' ? words.days(then.days) : words.years(then.years)

function periodInWords({ then }: DeadlineRule, words: typeof vi): string {
  const period = then.count === 'working' ? words.working(then.days) : words.calendarDays(then.days)
  return then.bound === 'atLeast' ? words.atLeast(period) : period
}

const inForceInWords = ({ inForce }: Pick<DeadlineRule, 'inForce'>, { rules: say }: typeof vi) =>
  [say.inForceFrom(formatDay(inForce.from)), inForce.until && say.inForceUntil(formatDay(inForce.until))]
    .filter(Boolean)
    .join(' ')

function RuleRow({ row, words, language }: It & { row: DeadlineRule }) {
  const { then } = row
  const here = words.rules
  return (
    <tr id={row.id}>
      <td>
        <span class="strong">{row.subject}</span>
        <br />
        <span class="quiet">{row.id}</span> ·{' '}
        <a href={`${link(at.calculator, {}, language)}?rule=${encodeURIComponent(row.id)}`}>{here.count}</a>
      </td>
      <td>
        <span class="strong">{periodInWords(row, words)}</span>
        <br />
        <span class="quiet">{words.countedFrom(words.events[then.from])}</span>
      </td>
      <td>
        {row.cite}
        {row.note && <p class="quiet">{row.note}</p>}
      </td>
      <td>{inForceInWords(row, words)}</td>
      <td>
        <span class={row.confidence === 'A' ? undefined : 'strong'}>{here.confidence[row.confidence]}</span>
        <p class="quiet">{here.checkedOn(formatDay(row.checkedOn))}</p>
        <p class="quiet">{row.secondReader ? here.secondReader(row.secondReader) : here.noSecondReader}</p>
      </td>
    </tr>
  )
}
