import type { DutyRule } from '../../../law/duty-rules.ts'
import { type Day, daysBetween, formatDay } from '../../../platform/day.ts'
import type { Language } from '../../../platform/words.ts'
import { type Standing, Status } from '../../../ui/parts.tsx'
import { warnFrom } from '../deadlines.ts'
import type { SlotState } from '../queries.ts'
import { en } from '../words.en.ts'
import { vi } from '../words.vi.ts'

const WORDS = { vi, en }

export interface Shown {
  rule: DutyRule
  state: SlotState
  lastOn: Day
  filledOn: Day | null
  needed: number
  filled: number
  from: Day
  to: Day
}

/** Where a duty stands: done, how many days are left, or late. */
export function dutyStanding(of: Shown, today: Day, language: Language): { is: Standing; text: string } {
  const words = WORDS[language]
  const done = of.filledOn ? formatDay(of.filledOn) : ''
  if (of.state === 'filled') return { is: 'done', text: words.doneOn(done) }
  if (of.state === 'filledLate') return { is: 'still', text: words.doneLate(done) }
  if (of.state === 'late') return { is: 'late', text: words.late }
  const left = words.left(daysBetween(today, of.lastOn))
  return { is: warnFrom(of.lastOn) <= today ? 'soon' : 'going', text: left }
}

export function DutyStatus({ of, today, language }: { of: Shown; today: Day; language: Language }) {
  const { is, text } = dutyStanding(of, today, language)
  return <Status is={is}>{text}</Status>
}

/** What is owed, how often, by which article; and how sure the text is. */
export function DutyText({ of, language }: { of: Shown; language: Language }) {
  const words = WORDS[language]
  const { then, cite, confidence, note } = of.rule
  return (
    <>
      <p>
        {words.times(then.times, words.per[then.per])} · {words.period(formatDay(of.from), formatDay(of.to))} ·{' '}
        <span class="strong">{words.progress(of.filled, of.needed)}</span>
      </p>
      <p class="law">
        {of.rule.id}: {cite}
        {confidence !== 'A' && ` · ${words.notVerified}`}
        {note && ` · ${note}`}
      </p>
    </>
  )
}
