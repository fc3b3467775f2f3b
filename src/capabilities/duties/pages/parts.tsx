import type { DutyRule } from '../../../law/duty-rules.ts'
import { type Day, daysBetween, formatDay } from '../../../platform/day.ts'
import type { Language } from '../../../platform/words.ts'
import { Status } from '../../../ui/parts.tsx'
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
export function DutyStatus({ of, today, language }: { of: Shown; today: Day; language: Language }) {
  const words = WORDS[language]
  const done = of.filledOn ? formatDay(of.filledOn) : ''
  if (of.state === 'filled') return <Status is="done">{words.doneOn(done)}</Status>
  if (of.state === 'filledLate') return <Status is="still">{words.doneLate(done)}</Status>
  if (of.state === 'late') return <Status is="late">{words.late}</Status>
  const left = daysBetween(today, of.lastOn)
  return <Status is={warnFrom(of.lastOn) <= today ? 'soon' : 'going'}>{words.left(left)}</Status>
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
