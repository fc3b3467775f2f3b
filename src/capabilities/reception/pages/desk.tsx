import { z } from 'zod'
import { mayBeFocalPoint, postsOf, postTitles } from '../../../organization/officials.ts'
import { readCode } from '../../../platform/keys.ts'
import { link, page, type Seen, type Visit } from '../../../platform/page.ts'
import { isAllowed } from '../../../platform/rights.ts'
import { Card, Empty, LinkButton, Notice } from '../../../ui/parts.tsx'
import { callNext, checkIn, giveNumber, settleTicket } from '../desk-actions.ts'
import { at } from '../paths.ts'
import { POLICY } from '../policy.ts'
import { sessionById, ticketByNumber, ticketsOf } from '../queries.ts'
import { closeSession, openSession } from '../session-actions.ts'
import { en } from '../words.en.ts'
import { vi } from '../words.vi.ts'
import { CallForms, DoorForms, Line } from './desk-forms.tsx'
import { clockOf, SessionStatus, SessionText } from './parts.tsx'

async function load({ tx, actor, params, today }: Visit) {
  const session = actor && (await sessionById(tx, Number(params.session)))
  if (!session) return null
  const [line, posts, titles] = await Promise.all([
    ticketsOf(tx, session.id),
    postsOf(tx, session.unitId, today),
    postTitles(tx, [session.receiverPostId, session.receivedBy], today),
  ])
  return { session, line, titles, posts: posts.filter(mayBeFocalPoint) }
}

type DeskFound = NonNullable<Awaited<ReturnType<typeof load>>>

/** Of the capability visits, which stands higher. */
const VISITS = { enter: '/lam-viec/luot-tiep/moi', conclusion: '/lam-viec/ket-luan-tiep-dan' }

const id = z.coerce.number().int().min(1)

const FIELDS = z.discriminatedUnion('_do', [
  z.object({ _do: z.literal('open'), receivedBy: id }),
  z.object({ _do: z.literal('close') }),
  z.object({ _do: z.literal('give') }),
  z.object({ _do: z.literal('call') }),
  z.object({ _do: z.literal('find'), number: z.string().trim().min(1).max(40) }),
  z.object({ _do: z.enum(['came', 'received', 'missed']), ticket: id }),
])

/** The desk of one session: who comes gets a place in the line, who is called is received. */
export const desk = page({
  path: at.desk,
  surface: 'workspace',
  audit: 'reception.desk',
  words: { vi, en },
  load,
  may: (actor, { session }) => isAllowed(POLICY.seeReception, actor, { unitId: session.unitId }),
  head: ({ words }) => ({ title: words.desk.title, nav: 'reception' }),
  subject: ({ session }) => `session ${session.id}`,
  fields: FIELDS,
  filled: ({ found }) => ({ receivedBy: String(found.session.receiverPostId) }),
  view: (it) => {
    const { found, words, language, today } = it
    const { session, line, titles } = found
    const say = words.desk
    const waiting = line.filter((one) => one.state === 'came' || one.state === 'called').length
    const onList = line.filter((one) => one.state === 'waiting').length
    const by = session.receivedBy ? titles.get(session.receivedBy) : undefined
    return (
      <div class="stack">
        <p class="quiet">
          <a href={at.today}>{say.nav}</a>
        </p>
        <h1>{words.kinds[session.kind]}</h1>
        <p class="row">
          <SessionStatus of={session} words={words} />
          <span>{say.counts(waiting, line.filter((one) => one.state === 'received').length)}</span>
        </p>
        <Card>
          <SessionText {...{ of: session, words, language, receiver: titles.get(session.receiverPostId) }} />
          {session.openedAt && <p class="quiet">{say.opened(clockOf(session.openedAt))}</p>}
          {by && (
            <p class="quiet">
              {say.receivedBy}: {by.title} {by.holder ? `(${by.holder})` : ''}
            </p>
          )}
          {session.closedAt && <p class="quiet">{say.closedAt(clockOf(session.closedAt))}</p>}
        </Card>
        {session.state === 'announced' && session.openedAt && session.heldOn < today && (
          <Notice kind="bad">{say.stillOpen}</Notice>
        )}
        <DoorForms {...it} />
        <h2>{say.line}</h2>
        {line.length === 0 ? <Empty title={say.empty}>{say.emptyHint}</Empty> : <Line {...it} />}
        {onList > 0 && <p class="quiet">{say.waitingList(onList)}</p>}
        <CallForms {...it} />
        <p class="row noprint">
          <LinkButton quiet href={`${VISITS.enter}?buoi=${session.id}`}>
            {say.enterVisit}
          </LinkButton>
          {session.kind !== 'regular' && session.closedAt && (
            <LinkButton quiet href={`${VISITS.conclusion}/${session.id}`}>
              {say.conclusion}
            </LinkButton>
          )}
        </p>
      </div>
    )
  },
  async submit(it) {
    const { found, form, words, actor } = it
    if (!actor) return { refused: words.desk.refused.notAllowed }
    const done = await settle({ ...it, actor })
    if ('notFound' in done) return { errors: { number: words.desk.refused.notFound } }
    if (!('refused' in done)) return { to: link(at.desk, { session: found.session.id }) }
    const text = { ...words.plan.refused, ...words.desk.refused }[done.refused]
    const refused = typeof text === 'string' ? text : words.desk.refused.notNow
    return form._do === 'find' ? { errors: { number: refused } } : { refused }
  },
})

type Submitted = Seen<DeskFound, typeof vi> & { actor: NonNullable<Visit['actor']>; form: z.output<typeof FIELDS> }

async function settle({ tx, host, actor, today, found, form }: Submitted) {
  const context = { tx, host, actor, today }
  const { id: session } = found.session
  const mine = (ticket: number) => found.line.some((one) => one.id === ticket)
  switch (form._do) {
    case 'open':
      return openSession(context, session, form.receivedBy)
    case 'close':
      return closeSession(context, session)
    case 'give':
      return giveNumber(context, session)
    case 'call':
      return callNext(context, session)
    case 'find': {
      const ticket = await ticketByNumber(tx, actor.unitId, readCode(form.number))
      return ticket?.sessionId === session ? checkIn(context, ticket.id) : { notFound: true }
    }
    case 'came':
      return mine(form.ticket) ? checkIn(context, form.ticket) : { notFound: true }
    default:
      return mine(form.ticket) ? settleTicket(context, form.ticket, form._do) : { notFound: true }
  }
}
