import { postTitles } from '../../../organization/officials.ts'
import { link, page, type Visit } from '../../../platform/page.ts'
import { isAllowed } from '../../../platform/rights.ts'
import { Empty, LinkButton } from '../../../ui/parts.tsx'
import { dayInWords } from '../../calendar/index.ts'
import { at } from '../paths.ts'
import { POLICY } from '../policy.ts'
import { sessionsOn, ticketsOf } from '../queries.ts'
import { en } from '../words.en.ts'
import { vi } from '../words.vi.ts'
import { SessionStatus, SessionText } from './parts.tsx'

async function load({ tx, actor, today }: Visit) {
  if (!actor) return null
  const sessions = await sessionsOn(tx, actor.unitId, today, today)
  const [titles, lines] = await Promise.all([
    postTitles(
      tx,
      sessions.map((one) => one.receiverPostId),
      today,
    ),
    Promise.all(sessions.map((one) => ticketsOf(tx, one.id))),
  ])
  return { sessions, titles, lines }
}

/** What goes on today: each session with its line, and the way to its desk. */
export const today = page({
  path: at.today,
  surface: 'workspace',
  audit: 'reception.today',
  words: { vi, en },
  load,
  may: (actor) => actor !== null && isAllowed(POLICY.seeReception, actor, actor),
  head: ({ words }) => ({ title: words.desk.title, nav: 'reception' }),
  view({ found, words, language, today: on, actor }) {
    const say = words.desk
    const mayPlan = actor !== null && isAllowed(POLICY.plan, actor, actor)
    return (
      <div class="stack">
        <div class="stack tight">
          <h1>{say.title}</h1>
          <p class="quiet">{dayInWords(on, language)}</p>
          <p class="lead">{say.lead}</p>
        </div>
        <p class="row noprint">
          <a href={at.plan}>{say.plan}</a>
          {isAllowed(POLICY.keepPlaces, actor, { unitId: actor?.unitId ?? 0 }) && <a href={at.places}>{say.places}</a>}
          {isAllowed(POLICY.seeCompliance, actor, { unitId: actor?.unitId ?? 0 }) && (
            <a href={at.compliance}>{say.compliance}</a>
          )}
        </p>
        {found.sessions.length === 0 ? (
          <Empty title={say.none}>{say.noneHint}</Empty>
        ) : (
          <ul class="list card plain">
            {found.sessions.map((one, i) => {
              const line = found.lines[i] ?? []
              const waiting = line.filter((ticket) => ticket.state === 'came' || ticket.state === 'called').length
              const received = line.filter((ticket) => ticket.state === 'received').length
              return (
                <li class="stack tight">
                  <p class="row">
                    <SessionStatus of={one} words={words} />
                    <span class="strong">{words.kinds[one.kind]}</span>
                  </p>
                  <SessionText {...{ of: one, words, language, receiver: found.titles.get(one.receiverPostId) }} />
                  <p class="quiet">{say.counts(waiting, received)}</p>
                  <div>
                    <LinkButton quiet={one.state !== 'announced'} href={link(at.desk, { session: one.id })}>
                      {say.toDesk}
                    </LinkButton>
                  </div>
                </li>
              )
            })}
          </ul>
        )}
        {mayPlan && (
          <p>
            <a href={`${at.plan}?loai=regular#them`}>{say.startNow}</a> <span class="quiet">{say.startNowHint}</span>
          </p>
        )}
      </div>
    )
  },
})
