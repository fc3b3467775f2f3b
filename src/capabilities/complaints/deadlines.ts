import type { WorkCalendar } from '../../law/calendar.ts'
import { type Deadline, deadlineBy, earliest, type Pause, type RuledDeadline } from '../../law/deadlines.ts'
import { addDays, type Day } from '../../platform/day.ts'
import type { Subject } from './workflow.ts'

/** What of a complaint decides which row of a rule applies. "Remote" comes from the list of units, "complex" from a document. */
export interface Facts {
  subject: Subject
  ordinal: 1 | 2
  remote: boolean
  complex: boolean
}

function counted(rule: string, from: Day, calendar: WorkCalendar, facts: object = {}, pauses: readonly Pause[] = []) {
  const deadline = deadlineBy(rule, from, calendar, facts, pauses)
  if ('refused' in deadline) throw new RangeError(`${rule} from ${from}: ${deadline.refused}`)
  return deadline
}

/** The last day for lodging (KN-01, KN-02; of a second complaint KN-12), or null before the calendar begins: nobody guesses. */
export function lastDayToLodge(it: Omit<Facts, 'complex'>, knownOn: Day, calendar: WorkCalendar): RuledDeadline | null {
  const second = it.ordinal === 2
  const [rule, facts] =
    it.subject === 'discipline'
      ? (['KN-02', { second, dismissal: false }] as const)
      : second
        ? (['KN-12', { remote: it.remote }] as const)
        : (['KN-01', {}] as const)
  const deadline = deadlineBy(rule, knownOn, calendar, facts)
  return 'refused' in deadline ? null : deadline
}

/** Until when the office accepts or refuses: two clocks of two texts, the earlier binds, both are shown. */
export const acceptance = (signedOn: Day, calendar: WorkCalendar) =>
  earliest<RuledDeadline>([counted('KN-03', signedOn, calendar), counted('KN-04', signedOn, calendar)])

export function settlement(it: Facts, acceptedOn: Day, calendar: WorkCalendar, pauses: readonly Pause[] = []) {
  const { complex, remote } = it
  if (it.subject === 'discipline') return counted('KN-07', acceptedOn, calendar, { complex }, pauses)
  return counted(it.ordinal === 2 ? 'KN-06' : 'KN-05', acceptedOn, calendar, { complex, remote }, pauses)
}

/** The first day on which an invited dialogue may be held. */
export const earliestDialogue = (invitedOn: Day, calendar: WorkCalendar): Deadline =>
  counted('KN-09', invitedOn, calendar)

export const sending = (it: Pick<Facts, 'ordinal'>, settledOn: Day, calendar: WorkCalendar) =>
  counted('KN-10', settledOn, calendar, { second: it.ordinal === 2 })

export const publishing = (settledOn: Day, calendar: WorkCalendar) => counted('KN-11', settledOn, calendar)

export const sendingSuspension = (on: Day, calendar: WorkCalendar) => counted('KN-15', on, calendar)

export const replying = (askedOn: Day, calendar: WorkCalendar) => counted('KN-18', askedOn, calendar)

/** Until when one may complain a second time or sue: from the receipt of the decision, or from the day the limit expired. */
export const again = (it: Pick<Facts, 'remote'>, from: Day, calendar: WorkCalendar) =>
  counted('KN-12', from, calendar, { remote: it.remote })

/** The first day in force: the day after the last one of KN-13. */
export const firstDayInForce = (it: Pick<Facts, 'remote'>, settledOn: Day, calendar: WorkCalendar): Day =>
  addDays(counted('KN-13', settledOn, calendar, { remote: it.remote }).dueOn, 1)

/** Withdrawn by code alone: two days to change one's mind (safeguards 2.11). */
const CHANGE_OF_MIND = { days: 2, cite: 'An toàn của người gửi: hai ngày để nghĩ lại' } as const
export const withdrawalEffect = (askedOn: Day, how: 'signed' | 'code'): Day =>
  how === 'signed' ? askedOn : addDays(askedOn, CHANGE_OF_MIND.days)
