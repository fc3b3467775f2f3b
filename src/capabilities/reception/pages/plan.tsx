import { z } from 'zod'
import { mayBeFocalPoint, postsOf, postTitles } from '../../../organization/officials.ts'
import { type Day, formatDay, readDay } from '../../../platform/day.ts'
import { link, page, type Visit } from '../../../platform/page.ts'
import { isAllowed } from '../../../platform/rights.ts'
import { Empty, Form, Submit } from '../../../ui/parts.tsx'
import { DeadlineProof, workingCalendar } from '../../calendar/index.ts'
import { earliestDay, monthAsked, monthSpan } from '../deadlines.ts'
import { at } from '../paths.ts'
import { POLICY } from '../policy.ts'
import { bearerOf, placesOf, sessionsOn } from '../queries.ts'
import { announceSessions, planSessions, type SessionRefusal } from '../session-actions.ts'
import { en } from '../words.en.ts'
import { vi } from '../words.vi.ts'
import { GROUNDS, readTime, SESSION_KINDS } from '../workflow.ts'
import { Months, SessionStatus, SessionText, type Words } from './parts.tsx'
import { PlanForm } from './plan-form.tsx'

async function load({ tx, actor, query, today }: Visit) {
  if (!actor) return null
  const month = monthAsked(query.thang, today)
  const { from, to } = monthSpan(month)
  const [places, sessions, posts, bearer, calendar] = await Promise.all([
    placesOf(tx, actor.unitId, today),
    sessionsOn(tx, actor.unitId, from, to),
    postsOf(tx, actor.unitId, today),
    bearerOf(tx, actor.unitId, today),
    workingCalendar(tx),
  ])
  const titles = await postTitles(
    tx,
    sessions.map((one) => one.receiverPostId),
    today,
  )
  const earliest = earliestDay('head', today, calendar)
  return { month, places, sessions, titles, bearer, earliest, posts: posts.filter(mayBeFocalPoint) }
}

export const time = z
  .string()
  .trim()
  .max(10)
  .refine((typed) => readTime(typed) !== null, { error: 'time' })
  .transform((typed) => readTime(typed) ?? '')

const days = z
  .string()
  .trim()
  .min(1)
  .max(600)
  .transform((typed) => typed.split(/[,;\n]+/).filter((one) => one.trim() !== ''))
  .refine((typed) => typed.length > 0 && typed.length <= 31 && typed.every((one) => readDay(one) !== null), {
    error: 'days',
  })
  .transform((typed) => typed.map((one) => readDay(one) as Day))

const slotMinutes = z
  .string()
  .trim()
  .max(4)
  .default('')
  .refine((typed) => typed === '' || (/^\d+$/.test(typed) && Number(typed) >= 5 && Number(typed) <= 240), {
    error: 'wrong',
  })

/** The schedule of a month: plan several days at once, announce them with the notice the law wants. */
export const plan = page({
  path: at.plan,
  surface: 'workspace',
  audit: 'reception.plan',
  words: { vi, en },
  load,
  may: (actor) => actor !== null && isAllowed(POLICY.seeReception, actor, actor),
  head: ({ words }) => ({ title: words.plan.title, nav: 'reception' }),
  fields: z.discriminatedUnion('_do', [
    z.object({ _do: z.literal('announce') }),
    z.object({
      ...{ _do: z.literal('plan'), kind: z.enum(SESSION_KINDS), days, startsAt: time, endsAt: time, slotMinutes },
      ...{ place: z.coerce.number().int().min(1), receiver: z.coerce.number().int().min(1) },
      ...{ attendees: z.string().trim().max(500).default(''), expected: z.string().trim().max(1000).default('') },
      ground: z.union([z.enum(GROUNDS), z.literal('')]).default(''),
    }),
  ]),
  filled: ({ found, query }) => ({
    ...{ kind: SESSION_KINDS.find((kind) => kind === query.loai) ?? 'head', place: String(found.places[0]?.id ?? '') },
    receiver: String(found.bearer?.headPostId ?? ''),
  }),
  view(it) {
    const { found, words, form, language, actor } = it
    const say = words.plan
    const mayPlan = actor !== null && isAllowed(POLICY.plan, actor, actor)
    const planned = found.sessions.filter((one) => one.state === 'planned').length
    return (
      <div class="stack">
        <p class="quiet">
          <a href={at.today}>{words.desk.nav}</a>
        </p>
        <h1>{say.title}</h1>
        <p class="lead">{say.lead}</p>
        <Months path={at.plan} month={found.month} words={words} />
        {found.sessions.length === 0 ? (
          <Empty title={say.none}>{say.noneHint}</Empty>
        ) : (
          <ul class="list card plain">
            {found.sessions.map((one) => (
              <li class="stack tight">
                <p class="row">
                  <SessionStatus of={one} words={words} />
                  <a class="strong" href={link(at.session, { session: one.id })}>
                    {words.kinds[one.kind]}, {formatDay(one.heldOn)}
                  </a>
                </p>
                <SessionText {...{ of: one, words, language, receiver: found.titles.get(one.receiverPostId) }} />
                {one.slots > 0 && <p class="quiet">{say.booked(one.slots - one.free)}</p>}
              </li>
            ))}
          </ul>
        )}
        {found.earliest && (
          <details open={planned > 0}>
            <summary>{say.earliest(formatDay(found.earliest.dueOn))}</summary>
            <DeadlineProof proof={found.earliest} language={language} />
          </details>
        )}
        {mayPlan && planned > 0 && (
          <Form form={form} action={`${at.plan}?thang=${found.month}`} part="announce" refusedText={say.formRefused}>
            <input type="hidden" name="_do" value="announce" />
            <div>
              <Submit>{say.announceAll(planned)}</Submit>
            </div>
          </Form>
        )}
        {mayPlan &&
          (found.places.length > 0 ? (
            <PlanForm {...{ found, words, form }} />
          ) : (
            <p>
              <a href={at.places}>{say.noPlace}</a>
            </p>
          ))}
      </div>
    )
  },
  async submit({ tx, host, actor, today, found, form, words }) {
    if (!actor) return { refused: words.plan.refused.notAllowed }
    const context = { tx, host, actor, today }
    const earliest = found.earliest ? formatDay(found.earliest.dueOn) : ''
    if (form._do === 'announce') {
      const ids = found.sessions.filter((one) => one.state === 'planned').map((one) => one.id)
      const done = await announceSessions(context, ids)
      return 'refused' in done
        ? { refused: refusalText(words, done, earliest) }
        : { to: `${at.plan}?thang=${found.month}` }
    }
    const { place, receiver, ground, slotMinutes: minutes, ...it } = form
    const done = await planSessions(context, {
      ...{ ...it, placeId: place, receiverPostId: receiver },
      ...{ slotMinutes: minutes ? Number(minutes) : null, ground: ground || null },
    })
    if (!('refused' in done)) return { to: `${at.plan}?thang=${form.days[0]?.slice(0, 7)}` }
    return { errors: { [FIELD_OF[done.refused] ?? 'days']: refusalText(words, done, earliest) } }
  },
})

const FIELD_OF: Readonly<Partial<Record<SessionRefusal, string>>> = {
  ...{ noPlace: 'place', postNotHeld: 'receiver', noGround: 'ground', wrongHours: 'endsAt' },
}

/** A refusal in words, with the day it is about. */
export function refusalText(words: Words, { refused, on }: { refused: SessionRefusal; on?: Day }, earliest: string) {
  const text = words.plan.refused[refused]
  return typeof text === 'string' ? text : text(on ? formatDay(on) : '', earliest)
}
