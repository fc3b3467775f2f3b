import { postTitles } from '../../../organization/officials.ts'
import { addMonths, formatDay, readDay } from '../../../platform/day.ts'
import { emptyForm } from '../../../platform/form.ts'
import { page } from '../../../platform/page.ts'
import { isAllowed } from '../../../platform/rights.ts'
import { Downloads } from '../../../ui/downloads.tsx'
import { TextField } from '../../../ui/parts.tsx'
import { at } from '../paths.ts'
import { POLICY } from '../policy.ts'
import { REGISTER_ROWS, registerOf } from '../publication-queries.ts'
import { en } from '../words.en.ts'
import { vi } from '../words.vi.ts'

/** Sổ theo dõi: by the day it was sent, to print. Matters, never persons. */
export const register = page({
  path: at.register,
  surface: 'workspace',
  audit: 'cases.register',
  words: { vi, en },
  async load({ tx, actor, query, today }) {
    if (!actor) return null
    const from = readDay(query.tu ?? '') ?? addMonths(today, -1)
    const to = readDay(query.den ?? '') ?? today
    const rows = await registerOf(tx, actor.unitId, from, to)
    return {
      from,
      to,
      rows,
      posts: await postTitles(
        tx,
        rows.map((row) => row.ownerPostId),
        today,
      ),
    }
  },
  may: (actor) => actor !== null && isAllowed(POLICY.printRegister, actor, actor),
  head: ({ words }) => ({ title: words.register.title, nav: 'cases' }),
  subject: ({ from, to }) => `${from} ${to}`,
  view({ found, words, actor, language }) {
    const { columns } = words.register
    const form = emptyForm({ tu: formatDay(found.from), den: formatDay(found.to) })
    return (
      <div class="stack register">
        <h1>{words.register.title}</h1>
        <p class="quiet">
          {actor?.unitName} · {words.register.of(formatDay(found.from), formatDay(found.to))}
        </p>
        <form method="get" class="row noprint">
          <TextField form={form} name="tu" label={words.register.from} maxlength={12} />
          <TextField form={form} name="den" label={words.register.to} maxlength={12} />
          <button class="ds-button" type="submit" data-variant="secondary">
            {words.register.show}
          </button>
        </form>
        <Downloads
          to="/lam-viec/tai/so-theo-doi"
          filters={{ tu: formatDay(found.from), den: formatDay(found.to) }}
          language={language}
        />
        {found.rows.length >= REGISTER_ROWS && <p class="notice warn">{words.register.limit(REGISTER_ROWS)}</p>}
        {found.rows.length === 0 ? (
          <p class="card">{words.list.empty}</p>
        ) : (
          <table class="grid fold">
            <thead>
              <tr>
                {columns.map((column) => (
                  <th scope="col">{column}</th>
                ))}
              </tr>
            </thead>
            <tbody>
              {found.rows.map((row) => (
                <tr>
                  <td class="number">{row.number}</td>
                  <td data-is={columns[1]}>{formatDay(row.sentOn)}</td>
                  <td class="brief">{words.kinds[row.kind]}</td>
                  <td>{row.title}</td>
                  <td data-is={columns[4]}>{row.ownerPostId ? found.posts.get(row.ownerPostId)?.title : ''}</td>
                  <td data-is={columns[5]}>{row.dueOn ? formatDay(row.dueOn) : ''}</td>
                  <td>
                    {words.states[row.state]}
                    {row.closedOn ? `, ${formatDay(row.closedOn)}` : ''}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </div>
    )
  },
})
