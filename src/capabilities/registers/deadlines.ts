import { addDays, type Day } from '../../platform/day.ts'

const KEPT_DAYS = 30
const SAME_MATTER_DAYS = 7

/** Files nobody went on with, and rows that were not taken, are kept a month: long enough to mend a register, no longer. */
export const forgetBefore = (today: Day): Day => addDays(today, -KEPT_DAYS)

/** Two cases of the same place and field so near in time may be one matter. Measured on real registers: docs/real-data.md. */
export const sameMatterWithin = (): number => SAME_MATTER_DAYS
