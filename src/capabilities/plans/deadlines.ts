import type { RuledDeadline } from '../../law/deadlines.ts'
import { addDays, addMonths, type Day, daysBetween } from '../../platform/day.ts'
import type { Every } from './workflow.ts'

/** A day a plan names: counted by nobody, kept as it was given. */
export const given = (from: Day, dueOn: Day, planTitle: string): RuledDeadline => ({
  ...{ from, count: 'calendar', days: daysBetween(from, dueOn), dueOn, excluded: [], provisional: false },
  ...{
    rule: 'HOUSE.task',
    cite: `ngày giao trong: ${planTitle}`,
    subject: 'Nhiệm vụ theo kế hoạch',
    event: 'issued',
  },
  ...{ bound: 'atMost', confidence: 'A', note: null },
})

const MONTHS: Readonly<Record<Every, number>> = { month: 1, quarter: 3, halfYear: 6, year: 12 }

/** The period of the year a day lies in: months, quarters, halves as the calendar has them. */
export function periodAround(every: Every, on: Day): { from: Day; to: Day } {
  const months = MONTHS[every]
  const [year, month] = [on.slice(0, 4), Number(on.slice(5, 7))]
  const first = month - ((month - 1) % months)
  const from = `${year}-${String(first).padStart(2, '0')}-01` as Day
  return { from, to: addDays(addMonths(from, months), -1) }
}
