import type { RuledDeadline } from '../../law/deadlines.ts'
import { type Day, daysBetween } from '../../platform/day.ts'

const named = (from: Day, dueOn: Day, rule: string, cite: string, subject: string): RuledDeadline => ({
  ...{ from, count: 'calendar', days: daysBetween(from, dueOn), dueOn, excluded: [], provisional: false },
  ...{ rule, cite, subject, event: 'issued', bound: 'atMost', confidence: 'A', note: null },
})

/** The day a program names for its review. */
export const reviewing = (from: Day, dueOn: Day, title: string): RuledDeadline =>
  named(from, dueOn, 'HOUSE.review', `ngày ghi trong: ${title}`, 'Sơ kết, tổng kết chương trình phối hợp')

/** The day a session gave for what it concluded. */
export const concluding = (from: Day, dueOn: Day, documentNumber: string): RuledDeadline =>
  named(
    from,
    dueOn,
    'HOUSE.conclusion',
    `ngày giao tại kết luận ${documentNumber}`,
    'Làm theo kết luận của Ban chỉ đạo',
  )
