import { z } from 'zod'
import { placeKey } from '../../../organization/openings.ts'
import { formatDay } from '../../../platform/day.ts'
import { aDay } from '../../../platform/fields.ts'
import type { FormState } from '../../../platform/form.ts'
import { link, page, type Seen } from '../../../platform/page.ts'
import { isAllowed } from '../../../platform/rights.ts'
import { Card, Form, Select, Submit, TextArea } from '../../../ui/parts.tsx'
import { DeadlineProof } from '../../calendar/index.ts'
import { type DialogueInput, moveDialogue } from '../actions.ts'
import { at } from '../paths.ts'
import { POLICY } from '../policy.ts'
import { territoryOf } from '../queries.ts'
import { enterQuestion } from '../question-actions.ts'
import { en } from '../words.en.ts'
import { vi } from '../words.vi.ts'
import { isInside } from '../workflow.ts'
import { count, optionalCount, version } from './fields.ts'
import { type Loaded, loadDialogue } from './one-load.ts'
import { MoveCard } from './one-moves.tsx'
import { Item1, StateOf, When } from './parts.tsx'

type It = Seen<Loaded, typeof vi> & { form: FormState }

const reason = z.string().trim().min(5).max(500)
const fields = z.discriminatedUnion('_do', [
  z.object({ _do: z.enum(['announce', 'hold', 'approve']), version }),
  z.object({
    ...{ _do: z.literal('draftMinutes'), version, attended: count, men: optionalCount, women: optionalCount },
    ...{ organizations: optionalCount, conclusion: z.string().trim().min(5).max(10_000) },
  }),
  z.object({ _do: z.literal('publish'), version, sentHow: z.string().trim().min(5).max(500) }),
  z.object({ _do: z.enum(['postpone', 'cancel']), version, reason }),
  z.object({ _do: z.literal('replan'), version, heldOn: aDay }),
  z.object({ _do: z.literal('enter'), source: z.enum(['paper', 'room']), text: z.string().trim().min(10).max(3000) }),
])

/** One dialogue: what is on its agenda, what was asked, and the next step for whoever reads it. */
export const one = page({
  path: at.one,
  surface: 'workspace',
  audit: 'dialogues.one',
  words: { vi, en },
  load: loadDialogue,
  may: (actor, { it }) => isAllowed(POLICY.seeDialogues, actor, { unitId: it.unitId }),
  head: ({ found, words }) => ({ title: `${words.title}: ${found.it.title}`, nav: 'dialogues' }),
  subject: ({ it }) => String(it.id),
  fields,
  filled: ({ found: { it } }) => ({
    ...{ version: String(it.version), source: it.state === 'held' ? 'room' : 'paper' },
    ...{ attended: String(it.attended ?? ''), men: String(it.men ?? ''), women: String(it.women ?? '') },
    ...{ organizations: String(it.organizations ?? ''), conclusion: it.conclusion ?? '' },
  }),
  view: (it) => <OneView {...it} />,
  async submit({ tx, host, actor, today, found, form, words }) {
    if (!actor) return { refused: words.refused.notOpen }
    const context = { tx, host, actor, today }
    const to = link(at.one, { dialogue: found.it.id })
    if (form._do === 'enter') {
      const entered = await enterQuestion(context, found.it.id, form)
      return 'refused' in entered ? { refused: words.refused[entered.refused] } : { to }
    }
    const { _do: move, version: read, ...rest } = form
    const done = await moveDialogue(context, found.it.id, read, { move, ...rest } as DialogueInput)
    if ('done' in done) return { to }
    const field = { counts: 'attended', passed: form._do === 'replan' ? 'heldOn' : null }[done.refused as string]
    return field ? { errors: { [field]: words.refused[done.refused] } } : { refused: words.refused[done.refused] }
  },
})

function OneView(page: It) {
  const { found, words, today, language, actor } = page
  const { it, publishing } = found
  const say = words.one
  const mayEnter =
    ['planned', 'announced', 'held', 'drafted'].includes(it.state) &&
    isAllowed(POLICY.enterQuestion, actor, territoryOf(it))
  const chair = found.titles.get(it.chairPostId)
  const secretary = found.titles.get(it.secretaryPostId)
  return (
    <div class="stack">
      <div class="stack tight">
        <p class="quiet">
          <a href={at.list}>{words.title}</a> › {words.kinds[it.kind]}
        </p>
        <h1>{it.title}</h1>
        <p class="row">
          <StateOf state={it.state} language={language} />
          <span>
            <When of={it} language={language} /> · {it.place}
          </span>
        </p>
        {it.reason && <p class="notice warn">{it.reason}</p>}
      </div>
      <div class="two">
        <div class="stack">
          <Card title={say.item1}>
            <Item1 rows={found.carried} today={today} language={language} />
          </Card>
          <Card title={say.agenda}>
            <p class="keep">{it.agenda}</p>
          </Card>
          <Questions {...page} />
          {mayEnter && (
            <Card title={say.enter}>
              <Form form={page.form} part="enter" refusedText={words.formRefused}>
                <input type="hidden" name="_do" value="enter" />
                <Select
                  form={page.form}
                  name="source"
                  label={say.source}
                  options={(['held', 'drafted'].includes(it.state)
                    ? (['room', 'paper'] as const)
                    : (['paper'] as const)
                  ).map((one) => [one, words.sources[one]] as const)}
                />
                <TextArea form={page.form} name="text" label={say.text} hint={say.textHint} rows={3} maxlength={3000} />
                <div>
                  <Submit quiet>{say.enter}</Submit>
                </div>
              </Form>
            </Card>
          )}
          {it.conclusion && (
            <Card title={say.conclusion}>
              <p>{words.minutesPage.counts(it.attended ?? 0, it.men, it.women)}</p>
              <p class="keep">{it.conclusion}</p>
            </Card>
          )}
          {found.open
            .filter((move) => move !== 'hold' || today >= it.heldOn)
            .map((move) => (
              <MoveCard {...page} move={move} />
            ))}
        </div>
        <aside class="stack">
          {publishing && !it.publishedOn && (
            <Card title={say.publishBy(formatDay(publishing.dueOn))}>
              <DeadlineProof proof={publishing.proof} language={language} />
            </Card>
          )}
          {it.publishedOn && (
            <Card title={say.published(formatDay(it.publishedOn))}>
              <p class="keep">{it.sentHow}</p>
            </Card>
          )}
          <Card title={say.approvals}>
            <p>
              <span class="strong">{say.chair}:</span> {chair?.title}
              <span class="quiet under">
                {chair?.holder} · {it.chairApprovedOn ? say.approvedOn(formatDay(it.chairApprovedOn)) : say.notApproved}
              </span>
            </p>
            <p>
              <span class="strong">{say.secretary}:</span> {secretary?.title}
              <span class="quiet under">
                {secretary?.holder} ·{' '}
                {it.secretaryApprovedOn ? say.approvedOn(formatDay(it.secretaryApprovedOn)) : say.notApproved}
              </span>
            </p>
            {it.invited && (
              <p>
                <span class="strong">{say.invited}:</span> {it.invited}
              </p>
            )}
          </Card>
          {it.announcedOn && (
            <Card title={say.notice(formatDay(it.announcedOn))}>
              {it.notice ? (
                <DeadlineProof proof={it.notice} language={language} />
              ) : (
                <p class="quiet">{say.noNotice}</p>
              )}
              {found.place && !isInside(it.kind) && (
                <p>
                  <a href={link(at.shownOne, { unit: placeKey(found.place), dialogue: it.id })}>{say.publicPage}</a>
                </p>
              )}
            </Card>
          )}
          {found.publishing && (
            <p>
              <a href={link(at.print, { dialogue: it.id })}>{say.print}</a>
            </p>
          )}
          {it.announcedOn && !isInside(it.kind) && (
            <p>
              <a href={link(at.door, { dialogue: it.id })}>{say.door}</a>
            </p>
          )}
        </aside>
      </div>
    </div>
  )
}

function Questions({ found, words, today }: It) {
  const { questions, it } = found
  const unhandled = questions.filter((one) => one.outcome === null).length
  return (
    <Card title={words.one.questions(questions.length)}>
      {questions.length === 0 && <p class="quiet">{words.one.noQuestions}</p>}
      {['held', 'drafted'].includes(it.state) && <p class="strong">{words.one.unhandled(unhandled)}</p>}
      <ul class="list">
        {questions.map((one) => {
          const promise = one.commitmentId ? found.promises.get(one.commitmentId) : null
          const owner = promise && found.owners.get(promise.ownerPostId)
          return (
            <li class="stack tight">
              <p>
                <a class="strong" href={link(at.question, { dialogue: it.id, question: one.id })}>
                  {one.text.length > 160 ? `${one.text.slice(0, 158)}…` : one.text}
                </a>
              </p>
              <p class="quiet">
                {words.sources[one.source]} · {words.screenings[one.screening]}
                {one.outcome && ` · ${words.outcomes[one.outcome]}`}
                {promise && ` · ${words.minutesPage.due(owner?.title ?? '', formatDay(promise.dueOn))}`}
                {promise?.closedOn && promise.closedOn <= today && ' ✓'}
              </p>
            </li>
          )
        })}
      </ul>
    </Card>
  )
}
