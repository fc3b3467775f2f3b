import { ICalCalendar, ICalEventStatus, ICalEventTransparency } from 'ical-generator'
import { addDays, type Day, instantIn, ZONE } from '../../platform/day.ts'
import type { Entry } from './entries-queries.ts'

/** Vietnam keeps one time all year since 1975: the whole of its zone. */
const ZONE_TEXT = [
  ...['BEGIN:VTIMEZONE', `TZID:${ZONE}`, 'BEGIN:STANDARD', 'DTSTART:19750613T000000', 'TZOFFSETFROM:+0700'],
  ...['TZOFFSETTO:+0700', 'TZNAME:+07', 'END:STANDARD', 'END:VTIMEZONE'],
].join('\r\n')

/** As the standard spells it. */
const OFF = 'STATUS:CANCELLED'.slice('STATUS:'.length) as ICalEventStatus

export interface CalendarFile {
  name: string
  language: 'vi' | 'en'
  /** Where addresses of entries lead to. */
  publicUrl: string
  today: Day
  entries: readonly Entry[]
  /** What stands before the title of what ends on that day. */
  lastDay: string
}

/** An iCalendar text. Of the same entries on the same day the same bytes, so that a client need not fetch it twice. */
export function calendarFile({ name, language, publicUrl, today, entries, lastDay }: CalendarFile): string {
  const calendar = new ICalCalendar({
    ...{ name, prodId: { company: 'Gan Dan', product: 'Agenda', language: language.toUpperCase() } },
    // Without a zone of its own the calendar writes DTSTAMP in UTC, as the standard wants.
    ...{ timezone: { name: null, generator: () => ZONE_TEXT }, ttl: 4 * 3600 },
  })
  const host = new URL(publicUrl).host
  const stamp = instantIn(ZONE, today) ?? new Date(0)
  for (const entry of entries) {
    const isTimed = entry.startsAt !== null && entry.endsAt !== null
    calendar.createEvent({
      ...{ id: `${entry.id}@${host}`, stamp, sequence: entry.version, url: `${publicUrl}${entry.href}` },
      ...(isTimed
        ? { start: `${entry.on}T${entry.startsAt}:00`, end: `${entry.on}T${entry.endsAt}:00`, timezone: ZONE }
        : { start: `${entry.on}T00:00:00`, end: `${addDays(entry.on, 1)}T00:00:00`, allDay: true }),
      summary: isTimed ? entry.title : `${lastDay}: ${entry.title}`,
      ...(entry.place ? { location: entry.place } : {}),
      status: entry.isOff ? OFF : ICalEventStatus.CONFIRMED,
      ...(isTimed ? {} : { transparency: ICalEventTransparency.TRANSPARENT }),
    })
  }
  return `${calendar.toString()}\r\n`
}
