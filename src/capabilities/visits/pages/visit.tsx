import { z } from 'zod'
import { postTitles } from '../../../organization/officials.ts'
import { formatDay } from '../../../platform/day.ts'
import type { FormState } from '../../../platform/form.ts'
import { secretCode } from '../../../platform/keys.ts'
import { type Visit as Asked, link, page, type Seen } from '../../../platform/page.ts'
import { isAllowed } from '../../../platform/rights.ts'
import { movesOpen } from '../../../platform/workflow.ts'
import { Card, Form, LinkButton, Select, Status, Submit, TextArea, TextField } from '../../../ui/parts.tsx'
import { DeadlineProof } from '../../calendar/index.ts'
import { CATEGORIES, casePaths, categoryWords, slipCookie } from '../../cases/index.ts'
import { CommitmentStatus, commitmentById } from '../../commitments/index.ts'
import { makeCase, sendRefusal, takePaper, tellOutcome } from '../actions.ts'
import { at } from '../paths.ts'
import { POLICY } from '../policy.ts'
import { papersOf, territoryOf, visitById } from '../queries.ts'
import { en } from '../words.en.ts'
import { vi } from '../words.vi.ts'
import { OUTCOMES, TOLD_WAYS, VISIT_MOVES } from '../workflow.ts'
import { STANDING } from './list.tsx'

async function load({ tx, params, today, actor }: Asked) {
  const it = await visitById(tx, Number(params.visit))
  if (!it) return null
  const [promise, papers, titles] = await Promise.all([
    it.commitmentId ? commitmentById(tx, it.commitmentId) : null,
    papersOf(tx, it.id),
    postTitles(tx, [it.receiverPostId], today),
  ])
  const open = movesOpen(VISIT_MOVES, it.state, actor, territoryOf(it))
  return { it, promise, papers, receiver: titles.get(it.receiverPostId), open }
}

type It = Seen<NonNullable<Awaited<ReturnType<typeof load>>>, typeof vi> & { form: FormState }

const version = z.coerce.number().int()
const fields = z.discriminatedUnion('_do', [
  z.object({
    _do: z.literal('tell'),
    version,
    outcome: z.enum(OUTCOMES, { error: 'choose' }),
    way: z.enum(TOLD_WAYS),
    words: z.string().trim().min(5).max(2000),
  }),
  z.object({ _do: z.literal('takePaper'), version, items: z.string().trim().min(3).max(3000) }),
  z.object({
    ...{ _do: z.literal('makeCase'), version, kind: z.enum(['feedback', 'recommendation']) },
    ...{ category: z.enum(CATEGORIES as [(typeof CATEGORIES)[number]]), text: z.string().trim().min(10).max(5000) },
  }),
  z.object({ _do: z.literal('sendRefusal'), version, documentNumber: z.string().trim().min(1).max(100) }),
])

/** One visit: what was said, what is owed, and the steps from here. Who came is behind a door of its own. */
export const visit = page({
  path: at.visit,
  surface: 'workspace',
  audit: 'visits.see',
  words: { vi, en },
  load,
  may: (actor, { it }) => isAllowed(POLICY.seeVisits, actor, territoryOf(it)),
  head: ({ words }) => ({ title: words.visit.title, nav: 'visits', private: true }),
  fields,
  filled: ({ found }) => ({
    version: String(found.it.version),
    text: found.it.content,
    way: 'letter',
    kind: 'feedback',
  }),
  view: (it) => <VisitView {...it} />,
  async submit({ tx, host, actor, today, found, form, key, words }) {
    if (!actor) return { refused: words.refused.notOpen }
    const context = { tx, host, actor, today }
    const { id } = found.it
    const to = link(at.visit, { visit: id })
    switch (form._do) {
      case 'tell': {
        const done = await tellOutcome(context, id, form.version, form)
        return 'refused' in done ? { refused: words.refused[done.refused] } : { to }
      }
      case 'takePaper': {
        const done = await takePaper(context, id, form.version, form.items)
        if ('refused' in done) return { refused: words.refused[done.refused] }
        return { to: link(at.paper, { visit: id, paper: done.paperId }) }
      }
      case 'makeCase': {
        const codeHash = host.keys.mac('code', secretCode(host.keys, key))
        const done = await makeCase(context, id, form.version, { ...form, codeHash })
        if ('refused' in done) return { refused: words.refused[done.refused] }
        return { to: link(casePaths.counterSlip, { number: done.number }), remember: { number: done.number } }
      }
      case 'sendRefusal': {
        const done = await sendRefusal(context, id, form.version, form.documentNumber)
        return 'refused' in done ? { refused: words.refused[done.refused] } : { to }
      }
    }
  },
  cookies: ({ host, remember, key }) =>
    remember.number ? [slipCookie(host, remember.number, secretCode(host.keys, key))] : [],
})

function VisitView(it: It) {
  const { found, words, today, language, actor } = it
  const { promise, receiver, papers } = found
  const mayOpen = isAllowed(POLICY.openVisitors, actor, territoryOf(found.it))
  return (
    <div class="stack">
      <div class="stack tight">
        <p class="quiet">
          <a href={at.list}>{words.list.title}</a>
        </p>
        <h1>{words.visit.heading(words.kinds[found.it.kind], formatDay(found.it.visitedOn))}</h1>
        <p class="row">
          <Status is={STANDING[found.it.state]}>{words.states[found.it.state]}</Status>
          <span class="quiet">
            {words.visit.receivedBy(receiver?.title ?? '')}
            {found.it.people > 1 ? ` · ${words.list.people(found.it.people)}` : ''}
          </span>
        </p>
      </div>
      <div class="two">
        <div class="stack">
          <Card title={words.fields.content}>
            <p class="keep">{found.it.content}</p>
            <p class="quiet">
              {[
                found.it.settledBy && `${words.fields.settledBy}: ${found.it.settledBy}`,
                found.it.competence && (found.it.competence === 'ours' ? words.fields.ours : words.fields.others),
                found.it.guidedTo && `${words.fields.guidedTo}: ${found.it.guidedTo}`,
                found.it.note,
              ]
                .filter(Boolean)
                .join(' · ')}
            </p>
            {found.it.caseNumber?.split(', ').map((number) => (
              <p>
                <a href={link(casePaths.citizenCase, { number })}>{words.visit.caseOf(number)}</a>
              </p>
            ))}
          </Card>
          {found.it.outcome && (
            <Card title={words.outcomes[found.it.outcome]}>
              <p class="keep">{found.it.outcomeWords}</p>
              <p class="quiet">
                {found.it.toldWay ? words.ways[found.it.toldWay] : ''} ·{' '}
                {formatDay(found.it.toldOn ?? found.it.visitedOn)}
              </p>
            </Card>
          )}
          {found.it.refusalGround && (
            <Card title={words.states.refused}>
              <p class="strong">{words.grounds[found.it.refusalGround]}</p>
              <p class="keep">{found.it.refusalWords}</p>
              <p>
                <a href={link(at.refusal, { visit: found.it.id })}>{words.refusal.title}</a>
              </p>
            </Card>
          )}
          {papers.length > 0 && (
            <Card title={words.papers.title}>
              {papers.map((one) => (
                <p>
                  <a href={link(at.paper, { visit: found.it.id, paper: one.id })}>
                    {words.papers.of(formatDay(one.takenOn))}
                  </a>
                </p>
              ))}
            </Card>
          )}
          <Steps {...it} />
        </div>
        <aside class="stack">
          {promise && (
            <Card title={words.visit.owed}>
              <p>
                <CommitmentStatus of={promise} today={today} language={language} />
              </p>
              <DeadlineProof proof={promise.proof} language={language} />
            </Card>
          )}
          {mayOpen && (
            <Card title={words.visitors.title}>
              <p class="quiet">{words.visitors.hint}</p>
              <p>
                <LinkButton quiet href={link(at.visitors, { visit: found.it.id })}>
                  {words.visitors.open}
                </LinkButton>
              </p>
            </Card>
          )}
        </aside>
      </div>
    </div>
  )
}

function Steps({ found, words, form, language }: It) {
  const { open, promise } = found
  const hidden = (move: string) => (
    <>
      <input type="hidden" name="_do" value={move} />
      <input type="hidden" name="version" value={String(found.it.version)} />
    </>
  )
  return (
    <>
      {open.includes('tell') && (
        <Card title={words.steps.tell}>
          <Form form={form} part="tell" refusedText={words.formRefused}>
            {hidden('tell')}
            <Select
              form={form}
              name="outcome"
              label={words.fields.outcome}
              empty={words.fields.notYet}
              options={OUTCOMES.map((one) => [one, words.outcomes[one]] as const)}
            />
            <Select
              form={form}
              name="way"
              label={words.fields.way}
              options={TOLD_WAYS.map((one) => [one, words.ways[one]] as const)}
            />
            <TextArea form={form} name="words" label={words.fields.words} rows={3} maxlength={2000} />
            <div>
              <Submit>{words.steps.tell}</Submit>
            </div>
          </Form>
        </Card>
      )}
      {open.includes('sendRefusal') && promise?.state === 'open' && (
        <Card title={words.steps.sendRefusal}>
          <Form form={form} part="sendRefusal" refusedText={words.formRefused}>
            {hidden('sendRefusal')}
            <TextField form={form} name="documentNumber" label={words.steps.documentNumber} maxlength={100} />
            <div>
              <Submit>{words.steps.sendRefusal}</Submit>
            </div>
          </Form>
        </Card>
      )}
      {open.includes('makeCase') && (
        <details class="card">
          <summary>{words.steps.makeCase}</summary>
          <p class="quiet">
            {words.steps.makeCaseHint} <a href="/lam-viec/nhap-khieu-nai">{words.steps.complaint}</a>
          </p>
          <Form form={form} part="makeCase" refusedText={words.formRefused}>
            {hidden('makeCase')}
            <Select
              form={form}
              name="kind"
              label={words.fields.kind}
              options={(['feedback', 'recommendation'] as const).map((one) => [one, words.kinds[one]] as const)}
            />
            <Select
              form={form}
              name="category"
              label={words.steps.category}
              options={CATEGORIES.map((one) => [one, categoryWords[language][one]] as const)}
            />
            <TextArea form={form} name="text" label={words.steps.text} rows={5} maxlength={5000} />
            <div>
              <Submit>{words.steps.makeCase}</Submit>
            </div>
          </Form>
        </details>
      )}
      {open.includes('takePaper') && (
        <details class="card">
          <summary>{words.steps.takePaper}</summary>
          <Form form={form} part="takePaper" refusedText={words.formRefused}>
            {hidden('takePaper')}
            <TextArea
              form={form}
              name="items"
              label={words.papers.items}
              hint={words.papers.itemsHint}
              rows={4}
              maxlength={3000}
            />
            <div>
              <Submit>{words.steps.takePaper}</Submit>
            </div>
          </Form>
        </details>
      )}
    </>
  )
}
