import { z } from 'zod'
import { formatDay } from '../../../platform/day.ts'
import { refusedAt } from '../../../platform/fields.ts'
import type { FormState } from '../../../platform/form.ts'
import { link, page, type Seen } from '../../../platform/page.ts'
import { isAllowed } from '../../../platform/rights.ts'
import { movesOpen } from '../../../platform/workflow.ts'
import { Card, Form, LinkButton, Status, Submit, TextArea, TextField } from '../../../ui/parts.tsx'
import { standingOf } from '../../commitments/index.ts'
import { directivePaths } from '../../directives/index.ts'
import { addItem, movePlan } from '../actions.ts'
import { at } from '../paths.ts'
import { POLICY } from '../policy.ts'
import { territoryOf } from '../queries.ts'
import { endRecurrence } from '../task-actions.ts'
import { en } from '../words.en.ts'
import { vi } from '../words.vi.ts'
import { PLAN_MOVES } from '../workflow.ts'
import { SHAPE } from './list.tsx'
import { Contents } from './plan-contents.tsx'
import { type Found, load } from './plan-load.ts'

type It = Seen<Found, typeof vi>

/** One plan: what it carries out, its contents with their tasks, and what can be done next. */
export const plan = page({
  path: at.plan,
  surface: 'workspace',
  audit: 'plans.plan',
  words: { vi, en },
  load,
  may: (actor, { it }) => isAllowed(POLICY.seePlans, actor, { unitId: it.unitId }),
  head: ({ found }) => ({ title: found.it.title, nav: 'plans' }),
  subject: ({ it }) => String(it.id),
  table: async ({ found: { items, tasks, promises, titles }, words, today, language }) => [
    words.plan.columns,
    ...items.flatMap((item) => {
      const mine = tasks.filter((task) => task.itemId === item.id)
      if (mine.length === 0) return [[item.content, words.plan.bare, '', '', '', '', '', '', '']]
      return mine.map((task) => {
        const of = promises.get(task.commitmentId)
        return [
          ...[
            item.content,
            of?.title ?? '',
            (of && titles.get(of.ownerPostId)?.title) ?? '',
            of ? formatDay(of.dueOn) : '',
          ],
          ...[of?.expectedResult ?? '', task.product ?? '', task.authority ?? ''],
          ...[of ? standingOf(of, today, language).text : '', of?.result ?? ''],
        ]
      })
    }),
  ],
  fields: z.discriminatedUnion('_do', [
    z.object({ _do: z.enum(['adopt', 'drop']), version: z.coerce.number().int() }),
    z.object({
      _do: z.literal('close'),
      version: z.coerce.number().int(),
      closing: z.string().trim().min(10).max(5000),
    }),
    z.object({ _do: z.literal('add'), content: z.string().trim().min(5).max(2000) }),
    z.object({ _do: z.literal('end'), id: z.coerce.number().int() }),
  ]),
  view: (it) => (
    <div class="stack">
      <p class="quiet noprint">
        <a href={at.list}>{it.words.title}</a>
      </p>
      <Heading {...it} />
      <Contents {...it} />
      <Next {...it} />
    </div>
  ),
  async submit({ tx, host, actor, today, found, form, words }) {
    if (!actor) return { refused: words.refused.notOpen }
    const context = { tx, host, actor, today }
    const { id } = found.it
    const done =
      form._do === 'add'
        ? await addItem(context, id, form.content)
        : form._do === 'end'
          ? await endRecurrence(context, id, form.id)
          : await movePlan(context, id, form.version, {
              move: form._do,
              ...(form._do === 'close' ? { closing: form.closing } : {}),
            })
    if ('refused' in done)
      return refusedAt(done.refused, words.refused, form._do === 'close' ? { tasksOpen: 'closing' } : {})
    return { to: form._do === 'drop' ? at.list : link(at.plan, { plan: id }) }
  },
})

function Heading({ found: { it, directive, document, titles, evaluation }, words }: It) {
  const say = words.plan
  const responsible = titles.get(it.responsiblePostId)
  return (
    <div class="stack tight">
      <p class="row">
        <Status is={SHAPE[it.state]}>{words.states[it.state]}</Status>
        <span class="quiet">
          {words.kinds[it.kind]} · {say.clarities(it.clarities)}
        </span>
      </p>
      <h1>{it.title}</h1>
      <p>
        {say.span(formatDay(it.from), formatDay(it.until))} · {say.responsible}: {responsible?.title}
        {responsible?.holder ? ` (${responsible.holder})` : ''} ·{' '}
        <strong>{words.progress(it.doneCount, it.taskCount)}</strong>
      </p>
      {directive && (
        <p>
          {say.implements}{' '}
          <a href={link(directivePaths.document, { document: directive.id })}>
            {directive.type} {directive.symbol}
          </a>
          : {directive.title}
        </p>
      )}
      {document && (
        <p>
          {say.ownDocument} <a href={link(directivePaths.document, { document: document.id })}>{document.symbol}</a>
        </p>
      )}
      {it.goal && <p class="keep">{it.goal}</p>}
      {it.closedOn && it.closing && (
        <Card title={say.closedOn(formatDay(it.closedOn))}>
          <p class="keep">{it.closing}</p>
        </Card>
      )}
      {evaluation && (
        <Card title={say.evaluation}>
          <p class="quiet">{say.evaluationOf(evaluation.documentNumber, formatDay(evaluation.evaluatedOn))}</p>
          <h3>{say.mobilization}</h3>
          <p class="keep">{evaluation.mobilization}</p>
          <h3>{say.localTasks}</h3>
          <p class="keep">{evaluation.localTasks}</p>
        </Card>
      )}
    </div>
  )
}

function Next({ found: { it, evaluation }, words, actor, form }: It & { form: FormState }) {
  const say = words.plan
  const here = territoryOf(it)
  const moves = movesOpen(PLAN_MOVES, it.state, actor, here)
  const mayGive = it.state === 'adopted' && isAllowed(POLICY.giveTask, actor, here)
  const mayEdit = isAllowed(POLICY.editPlan, actor, here)
  const key = (part: string) => <input type="hidden" name="_key" value={`${form.key}-${part}`} />
  const version = <input type="hidden" name="version" value={String(it.version)} />
  return (
    <div class="stack noprint">
      {form.refused && <p class="notice bad">{form.refused}</p>}
      <div class="row">
        {mayGive && <LinkButton href={link(at.giveTask, { plan: it.id })}>{say.give}</LinkButton>}
        {mayGive && (
          <LinkButton quiet href={link(at.recur, { plan: it.id })}>
            {say.recur}
          </LinkButton>
        )}
        {it.kind === 'yearly' &&
          !evaluation &&
          it.state !== 'drafted' &&
          isAllowed(POLICY.evaluateYear, actor, here) && (
            <LinkButton quiet href={link(at.evaluate, { plan: it.id })}>
              {say.evaluate}
            </LinkButton>
          )}
        {it.state === 'drafted' && mayEdit && (
          <LinkButton quiet href={`${at.draft}?sua=${it.id}`}>
            {say.rewrite}
          </LinkButton>
        )}
      </div>
      {moves.includes('adopt') && (
        <form method="post" class="row">
          {key('adopt')}
          {version}
          <Submit name="_do" value="adopt">
            {say.adopt}
          </Submit>
          <span class="quiet">{say.adoptHint}</span>
        </form>
      )}
      {it.state === 'adopted' && mayEdit && (
        <details open={Boolean(form.errors.content) || undefined}>
          <summary>{say.addItem}</summary>
          <Form form={form} part="add" refusedText={words.formRefused}>
            <input type="hidden" name="_do" value="add" />
            <TextField form={form} name="content" label={say.content} maxlength={2000} />
            <div>
              <Submit quiet>{say.add}</Submit>
            </div>
          </Form>
        </details>
      )}
      {moves.includes('close') && (
        <details open={Boolean(form.errors.closing) || undefined}>
          <summary>{say.close}</summary>
          <Form form={form} part="close" refusedText={words.formRefused}>
            <input type="hidden" name="_do" value="close" />
            {version}
            <TextArea form={form} name="closing" label={say.closing} rows={5} maxlength={5000} />
            <div>
              <Submit quiet>{say.close}</Submit>
            </div>
          </Form>
        </details>
      )}
      {moves.includes('drop') && it.doneCount === it.taskCount && (
        <form method="post">
          {key('drop')}
          {version}
          <button class="ds-button" type="submit" name="_do" value="drop" data-variant="tertiary">
            {say.drop}
          </button>
        </form>
      )}
    </div>
  )
}
