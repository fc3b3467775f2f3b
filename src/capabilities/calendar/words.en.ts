import type { WordsLike } from '../../platform/words.ts'
import type { vi } from './words.vi.ts'

export const en: WordsLike<typeof vi> = {
  why: 'Why this day',
  howCounted: 'See how each day was counted',
  startsOn: (day) => `Counting starts on the day after ${day}.`,
  working: (n) => `${n} working days`,
  calendarDays: (n) => `${n} days`,
  dueOn: (day) => `Due: ${day}`,
  excluded: 'Days that do not count',
  noneExcluded: 'No day had to be left out.',
  provisional: 'Provisional: the official days off of this time are not announced yet; the day may move.',
  unverified: 'Not verified: this article was read in a second source or from memory.',
  noGeneralLimit: 'The law sets no general limit for answering feedback and recommendations.',
  day: 'Day',
  reason: 'Reason',
  source: 'Source',
  weekday: ['', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
  formRefused: 'Could not count; please look at the marked field.',
  calculator: {
    title: 'Count a legal deadline',
    lead: 'Choose the matter and the first day; this page shows the last day, the article and every day left out.',
    rule: 'Matter',
    from: 'First day (received, accepted…)',
    fromHint: 'Write it like 05/01/2026',
    complex: 'Complex case (determined in writing)',
    remote: 'Remote area (on the official list)',
    count: 'Count',
    answer: 'Last day',
    refused: {
      unknownRule: 'There is no such rule.',
      notInForce: 'This rule was not in force on that day.',
      beforeCalendar: 'The working calendar begins on 01/01/2024; earlier days cannot be counted.',
      beyondCalendar: 'The deadline lies beyond the calendar known here.',
      held: 'The clock is suspended.',
    },
  },
}
