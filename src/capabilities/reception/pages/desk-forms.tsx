import type { FormState } from '../../../platform/form.ts'
import { link, type Visit } from '../../../platform/page.ts'
import { isAllowed } from '../../../platform/rights.ts'
import { Card, Form, Select, Status, Submit, TextField } from '../../../ui/parts.tsx'
import { at } from '../paths.ts'
import { POLICY } from '../policy.ts'
import type { ReceptionSession, Ticket } from '../queries.ts'
import { SESSION_MOVES, ticketLabel } from '../workflow.ts'
import type { Words } from './parts.tsx'

interface It extends Pick<Visit, 'actor' | 'today'> {
  found: { session: ReceptionSession; line: Ticket[]; posts: { id: number; title: string; holder: string | null }[] }
  words: Words
  form: FormState
}

const isRunning = ({ found: { session }, today }: It) => session.state === 'announced' && session.heldOn === today
const mayDo = (it: It, right: 'checkIn' | 'giveNumber' | 'callNext') =>
  isRunning(it) && isAllowed(POLICY[right], it.actor, { unitId: it.found.session.unitId })

/** At the door: open, give a number, check a ticket in, call the next one. */
export function DoorForms(it: It) {
  const { found, words, form } = it
  const say = words.desk
  const { session } = found
  if (!isRunning(it)) return null
  const territory = { unitId: session.unitId }
  const refusedText = words.plan.formRefused
  return (
    <div class="stack noprint">
      {!session.openedAt && isAllowed(SESSION_MOVES.open.by, it.actor, territory) && (
        <Card title={say.open}>
          <Form form={form} part="open" refusedText={refusedText}>
            <input type="hidden" name="_do" value="open" />
            <Select
              form={form}
              name="receivedBy"
              label={say.really}
              hint={say.openHint}
              options={found.posts.map((post) => [String(post.id), `${post.title} (${post.holder})`] as const)}
            />
            <div>
              <Submit>{say.open}</Submit>
            </div>
          </Form>
        </Card>
      )}
      <div class="row">
        {session.openedAt && mayDo(it, 'callNext') && (
          <Form form={form} part="call" refusedText={refusedText}>
            <input type="hidden" name="_do" value="call" />
            <Submit>{say.call}</Submit>
          </Form>
        )}
        {mayDo(it, 'giveNumber') && (
          <Form form={form} part="give" refusedText={refusedText}>
            <input type="hidden" name="_do" value="give" />
            <Submit quiet>{say.give}</Submit>
          </Form>
        )}
      </div>
      {mayDo(it, 'checkIn') && (
        <Form form={form} part="find" refusedText={refusedText}>
          <input type="hidden" name="_do" value="find" />
          <TextField form={form} name="number" label={say.find} maxlength={40} spellcheck={false} />
          <div>
            <Submit quiet>{say.findSubmit}</Submit>
          </div>
        </Form>
      )}
    </div>
  )
}

/** The line by hour and number. No name stands in it: there is none. */
export function Line(it: It) {
  const { found, words } = it
  const say = words.desk
  return (
    <div class="scroll">
      <table class="grid fold">
        <thead>
          <tr>
            <th scope="col">{say.number}</th>
            <th scope="col">{say.hour}</th>
            <th scope="col">{say.state}</th>
            <th scope="col">{say.act}</th>
          </tr>
        </thead>
        <tbody>
          {found.line.map((one) => (
            <tr>
              <td data-is={say.number}>
                <a
                  class="strong"
                  href={link(at.deskTicket, { ticket: one.id })}
                  aria-label={`${say.see} ${ticketLabel(one) || one.number}`}
                >
                  {ticketLabel(one) || one.number}
                </a>
              </td>
              <td data-is={say.hour}>{one.startsAt ?? say.walkIn}</td>
              <td data-is={say.state}>
                <Status is={SHAPES[one.state]}>{words.ticket.states[one.state]}</Status>
              </td>
              <td data-is={say.act}>
                <TicketForms {...it} of={one} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

const SHAPES = {
  ...({ waiting: 'soon', booked: 'soon', came: 'going', called: 'going' } as const),
  ...({ received: 'done', missed: 'still', canceled: 'still' } as const),
}

function TicketForms(it: It & { of: Ticket }) {
  const { of, words, form } = it
  const say = words.desk
  const one = (act: 'came' | 'received' | 'missed', quiet = false) => (
    <Form form={form} part={`${act}${of.id}`} refusedText={words.plan.formRefused}>
      <input type="hidden" name="_do" value={act} />
      <input type="hidden" name="ticket" value={String(of.id)} />
      <Submit quiet={quiet}>{say[act]}</Submit>
    </Form>
  )
  if ((of.state === 'booked' || of.state === 'waiting') && mayDo(it, 'checkIn')) return one('came', true)
  if (of.state === 'called' && mayDo(it, 'callNext'))
    return (
      <div class="row">
        {one('received')}
        {one('missed', true)}
      </div>
    )
  return null
}

export function CallForms(it: It) {
  const { found, words, form } = it
  const mayClose = isAllowed(SESSION_MOVES.close.by, it.actor, { unitId: found.session.unitId })
  if (!isRunning(it) || !found.session.openedAt || !mayClose) return null
  return (
    <Form form={form} part="close" refusedText={words.plan.formRefused}>
      <input type="hidden" name="_do" value="close" />
      <div class="noprint">
        <Submit quiet>{words.desk.close}</Submit>
      </div>
    </Form>
  )
}
