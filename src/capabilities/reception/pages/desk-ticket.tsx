import { link, page, type Visit } from '../../../platform/page.ts'
import { isAllowed } from '../../../platform/rights.ts'
import { Card, Status } from '../../../ui/parts.tsx'
import { dayInWords } from '../../calendar/index.ts'
import { at } from '../paths.ts'
import { POLICY } from '../policy.ts'
import { sessionById, subjectOf, ticketById } from '../queries.ts'
import { en } from '../words.en.ts'
import { vi } from '../words.vi.ts'
import { ticketLabel } from '../workflow.ts'

async function load({ tx, actor, params }: Visit) {
  const ticket = actor && (await ticketById(tx, Number(params.ticket)))
  if (!ticket) return null
  const [session, subject] = await Promise.all([sessionById(tx, ticket.sessionId), subjectOf(tx, ticket.id)])
  return session && { ticket, session, subject }
}

/** One ticket at the desk: the only page that shows what its holder wishes to speak of; every opening is logged. */
export const deskTicket = page({
  path: at.deskTicket,
  surface: 'workspace',
  audit: 'reception.deskTicket',
  words: { vi, en },
  load,
  may: (actor, { ticket }) => isAllowed(POLICY.seeTicket, actor, { unitId: ticket.unitId }),
  head: ({ words }) => ({ title: words.ticket.title, nav: 'reception' }),
  subject: ({ ticket }) => `ticket ${ticket.number}`,
  view({ found: { ticket, session, subject }, words, language }) {
    return (
      <div class="stack">
        <p class="quiet">
          <a href={link(at.desk, { session: session.id })}>{words.desk.line}</a>
        </p>
        <h1>
          {words.ticket.title} {ticketLabel(ticket)}
        </h1>
        <p class="quiet">{words.desk.ticketLead}</p>
        <Card>
          <p>
            <Status is="going">{words.ticket.states[ticket.state]}</Status> <span class="code">{ticket.number}</span>
          </p>
          <p>
            {ticket.startsAt ?? words.desk.walkIn} · {dayInWords(session.heldOn, language)} · {session.placeName}
          </p>
          <p class="quiet">{words.desk.subject}</p>
          <p class="keep">{subject ?? words.desk.noSubject}</p>
        </Card>
      </div>
    )
  },
})
