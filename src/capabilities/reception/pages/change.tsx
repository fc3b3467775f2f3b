import { z } from 'zod'
import { anyone, link, page, type Visit } from '../../../platform/page.ts'
import { Choices, Empty, Form, LinkButton, Submit } from '../../../ui/parts.tsx'
import { dayInWords } from '../../calendar/index.ts'
import { changeTicket, isAhead } from '../booking-actions.ts'
import { lastOffered } from '../deadlines.ts'
import { at } from '../paths.ts'
import { publicSessions, sessionById, slotsOf } from '../queries.ts'
import { en } from '../words.en.ts'
import { vi } from '../words.vi.ts'
import { heldTicket } from './held-ticket.ts'
import { hours } from './parts.tsx'

const MOST_SESSIONS = 6

async function load(visit: Visit) {
  const open = await heldTicket(visit)
  if (open?.ticket.state !== 'booked') return null
  const { tx, today, now } = visit
  const ahead = (await publicSessions(tx, open.ticket.unitId, today, lastOffered(today)))
    .filter((one) => one.free > 0 && isAhead(one, one.endsAt, now))
    .slice(0, MOST_SESSIONS)
  const slots = await Promise.all(
    ahead.map(async (session) =>
      (await slotsOf(tx, session.id))
        .filter((slot) => !slot.taken && isAhead(session, slot.startsAt, now))
        .map((slot) => ({ session, slot })),
    ),
  )
  return { ...open, free: slots.flat() }
}

/** Another free slot of the unit; the old one is given on in the same breath. */
export const change = page({
  path: at.change,
  surface: 'public',
  audit: 'reception.change',
  words: { vi, en },
  load,
  may: anyone,
  head: ({ found, words }) => ({ title: words.ticket.change, place: found.place, private: true }),
  fields: z.object({ slot: z.string().regex(/^\d{1,15}-\d{1,15}$/, { error: 'choose' }) }),
  view: ({ found, words, form, language }) => (
    <div class="wrap narrow pad stack wide">
      <h1>{words.ticket.change}</h1>
      {found.free.length === 0 ? (
        <Empty title={words.ticket.noOther}>
          {words.always}. {words.alwaysText}
        </Empty>
      ) : (
        <Form form={form} refusedText={words.booking.formRefused}>
          <p class="lead">{words.ticket.changeLead}</p>
          <Choices
            form={form}
            name="slot"
            label={words.booking.pick}
            options={found.free.map(({ session, slot }) => ({
              value: `${session.id}-${slot.id}`,
              text: `${dayInWords(session.heldOn, language)}, ${hours(slot)}`,
              hint: session.placeName,
            }))}
          />
          <div class="row">
            <Submit>{words.ticket.change}</Submit>
          </div>
        </Form>
      )}
      <div>
        <LinkButton quiet href={link(at.ticket, {}, language)}>
          {words.ticket.keepOld}
        </LinkButton>
      </div>
    </div>
  ),
  async submit({ tx, host, found, form, words, language }) {
    const [sessionId = 0, slotId = 0] = form.slot.split('-').map(Number)
    const session = await sessionById(tx, sessionId)
    if (!session) return { errors: { slot: words.booking.refused.noSlot } }
    const done = await changeTicket({ tx, host }, found.ticket.id, { session, slotId })
    return 'refused' in done
      ? { errors: { slot: words.booking.refused[done.refused] } }
      : { to: link(at.ticket, {}, language) }
  },
})
