import { daysLate } from '../../law/deadlines.ts'
import { type Day, daysBetween, formatDay } from '../../platform/day.ts'
import type { Language } from '../../platform/words.ts'
import { type Standing, Status } from '../../ui/parts.tsx'
import { DeadlineProof, IMPORTED_RULE } from '../calendar/index.ts'
import { HOUSE_RULES } from './deadlines.ts'
import type { Figures } from './figures-queries.ts'
import type { Commitment } from './queries.ts'
import { en } from './words.en.ts'
import { vi } from './words.vi.ts'

const WORDS = { vi, en }

/** Where a promise stands today: a word, a shape, a colour. Late is calendar days after the legal due day. */
/** Where a promise stands, in words and as a mark. */
export function standingOf(of: Commitment, today: Day, language: Language): { is: Standing; text: string } {
  const words = WORDS[language]
  if (of.proof.rule === IMPORTED_RULE) return { is: 'still', text: words.imported }
  if (of.state === 'fulfilled') {
    const late = of.closedOn ? daysLate(of.dueOn, of.closedOn) : 0
    return late > 0 ? { is: 'still', text: words.doneLate(late) } : { is: 'done', text: words.done }
  }
  if (of.state === 'released') return { is: 'still', text: words.done }
  if (of.heldOn) return { is: 'still', text: words.held }
  const late = daysLate(of.dueOn, today)
  if (late > 0) return { is: 'late', text: words.late(late) }
  if (of.dueOn === today) return { is: 'soon', text: words.today }
  const left = words.daysLeft(daysBetween(today, of.dueOn))
  if (daysBetween(today, of.dueOn) <= HOUSE_RULES.soon.days) return { is: 'soon', text: left }
  return { is: 'going', text: of.state === 'waiting' ? words.waiting : left }
}

export function CommitmentStatus({ of, today, language }: { of: Commitment; today: Day; language: Language }) {
  const { is, text } = standingOf(of, today, language)
  return <Status is={is}>{text}</Status>
}

export function CommitmentRows({
  rows,
  today,
  language,
}: {
  rows: readonly Commitment[]
  today: Day
  language: Language
}) {
  const words = WORDS[language]
  return (
    <ul class="list card plain">
      {rows.map((row) => (
        <li class="stack tight">
          <p class="row">
            <CommitmentStatus of={row} today={today} language={language} />
            <span class="strong">{row.publicTitle}</span>
          </p>
          <p class="quiet">
            {row.closedOn ? words.closedOn(formatDay(row.closedOn)) : words.dueOn(formatDay(row.dueOn))}
            {row.firstDueOn !== row.dueOn && ` · ${words.extendedFrom(formatDay(row.firstDueOn))}`} · {row.proof.cite}
          </p>
          <details>
            <summary class="quiet">{words.board.why}</summary>
            <DeadlineProof proof={row.proof} language={language} />
          </details>
        </li>
      ))}
    </ul>
  )
}

const percent = (n: number, all: number) =>
  `${((100 * n) / all).toLocaleString('vi-VN', { maximumFractionDigits: 1 })}\u00a0%`

/** Never a share without its denominator, and beside on-time what would flatter it. */
export function BoardFigures({
  figures,
  from,
  to,
  language,
  full,
}: {
  figures: Figures
  from: Day
  to: Day
  language: Language
  full?: boolean
}) {
  const words = WORDS[language].board
  const answered = figures.onTime + figures.late
  return (
    <>
      <div class="cells">
        <div class="card">
          <span class="figure">{answered > 0 ? percent(figures.onTime, answered) : '–'}</span>
          <p>{words.onTime}</p>
          <p class="quiet">
            {answered > 0 ? words.of(figures.onTime, answered, formatDay(from), formatDay(to)) : words.none}
          </p>
        </div>
        <div class="card">
          <span class="figure">{figures.open}</span>
          <p>{words.open}</p>
          <p class="quiet">{words.received(figures.received)}</p>
        </div>
        <div class="card">
          <span class="figure">{figures.overdue}</span>
          <p>{words.overdue}</p>
          <p class="quiet">{words.overdueHint(figures.apologized, figures.apologyWaiting)}</p>
        </div>
      </div>
      <Beside figures={figures} language={language} full={full ?? false} />
    </>
  )
}

function Beside({ figures, language, full }: { figures: Figures; language: Language; full: boolean }) {
  const words = WORDS[language].board
  const names = [
    'filed',
    'guided',
    'transferred',
    'extended',
    'reclassified',
    ...(full ? ['joined', 'reopened', 'late'] : []),
  ] as const
  if (figures.received === 0) return null
  return (
    <section class="card">
      {full ? <h2>{words.beside}</h2> : <h3>{words.beside}</h3>}
      <p class="quiet">
        {names.map((name, i) => {
          const n = figures[name as 'filed']
          return `${i > 0 ? ' · ' : ''}${words.measures[name]}: ${n}/${figures.received} (${percent(n, figures.received)})`
        })}
      </p>
    </section>
  )
}
