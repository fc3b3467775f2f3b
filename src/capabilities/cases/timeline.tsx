import type { PostCard } from '../../organization/officials.ts'
import { dayIn, formatDay, ZONE } from '../../platform/day.ts'
import type { Entry } from '../../platform/history.ts'
import type { Language } from '../../platform/words.ts'
import { en } from './words.en.ts'
import { vi } from './words.vi.ts'

const WORDS = { vi, en }
const clock = new Intl.DateTimeFormat('vi-VN', { timeZone: ZONE, hour: '2-digit', minute: '2-digit' })

const text = (payload: Entry['payload'], name: string) =>
  typeof payload?.[name] === 'string' ? (payload[name] as string) : ''

/** What an entry says, without its day and post: for a printed history. Kinds nobody reads stay a name. */
export function eventText({ kind, payload }: Entry, language: Language): string {
  const say = WORDS[language].events[kind as keyof typeof vi.events]
  const day = (name: string) => (text(payload, name) ? formatDay(text(payload, name) as never) : '')
  const said = typeof say === 'function' ? say(day('from'), day('to')) : (say ?? kind)
  return [said, text(payload, 'reason')].filter(Boolean).join(': ')
}

/** Said elsewhere on the sender's page, or of no use to them. */
const OFFICE_ONLY = new Set(['letter', 'letterFromSender', 'senderOpened', 'publishProposed', 'enteredOutside'])

/** Reasons the office wrote for the sender to read. */
const REASON_FOR_SENDERS = new Set([
  'reopenDeclined',
  ...['guide', 'file', 'refuse'],
  'guided',
  'filed',
  'extended',
  'transferred',
  'succeeded',
  'classified',
  'reopened',
  'splitOff',
  'splitFrom',
])

/** "KT. " before the post of a holder who was away. */
const actingForm = ({ payload }: Entry) => {
  const { form } = (payload?.acting ?? {}) as { form?: string }
  return form ? `${form} ` : ''
}

/** What happened, newest first, in words of the office; posts, never names. */
export function Timeline({
  entries,
  posts,
  language,
  forSender,
  more = {},
}: {
  entries: Entry[]
  posts: Map<number, PostCard>
  language: Language
  forSender: boolean
  /** What another capability writes into the history of its cases, in its words. */
  more?: Readonly<Record<string, string>>
}) {
  const words = { ...WORDS[language].events, ...more }
  const shown = entries.filter((entry) => entry.kind in words && !(forSender && OFFICE_ONLY.has(entry.kind)))
  return (
    <ol class="line">
      {[...shown].reverse().map((entry) => {
        const say = words[entry.kind as keyof typeof words]
        const day = (name: string) => (text(entry.payload, name) ? formatDay(text(entry.payload, name) as never) : '')
        return (
          <li>
            <p class="strong">{typeof say === 'function' ? say(day('from'), day('to')) : say}</p>
            {text(entry.payload, 'reason') && (!forSender || REASON_FOR_SENDERS.has(entry.kind)) && (
              <p>{text(entry.payload, 'reason')}</p>
            )}
            <p class="quiet">
              {formatDay(dayIn(entry.happenedAt))} {clock.format(entry.happenedAt)}
              {entry.postId !== null && posts.get(entry.postId)
                ? ` · ${actingForm(entry)}${posts.get(entry.postId)?.title}`
                : ''}
            </p>
          </li>
        )
      })}
    </ol>
  )
}
