import { toString as qrToString } from 'qrcode'
import { z } from 'zod'
import { placeKey } from '../../../organization/openings.ts'
import { readCode } from '../../../platform/keys.ts'
import { anyone, link, page, type Visit } from '../../../platform/page.ts'
import { Form, LinkButton, Status, Submit, TextField } from '../../../ui/parts.tsx'
import { dayInWords } from '../../calendar/index.ts'
import { codeHash } from '../../intake/index.ts'
import { cancelTicket } from '../booking-actions.ts'
import { at } from '../paths.ts'
import { ticketDoor } from '../queries.ts'
import { en } from '../words.en.ts'
import { vi } from '../words.vi.ts'
import { ticketLabel } from '../workflow.ts'
import { heldTicket, ticketCookie } from './held-ticket.ts'

async function load(visit: Visit) {
  const open = await heldTicket(visit)
  if (!open) return { open: null, place: null, qr: '' }
  const svg = await qrToString(open.ticket.number, { type: 'svg', margin: 1 })
  return { open, place: open.place, qr: `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}` }
}

/** The ticket of this browser, to print or copy: number in line, hour, place; the code once, right after booking. */
export const ticket = page({
  path: at.ticket,
  surface: 'public',
  audit: 'reception.ticket',
  words: { vi, en },
  load,
  may: anyone,
  head: ({ found, words }) => ({ title: words.ticket.title, place: found.place ?? undefined, private: true }),
  fields: z.object({ _do: z.enum(['cancel', 'done']) }),
  view({ found: { open, qr }, words, form, language }) {
    const say = words.ticket
    if (!open)
      return (
        <div class="wrap narrow pad stack">
          <h1>{say.closed}</h1>
          <div>
            <LinkButton href={link(at.find, {}, language)}>{say.findTitle}</LinkButton>
          </div>
        </div>
      )
    const { ticket: it, session } = open
    const isWaiting = it.state === 'waiting'
    const isBooked = it.state === 'booked'
    return (
      <div class="wrap narrow pad stack wide">
        <h1>{open.code ? (isWaiting ? say.waiting : say.thanks) : say.title}</h1>
        <div class="slip stack">
          <div class="row between">
            <div>
              {it.n !== null && (
                <>
                  <p class="quiet">{say.line}</p>
                  <p class="code" id="thu-tu">
                    {ticketLabel(it)}
                  </p>
                </>
              )}
              <p>
                <Status is={isBooked ? 'going' : isWaiting ? 'soon' : it.state === 'received' ? 'done' : 'still'}>
                  {say.states[it.state]}
                </Status>
              </p>
              {isWaiting && <p>{say.waitingText(open.before)}</p>}
            </div>
            <img class="qr" src={qr} alt={say.qr} width="136" height="136" />
          </div>
          <div>
            <p class="quiet">{say.when}</p>
            <p class="strong">
              {it.startsAt ?? session.startsAt}, {dayInWords(session.heldOn, language)}
            </p>
          </div>
          <div>
            <p class="quiet">{say.where}</p>
            <p>
              <span class="strong">{session.placeName}</span>, {session.placeAddress}
            </p>
          </div>
          <div>
            <p class="quiet">{say.number}</p>
            <p class="code" id="so">
              {it.number}
            </p>
          </div>
          {open.code && (
            <div>
              <p class="quiet">{say.code}</p>
              <p class="code" id="ma">
                {open.code}
              </p>
              <p>{say.keep}</p>
            </div>
          )}
        </div>
        {isBooked && <p>{say.bring}</p>}
        {(it.state === 'missed' || it.state === 'canceled') && (
          <p>
            {words.always}. {say.missedText}
          </p>
        )}
        {isBooked && (
          <p class="row noprint">
            <a class="ds-button" data-variant="secondary" href={link(at.ticketCalendar, {}, language)}>
              {say.calendar}
            </a>
            <LinkButton quiet href={link(at.change, {}, language)}>
              {say.change}
            </LinkButton>
          </p>
        )}
        <div class="stack noprint">
          {(isBooked || isWaiting) && (
            <Form form={form} part="cancel" refusedText={say.formRefused}>
              <input type="hidden" name="_do" value="cancel" />
              <div class="row">
                <Submit quiet>{isWaiting ? say.leaveList : say.cancel}</Submit>
              </div>
            </Form>
          )}
          <Form form={form} part="done" refusedText={say.formRefused}>
            <input type="hidden" name="_do" value="done" />
            <div class="row">
              <Submit quiet>{say.done}</Submit>
            </div>
          </Form>
          <p>
            <a href={link(at.schedule, { unit: placeKey(open.place) }, language)}>{words.title}</a>
          </p>
        </div>
      </div>
    )
  },
  async submit({ tx, host, found, form, words, language }) {
    if (form._do === 'done' || !found.open) return { to: link(at.find, {}, language), remember: { gone: 'yes' } }
    const done = await cancelTicket({ tx, host }, found.open.ticket.id)
    return 'refused' in done ? { refused: words.booking.refused[done.refused] } : { to: link(at.ticket, {}, language) }
  },
  cookies: ({ host, remember }) => (remember.gone ? [ticketCookie(host, null)] : []),
})

/** Number and secret code, typed and posted. */
export const find = page({
  path: at.find,
  surface: 'public',
  audit: 'reception.find',
  words: { vi, en },
  load: async () => ({}),
  may: anyone,
  head: ({ words }) => ({ title: words.ticket.findTitle, private: true }),
  fields: z.object({ number: z.string().trim().min(1).max(40), code: z.string().trim().min(1).max(60) }),
  repeatable: true,
  view: ({ words, form }) => (
    <div class="wrap narrow pad stack wide">
      <div class="stack tight">
        <h1>{words.ticket.findTitle}</h1>
        <p class="lead">{words.ticket.findLead}</p>
      </div>
      <Form form={form} refusedText={words.ticket.formRefused}>
        <TextField form={form} name="number" label={words.ticket.number} maxlength={40} spellcheck={false} />
        <TextField form={form} name="code" label={words.ticket.code} maxlength={60} spellcheck={false} value="" />
        <div class="row">
          <Submit>{words.ticket.find}</Submit>
        </div>
      </Form>
      <p class="strong">{words.always}</p>
    </div>
  ),
  async submit({ tx, form, host, words, language }) {
    const number = readCode(form.number)
    const hash = codeHash(host, form.code)
    if (!(await ticketDoor(tx, number, hash))) return { errors: { code: words.ticket.wrong } }
    return { to: link(at.ticket, {}, language), remember: { number, hash: hash.toString('base64') } }
  },
  cookies: ({ host, remember }) => [ticketCookie(host, { number: remember.number ?? '', hash: remember.hash ?? '' })],
})
