import { z } from 'zod'
import { placeByKey, placeKey } from '../../../organization/openings.ts'
import { actAs } from '../../../platform/db.ts'
import { secretCode } from '../../../platform/keys.ts'
import { anyone, link, page, type Visit } from '../../../platform/page.ts'
import { questionInWords } from '../../../platform/throttle.ts'
import { Choices, Form, LinkButton, Submit, TextField } from '../../../ui/parts.tsx'
import { dayInWords } from '../../calendar/index.ts'
import { codeHash, robotCheck, sealedQuestion } from '../../intake/index.ts'
import { bookSlot, isAhead, joinWaiting } from '../booking-actions.ts'
import { at } from '../paths.ts'
import { sessionById, slotsOf, waitingCount } from '../queries.ts'
import { en } from '../words.en.ts'
import { vi } from '../words.vi.ts'
import { ticketCookie } from './held-ticket.ts'
import { hours } from './parts.tsx'

async function load({ tx, params, today, now }: Visit) {
  const place = await placeByKey(tx, params.unit ?? '', today)
  if (!place) return null
  actAs(tx, { unitId: place.unitId, postId: null, sealId: null })
  const id = Number(params.session)
  const [session, slots] = await Promise.all([sessionById(tx, id), slotsOf(tx, id)])
  if (!session?.announcedOn || session.unitId !== place.unitId) return null
  const free = slots.filter((slot) => !slot.taken && isAhead(session, slot.startsAt, now, today))
  const waiting = free.length === 0 ? await waitingCount(tx, session.id) : 0
  return { place, session, free, waiting, isOpen: slots.length > 0 && isAhead(session, session.endsAt, now, today) }
}

const optional = (most: number) => z.string().trim().max(most).default('')

/** A slot without an account: no name is asked, an address only for the reminder. */
export const book = page({
  path: at.book,
  surface: 'public',
  audit: 'reception.book',
  words: { vi, en },
  load,
  may: anyone,
  head: ({ found, words }) => ({ title: words.booking.title, place: found.place, private: true }),
  fields: z.object({
    slot: z.coerce.number().int().min(0).default(0),
    phone: optional(30).refine((typed) => typed === '' || /^[+\d][\d .()-]{7,}$/.test(typed), { error: 'wrong' }),
    email: optional(200).refine((typed) => typed === '' || z.email().safeParse(typed).success, { error: 'wrong' }),
    subject: optional(200),
    ...{ _q: optional(400), sum: optional(10) },
  }),
  view({ found, words, form, language, host }) {
    const say = words.booking
    const { session, free } = found
    const asked = form.errors.sum ? sealedQuestion(host) : null
    return (
      <div class="wrap narrow pad stack wide">
        <div class="stack tight">
          <h1>{free.length > 0 || !found.isOpen ? say.title : words.joinList}</h1>
          <p class="strong">
            {dayInWords(session.heldOn, language)}, {hours(session)} · {session.placeName}
          </p>
          <p class="lead">{free.length > 0 || !found.isOpen ? say.lead : say.waitLead}</p>
        </div>
        {found.isOpen ? (
          <Form form={form} refusedText={say.formRefused}>
            {free.length > 0 ? (
              <Choices
                form={form}
                name="slot"
                label={say.pick}
                options={free.map((slot) => ({ value: String(slot.id), text: hours(slot) }))}
              />
            ) : (
              <p>{words.ticket.waitingText(found.waiting)}</p>
            )}
            <TextField
              form={form}
              {...{ name: 'phone', label: say.phone, optional: say.optional, hint: say.contactHint }}
              {...{ type: 'tel', inputmode: 'tel', autocomplete: 'tel', maxlength: 30 }}
            />
            <TextField
              form={form}
              {...{ name: 'email', label: say.email, optional: say.optional, autocomplete: 'email', maxlength: 200 }}
            />
            <TextField
              form={form}
              {...{
                name: 'subject',
                label: say.subject,
                optional: say.optional,
                hint: say.subjectHint,
                maxlength: 200,
              }}
            />
            {asked && (
              <>
                <input type="hidden" name="_q" value={asked.sealed} />
                <TextField
                  form={form}
                  {...{
                    name: 'sum',
                    label: questionInWords(asked.question, language),
                    inputmode: 'numeric',
                    value: '',
                  }}
                />
              </>
            )}
            <div class="row">
              <Submit>{free.length > 0 ? say.submit : say.waitSubmit}</Submit>
            </div>
          </Form>
        ) : (
          <p class="notice">
            {say.ended}. {words.alwaysText}
          </p>
        )}
        <p class="strong">{words.always}</p>
        <div>
          <LinkButton quiet href={link(at.schedule, { unit: placeKey(found.place) }, language)}>
            {words.title}
          </LinkButton>
        </div>
      </div>
    )
  },
  async submit({ tx, host, found, form, key, words, language, address }) {
    const say = words.booking.refused
    const isWaiting = found.free.length === 0
    if (!isWaiting && form.slot === 0) return { errors: { slot: say.noSlot } }
    // Most who come too late are told so without another question, to them or to the database, which alone decides between the others.
    const slot = found.free.find((one) => one.id === form.slot)
    if (form.slot && found.isOpen && !slot) return { errors: { slot: say.taken } }
    const robot = robotCheck(host, { _q: form._q, sum: form.sum }, address, 'book')
    if (robot) return robot
    const contact = { phone: form.phone || null, email: form.email || null, subject: form.subject || null }
    const it = { codeHash: codeHash(host, secretCode(host.keys, key)), contact }
    const made = slot
      ? await bookSlot({ tx, host }, found.session, slot, it)
      : await joinWaiting({ tx, host }, found.session, it)
    if ('refused' in made) return { errors: { slot: say[made.refused] } }
    return { to: link(at.ticket, {}, language), remember: { number: made.number } }
  },
  cookies({ host, remember, key }) {
    const code = secretCode(host.keys, key)
    const hash = codeHash(host, code).toString('base64')
    return [ticketCookie(host, { number: remember.number ?? '', hash, code })]
  },
})
