import { formatDay } from '../../../platform/day.ts'
import type { FormState } from '../../../platform/form.ts'
import { link } from '../../../platform/page.ts'
import { movesOpen } from '../../../platform/workflow.ts'
import { Downloads } from '../../../ui/downloads.tsx'
import { Empty, Form, LinkButton, pile, Select, TextField } from '../../../ui/parts.tsx'
import { DeadlineProof, dayInWords, IMPORTED_RULE } from '../../calendar/index.ts'
import { CommitmentStatus } from '../parts.tsx'
import { at } from '../paths.ts'
import { BUCKETS, type Bucket, type Commitment } from '../queries.ts'
import { APOLOGY_MOVES } from '../workflow.ts'
import type { WorkIt } from './work-load.ts'

/** Where a promise is worked on: the case behind it, found by the promise. */
export const WORKPLACE = '/lam-viec/viec/:commitment{[0-9]{1,15}}'

type It = WorkIt & { form: FormState }

export function WorkView(it: It) {
  const { found, words, today, language } = it
  const home = found.whose === 'mine' ? at.mine : at.unit
  const to = (bucket: Bucket) => `${home}${bucket === 'todo' ? '' : `?o=${bucket}`}`
  return (
    <div class="stack">
      <div>
        <p class="quiet">
          {capital(dayInWords(today, language))}
          {found.dayOff ? ` · ${words.work.holiday(dayOffInWords(it), found.dayOff.reason)}` : ''}
        </p>
        <h1>{found.whose === 'mine' ? words.work.title : words.work.unitTitle}</h1>
      </div>
      {found.toSign.length > 0 && <ToSign {...it} />}
      {found.messages.length > 0 && <Messages {...it} />}
      <div class="row between">
        <nav class="pills" aria-label={words.work.title}>
          {BUCKETS.map((bucket) => (
            <a href={to(bucket)} aria-current={bucket === found.bucket ? 'page' : undefined}>
              {words.work.buckets[bucket]} {bucket === 'done' ? '' : pile(found.counts[bucket])}
            </a>
          ))}
        </nav>
        <form method="get" action={home} class="row">
          {found.bucket !== 'todo' && <input type="hidden" name="o" value={found.bucket} />}
          <label class="ds-sr-only" for="f-tim">
            {words.work.search}
          </label>
          <input
            class="ds-input"
            id="f-tim"
            name="tim"
            value={found.search}
            placeholder={words.work.search}
            maxlength={100}
          />
          <button class="ds-button" type="submit" data-variant="secondary">
            {words.work.find}
          </button>
        </form>
      </div>
      {found.rows.length === 0 ? <NoWork {...it} /> : found.bulk ? <Bulk {...it} /> : <Rows {...it} />}
      <Downloads
        to={found.whose === 'mine' ? '/lam-viec/tai/cua-toi' : '/lam-viec/tai/don-vi'}
        filters={{ o: found.bucket, tim: found.search }}
        language={language}
      />
      {found.next && (
        <p>
          <a
            class="ds-button"
            data-variant="secondary"
            href={`${home}?o=${found.bucket}&sau=${found.next}${found.search ? `&tim=${encodeURIComponent(found.search)}` : ''}`}
          >
            {words.work.more}
          </a>
        </p>
      )}
    </div>
  )
}

/** The line begins with today: a holiday today is not dated twice. */
const dayOffInWords = ({ found, today, words, language }: It) =>
  found.dayOff && found.dayOff.day !== today ? dayInWords(found.dayOff.day, language) : words.work.today

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

function NoWork({ found, words }: It) {
  if (found.search) return <p class="card">{words.work.nothingFound}</p>
  const [title, hint] = words.work.empty[found.bucket] ?? ['', '']
  return <Empty title={title}>{hint}</Empty>
}

function ToSign({ found, words }: It) {
  return (
    <section class="card plain">
      <ul class="list">
        {found.toSign.map((one) => (
          <li class="row between">
            <span>
              <span class="strong">{one.title}</span>
              <span class="quiet"> {words.work.lateSince(formatDay(one.legalDueOn))}</span>
            </span>
            <LinkButton href={link(at.apology, { apology: one.id })}>{words.work.steps.apology}</LinkButton>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Messages({ found, words, form }: It) {
  return (
    <details class="card" open>
      <summary>
        {words.work.messages} ({found.messages.length})
      </summary>
      <ul>
        {found.messages.map((message) => (
          <li>
            {message.kind === 'escalated' ? (
              message.title // of a unit below: told, not opened
            ) : (
              <a href={message.subjectKind === 'unit' ? at.duties : link(WORKPLACE, { commitment: message.subjectId })}>
                {message.title}
              </a>
            )}
          </li>
        ))}
      </ul>
      <Form form={form} part="read" refusedText={words.work.refused}>
        <div>
          <button class="ds-button" data-variant="tertiary" type="submit" name="_do" value="read">
            {words.work.markRead}
          </button>
        </div>
      </Form>
    </details>
  )
}

function Bulk(it: It) {
  const { found, words, form } = it
  return (
    <Form form={form} part="bulk" refusedText={words.work.refused}>
      <Rows {...it} />
      <fieldset class="card stack">
        <legend>{words.work.bulk}</legend>
        <div class="row">
          <button class="ds-button" data-variant="secondary" type="submit" name="_do" value="remind">
            {words.work.remind}
          </button>
        </div>
        <div class="cells">
          <Select
            form={form}
            name="owner"
            label={words.work.assign}
            empty={words.work.assignTo}
            options={found.posts.map((post) => [String(post.id), `${post.title} (${post.holder})`] as const)}
          />
          <TextField form={form} name="reason" label={words.work.reason} maxlength={300} />
        </div>
        <div>
          <button class="ds-button" data-variant="secondary" type="submit" name="_do" value="assign">
            {words.work.apply}
          </button>
        </div>
      </fieldset>
    </Form>
  )
}

function Rows(it: It) {
  const { found, words } = it
  const columns = words.work.columns
  return (
    <table class="grid fold">
      <thead>
        <tr>
          {found.bulk && (
            <th scope="col">
              <span class="ds-sr-only">{words.work.select}</span>
            </th>
          )}
          <th scope="col">{columns.matter}</th>
          <th scope="col">{columns.from}</th>
          <th scope="col">{columns.due}</th>
          {found.whose === 'unit' && <th scope="col">{columns.owner}</th>}
          <th scope="col">{columns.next}</th>
        </tr>
      </thead>
      <tbody>
        {found.rows.map((row) => (
          <Row {...it} row={row} />
        ))}
      </tbody>
    </table>
  )
}

function Row({ row, found, words, today, language, actor }: It & { row: Commitment }) {
  const apology = found.apologies.get(row.id)
  const urgent = row.state === 'open' && row.dueOn <= today
  const workplace = link(WORKPLACE, { commitment: row.id })
  const open = apology && apology.state !== 'sent' ? movesOpen(APOLOGY_MOVES, apology.state, actor, row) : []
  const next =
    apology && open.length > 0
      ? {
          href: link(at.apology, { apology: apology.id }),
          text: (open.includes('sign') ? words.work.steps.apology : words.work.writeApology) ?? '',
        }
      : { href: workplace, text: nextText(row, words) }
  return (
    <tr>
      {found.bulk && (
        <td>
          {!row.sealId && (
            <input
              class="ds-input"
              type="checkbox"
              name="ids"
              value={String(row.id)}
              aria-label={`${words.work.select}: ${row.title}`}
            />
          )}
        </td>
      )}
      <td>
        <a class="strong matter" href={workplace}>
          {row.title}
        </a>
      </td>
      <td class="brief">{words.work.sources[row.workflow] ?? row.workflow}</td>
      <td>
        <CommitmentStatus of={row} today={today} language={language} />
        {row.proof.rule === IMPORTED_RULE ? (
          <p class="quiet">{row.closedOn ? formatDay(row.closedOn) : ''}</p>
        ) : (
          <details>
            <summary class="quiet">
              {formatDay(row.dueOn)} · {words.work.why}
            </summary>
            <DeadlineProof proof={row.proof} language={language} />
          </details>
        )}
        {row.waitingFor && <p class="quiet">{row.waitingFor}</p>}
      </td>
      {found.whose === 'unit' && <td data-is={words.work.columns.owner}>{found.owners.get(row.ownerPostId)?.title}</td>}
      <td>
        <LinkButton href={next.href} quiet={!urgent}>
          {next.text}
        </LinkButton>
      </td>
    </tr>
  )
}

/** Answers have steps with names of their own; the page of any other matter says itself what comes next. */
const nextText = (row: Pick<Commitment, 'workflow' | 'step'>, words: WorkIt['words']): string =>
  (['feedback', 'recommendation'].includes(row.workflow) &&
    (words.work.steps[row.step] ?? words.work.steps.assigned)) ||
  words.work.openIt
