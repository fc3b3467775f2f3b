import { formatDay } from '../../../platform/day.ts'
import { page } from '../../../platform/page.ts'
import { isAllowed } from '../../../platform/rights.ts'
import { Empty } from '../../../ui/parts.tsx'
import { at } from '../paths.ts'
import { POLICY } from '../policy.ts'
import { pressuresOf } from '../queries.ts'
import { en } from '../words.en.ts'
import { vi } from '../words.vi.ts'

/** Read by the unit above the one complained of (safeguards 2.11). */
export const pressure = page({
  path: at.pressure,
  surface: 'workspace',
  audit: 'complaints.pressure',
  words: { vi, en },
  load: async ({ tx, actor }) => actor && { rows: await pressuresOf(tx, actor.unitId) },
  may: (actor) => actor !== null && isAllowed(POLICY.readPressure, actor, actor),
  head: ({ words }) => ({ title: words.pressure.title, nav: 'complaints' }),
  subject: () => 'pressure',
  view: ({ found, words }) => (
    <div class="stack narrow">
      <h1>{words.pressure.title}</h1>
      <p class="lead">{words.pressure.lead}</p>
      {found.rows.length === 0 && <Empty title={words.pressure.empty}>{words.pressure.emptyHint}</Empty>}
      {found.rows.map((row) => (
        <article class="card stack tight">
          <p class="strong">{row.caseNumber}</p>
          <p class="keep">{row.text}</p>
          <p class="quiet">{words.pressure.said(formatDay(row.saidOn))}</p>
        </article>
      ))}
    </div>
  ),
})
