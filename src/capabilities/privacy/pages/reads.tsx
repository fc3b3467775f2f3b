import { postsOf } from '../../../organization/officials.ts'
import { addDays, type Day, formatDay, readDay } from '../../../platform/day.ts'
import { page } from '../../../platform/page.ts'
import { type Actor, isAllowed } from '../../../platform/rights.ts'
import { everyRow, keyed, SOME_ROWS } from '../../../platform/whole-lists.ts'
import type { WordsLike } from '../../../platform/words.ts'
import { Empty, Select, TextField } from '../../../ui/parts.tsx'
import { caseAddress } from '../../cases/index.ts'
import { SHOWN_DAYS } from '../deadlines.ts'
import { at } from '../paths.ts'
import { POLICY } from '../policy.ts'
import { type ReadsAsked, type SecretRead, secretReads } from '../read-queries.ts'
import { en } from '../words.en.ts'
import { vi } from '../words.vi.ts'

type Words = WordsLike<typeof vi>

const PAGE = 50

/** The head in person: who acts for the head looks at nobody's reading, least of all at their own. */
export const maySeeReads = (actor: Actor | null): boolean =>
  actor !== null && actor.actingForm === '' && isAllowed(POLICY.seeSecretReads, actor, actor)

function asked(query: Readonly<Record<string, string>>, today: Day): ReadsAsked {
  const [, day, id] = /^(\d{4}-\d{2}-\d{2})\.(\d{1,15})$/.exec(query.sau ?? '') ?? []
  return {
    ofHeads: query.cua === 'cap-duoi',
    from: readDay(query['tu-ngay'] ?? '') ?? addDays(today, -SHOWN_DAYS),
    until: readDay(query['den-ngay'] ?? '') ?? today,
    postId: /^\d{1,15}$/.test(query['chuc-vu'] ?? '') ? Number(query['chuc-vu']) : null,
    after: day && id ? { day: day as Day, id: Number(id) } : null,
  }
}

/** What was done, and why: as it was typed, but for the names that were blackened when it was kept. */
const what = (words: Words, { kind, reason }: SecretRead): string =>
  [words.reads.kinds[kind], reason].filter(Boolean).join(': ')

const time = new Intl.DateTimeFormat('vi-VN', { hour: '2-digit', minute: '2-digit', timeZone: 'Asia/Ho_Chi_Minh' })
const when = ({ onDay, at: moment }: SecretRead) =>
  moment ? `${formatDay(onDay)} ${time.format(new Date(moment))}` : formatDay(onDay)
const who = ({ actingForm, post, person }: SecretRead) =>
  `${actingForm ? `${actingForm} ` : ''}${post}${person ? ` (${person})` : ''}`

function Row({ words, row, ofHeads }: { words: Words; row: SecretRead; ofHeads: boolean }) {
  return (
    <tr>
      <td>{when(row)}</td>
      <td class="strong">{who(row)}</td>
      {ofHeads && <td data-is={words.reads.unit}>{row.unit}</td>}
      <td data-is={words.reads.case}>
        {row.mayOpen ? <a href={caseAddress({ kind: row.caseKind, number: row.number })}>{row.number}</a> : row.number}
      </td>
      <td>{what(words, row)}</td>
    </tr>
  )
}

/** Who read what is kept from others. */
export const reads = page({
  path: at.reads,
  surface: 'workspace',
  audit: 'privacy.reads',
  words: { vi, en },
  async load({ tx, actor, today, query }) {
    if (!actor) return null
    const it = asked(query, today)
    const [posts, rows] = await Promise.all([postsOf(tx, actor.unitId, today), secretReads(tx, it, PAGE + 1)])
    const last = rows.length > PAGE ? rows[PAGE - 1] : undefined
    return { it, posts, rows: rows.slice(0, PAGE), next: last ? `${last.onDay}.${last.id}` : null }
  },
  may: maySeeReads,
  head: ({ words }) => ({ title: words.reads.title, nav: 'reads' }),
  async table({ tx, found: { it }, words }) {
    const say = words.reads
    const rows = await everyRow(async (after: ReadsAsked['after']) =>
      keyed(await secretReads(tx, { ...it, after }, SOME_ROWS), ({ onDay, id }) => ({ day: onDay, id })),
    )
    return [
      [say.when, say.who, say.unit, say.case, say.what],
      ...rows.map((row) => [when(row), who(row), row.unit, row.number, what(words, row)]),
    ]
  },
  view({ found: { it, posts, rows, next }, words }) {
    const say = words.reads
    const filters = {
      ...{ 'chuc-vu': it.postId ? String(it.postId) : '', cua: it.ofHeads ? 'cap-duoi' : '' },
      ...{ 'tu-ngay': formatDay(it.from), 'den-ngay': formatDay(it.until) },
    }
    const form = { values: filters, errors: {}, refused: null, key: '' }
    const kept = Object.entries(filters).filter(([, text]) => text)
    return (
      <div class="stack">
        <h1>{say.title}</h1>
        <p class="lead">{say.lead}</p>
        <form method="get" class="stack noprint">
          <div class="cells">
            <Select
              form={form}
              name="cua"
              label={say.whose}
              options={[
                ['', say.ofUnit],
                ['cap-duoi', say.ofHeads],
              ]}
            />
            <Select
              form={form}
              name="chuc-vu"
              label={say.post}
              empty={say.all}
              options={posts.map((one) => [String(one.id), one.title] as const)}
            />
            <TextField form={form} name="tu-ngay" label={say.from} maxlength={12} />
            <TextField form={form} name="den-ngay" label={say.until} maxlength={12} />
          </div>
          <div>
            <button class="ds-button" type="submit" data-variant="secondary">
              {say.show}
            </button>
          </div>
        </form>
        {rows.length === 0 ? (
          <Empty title={say.none}>{say.noneHint}</Empty>
        ) : (
          <table class="grid fold">
            <thead>
              <tr>
                <th scope="col">{say.when}</th>
                <th scope="col">{say.who}</th>
                {it.ofHeads && <th scope="col">{say.unit}</th>}
                <th scope="col">{say.case}</th>
                <th scope="col">{say.what}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <Row words={words} row={row} ofHeads={it.ofHeads} />
              ))}
            </tbody>
          </table>
        )}
        {next && (
          <p class="noprint">
            <a href={`${at.reads}?${new URLSearchParams([...kept, ['sau', next]])}`}>{say.older}</a>
          </p>
        )}
      </div>
    )
  },
})
