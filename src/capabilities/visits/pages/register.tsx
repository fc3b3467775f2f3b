import { addMonths, formatDay, pageKey, readDay } from '../../../platform/day.ts'
import { emptyForm } from '../../../platform/form.ts'
import { type Visit as Asked, page } from '../../../platform/page.ts'
import { isAllowed } from '../../../platform/rights.ts'
import type { WordsLike } from '../../../platform/words.ts'
import { TextField } from '../../../ui/parts.tsx'
import { at } from '../paths.ts'
import { POLICY } from '../policy.ts'
import { REGISTER_ROWS, registerNames, registerRows, SHEET_ROWS, type Visit } from '../queries.ts'
import { en } from '../words.en.ts'
import { vi } from '../words.vi.ts'

async function rowsOf({ tx, actor, query, today }: Asked, why: string, size: number) {
  if (!actor) return null
  const from = readDay(query.tu ?? '') ?? addMonths(today, -1)
  const to = readDay(query.den ?? '') ?? today
  const span = { from, to, after: size === SHEET_ROWS ? pageKey(query.sau) : null, size }
  const [rows, names] = await Promise.all([registerRows(tx, actor.unitId, span), registerNames(tx, span, why, today)])
  const before = span.after && /^\d{1,6}$/.test(query.stt ?? '') ? Number(query.stt) : 0
  return { from, to, rows, names, before }
}

/** The thirteen columns of form 03/TCD, in its order; "Loại" has no denunciations, which never enter here. */
function cellsOf(row: Visit, n: number, who: string, words: WordsLike<typeof vi>): string[] {
  const [name = '', number = ''] = [who.replace(/, …\w{4}/g, ''), (who.match(/…\w{4}/g) ?? []).join(', ')]
  const result = row.refusalGround
    ? `${words.states.refused}: ${words.grounds[row.refusalGround]}`
    : row.outcome
      ? words.outcomes[row.outcome]
      : words.states.received
  return [
    ...[String(n), formatDay(row.visitedOn), name, number, row.content, words.kinds[row.kind], String(row.people)],
    ...[row.settledBy ?? '', row.competence === 'ours' ? 'x' : '', row.guidedTo ?? ''],
    ...[row.caseNumber ? words.register.accepted(row.caseNumber) : '', result, row.note ?? ''],
  ]
}

/** Sổ tiếp công dân, form 03/TCD, to print: reading it is written down, for the names stand in it. */
export const register = page({
  path: at.register,
  surface: 'workspace',
  audit: 'visits.register',
  words: { vi, en },
  load: (visit) =>
    visit.params.form
      ? rowsOf(visit, 'tải sổ tiếp công dân', REGISTER_ROWS)
      : rowsOf(visit, 'xem, in sổ tiếp công dân', SHEET_ROWS),
  may: (actor) => actor !== null && isAllowed(POLICY.printRegister, actor, actor),
  head: ({ words }) => ({ title: words.register.title, nav: 'visits', private: true }),
  subject: ({ from, to }) => `${from} ${to}`,
  table: async ({ found: { rows, names }, words }) => [
    words.register.columns,
    ...rows.map((row, i) => cellsOf(row, i + 1, names.get(row.id) ?? '', words)),
  ],
  view({ found, words, actor }) {
    const filters = { tu: formatDay(found.from), den: formatDay(found.to) }
    const form = emptyForm(filters)
    const last = found.rows.at(-1)
    const next = { ...filters, sau: `${last?.visitedOn}.${last?.id}`, stt: String(found.before + found.rows.length) }
    return (
      <div class="stack register">
        <h1>{words.register.title}</h1>
        <p class="quiet">
          {words.register.form} · {actor?.unitName} · {words.register.span(formatDay(found.from), formatDay(found.to))}
        </p>
        <p class="quiet noprint">{words.register.recorded}</p>
        <form method="get" class="row noprint">
          <TextField form={form} name="tu" label={words.register.from} maxlength={12} />
          <TextField form={form} name="den" label={words.register.to} maxlength={12} />
          <button class="ds-button" type="submit" data-variant="secondary">
            {words.register.show}
          </button>
        </form>
        {found.rows.length === 0 ? (
          <p class="card">{words.list.none}</p>
        ) : (
          <div class="scroll" tabindex={0} role="region" aria-label={words.register.title}>
            <table class="grid">
              <thead>
                <tr>
                  {words.register.columns.map((column) => (
                    <th scope="col">{column}</th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {found.rows.map((row, i) => (
                  <tr>
                    {cellsOf(row, found.before + i + 1, found.names.get(row.id) ?? '', words).map((cell) => (
                      <td>{cell}</td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
        {found.rows.length === SHEET_ROWS && (
          <a class="noprint" href={`${at.register}?${new URLSearchParams(next)}`}>
            {words.register.next(SHEET_ROWS)}
          </a>
        )}
      </div>
    )
  },
})
