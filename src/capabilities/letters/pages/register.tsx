import { postTitles } from '../../../organization/officials.ts'
import { addMonths, formatDay, readDay } from '../../../platform/day.ts'
import { emptyForm } from '../../../platform/form.ts'
import { link, page } from '../../../platform/page.ts'
import { isAllowed } from '../../../platform/rights.ts'
import type { WordsLike } from '../../../platform/words.ts'
import { TextField } from '../../../ui/parts.tsx'
import { outgoing, REGISTER_ROWS, type RegisterRow } from '../issued-queries.ts'
import { at } from '../paths.ts'
import { POLICY } from '../policy.ts'
import { en } from '../words.en.ts'
import { vi } from '../words.vi.ts'

/** The ten columns in their order. */
function cellsOf(row: RegisterRow, words: WordsLike<typeof vi>, titleOf: (id: number) => string): string[] {
  const say = words.register
  return [
    ...[row.documentNumber ?? '', formatDay(row.numberedOn), `${say.types[row.documentType]}: ${row.title}`],
    ...[`${row.signedForm} ${titleOf(row.signerPostId)}`.trim(), say.to_(row.subjectNumber), titleOf(row.draftedBy)],
    ...[row.voidedReason ? '' : '2', row.releasedOn ? formatDay(row.releasedOn) : ''],
    row.deliveredOn ? `${formatDay(row.deliveredOn)}: ${row.deliveredProof}` : '',
    row.voidedReason ? say.voided(row.voidedReason) : '',
  ]
}

/** Sổ đăng ký văn bản đi, in the ten columns of NĐ 30/2020 (VT-12), to print. Voided numbers stay with their reason. */
export const register = page({
  path: at.register,
  surface: 'workspace',
  audit: 'letters.register',
  words: { vi, en },
  async load({ tx, actor, query, today }) {
    if (!actor) return null
    const from = readDay(query.tu ?? '') ?? addMonths(today, -1)
    const to = readDay(query.den ?? '') ?? today
    const rows = await outgoing(tx, actor.unitId, from, to)
    const ids = rows.flatMap((row) => [row.signerPostId, row.draftedBy])
    return { from, to, rows, posts: await postTitles(tx, ids, today) }
  },
  may: (actor) => actor !== null && isAllowed(POLICY.printRegister, actor, actor),
  head: ({ words }) => ({ title: words.register.title, nav: 'letters' }),
  subject: ({ from, to }) => `${from} ${to}`,
  table: async ({ found: { rows, posts }, words }) => [
    words.register.columns,
    ...rows.map((row) => cellsOf(row, words, (id) => posts.get(id)?.title ?? '')),
  ],
  view({ found, words, actor }) {
    const { columns } = words.register
    const form = emptyForm({ tu: formatDay(found.from), den: formatDay(found.to) })
    const title = (id: number) => found.posts.get(id)?.title ?? ''
    return (
      <div class="stack register">
        <p class="quiet noprint">
          <a href={at.list}>{words.list.title}</a>
        </p>
        <h1>{words.register.title}</h1>
        <p class="quiet">
          {actor?.unitName} · {words.register.of(formatDay(found.from), formatDay(found.to))} · {words.register.cite}
        </p>
        <form method="get" class="row noprint">
          <TextField form={form} name="tu" label={words.register.from} maxlength={12} />
          <TextField form={form} name="den" label={words.register.to} maxlength={12} />
          <button class="ds-button" type="submit" data-variant="secondary">
            {words.register.show}
          </button>
        </form>
        {found.rows.length >= REGISTER_ROWS && <p class="notice warn">{words.register.limit(REGISTER_ROWS)}</p>}
        {found.rows.length === 0 ? (
          <p class="card">{words.register.empty}</p>
        ) : (
          <div class="scroll" tabindex={0} role="region" aria-label={words.register.title}>
            <table class="grid fold">
              <thead>
                <tr>
                  {columns.map((column) => (
                    <th scope="col">{column}</th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {found.rows.map((row) => {
                  const [number, ...rest] = cellsOf(row, words, title)
                  return (
                    <tr>
                      <td class="number">
                        <a href={link(at.letter, { letter: row.id })}>{number}</a>
                      </td>
                      {rest.map((cell, n) => (
                        <td data-is={columns[n + 1]}>{cell}</td>
                      ))}
                    </tr>
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
