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
            <td>{words.rules.inForceFrom(formatDay(row.inForce.from))}</td>
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

function RuleRow({ row, words, language }: It & { row: DeadlineRule }) {
  const { then, inForce } = row
  const here = words.rules
  const period = then.count === 'working' ? words.working(then.days) : words.calendarDays(then.days)
  return (
    <tr id={row.id}>
      <td>
        <span class="strong">{row.subject}</span>
        <br />
        <span class="quiet">{row.id}</span> ·{' '}
        <a href={`${link(at.calculator, {}, language)}?rule=${encodeURIComponent(row.id)}`}>{here.count}</a>
      </td>
      <td>
        <span class="strong">{then.bound === 'atLeast' ? words.atLeast(period) : period}</span>
        <br />
        <span class="quiet">{words.countedFrom(words.events[then.from])}</span>
      </td>
      <td>
        {row.cite}
        {row.note && <p class="quiet">{row.note}</p>}
      </td>
      <td>
        {here.inForceFrom(formatDay(inForce.from))}
        {inForce.until && ` ${here.inForceUntil(formatDay(inForce.until))}`}
      </td>
      <td>
        <span class={row.confidence === 'A' ? undefined : 'strong'}>{here.confidence[row.confidence]}</span>
        <p class="quiet">{here.checkedOn(formatDay(row.checkedOn))}</p>
        <p class="quiet">{row.secondReader ? here.secondReader(row.secondReader) : here.noSecondReader}</p>
      </td>
    </tr>
  )
}
