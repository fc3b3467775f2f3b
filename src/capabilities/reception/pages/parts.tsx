import type { PostCard } from '../../../organization/officials.ts'
import { formatDay } from '../../../platform/day.ts'
import type { Language, WordsLike } from '../../../platform/words.ts'
import { Status } from '../../../ui/parts.tsx'
import { dayInWords } from '../../calendar/index.ts'
import { turnMonth } from '../deadlines.ts'
import type { ReceptionSession } from '../queries.ts'
import type { vi } from '../words.vi.ts'

export type Words = WordsLike<typeof vi>

const SHAPES = { planned: 'soon', announced: 'going', postponed: 'still', held: 'done', canceled: 'still' } as const

export const SessionStatus = ({ of, words }: { of: ReceptionSession; words: Words }) => (
  <Status is={SHAPES[of.state]}>
    {of.state === 'announced' && of.openedAt ? words.running : words.states[of.state]}
  </Status>
)

export const hours = (of: { startsAt: string; endsAt: string }) => `${of.startsAt} - ${of.endsAt}`

/** Day, hours, place, who receives, and what became of it. */
export function SessionText({
  of,
  words,
  language,
  receiver,
}: {
  of: ReceptionSession
  words: Words
  language: Language
  receiver: PostCard | undefined
}) {
  return (
    <>
      <p>
        {dayInWords(of.heldOn, language)}, {hours(of)} · {of.placeName}
      </p>
      {receiver && (
        <p class="quiet">
          {words.who}: {receiver.title}
          {receiver.holder ? ` (${receiver.holder})` : ''}
        </p>
      )}
      {of.attendees && (
        <p class="quiet">
          {words.attendees}: {of.attendees}
        </p>
      )}
      {of.expected && (
        <p class="quiet">
          {words.expected}: {of.expected}
        </p>
      )}
      {of.ground && <p class="quiet">{words.grounds[of.ground]}</p>}
      {of.state === 'postponed' && of.postponedToOn && (
        <p class="strong">{words.postponedTo(formatDay(of.postponedToOn))}</p>
      )}
      {of.postponedFromOn && <p class="quiet">{words.postponedFrom(formatDay(of.postponedFromOn))}</p>}
      {of.shortNotice && (
        <p>
          {words.shortNotice}: {of.shortNotice}
        </p>
      )}
      {of.reason && (
        <p>
          {words.reason}: {of.reason}
        </p>
      )}
    </>
  )
}

export const Months = ({ path, month, words }: { path: string; month: string; words: Words }) => (
  <nav class="row noprint" aria-label={words.months}>
    <a href={`${path}?thang=${turnMonth(month, -1)}`}>← {words.month(turnMonth(month, -1))}</a>
    <strong>{words.month(month)}</strong>
    <a href={`${path}?thang=${turnMonth(month, 1)}`}>{words.month(turnMonth(month, 1))} →</a>
  </nav>
)

const clock = new Intl.DateTimeFormat('vi-VN', { timeZone: 'Asia/Ho_Chi_Minh', hour: '2-digit', minute: '2-digit' })
export const clockOf = (at: Date) => clock.format(at)
