import { z } from 'zod'
import { formatDay } from '../../../platform/day.ts'
import { aDay } from '../../../platform/fields.ts'
import { link, page } from '../../../platform/page.ts'
import { isAllowed } from '../../../platform/rights.ts'
import { Card, Empty, Form, Select, Status, Submit, TextArea, TextField } from '../../../ui/parts.tsx'
import { DeadlineProof, workingCalendar } from '../../calendar/index.ts'
import { onlineFrom } from '../deadlines.ts'
import { at } from '../paths.ts'
import { POLICY } from '../policy.ts'
import { listOnline, onlineById } from '../queries.ts'
import { decideOnline, moveOnline } from '../session-actions.ts'
import { en } from '../words.en.ts'
import { vi } from '../words.vi.ts'
import { ONLINE_GROUNDS } from '../workflow.ts'

const SHAPE = { decided: 'soon', held: 'done', canceled: 'still' } as const

/** Reception by video: decided by the head, announced in time. No video runs in this program. */
export const online = page({
  path: at.online,
  surface: 'workspace',
  audit: 'visits.online',
  words: { vi, en },
  async load({ tx, actor, today }) {
    if (!actor) return null
    const [rows, calendar] = await Promise.all([listOnline(tx, actor.unitId), workingCalendar(tx)])
    return { rows, earliest: onlineFrom(today, calendar) }
  },
  may: (actor) => actor !== null && isAllowed(POLICY.seeVisits, actor, actor),
  head: ({ words }) => ({ title: words.online.title, nav: 'visits' }),
  table: async ({ found: { rows }, words: { online: say, list } }) => [
    [say.subject, say.ground, say.heldOn, list.columns.at(-1) ?? ''],
    ...rows.map((row) => [row.subject, say.grounds[row.ground], formatDay(row.heldOn), say.states[row.state]]),
  ],
  fields: z.object({
    subject: z.string().trim().min(5).max(500),
    ground: z.enum(ONLINE_GROUNDS, { error: 'choose' }),
    heldOn: aDay,
    link: z
      .string()
      .trim()
      .regex(/^https:\/\/\S{3,300}$/, { error: 'link' }),
  }),
  view: ({ found, words, form, actor, language }) => (
    <div class="stack">
      <h1>{words.online.title}</h1>
      <p class="lead">{words.online.lead}</p>
      {found.rows.length === 0 ? (
        <Empty title={words.online.none}>{words.online.noneHint}</Empty>
      ) : (
        <ul class="list card plain">
          {found.rows.map((row) => (
            <li class="stack tight">
              <p class="row">
                <Status is={SHAPE[row.state]}>{words.online.states[row.state]}</Status>
                <a class="strong" href={link(at.onlineOne, { online: row.id })}>
                  {row.subject}
                </a>
              </p>
              <p class="quiet">{formatDay(row.heldOn)}</p>
            </li>
          ))}
        </ul>
      )}
      {isAllowed(POLICY.decideOnline, actor, { unitId: actor?.unitId ?? 0 }) && (
        <Card title={words.online.decide}>
          <p class="quiet">{words.online.denunciation}</p>
          <p>{words.online.earliest(formatDay(found.earliest.dueOn))}</p>
          <DeadlineProof proof={found.earliest} language={language} />
          <Form form={form} refusedText={words.formRefused}>
            <TextField
              form={form}
              name="subject"
              label={words.online.subject}
              hint={words.online.subjectHint}
              maxlength={500}
            />
            <Select
              form={form}
              name="ground"
              label={words.online.ground}
              empty={words.fields.notYet}
              options={ONLINE_GROUNDS.map((one) => [one, words.online.grounds[one]] as const)}
            />
            <div class="cells">
              <TextField form={form} name="heldOn" label={words.online.heldOn} hint={words.day} maxlength={12} />
              <TextField
                form={form}
                name="link"
                label={words.online.link}
                hint={words.online.linkHint}
                maxlength={310}
              />
            </div>
            <div>
              <Submit>{words.online.decide}</Submit>
            </div>
          </Form>
        </Card>
      )}
    </div>
  ),
  async submit({ tx, host, actor, today, form, words }) {
    if (!actor) return { refused: words.refused.notOpen }
    const made = await decideOnline({ tx, host, actor, today }, form)
    if ('id' in made) return { to: link(at.onlineOne, { online: made.id }) }
    return made.from
      ? { errors: { heldOn: words.online.earliest(formatDay(made.from)) } }
      : { refused: words.refused[made.refused] }
  },
})

/** One online reception: tested a working day before, then held with minutes and where the recording is kept. */
export const onlineOne = page({
  path: at.onlineOne,
  surface: 'workspace',
  audit: 'visits.onlineOne',
  words: { vi, en },
  async load({ tx, params }) {
    const it = await onlineById(tx, Number(params.online))
    return it && { it }
  },
  may: (actor, { it }) => isAllowed(POLICY.seeVisits, actor, { unitId: it.unitId }),
  head: ({ words }) => ({ title: words.online.title, nav: 'visits' }),
  fields: z.discriminatedUnion('step', [
    z.object({ step: z.literal('test'), version: z.coerce.number().int() }),
    z.object({ step: z.literal('cancel'), version: z.coerce.number().int() }),
    z.object({
      ...{ step: z.literal('hold'), version: z.coerce.number().int() },
      ...{ minutes: z.string().trim().min(10).max(10_000), recordKeptAt: z.string().trim().min(3).max(300) },
    }),
  ]),
  view({ found: { it }, words, form, actor, today }) {
    const may = it.state === 'decided' && isAllowed(POLICY.recordOnline, actor, { unitId: it.unitId })
    const say = words.online
    const hidden = (step: string) => (
      <>
        <input type="hidden" name="step" value={step} />
        <input type="hidden" name="version" value={String(it.version)} />
      </>
    )
    return (
      <div class="stack narrow">
        <p class="quiet">
          <a href={at.online}>{say.title}</a>
        </p>
        <h1>{it.subject}</h1>
        <p class="row">
          <Status is={SHAPE[it.state]}>{say.states[it.state]}</Status>
          <span class="quiet">
            {formatDay(it.heldOn)} · {say.grounds[it.ground]}
          </span>
        </p>
        <p>
          {say.link}: <span class="keep">{it.link}</span>
        </p>
        <p>{it.testedOn ? say.testedOn(formatDay(it.testedOn)) : say.notTested}</p>
        {it.minutes && (
          <Card title={say.minutes}>
            <p class="keep">{it.minutes}</p>
            <p class="quiet">
              {say.recordKeptAt}: {it.recordKeptAt}
            </p>
          </Card>
        )}
        {may && !it.testedOn && (
          <Form form={form} part="test" refusedText={words.formRefused}>
            {hidden('test')}
            <div>
              <Submit>{say.test}</Submit>
            </div>
          </Form>
        )}
        {may && it.testedOn && it.heldOn <= today && (
          <Card title={say.hold}>
            <Form form={form} part="hold" refusedText={words.formRefused}>
              {hidden('hold')}
              <TextArea form={form} name="minutes" label={say.minutes} rows={6} maxlength={10_000} />
              <TextField
                form={form}
                name="recordKeptAt"
                label={say.recordKeptAt}
                hint={say.recordHint}
                maxlength={300}
              />
              <div>
                <Submit>{say.hold}</Submit>
              </div>
            </Form>
          </Card>
        )}
        {may && (
          <Form form={form} part="cancel" refusedText={words.formRefused}>
            {hidden('cancel')}
            <div>
              <Submit quiet>{say.cancel}</Submit>
            </div>
          </Form>
        )}
      </div>
    )
  },
  async submit({ tx, host, actor, today, found, form, words }) {
    if (!actor) return { refused: words.refused.notOpen }
    const { version, ...step } = form
    const done = await moveOnline({ tx, host, actor, today }, found.it.id, version, step)
    if ('done' in done) return { to: link(at.onlineOne, { online: found.it.id }) }
    return { refused: words.refused[done.refused] }
  },
})
