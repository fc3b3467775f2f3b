import { raw } from 'hono/html'
import type { Pause, RuledDeadline } from '../../law/deadlines.ts'
import { type Day, formatDay, weekday } from '../../platform/day.ts'
import type { Language } from '../../platform/words.ts'
import { en } from './words.en.ts'
import { vi } from './words.vi.ts'

const WORDS = { vi, en }

export type Proof = Omit<RuledDeadline, 'event' | 'bound'> &
  Partial<Pick<RuledDeadline, 'bound'>> & { pauses?: readonly Pause[] }

/** "thứ Tư 25/11/2026". */
export const dayInWords = (of: Day, language: Language) => `${WORDS[language].weekday[weekday(of)]} ${formatDay(of)}`

/** Every due day is followed by why: rule, article, start, each skipped day with its reason. Works without scripts. */
const drawn = new Map<string, string>()
const MOST_DRAWN = 2000

/** Every due day is followed by why. Lists repeat the same few proofs: each is drawn once. */
export function DeadlineProof(it: { proof: Proof; language: Language; open?: boolean }) {
  const { proof, language } = it
  const key = `${language} ${it.open ?? ''} ${proof.rule} ${proof.cite} ${proof.from} ${proof.dueOn} ${proof.provisional} ${proof.pauses ? JSON.stringify(proof.excluded) : proof.excluded.length}`
  let html = drawn.get(key)
  if (html === undefined) {
    html = String(<WholeProof {...it} />)
    if (drawn.size >= MOST_DRAWN) drawn.clear()
    drawn.set(key, html)
  }
  return raw(html)
}

/** Closed before it came in from an old register: no clock of ours ever ran. */
export const IMPORTED_RULE = 'IMPORT'

function WholeProof({ proof, language, open }: { proof: Proof; language: Language; open?: boolean }) {
  if (proof.rule === IMPORTED_RULE) return <p class="law">{proof.cite}</p>
  const words = WORDS[language]
  const dueDay = dayInWords(proof.dueOn, language)
  return (
    <div class="stack tight">
      <div class="law">
        <p>
          {proof.rule.startsWith('PAKN-06')
            ? words.byAnalogy(proof.days)
            : `${proof.count === 'working' ? words.working(proof.days) : words.calendarDays(proof.days)} · ${proof.cite}`}
        </p>
        <p>{words.startsOn(formatDay(proof.from))}</p>
        {proof.confidence !== 'A' && <p>{proof.rule.startsWith('PAKN-06') ? words.noStatute : words.unverified}</p>}
      </div>
      {proof.provisional && <p class="notice warn">{words.provisional}</p>}
      <details open={open}>
        <summary>{words.howCounted}</summary>
        {proof.excluded.length === 0 ? (
          <p class="quiet">{words.noneExcluded}</p>
        ) : (
          <div class="scroll">
            <table class="grid fold">
              <caption class="quiet">{words.excluded}</caption>
              <thead>
                <tr>
                  <th scope="col">{words.day}</th>
                  <th scope="col">{words.reason}</th>
                  <th scope="col">{words.source}</th>
                </tr>
              </thead>
              <tbody>
                {proof.excluded.map((skipped) => (
                  <tr>
                    <td>{formatDay(skipped.day)}</td>
                    <td>{skipped.reason}</td>
                    <td>{skipped.source}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
        <p class="strong">{proof.bound === 'atLeast' ? words.earliestOn(dueDay) : words.dueOn(dueDay)}</p>
      </details>
    </div>
  )
}
