import { formatDay } from '../../../platform/day.ts'
import type { FormState } from '../../../platform/form.ts'
import type { Seen } from '../../../platform/page.ts'
import { Form, Notice, Select, TextField } from '../../../ui/parts.tsx'
import { CATEGORIES, categoryWords } from '../../cases/index.ts'
import type { Import } from '../import-queries.ts'
import { ENDINGS, type RegisterMap } from '../mapping.ts'
import type { Table } from '../reading.ts'
import type { ReadRow } from '../rows.ts'
import type { vi } from '../words.vi.ts'
import { DAY_PATTERNS, GUESSED, MOST_WORDS, NEEDED, wordsIn } from './columns-map.ts'
import { count } from './imports.tsx'

interface Found {
  it: Import
  table: Table
  read: ReadRow[] | null
  owners: { title: string; holder: string | null }[]
}
type It = Seen<Found, typeof vi> & { form: FormState }

const PREVIEWED = 20

export function ColumnsView(it: It) {
  const { found, words, form } = it
  const good = found.read?.filter((row) => row.row).length ?? 0
  return (
    <div class="stack">
      <div>
        <h1>{words.map.title}</h1>
        <p class="lead">{words.map.lead(count(found.table.rows.length), found.it.fileName)}</p>
      </div>
      <Form form={form} refusedText={words.formRefused}>
        <fieldset class="card stack">
          <legend>{words.map.title}</legend>
          <p class="quiet">{words.map.personal}</p>
          <div class="cells">
            {GUESSED.map((field) => (
              <Select
                form={form}
                name={field}
                label={`${words.map.fields[field]}${NEEDED.includes(field) ? ' *' : ''}`}
                empty={words.map.none}
                options={found.table.header.map((name) => [name, name] as const)}
              />
            ))}
            <Select
              form={form}
              name="days"
              label={words.map.days}
              options={DAY_PATTERNS.map((one) => [one, one] as const)}
            />
            <TextField form={form} name="zone" label={words.map.zone} maxlength={60} />
            <Select form={form} name="kind" label={words.map.kind} options={Object.entries(words.kinds)} />
            <Select
              form={form}
              name="owner"
              label={words.map.owner}
              empty={words.map.ownerNone}
              options={found.owners.map((post) => [post.title, `${post.title} (${post.holder})`] as const)}
            />
            <Select
              form={form}
              name="every"
              label={words.map.everyState}
              options={ENDINGS.map((one) => [one, words.endings[one] ?? ''] as const)}
            />
          </div>
        </fieldset>
        <Meanings
          {...it}
          of="state"
          letter="s"
          legend={words.map.stateWords}
          options={ENDINGS.map((one) => [one, words.endings[one] ?? ''])}
        />
        <Meanings
          {...it}
          of="category"
          letter="g"
          legend={words.map.categoryWords}
          options={CATEGORIES.map((one) => [one, categoryWords[it.language][one]])}
        />
        <div class="row" id="xem">
          <button
            class="ds-button"
            type="submit"
            name="_do"
            value="look"
            data-variant={good > 0 ? 'secondary' : 'primary'}
          >
            {words.map.look}
          </button>
          {good > 0 && (
            <button class="ds-button" type="submit" name="_do" value="start">
              {words.map.start(count(good))}
            </button>
          )}
        </div>
      </Form>
      {found.read && found.it.map && <Preview {...it} read={found.read} map={found.it.map} good={good} />}
    </div>
  )
}

function Meanings({
  found,
  words,
  form,
  of,
  letter,
  legend,
  options,
}: It & { of: 'state' | 'category'; letter: string; legend: string; options: (readonly [string, string])[] }) {
  const said = wordsIn(found.table, found.it.map?.[of].column)
  if (said.length === 0) return null
  if (said.length > MOST_WORDS) return <Notice kind="warn">{words.map.many(MOST_WORDS)}</Notice>
  return (
    <fieldset class="card stack">
      <legend>{legend}</legend>
      <div class="cells">
        {said.map((word, n) => (
          <Select form={form} name={`${letter}${n}`} label={word || '(…)'} empty={words.map.choose} options={options} />
        ))}
      </div>
    </fieldset>
  )
}

function Preview({
  found,
  words,
  language,
  read,
  map,
  good,
}: It & { read: ReadRow[]; map: RegisterMap; good: number }) {
  const { fields } = words.map
  return (
    <section class="stack">
      <h2>{words.map.preview}</h2>
      <Notice kind={good === read.length ? 'good' : 'warn'}>
        {words.map.count(count(good), count(read.length - good))}
      </Notice>
      <div class="scroll" tabindex={0} role="region" aria-label={words.map.preview}>
        <table class="grid">
          <thead>
            <tr>
              <th scope="col">{words.map.line}</th>
              {(['key', 'receivedOn', 'text', 'place', 'category'] as const).map((field) => (
                <th scope="col">{fields[field]}</th>
              ))}
              <th scope="col">{words.map.owed}</th>
              <th scope="col">{words.map.sender}</th>
            </tr>
          </thead>
          <tbody>
            {read.slice(0, PREVIEWED).map(({ line, key, row, faults }, n) => {
              const cells = found.table.rows[n]?.cells ?? []
              const raw = (column: string | undefined) => cells[found.table.header.indexOf(column ?? '')] ?? ''
              const isKnown = row ? Object.values(row.sender).some((one) => one !== null) : false
              const at = (columns: readonly (string | undefined)[], shown: string) => {
                const wrong = columns.find((column) => column !== undefined && column in faults)
                return (
                  <td>
                    {shown}
                    {wrong !== undefined && (
                      <p class="wrong">
                        {wrong}: {words.faults[faults[wrong] ?? '']}
                      </p>
                    )}
                  </td>
                )
              }
              const ended = row?.closed ? ` ${formatDay(row.closed.on)}` : ''
              return (
                <tr>
                  <th scope="row">{line}</th>
                  {at(map.key, key)}
                  {at([map.receivedOn], row ? formatDay(row.receivedOn) : raw(map.receivedOn))}
                  {at(map.text, (row?.text ?? raw(map.text[0])).slice(0, 160))}
                  {at(map.place ?? [], row?.place ?? raw(map.place?.[0]))}
                  {at([map.category.column], row ? categoryWords[language][row.category] : raw(map.category.column))}
                  {at(
                    [map.state.column, ...(map.closedOn ?? []), map.owner?.column],
                    row ? `${words.endings[row.closed?.as ?? 'open']}${ended}` : raw(map.state.column),
                  )}
                  {at([map.name, map.address, map.phone, map.email], isKnown ? words.map.known : words.map.unknown)}
                </tr>
              )
            })}
          </tbody>
        </table>
      </div>
    </section>
  )
}
