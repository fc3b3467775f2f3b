import { z } from 'zod'
import { mayBeFocalPoint, postsOf, postTitles } from '../../../organization/officials.ts'
import { formatDay } from '../../../platform/day.ts'
import { aDay } from '../../../platform/fields.ts'
import { type Visit as Asked, link, page } from '../../../platform/page.ts'
import { isAllowed } from '../../../platform/rights.ts'
import { Card, Form, Notice, Select, Submit, TextArea, TextField } from '../../../ui/parts.tsx'
import { CommitmentStatus, commitmentsById } from '../../commitments/index.ts'
import { sessionById } from '../../reception/index.ts'
import { at } from '../paths.ts'
import { POLICY } from '../policy.ts'
import { conclusionOf } from '../queries.ts'
import { conclude, keepInstruction } from '../session-actions.ts'
import { en } from '../words.en.ts'
import { vi } from '../words.vi.ts'

const POINTS = [1, 2, 3, 4, 5] as const

async function load({ tx, params, today }: Asked) {
  const session = await sessionById(tx, Number(params.session))
  if (!session || session.kind === 'regular') return null
  const done = await conclusionOf(tx, session.id)
  const promises = await commitmentsById(
    tx,
    (done?.points ?? []).map((one) => one.commitmentId),
  )
  const [posts, titles] = await Promise.all([
    postsOf(tx, session.unitId, today),
    postTitles(tx, [session.receiverPostId, ...promises.map((one) => one.ownerPostId)], today),
  ])
  return { session, done, promises, posts: posts.filter((post) => post.holder && mayBeFocalPoint(post)), titles }
}

const point = z.string().trim().max(1000).default('')
const fields = z.discriminatedUnion('_do', [
  z
    .object({
      ...{ _do: z.literal('conclude'), documentNumber: z.string().trim().min(1).max(100), issuedOn: aDay },
      ...{ text1: z.string().trim().min(5).max(1000), text2: point, text3: point, text4: point, text5: point },
      ...{ owner1: z.coerce.number().int().min(1, { error: 'choose' }), due1: aDay },
      ...Object.fromEntries(
        POINTS.slice(1).flatMap((n) => [
          [`owner${n}`, z.string().default('')],
          [`due${n}`, z.string().trim().default('')],
        ]),
      ),
    })
    .loose(),
  z.object({
    ...{ _do: z.literal('keep'), commitment: z.coerce.number().int() },
    ...{ result: z.string().trim().min(5).max(2000), evidence: z.string().trim().min(3).max(1000) },
  }),
])

/** What a head instructed at a session: announced once, each point kept by its owner (TCD-26). */
export const conclusion = page({
  path: at.conclusion,
  surface: 'workspace',
  audit: 'visits.conclusion',
  words: { vi, en },
  load,
  may: (actor, { session }) => isAllowed(POLICY.seeVisits, actor, { unitId: session.unitId }),
  head: ({ words }) => ({ title: words.conclusion.title, nav: 'visits' }),
  fields,
  filled: ({ today }) => ({ issuedOn: formatDay(today) }),
  view({ found, words, form, actor, today, language }) {
    const { session, done, promises, posts, titles } = found
    const say = words.conclusion
    return (
      <div class="stack">
        <h1>{say.title}</h1>
        <p class="quiet">{say.session(formatDay(session.heldOn), titles.get(session.receiverPostId)?.title ?? '')}</p>
        {done ? (
          <>
            <Notice kind="good">{say.issued(done.documentNumber, formatDay(done.issuedOn))}</Notice>
            {done.points.map((one) => {
              const promise = promises.find(({ id }) => id === one.commitmentId)
              return (
                <Card title={`${one.n}. ${one.text}`}>
                  {promise && (
                    <>
                      <p class="row">
                        <CommitmentStatus of={promise} today={today} language={language} />
                        <span class="quiet">
                          {titles.get(promise.ownerPostId)?.title} · {say.due(formatDay(promise.dueOn))}
                        </span>
                      </p>
                      {promise.result && <p class="keep">{promise.result}</p>}
                      {promise.evidence && <p class="quiet keep">{promise.evidence}</p>}
                      {promise.state === 'open' && isAllowed(POLICY.keepInstruction, actor, promise) && (
                        <Form form={form} part={`keep${one.n}`} refusedText={words.formRefused}>
                          <input type="hidden" name="_do" value="keep" />
                          <input type="hidden" name="commitment" value={String(promise.id)} />
                          <TextArea form={form} name="result" label={say.result} rows={2} maxlength={2000} />
                          <TextField form={form} name="evidence" label={say.evidence} maxlength={1000} />
                          <div>
                            <Submit>{say.keep}</Submit>
                          </div>
                        </Form>
                      )}
                    </>
                  )}
                </Card>
              )
            })}
          </>
        ) : isAllowed(POLICY.conclude, actor, { unitId: session.unitId }) ? (
          <Form form={form} refusedText={words.formRefused}>
            <p class="lead">{say.lead}</p>
            <input type="hidden" name="_do" value="conclude" />
            <div class="cells">
              <TextField form={form} name="documentNumber" label={say.documentNumber} maxlength={100} />
              <TextField form={form} name="issuedOn" label={say.issuedOn} hint={words.day} maxlength={12} />
            </div>
            {POINTS.map((n) => (
              <Card title={say.point(n)}>
                <TextArea
                  form={form}
                  name={`text${n}`}
                  label={say.text}
                  optional={n > 1 ? words.optional : undefined}
                  rows={2}
                  maxlength={1000}
                />
                <div class="cells">
                  <Select
                    form={form}
                    name={`owner${n}`}
                    label={say.owner}
                    empty={say.choose}
                    options={posts.map((post) => [String(post.id), `${post.title} (${post.holder})`] as const)}
                  />
                  <TextField form={form} name={`due${n}`} label={say.dueOn} hint={words.day} maxlength={12} />
                </div>
              </Card>
            ))}
            <div>
              <Submit>{say.submit}</Submit>
            </div>
          </Form>
        ) : (
          <Notice>{say.notYet}</Notice>
        )}
      </div>
    )
  },
  async submit({ tx, host, actor, today, found, form, words }) {
    if (!actor) return { refused: words.refused.notOpen }
    const context = { tx, host, actor, today }
    const to = link(at.conclusion, { session: found.session.id })
    if (form._do === 'keep') {
      const done = await keepInstruction(context, form.commitment, form)
      return 'refused' in done ? { refused: words.refused[done.refused] } : { to }
    }
    const typed = form as unknown as Record<string, string>
    const points = []
    for (const n of POINTS) {
      const text = String(typed[`text${n}`] ?? '').trim()
      if (!text) continue
      const due = aDay.safeParse(String(typed[`due${n}`] ?? ''))
      const dueOn = n === 1 ? form.due1 : due.success ? due.data : null
      const ownerPostId = Number(typed[`owner${n}`])
      if (!dueOn) return { errors: { [`due${n}`]: words.conclusion.dayNeeded } }
      if (!ownerPostId) return { errors: { [`owner${n}`]: words.conclusion.ownerNeeded } }
      points.push({ text, ownerPostId, dueOn })
    }
    const { documentNumber, issuedOn } = form
    const done = await conclude(context, found.session.id, { documentNumber, issuedOn, points })
    return 'refused' in done ? { refused: words.refused[done.refused] } : { to }
  },
})
