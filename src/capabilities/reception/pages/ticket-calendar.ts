import type { Day } from '../../../platform/day.ts'
import { anyone, page } from '../../../platform/page.ts'
import { at } from '../paths.ts'
import { en } from '../words.en.ts'
import { vi } from '../words.vi.ts'
import { heldTicket } from './held-ticket.ts'

/** The hour of the ticket for a phone's calendar; no number, no code, nothing of what it is about. */
export const ticketCalendar = page({
  path: at.ticketCalendar,
  surface: 'public',
  audit: 'reception.ticketCalendar',
  words: { vi, en },
  async load(visit) {
    const open = await heldTicket(visit)
    return open?.ticket.state === 'booked' ? open : null
  },
  may: anyone,
  head: ({ words }) => ({ title: words.ticket.title, private: true }),
  view: () => null,
  async file({ found: { ticket, session }, words, now }) {
    const startsAt = ticket.startsAt ?? session.startsAt
    const lines = [
      ...['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Gan Dan//Tiep cong dan//VI', 'METHOD:PUBLISH', 'BEGIN:VEVENT'],
      `UID:${ticket.id}-${session.id}@gan-dan`,
      `DTSTAMP:${stamp(now)}`,
      `DTSTART:${stamp(instant(session.heldOn, startsAt))}`,
      `DURATION:PT${session.slotMinutes ?? 0}M`,
      `SUMMARY:${escaped(words.ticket.event)}`,
      `LOCATION:${escaped(`${session.placeName}, ${session.placeAddress}`)}`,
      ...[
        'BEGIN:VALARM',
        'ACTION:DISPLAY',
        `DESCRIPTION:${escaped(words.ticket.event)}`,
        'TRIGGER:-PT2H',
        'END:VALARM',
      ],
      ...['END:VEVENT', 'END:VCALENDAR', ''],
    ]
    return {
      name: 'phieu-hen.ics',
      mediaType: 'text/calendar; charset=utf-8',
      bytes: Buffer.from(lines.map(folded).join('\r\n')),
    }
  },
})

const instant = (on: Day, time: string) => new Date(`${on}T${time}:00+07:00`)
const stamp = (at: Date) => at.toISOString().replace(/[-:]|\.\d{3}/g, '')
const escaped = (text: string) => text.replace(/[\\;,]/g, '\\$&').replaceAll('\n', '\\n')

/** RFC 5545: a line is at most 75 octets; a longer one goes on after a space. */
function folded(line: string): string {
  let out = ''
  let room = 75
  for (const letter of line) {
    const size = Buffer.byteLength(letter)
    if (size > room) {
      out += '\r\n '
      room = 74
    }
    out += letter
    room -= size
  }
  return out
}
