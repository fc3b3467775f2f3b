import { addMonths, type Day, formatDay, readDay } from '../../../platform/day.ts'
import { emptyForm } from '../../../platform/form.ts'
import { link, page } from '../../../platform/page.ts'
import { isAllowed } from '../../../platform/rights.ts'
import { TextField } from '../../../ui/parts.tsx'
import type { Direction } from '../kinds.ts'
import { at } from '../paths.ts'
import { POLICY } from '../policy.ts'
import { type Document, documentsById } from '../queries.ts'
import { type Entry, entriesBetween, REGISTER_ROWS } from '../register-queries.ts'
import { nameOf } from '../standing.ts'
import { en } from '../words.en.ts'
import { vi } from '../words.vi.ts'

const shown = (day: Day | null) => (day ? formatDay(day) : '')

/** The ten columns of the incoming register, and of the outgoing one (NĐ 30/2020/NĐ-CP phụ lục IV). */
const CELLS: Readonly<Record<Direction, (one: Entry, of: Document) => string[]>> = {
  incoming: (one, of) => [
    ...[formatDay(one.onDay), String(one.number), of.issuer, of.symbol, formatDay(of.issuedOn)],
    ...[nameOf(of), one.forWhom ?? '', shown(one.handedOn), '', one.note ?? ''],
  ],
  outgoing: (one, of) => [
    ...[of.symbol, formatDay(of.issuedOn), nameOf(of), of.signer ?? '', one.forWhom ?? '', ''],
    ...[one.copies ? String(one.copies) : '', shown(one.handedOn ?? one.onDay), '', one.note ?? ''],
  ],
}

const registerPage = (direction: Direction) =>
  page({
    path: at[direction],
    surface: 'workspace',
    audit: `directives.${direction}`,
    words: { vi, en },
    async load({ tx, actor, query, today }) {
      if (!actor) return null
      const from = readDay(query.tu ?? '') ?? addMonths(today, -1)
      const to = readDay(query.den ?? '') ?? today
      const rows = await entriesBetween(tx, actor.unitId, direction, from, to)
      const ids = rows.map((row) => row.documentId)
      return { from, to, rows, documents: await documentsById(tx, ids, today) }
    },
    may: (actor) => actor !== null && isAllowed(POLICY.seeDocuments, actor, actor),
    head: ({ words }) => ({ title: words.register[direction], nav: 'directives' }),
    subject: ({ from, to }) => `${from} ${to}`,
    table: async ({ found: { rows, documents }, words }) => [
      words.register[`${direction}Columns`],
      ...rows.map((row) => {
        const of = documents.get(row.documentId)
        return of ? CELLS[direction](row, of) : []
      }),
    ],
    view({ found, words, actor }) {
      const say = words.register
      const columns = say[`${direction}Columns`]
      const form = emptyForm({ tu: formatDay(found.from), den: formatDay(found.to) })
      return (
        <div class="stack register">
          <p class="quiet noprint">
            <a href={at.list}>{words.title}</a>
          </p>
          <h1>{say[direction]}</h1>
          <p class="quiet">
            {actor?.unitName} · {say.span(formatDay(found.from), formatDay(found.to))} · {say.cite}
          </p>
          {direction === 'outgoing' && <p class="quiet noprint">{say.letters}</p>}
          <form method="get" class="row noprint">
            <TextField form={form} name="tu" label={say.from} maxlength={12} />
            <TextField form={form} name="den" label={say.to} maxlength={12} />
            <button class="ds-button" type="submit" data-variant="secondary">
              {say.show}
            </button>
          </form>
          {found.rows.length >= REGISTER_ROWS && <p class="notice warn">{say.limit(REGISTER_ROWS)}</p>}
          {found.rows.length === 0 ? (
            <p class="card">{say.empty}</p>
          ) : (
            <div class="scroll" tabindex={0} role="region" aria-label={say[direction]}>
              <table class="grid">
                <thead>
                  <tr>
                    {columns.map((column) => (
                      <th scope="col">{column}</th>
                    ))}
                  </tr>
                </thead>
                <tbody>
                  {found.rows.map((row) => {
                    const of = found.documents.get(row.documentId)
                    return (
                      of && (
                        <tr>
                          {CELLS[direction](row, of).map((cell) => (
                            <td>
                              {cell === of.symbol ? <a href={link(at.document, { document: of.id })}>{cell}</a> : cell}
                            </td>
                          ))}
                        </tr>
                      )
                    )
                  })}
                </tbody>
              </table>
            </div>
          )}
        </div>
      )
    },
  })

export const incoming = registerPage('incoming')
export const outgoing = registerPage('outgoing')
