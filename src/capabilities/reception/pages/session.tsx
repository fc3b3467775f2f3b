import { z } from 'zod'
import { postTitles } from '../../../organization/officials.ts'
import { formatDay } from '../../../platform/day.ts'
import { aDay } from '../../../platform/fields.ts'
import { link, page, type Visit } from '../../../platform/page.ts'
import { isAllowed } from '../../../platform/rights.ts'
import { movesOpen } from '../../../platform/workflow.ts'
import { Card, Form, LinkButton, Submit, TextArea, TextField } from '../../../ui/parts.tsx'
import { DeadlineProof, workingCalendar } from '../../calendar/index.ts'
import { earliestDay } from '../deadlines.ts'
import { at } from '../paths.ts'
import { POLICY } from '../policy.ts'
import { sessionById } from '../queries.ts'
import { announceSessions, cancelSession, postponeSession } from '../session-actions.ts'
import { en } from '../words.en.ts'
import { vi } from '../words.vi.ts'
import { SESSION_MOVES } from '../workflow.ts'
import { SessionStatus, SessionText } from './parts.tsx'
import { refusalText, time } from './plan.tsx'

async function load({ tx, actor, params, today }: Visit) {
  const it = actor && (await sessionById(tx, Number(params.session)))
  if (!it) return null
  const [titles, calendar] = await Promise.all([postTitles(tx, [it.receiverPostId], today), workingCalendar(tx)])
  return {
    it,
    receiver: titles.get(it.receiverPostId),
    proof: earliestDay(it.kind, it.announcedOn ?? today, calendar),
    again: earliestDay(it.kind, today, calendar),
  }
}

const shortNotice = z
  .string()
  .trim()
  .max(500)
  .default('')
  .refine((typed) => typed === '' || typed.length >= 5, { error: 'short:5' })
const reason = z.string().trim().min(5).max(500)

/** One session of the schedule: announce it, put it off with reason and new day, or call it off. */
export const session = page({
  path: at.session,
  surface: 'workspace',
  audit: 'reception.session',
  words: { vi, en },
  load,
  may: (actor, { it }) => isAllowed(POLICY.seeReception, actor, { unitId: it.unitId }),
  head: ({ words }) => ({ title: words.plan.title, nav: 'reception' }),
  fields: z.discriminatedUnion('_do', [
    z.object({ _do: z.literal('announce') }),
    z.object({ _do: z.literal('postpone'), toDay: aDay, startsAt: time, endsAt: time, reason, shortNotice }),
    z.object({ _do: z.literal('cancel'), cancelReason: reason }),
  ]),
  filled: ({ found }) => ({ startsAt: found.it.startsAt, endsAt: found.it.endsAt }),
  view({ found, words, form, language, actor }) {
    const { it, receiver, proof, again } = found
    const say = words.plan
    const open = it.openedAt ? [] : movesOpen(SESSION_MOVES, it.state, actor, { unitId: it.unitId })
    const errors = Object.fromEntries(
      Object.entries(form.errors).map(([name, text]) => [name, text === 'time' ? say.refused.time : text]),
    )
    const mine = { ...form, errors }
    return (
      <div class="stack">
        <p class="quiet">
          <a href={`${at.plan}?thang=${it.heldOn.slice(0, 7)}`}>{say.title}</a>
        </p>
        <h1>
          {words.kinds[it.kind]}, {formatDay(it.heldOn)}
        </h1>
        <p class="row">
          <SessionStatus of={it} words={words} />
          {it.announcedOn && <span class="quiet">{words.announcedOn(formatDay(it.announcedOn))}</span>}
        </p>
        <Card>
          <SessionText {...{ of: it, words, language, receiver }} />
          {it.slots > 0 && <p class="quiet">{say.booked(it.slots - it.free)}</p>}
          {proof && <DeadlineProof proof={proof} language={language} />}
        </Card>
        <div>
          <LinkButton quiet href={link(at.desk, { session: it.id })}>
            {words.desk.toDesk}
          </LinkButton>
        </div>
        {open.includes('announce') && (
          <Form form={mine} part="announce" refusedText={say.formRefused}>
            <input type="hidden" name="_do" value="announce" />
            <div>
              <Submit>{say.announce}</Submit>
            </div>
          </Form>
        )}
        {open.includes('postpone') && (
          <Card title={say.postpone}>
            <Form form={mine} part="postpone" refusedText={say.formRefused}>
              <p class="quiet">{say.postponeHint}</p>
              <input type="hidden" name="_do" value="postpone" />
              <TextField form={mine} name="toDay" label={say.toDay} hint="dd/mm/yyyy" maxlength={12} />
              <div class="row">
                <TextField form={mine} name="startsAt" label={say.startsAt} maxlength={10} />
                <TextField form={mine} name="endsAt" label={say.endsAt} maxlength={10} />
              </div>
              <TextArea
                form={mine}
                {...{ name: 'reason', label: say.reason, hint: say.reasonHint, rows: 2, maxlength: 500 }}
              />
              {again && (
                <TextArea
                  form={mine}
                  {...{
                    name: 'shortNotice',
                    label: say.shortNotice,
                    hint: say.shortNoticeHint(formatDay(again.dueOn)),
                  }}
                  {...{ rows: 2, maxlength: 500 }}
                />
              )}
              <div>
                <Submit>{say.postpone}</Submit>
              </div>
            </Form>
          </Card>
        )}
        {open.includes('cancel') && (
          <Card title={say.cancel}>
            <Form form={mine} part="cancel" refusedText={say.formRefused}>
              <p class="quiet">{say.cancelHint}</p>
              <input type="hidden" name="_do" value="cancel" />
              <TextArea
                form={mine}
                {...{ name: 'cancelReason', label: say.reason, hint: say.reasonHint, rows: 2, maxlength: 500 }}
              />
              <div>
                <Submit quiet>{say.cancel}</Submit>
              </div>
            </Form>
          </Card>
        )}
      </div>
    )
  },
  async submit({ tx, host, actor, today, found, form, words }) {
    if (!actor) return { refused: words.plan.refused.notAllowed }
    const context = { tx, host, actor, today }
    const { id } = found.it
    const done =
      form._do === 'announce'
        ? await announceSessions(context, [id])
        : form._do === 'postpone'
          ? await postponeSession(context, id, form)
          : await cancelSession(context, id, form.cancelReason)
    if (!('refused' in done)) return { to: link(at.session, { session: id }) }
    const text = refusalText(words, done, found.proof ? formatDay(found.proof.dueOn) : '')
    const field = { sooner: 'toDay', shortNotice: 'shortNotice', overlaps: 'toDay', wrongHours: 'endsAt' }[
      done.refused as string
    ]
    return field ? { errors: { [field]: text } } : { refused: text }
  },
})
