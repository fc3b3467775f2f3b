import type { CalendarDay, CalendarYear } from '../../../law/calendar.ts'
import { formatDay, ZONE } from '../../../platform/day.ts'
import type { FormState } from '../../../platform/form.ts'
import type { Seen } from '../../../platform/page.ts'
import { Card, Choices, Empty, Form, Notice, Status, TextField } from '../../../ui/parts.tsx'
import { at } from '../paths.ts'
import { dayInWords } from '../proof.tsx'
import type { CalendarChange, Edited } from '../queries.ts'
import type { vi } from '../words.vi.ts'
import { type EditorFound, filledFrom } from './editor-load.ts'

type It = Seen<EditorFound, typeof vi> & { form: FormState }

export function EditorView(drawn: It) {
  const { found, words } = drawn
  // A refused form brings its own values only; the other one stands as at first.
  const form = { ...drawn.form, values: { ...filledFrom(found), ...drawn.form.values } }
  const it = { ...drawn, form }
  const here = words.editor
  const isUntouched = form.refused === null && Object.keys(form.errors).length === 0
  return (
    <div class="stack">
      <div>
        <h1>{here.title}</h1>
        <p class="lead">{here.lead}</p>
      </div>
      <nav class="pills" aria-label={here.years}>
        {found.choices.map((year) => (
          <a href={yearLink(year)} aria-current={year === found.year ? 'page' : undefined}>
            {year}
          </a>
        ))}
      </nav>
      {found.isSaved && isUntouched && <Notice kind="good">{here.saved}</Notice>}
      <NewerChanges {...it} />
      <div class="two">
        <section class="stack">
          <YearHead {...it} />
          <Days {...it} />
        </section>
        <div class="stack">
          {found.status && (
            <Card title={here.dayTitle}>
              <DayForm {...it} />
            </Card>
          )}
          <Card title={here.statusTitle}>
            <YearForm {...it} />
          </Card>
        </div>
      </div>
      <section class="stack">
        <h2>{here.changesTitle}</h2>
        {found.changes.length === 0 ? (
          <p class="quiet">{here.noChanges}</p>
        ) : (
          <Changes {...it} changes={found.changes} />
        )}
      </section>
    </div>
  )
}

const yearLink = (year: number) => `${at.editor}?nam=${year}`

/** After a refused save: what somebody else wrote since this form was drawn. */
function NewerChanges(it: It) {
  const { found, words, form } = it
  const drawnAt = form.values.year === String(found.year) ? Number(form.values.version) : Number.NaN
  const newer = found.changes.filter(({ id }) => id > drawnAt)
  if (newer.length === 0) return null
  return (
    <div class="notice warn stack" role="status">
      <p class="strong">{words.editor.changedTitle}</p>
      <Changes {...it} changes={newer} />
    </div>
  )
}

function YearHead({ found: { year, status }, words }: It) {
  const here = words.editor
  if (!status) return <Empty title={`${here.yearTitle(year)}: ${here.notOpened}`}>{here.notOpenedHint}</Empty>
  return (
    <div class="stack tight">
      <div class="row">
        <h2>{here.yearTitle(year)}</h2>
        <Status is={status.status === 'announced' ? 'done' : 'soon'}>{here.status[status.status]}</Status>
      </div>
      <p class="quiet">{here.statusHint[status.status]}</p>
      <p class="law">
        {here.source}: {status.source}
      </p>
    </div>
  )
}

function Days({ found: { year, days, status }, words, language }: It) {
  const { columns, kind, edit, noDays } = words.editor
  if (days.length === 0) return status ? <p class="card">{noDays}</p> : null
  return (
    <table class="grid fold">
      <thead>
        <tr>
          {[columns.day, columns.kind, columns.name, columns.source].map((text) => (
            <th scope="col">{text}</th>
          ))}
          <th scope="col">
            <span class="ds-sr-only">{columns.change}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {days.map((row) => (
          <tr>
            <td class="strong">{capital(dayInWords(row.day, language))}</td>
            <td>{kind[row.kind]}</td>
            <td>{row.name}</td>
            <td class="quiet">{row.source}</td>
            <td>
              <a href={`${yearLink(year)}&ngay=${row.day}#f-day`} aria-label={`${edit}: ${formatDay(row.day)}`}>
                {edit}
              </a>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** The version drawn is the version seen: after a refusal the newer changes stand above the form. */
function SeenVersion({ found, form }: It) {
  return (
    <>
      <input type="hidden" name="year" value={form.values.year ?? String(found.year)} />
      <input type="hidden" name="version" value={String(found.version)} />
    </>
  )
}

function DayForm(it: It) {
  const { found, words, form } = it
  const here = words.editor
  const kinds = (['off', 'worked'] as const).map((value) => ({
    value,
    text: here.kind[value],
    hint: here.kindHint[value],
  }))
  return (
    <Form form={form} action={yearLink(found.year)} refusedText={here.formRefused} part="day">
      <SeenVersion {...it} />
      <TextField form={form} name="day" label={here.day} hint={here.dayHint(found.year)} maxlength={10} />
      <Choices form={form} name="kind" label={here.kindLabel} options={kinds} />
      <TextField form={form} name="name" label={here.name} hint={here.nameHint} maxlength={120} />
      <TextField form={form} name="document" label={here.document} hint={here.documentHint} maxlength={200} />
      <div class="row">
        <button class="ds-button" type="submit" name="_do" value="setDay">
          {here.save}
        </button>
        <button class="ds-button" data-variant="secondary" type="submit" name="_do" value="removeDay">
          {here.remove}
        </button>
      </div>
    </Form>
  )
}

function YearForm(it: It) {
  const { found, words, form } = it
  const here = words.editor
  const states = (['announced', 'provisional'] as const).map((value) => ({
    value,
    text: here.status[value],
    hint: here.statusHint[value],
  }))
  return (
    <Form form={form} action={yearLink(found.year)} refusedText={here.formRefused} part="year">
      <SeenVersion {...it} />
      <Choices form={form} name="status" label={here.statusLabel} options={states} />
      <TextField form={form} name="yearDocument" label={here.document} hint={here.documentHint} maxlength={200} />
      <div>
        <button class="ds-button" data-variant="secondary" type="submit" name="_do" value="setYear">
          {found.status ? here.saveStatus : here.openYear}
        </button>
      </div>
    </Form>
  )
}

function Changes({ changes, ...it }: It & { changes: readonly CalendarChange[] }) {
  const columns = it.words.editor.changeColumns
  return (
    <table class="grid fold">
      <thead>
        <tr>
          {[columns.at, columns.post, columns.what, columns.document].map((text) => (
            <th scope="col">{text}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {changes.map(({ at: when, postId, before, after, documentNumber }) => {
          const post = it.found.posts.get(postId)
          return (
            <tr>
              <td>{minuteOf(when)}</td>
              <td>{post?.title ?? postId}</td>
              <td>
                <span class="strong">{whatOf(it, before ?? after)}</span>
                <br />
                {it.words.editor.became(asWritten(it, before), asWritten(it, after))}
              </td>
              <td class="quiet">{documentNumber}</td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

const isYear = (of: CalendarDay | CalendarYear): of is CalendarYear => 'year' in of

function whatOf({ words, language }: It, of: Edited): string {
  if (!of) return ''
  return isYear(of) ? words.editor.yearTitle(of.year) : capital(dayInWords(of.day, language))
}

function asWritten({ words }: It, of: Edited): string {
  if (!of) return words.editor.absent
  return isYear(of) ? `${words.editor.status[of.status]} (${of.source})` : `${words.editor.kind[of.kind]}, ${of.name}`
}

const minutes = new Intl.DateTimeFormat('vi-VN', {
  ...{ timeZone: ZONE, hourCycle: 'h23' },
  ...{ day: '2-digit', month: '2-digit', year: 'numeric', hour: '2-digit', minute: '2-digit' },
})

/** "23/11/2026 15:20". */
function minuteOf(at: Date): string {
  const part = Object.fromEntries(minutes.formatToParts(at).map(({ type, value }) => [type, value]))
  return `${part.day}/${part.month}/${part.year} ${part.hour}:${part.minute}`
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
