import { workflow } from '../../platform/workflow.ts'

export const SESSION_STATES = ['planned', 'announced', 'postponed', 'held', 'canceled'] as const
export type SessionState = (typeof SESSION_STATES)[number]
export const SESSION_KINDS = ['head', 'regular', 'adHoc', 'online'] as const
export type SessionKind = (typeof SESSION_KINDS)[number]

/** Khoản 3 Điều 18: when the head receives at once. */
export const GROUNDS = ['fierce', 'complex', 'crowded', 'severalBodies', 'graveConsequence'] as const
export type Ground = (typeof GROUNDS)[number]

const PLANNERS = ['intake', 'deputy', 'head'] as const

/** What may happen to a session. */
export const SESSION_MOVES = workflow<SessionState>('reception')({
  announce: { from: ['planned'], to: 'announced', by: PLANNERS, needs: [], cite: 'Khoản 4 Điều 24' },
  postpone: { from: ['announced'], to: 'postponed', by: PLANNERS, needs: ['reason', 'toDay'], cite: 'Khoản 4 Điều 24' },
  cancel: { from: ['planned', 'announced'], to: 'canceled', by: PLANNERS, needs: ['reason'] },
  open: { from: ['announced'], to: 'same', by: ['intake', 'officer', 'deputy', 'head'], needs: ['receivedBy'] },
  close: { from: ['announced'], to: 'held', by: ['intake', 'officer', 'deputy', 'head'], needs: [] },
})

export const TICKET_STATES = ['waiting', 'booked', 'came', 'called', 'received', 'missed', 'canceled'] as const
export type TicketState = (typeof TICKET_STATES)[number]

/** A07 booked, B08 from the door: short enough to call out. */
export const ticketLabel = ({ kind, n }: { kind: string; n: number | null }): string =>
  n === null ? '' : `${kind === 'booked' ? 'A' : 'B'}${String(n).padStart(2, '0')}`

/** The spans a session is cut into; what is left over at its end belongs to nobody. */
export function slotsBetween(
  startsAt: string,
  endsAt: string,
  minutes: number,
): { startsAt: string; endsAt: string }[] {
  const first = minuteOf(startsAt)
  const count = Math.floor((minuteOf(endsAt) - first) / minutes)
  return Array.from({ length: count }, (_, i) => ({
    startsAt: clock(first + i * minutes),
    endsAt: clock(first + (i + 1) * minutes),
  }))
}

const minuteOf = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5))
const clock = (minute: number) =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`

/** A time as people type it: 7:30, 07h30, 7g30; null when it is none. */
export function readTime(typed: string): string | null {
  const [, hour = '', minute = ''] = /^\s*(\d{1,2})\s*[:hHgG]\s*(\d{2})?\s*$/.exec(typed) ?? []
  if (hour === '' || Number(hour) > 23 || Number(minute || 0) > 59) return null
  return `${hour.padStart(2, '0')}:${(minute || '00').padStart(2, '0')}`
}
