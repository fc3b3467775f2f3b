import { z } from 'zod'
import { mayBeFocalPoint, postsOf } from '../../../organization/officials.ts'
import { maybeDay, refusedAt } from '../../../platform/fields.ts'
import { link, page, type Visit } from '../../../platform/page.ts'
import { isAllowed } from '../../../platform/rights.ts'
import { Card, Choices, Form, Select, Submit, TextArea, TextField, Version } from '../../../ui/parts.tsx'
import { at } from '../paths.ts'
import { POLICY } from '../policy.ts'
import { dialogueById, territoryOf } from '../queries.ts'
import { type NoteInput, noteAnswer, screenQuestion } from '../question-actions.ts'
import { questionById } from '../question-queries.ts'
import { en } from '../words.en.ts'
import { vi } from '../words.vi.ts'
import { OUTCOMES } from '../workflow.ts'
import { version } from './fields.ts'

async function load({ tx, params, actor, today }: Visit) {
  const [of, it] = await Promise.all([
    dialogueById(tx, Number(params.dialogue)),
    questionById(tx, Number(params.question)),
  ])
  if (!of || !it || it.dialogueId !== of.id) return null
  const mayNote =
    ['held', 'drafted'].includes(of.state) &&
    it.outcome !== 'promised' &&
    isAllowed(POLICY.noteAnswer, actor, territoryOf(of))
  const mayScreen =
    !['published', 'canceled'].includes(of.state) && isAllowed(POLICY.screenQuestion, actor, territoryOf(of))
  const posts = mayNote ? (await postsOf(tx, of.unitId, today)).filter(mayBeFocalPoint) : []
  return { of, it, mayNote, mayScreen, posts }
}

const fields = z.discriminatedUnion('_do', [
  z.object({ _do: z.literal('show'), version, publicText: z.string().trim().min(10).max(3000) }),
  z.object({ _do: z.literal('keep'), version }),
  z.object({
    ...{ _do: z.literal('note'), version, outcome: z.enum(OUTCOMES), answer: z.string().trim().min(5).max(5000) },
    owner: z
      .string()
      .regex(/^\d{0,15}$/)
      .default(''),
    promisedOn: maybeDay,
    expected: z.string().trim().max(200).default(''),
  }),
])

/** One question: looked at before it is shown, and answered in the room with the words that were said. */
export const question = page({
  path: at.question,
  surface: 'workspace',
  audit: 'dialogues.question',
  words: { vi, en },
  load,
  may: (actor, { of }) => isAllowed(POLICY.seeDialogues, actor, { unitId: of.unitId }),
  head: ({ found, words }) => ({ title: words.question.title(found.it.number), nav: 'dialogues' }),
  subject: ({ it }) => it.number,
  fields,
  filled: ({ found: { it } }) => ({
    ...{ version: String(it.version), publicText: it.publicText ?? it.text, outcome: it.outcome ?? '' },
    answer: it.answer ?? '',
  }),
  view({ found, words, form }) {
    const { it, of, mayNote, mayScreen, posts } = found
    const say = words.question
    const reread = form.refused === words.refused.changed
    return (
      <div class="stack narrow">
        <p class="quiet">
          <a href={at.list}>{words.title}</a> › <a href={link(at.one, { dialogue: of.id })}>{of.title}</a>
        </p>
        <h1>{say.title(it.number)}</h1>
        <div class="card">
          <p class="keep">{it.text}</p>
          <p class="quiet">
            {words.sources[it.source]} · {words.screenings[it.screening]}
            {it.outcome && ` · ${words.outcomes[it.outcome]}`}
          </p>
        </div>
        {it.answer && !mayNote && (
          <Card title={say.said}>
            <p class="keep">{it.answer}</p>
          </Card>
        )}
        {mayNote && (
          <Card title={say.answer}>
            <Form form={form} part="note" refusedText={words.formRefused}>
              <input type="hidden" name="_do" value="note" />
              <Version form={form} now={it.version} again={reread} />
              <Choices
                form={form}
                name="outcome"
                label={say.outcome}
                options={OUTCOMES.map((value) => ({ value, text: words.outcomes[value] }))}
              />
              <TextArea form={form} name="answer" label={say.said} hint={say.saidHint} rows={4} maxlength={5000} />
              <p class="strong">{say.promise}</p>
              <Select
                form={form}
                name="owner"
                label={say.owner}
                empty={words.plan.choose}
                options={posts.map((post) => [String(post.id), `${post.title} (${post.holder})`] as const)}
              />
              <TextField form={form} name="promisedOn" label={say.promisedOn} hint={words.day} maxlength={12} />
              <TextField form={form} name="expected" label={say.expected} hint={say.expectedHint} maxlength={200} />
              <div>
                <Submit>{say.submit}</Submit>
              </div>
            </Form>
          </Card>
        )}
        {mayScreen && (
          <Card title={say.screen}>
            <p class="quiet">{say.screenLead}</p>
            <Form form={form} part="screen" refusedText={words.formRefused}>
              <Version form={form} now={it.version} again={reread} />
              <TextArea form={form} name="publicText" label={say.publicText} rows={4} maxlength={3000} />
              <p class="row">
                <Submit name="_do" value="show">
                  {say.show}
                </Submit>
                <Submit quiet name="_do" value="keep">
                  {say.keep}
                </Submit>
              </p>
            </Form>
          </Card>
        )}
      </div>
    )
  },
  async submit({ tx, host, actor, today, found, form, words }) {
    if (!actor) return { refused: words.refused.notOpen }
    const context = { tx, host, actor, today }
    const { id } = found.it
    if (form._do === 'note') {
      const { outcome, answer, owner, promisedOn, expected } = form
      let input: NoteInput
      if (outcome === 'promised') {
        if (!owner || !promisedOn || expected.length < 5) return { errors: { owner: words.question.promiseNeeded } }
        input = { outcome, answer, ownerPostId: Number(owner), promisedOn, expectedResult: expected }
      } else input = { outcome, answer }
      const done = await noteAnswer(context, id, form.version, input)
      if ('done' in done) return { to: link(at.one, { dialogue: found.of.id }) }
      return refusedAt(done.refused, words.refused, {
        postNotHeld: 'owner',
        passed: 'promisedOn',
        tooFar: 'promisedOn',
      })
    }
    const done = await screenQuestion(context, id, form.version, form._do === 'show' ? form.publicText : null)
    return 'done' in done ? { to: link(at.one, { dialogue: found.of.id }) } : { refused: words.refused[done.refused] }
  },
})
