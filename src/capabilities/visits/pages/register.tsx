import { addMonths, formatDay, readDay } from '../../../platform/day.ts'
import { emptyForm } from '../../../platform/form.ts'
import { type Visit as Asked, page } from '../../../platform/page.ts'
import { isAllowed } from '../../../platform/rights.ts'
import type { WordsLike } from '../../../platform/words.ts'
import { TextField } from '../../../ui/parts.tsx'
import { at } from '../paths.ts'
import { POLICY } from '../policy.ts'
import { REGISTER_ROWS, registerNames, registerRows, type Visit } from '../queries.ts'
import { en } from '../words.en.ts'
import { vi } from '../words.vi.ts'

async function rowsOf({ tx, actor, query, today }: Asked, why: string) {
  if (!actor) return null
  const from = readDay(query.tu ?? '') ?? addMonths(today, -1)
  const to = readDay(query.den ?? '') ?? today
  const [rows, names] = await Promise.all([
    registerRows(tx, actor.unitId, from, to),
    registerNames(tx, from, to, why, today),
  ])
  return { from, to, rows, names }
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
  load: (visit) => rowsOf(visit, 'xem, in, tải sổ tiếp công dân'),
  may: (actor) => actor !== null && isAllowed(POLICY.printRegister, actor, actor),
  head: ({ words }) => ({ title: words.register.title, nav: 'visits', private: true }),
  subject: ({ from, to }) => `${from} ${to}`,
  table: async ({ found: { rows, names }, words }) => [
    words.register.columns,
    ...rows.map((row, i) => cellsOf(row, i + 1, names.get(row.id) ?? '', words)),
  ],
  view({ found, words, actor }) {
    const form = emptyForm({ tu: formatDay(found.from), den: formatDay(found.to) })
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
        {found.rows.length >= REGISTER_ROWS && <p class="notice warn">{words.register.limit(REGISTER_ROWS)}</p>}
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
                    {cellsOf(row, i + 1, found.names.get(row.id) ?? '', words).map((cell) => (
                      <td>{cell}</td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
      </div>
    )
  },
})
