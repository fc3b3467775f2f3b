import { z } from 'zod'
import { mayBeFocalPoint, postsOf, postTitles } from '../../../organization/officials.ts'
import { formatDay } from '../../../platform/day.ts'
import { aDay, chosen, refusedAt } from '../../../platform/fields.ts'
import type { FormState } from '../../../platform/form.ts'
import { link, page, type Seen, type Visit } from '../../../platform/page.ts'
import { isAllowed } from '../../../platform/rights.ts'
import { Card, Form, Notice, Select, Submit, TextArea, TextField } from '../../../ui/parts.tsx'
import { CommitmentStatus, commitmentsById } from '../../commitments/index.ts'
import { addMember, conclude, endCommittee, endMember, holdSession } from '../committee-actions.ts'
import { MEMBER_ROLES } from '../kinds.ts'
import { at } from '../paths.ts'
import { POLICY } from '../policy.ts'
import { committeeById, conclusionsOf, membersOf, sessionsOf } from '../queries.ts'
import { en } from '../words.en.ts'
import { vi } from '../words.vi.ts'

const SESSIONS = 50

async function load({ tx, params, today }: Visit) {
  const it = await committeeById(tx, Number(params.committee))
  if (!it) return null
  const sessions = await sessionsOf(tx, it.id, SESSIONS)
  const [members, conclusions, posts] = await Promise.all([
    membersOf(tx, it.id),
    conclusionsOf(
      tx,
      sessions.map((one) => one.id),
    ),
    postsOf(tx, it.unitId, today),
  ])
  const promises = await commitmentsById(
    tx,
    conclusions.map((one) => one.commitmentId),
  )
  const owners = promises.map((one) => one.ownerPostId)
  return {
    ...{ it, sessions, members, conclusions, posts: posts.filter(mayBeFocalPoint) },
    ...{ promises: new Map(promises.map((one) => [one.id, one])), titles: await postTitles(tx, owners, today) },
  }
}
type It = Seen<NonNullable<Awaited<ReturnType<typeof load>>>, typeof vi> & { form: FormState }

/** One committee: its members, its sessions, and what they concluded as promises. */
export const committee = page({
  path: at.committee,
  surface: 'workspace',
  audit: 'programs.committee',
  words: { vi, en },
  load,
  may: (actor, { it }) => isAllowed(POLICY.seePrograms, actor, { unitId: it.unitId }),
  head: ({ found }) => ({ title: found.it.title, nav: 'committees' }),
  subject: ({ it }) => String(it.id),
  fields: z.discriminatedUnion('_do', [
    z.object({
      _do: z.literal('member'),
      ...{ name: z.string().trim().min(2).max(200), role: z.enum(MEMBER_ROLES, { error: 'choose' }), memberFrom: aDay },
    }),
    z.object({ _do: z.literal('endMember'), id: z.coerce.number().int() }),
    z.object({
      _do: z.literal('end'),
      ...{ version: z.coerce.number().int(), endedOn: aDay, endedReason: z.string().trim().min(5).max(500) },
    }),
    z.object({
      _do: z.literal('session'),
      ...{ heldOn: aDay, content: z.string().trim().min(10).max(5000) },
      documentNumber: z.string().trim().min(2).max(100),
      attended: z.coerce.number().int().min(1).max(500),
    }),
    z.object({
      _do: z.literal('conclude'),
      ...{ session: chosen, owner: chosen, dueOn: aDay, text: z.string().trim().min(5).max(2000) },
      expected: z.string().trim().min(3).max(500),
    }),
  ]),
  filled: ({ today }) => ({
    memberFrom: formatDay(today),
    heldOn: formatDay(today),
    endedOn: formatDay(today),
    role: 'member',
  }),
  view(it) {
    const { found, words, form } = it
    return (
      <div class="stack">
        <p class="quiet noprint">
          <a href={at.committees}>{words.committee.title}</a>
        </p>
        <h1>{found.it.title}</h1>
        <p class="quiet">{words.committee.byDecision(found.it.decisionNumber, formatDay(found.it.decidedOn))}</p>
        {found.it.endedOn && (
          <Notice kind="warn">{words.committee.ended(formatDay(found.it.endedOn), found.it.endedReason ?? '')}</Notice>
        )}
        {form.refused && <p class="notice bad">{form.refused}</p>}
        <Members {...it} />
        <Sessions {...it} />
        <Ending {...it} />
      </div>
    )
  },
  async submit({ tx, host, actor, today, found, form, words }) {
    if (!actor) return { refused: words.refused.notOpen }
    const context = { tx, host, actor, today }
    const { id } = found.it
    const done =
      form._do === 'member'
        ? await addMember(context, id, { name: form.name, role: form.role, from: form.memberFrom })
        : form._do === 'endMember'
          ? await endMember(context, id, form.id)
          : form._do === 'end'
            ? await endCommittee(context, id, form.version, { endedOn: form.endedOn, endedReason: form.endedReason })
            : form._do === 'session'
              ? await holdSession(context, id, {
                  ...{ heldOn: form.heldOn, content: form.content, documentNumber: form.documentNumber },
                  attended: form.attended,
                })
              : await conclude(context, id, {
                  ...{ sessionId: form.session, text: form.text, ownerPostId: form.owner, dueOn: form.dueOn },
                  expectedResult: form.expected,
                })
    if (!('refused' in done)) return { to: link(at.committee, { committee: id }) }
    return refusedAt(done.refused, words.refused, {
      ...{ chairTaken: 'role', passed: 'dueOn', postNotHeld: 'owner' },
      future: form._do === 'end' ? 'endedOn' : 'heldOn',
      order: form._do === 'member' ? 'memberFrom' : form._do === 'end' ? 'endedOn' : 'heldOn',
    })
  },
})

function Ending({ found: { it }, words, form, actor }: It) {
  const say = words.committee
  if (it.endedOn || !isAllowed(POLICY.keepCommittee, actor, it)) return null
  return (
    <details class="noprint" open={has(form, 'endedOn', 'endedReason')}>
      <summary>{say.end}</summary>
      <Form form={form} part="end" refusedText={words.formRefused}>
        <input type="hidden" name="_do" value="end" />
        <input type="hidden" name="version" value={String(it.version)} />
        <p class="quiet">{say.endHint}</p>
        <TextField form={form} name="endedOn" label={say.endedOn} hint={words.day} maxlength={12} />
        <TextField form={form} name="endedReason" label={say.endedReason} maxlength={500} />
        <div>
          <Submit quiet>{say.end}</Submit>
        </div>
      </Form>
    </details>
  )
}

const has = (form: FormState, ...fields: string[]) => fields.some((one) => form.errors[one]) || undefined

function Members({ found, words, form, actor }: It) {
  const say = words.committee
  const mayKeep = !found.it.endedOn && isAllowed(POLICY.keepCommittee, actor, found.it)
  return (
    <Card title={say.members}>
      {found.members.length === 0 && <p class="quiet">{say.noMembers}</p>}
      <ul class="list plain">
        {found.members.map((one) => (
          <li class="row between">
            <span>
              <span class="strong">{one.name}</span>
              <span class="quiet under">
                {say.roles[one.role]}
                {one.until ? ` · ${say.until(formatDay(one.until))}` : ''}
              </span>
            </span>
            {mayKeep && !one.until && (
              <form method="post" class="noprint">
                <input type="hidden" name="_key" value={`${form.key}-m${one.id}`} />
                <input type="hidden" name="_do" value="endMember" />
                <input type="hidden" name="id" value={String(one.id)} />
                <button class="ds-button" type="submit" data-variant="tertiary">
                  {say.endMember}
                  <span class="ds-sr-only">: {one.name}</span>
                </button>
              </form>
            )}
          </li>
        ))}
      </ul>
      {mayKeep && (
        <details class="noprint" open={has(form, 'name', 'role', 'memberFrom')}>
          <summary>{say.addMember}</summary>
          <Form form={form} part="member" refusedText={words.formRefused}>
            <input type="hidden" name="_do" value="member" />
            <TextField form={form} name="name" label={say.memberName} maxlength={200} />
            <div class="cells">
              <Select
                form={form}
                name="role"
                label={say.role}
                options={MEMBER_ROLES.map((one) => [one, say.roles[one]] as const)}
              />
              <TextField form={form} name="memberFrom" label={say.memberFrom} hint={words.day} maxlength={12} />
            </div>
            <div>
              <Submit quiet>{say.addMember}</Submit>
            </div>
          </Form>
        </details>
      )}
    </Card>
  )
}

function Sessions({ found, words, form, actor, today, language }: It) {
  const say = words.committee
  const mayHold = !found.it.endedOn && isAllowed(POLICY.holdSession, actor, found.it)
  return (
    <>
      <h2>{say.sessions}</h2>
      {found.sessions.length === 0 && <p class="card">{say.noSessions}</p>}
      {found.sessions.map((session) => (
        <Card title={`${formatDay(session.heldOn)} · ${session.documentNumber}`}>
          <p class="keep">{session.content}</p>
          <p class="quiet">{say.attendedOf(session.attended)}</p>
          <ul class="list plain">
            {found.conclusions
              .filter((one) => one.sessionId === session.id)
              .map((one) => {
                const promise = found.promises.get(one.commitmentId)
                return (
                  <li class="stack tight">
                    <p class="row">
                      {promise && <CommitmentStatus of={promise} today={today} language={language} />}
                      <a class="strong" href={link(at.conclusion, { conclusion: one.id })}>
                        {one.text}
                      </a>
                    </p>
                    {promise && (
                      <p class="quiet">
                        {found.titles.get(promise.ownerPostId)?.title} · {formatDay(promise.dueOn)}
                      </p>
                    )}
                  </li>
                )
              })}
          </ul>
        </Card>
      ))}
      {mayHold && (
        <details class="noprint" open={has(form, 'heldOn', 'content', 'documentNumber', 'attended')}>
          <summary>{say.addSession}</summary>
          <Form form={form} part="session" refusedText={words.formRefused}>
            <input type="hidden" name="_do" value="session" />
            <div class="cells">
              <TextField form={form} name="heldOn" label={say.heldOn} hint={words.day} maxlength={12} />
              <TextField form={form} name="attended" label={say.attended} inputmode="numeric" maxlength={3} />
            </div>
            <TextArea form={form} name="content" label={say.content} rows={4} maxlength={5000} />
            <TextField form={form} name="documentNumber" label={say.minutes} maxlength={100} />
            <div>
              <Submit quiet>{say.keepSession}</Submit>
            </div>
          </Form>
        </details>
      )}
      {mayHold && found.sessions.length > 0 && (
        <details class="noprint" open={has(form, 'session', 'text', 'owner', 'dueOn', 'expected')}>
          <summary>{say.conclude}</summary>
          <Form form={form} part="conclude" refusedText={words.formRefused}>
            <input type="hidden" name="_do" value="conclude" />
            <Select
              form={form}
              name="session"
              label={say.session}
              options={found.sessions.map(
                (one) => [String(one.id), `${formatDay(one.heldOn)} · ${one.documentNumber}`] as const,
              )}
            />
            <TextArea form={form} name="text" label={say.text} rows={3} maxlength={2000} />
            <Select
              form={form}
              name="owner"
              label={say.owner}
              empty={words.choose}
              options={found.posts.map((one) => [String(one.id), `${one.title} (${one.holder})`] as const)}
            />
            <div class="cells">
              <TextField form={form} name="expected" label={say.expected} maxlength={500} />
              <TextField form={form} name="dueOn" label={say.dueOn} hint={words.day} maxlength={12} />
            </div>
            <div>
              <Submit quiet>{say.give}</Submit>
            </div>
          </Form>
        </details>
      )}
    </>
  )
}
