import { z } from 'zod'
import { mayBeFocalPoint, postsOf, postTitles } from '../../../organization/officials.ts'
import { formatDay } from '../../../platform/day.ts'
import { chosen, refusedAt } from '../../../platform/fields.ts'
import { link, page, type Seen, type Visit } from '../../../platform/page.ts'
import { isAllowed } from '../../../platform/rights.ts'
import { Card, Form, Select, Status, Submit, TextArea, TextField } from '../../../ui/parts.tsx'
import { DeadlineProof } from '../../calendar/index.ts'
import { commitmentById, standingOf } from '../../commitments/index.ts'
import { at } from '../paths.ts'
import { POLICY } from '../policy.ts'
import { planById, taskById, territoryOf } from '../queries.ts'
import { completeTask, passTask } from '../task-actions.ts'
import { en } from '../words.en.ts'
import { vi } from '../words.vi.ts'

async function load({ tx, params, today }: Visit) {
  const it = await taskById(tx, Number(params.task))
  const [plan, promise] = it ? [await planById(tx, it.planId), await commitmentById(tx, it.commitmentId)] : []
  if (!it || !plan || !promise || plan.id !== Number(params.plan)) return null
  const [titles, posts] = await Promise.all([
    postTitles(tx, [promise.ownerPostId, promise.supervisorPostId], today),
    postsOf(tx, plan.unitId, today),
  ])
  return { it, plan, promise, titles, posts: posts.filter(mayBeFocalPoint) }
}
type It = Seen<NonNullable<Awaited<ReturnType<typeof load>>>, typeof vi>

/** One task, "rõ" point by point; its owner writes the result with what shows it. */
export const task = page({
  path: at.task,
  surface: 'workspace',
  audit: 'plans.task',
  words: { vi, en },
  load,
  may: (actor, { plan }) => isAllowed(POLICY.seePlans, actor, { unitId: plan.unitId }),
  head: ({ found }) => ({ title: found.promise.title, nav: 'plans' }),
  subject: ({ it }) => String(it.id),
  fields: z.discriminatedUnion('_do', [
    z.object({
      _do: z.literal('done'),
      result: z.string().trim().min(5).max(3000),
      evidence: z.string().trim().min(3).max(1000),
    }),
    z.object({ _do: z.literal('pass'), owner: chosen, reason: z.string().trim().min(5).max(500) }),
  ]),
  view(it) {
    const { found, words, form, actor, today, language } = it
    const { promise, plan } = found
    const { is, text } = standingOf(promise, today, language)
    const mayPass = !found.it.doneOn && isAllowed(POLICY.giveTask, actor, territoryOf(plan))
    return (
      <div class="stack narrow">
        <p class="quiet">
          <a href={link(at.plan, { plan: plan.id })}>{plan.title}</a>
        </p>
        <h1>{promise.title}</h1>
        <p class="row">
          <Status is={is}>{text}</Status>
          <span>{words.plan.due(formatDay(promise.dueOn))}</span>
        </p>
        <Clear {...it} />
        <DeadlineProof proof={promise.proof} language={language} />
        {found.it.doneOn && (
          <Card title={words.task.doneOn(formatDay(found.it.doneOn))}>
            <p class="keep">{promise.result}</p>
            <p class="quiet keep">{promise.evidence}</p>
          </Card>
        )}
        {!found.it.doneOn && isAllowed(POLICY.completeTask, actor, promise) && (
          <Card title={words.task.complete}>
            <Form form={form} part="done" refusedText={words.formRefused}>
              <input type="hidden" name="_do" value="done" />
              <TextArea form={form} name="result" label={words.task.result} rows={4} maxlength={3000} />
              <TextField form={form} name="evidence" label={words.task.evidence} maxlength={1000} />
              <div>
                <Submit>{words.task.done}</Submit>
              </div>
            </Form>
          </Card>
        )}
        {mayPass && (
          <details open={Boolean(form.errors.owner || form.errors.reason) || undefined}>
            <summary>{words.task.pass}</summary>
            <Form form={form} part="pass" refusedText={words.formRefused}>
              <input type="hidden" name="_do" value="pass" />
              <Select
                form={form}
                name="owner"
                label={words.task.owner}
                empty={words.draft.choose}
                options={found.posts
                  .filter((one) => one.id !== promise.ownerPostId)
                  .map((one) => [String(one.id), `${one.title} (${one.holder})`] as const)}
              />
              <TextField form={form} name="reason" label={words.task.reason} maxlength={500} />
              <div>
                <Submit quiet>{words.task.passIt}</Submit>
              </div>
            </Form>
          </details>
        )}
      </div>
    )
  },
  async submit({ tx, host, actor, today, found, form, words }) {
    if (!actor) return { refused: words.refused.notOpen }
    const context = { tx, host, actor, today }
    const done =
      form._do === 'done'
        ? await completeTask(context, found.it.id, form)
        : await passTask(context, found.it.id, form.owner, form.reason)
    if ('refused' in done) return refusedAt(done.refused, words.refused, { postNotHeld: 'owner' })
    return { to: link(at.task, { plan: found.plan.id, task: found.it.id }) }
  },
})

/** Five points, or six: what the plan's set of "rõ" asks for. */
function Clear({ found: { it, plan, promise, titles }, words }: It) {
  const say = words.task.people
  const [owner, above] = [titles.get(promise.ownerPostId), titles.get(promise.supervisorPostId)]
  const who = [owner?.title, owner?.holder && `(${owner.holder})`].filter(Boolean).join(' ')
  const five: [string, string][] = [
    ...([
      [say.who, who],
      [say.what, promise.title],
      [say.duty, above?.title ?? ''],
    ] as [string, string][]),
    ...([
      [say.process, words.task.process(plan.title)],
      [say.result, promise.expectedResult],
    ] as [string, string][]),
  ]
  const six: [string, string][] = [
    ...([
      [say.who, who],
      [say.what, promise.title],
      [say.when, formatDay(promise.dueOn)],
    ] as [string, string][]),
    ...([
      [say.duty, above?.title ?? ''],
      [say.product, it.product ?? ''],
    ] as [string, string][]),
    [say.authority, it.authority ?? ''],
  ]
  return (
    <Card>
      <dl class="clear">
        {(plan.clarities === 6 ? six : five).map(([name, text]) => (
          <>
            <dt>{name}</dt>
            <dd>{text}</dd>
          </>
        ))}
      </dl>
    </Card>
  )
}
