import type { RuledDeadline } from '../../law/deadlines.ts'
import { type Day, daysBetween } from '../../platform/day.ts'

/** The day the head gave for dealing with an incoming document: counted by nobody, kept as it was given. */
export const dealingWith = (from: Day, dueOn: Day, symbol: string): RuledDeadline => ({
  ...{ from, count: 'calendar', days: daysBetween(from, dueOn), dueOn, excluded: [], provisional: false },
  ...{ rule: 'HOUSE.document', cite: `ngày giao giải quyết văn bản ${symbol}`, subject: 'Giải quyết văn bản đến' },
  ...{ event: 'issued', bound: 'atMost', confidence: 'A', note: null },
})
