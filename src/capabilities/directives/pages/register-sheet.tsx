import type { Child } from 'hono/jsx'
import { type Day, formatDay } from '../../../platform/day.ts'
import { emptyForm } from '../../../platform/form.ts'
import type { Actor } from '../../../platform/rights.ts'
import type { WordsLike } from '../../../platform/words.ts'
import { TextField } from '../../../ui/parts.tsx'
import { at } from '../paths.ts'
import { REGISTER_ROWS } from '../register-queries.ts'
import type { vi } from '../words.vi.ts'

export interface Line {
  cells: readonly string[]
  /** Which cell leads to `href`. */
  linked: number
  href: string
}

/** A register as the paper one, for the days asked for. */
export function RegisterSheet({
  heading,
  span: { from, to },
  columns,
  lines,
  words,
  actor,
  children,
}: {
  heading: string
  span: { from: Day; to: Day }
  columns: readonly string[]
  lines: readonly Line[]
  words: WordsLike<typeof vi>
  actor: Actor | null
  children?: Child
}) {
  const say = words.register
  const form = emptyForm({ tu: formatDay(from), den: formatDay(to) })
  return (
    <div class="stack register">
      <p class="quiet noprint">
        <a href={at.list}>{words.title}</a>
      </p>
      <h1>{heading}</h1>
      <p class="quiet">
        {actor?.unitName} · {say.span(formatDay(from), formatDay(to))} · {say.cite}
      </p>
      {children}
      <form method="get" class="row noprint">
        <TextField form={form} name="tu" label={say.from} maxlength={12} />
        <TextField form={form} name="den" label={say.to} maxlength={12} />
        <button class="ds-button" type="submit" data-variant="secondary">
          {say.show}
        </button>
      </form>
      {lines.length >= REGISTER_ROWS && <p class="notice warn">{say.limit(REGISTER_ROWS)}</p>}
      {lines.length === 0 ? (
        <p class="card">{say.empty}</p>
      ) : (
        <div class="scroll" tabindex={0} role="region" aria-label={heading}>
          <table class="grid fold">
            <thead>
              <tr>
                {columns.map((column) => (
                  <th scope="col">{column}</th>
                ))}
              </tr>
            </thead>
            <tbody>
              {lines.map(({ cells, linked, href }) => (
                <tr>
                  {cells.map((cell, place) => (
                    <td data-is={columns[place]}>{place === linked ? <a href={href}>{cell}</a> : cell}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </div>
  )
}
