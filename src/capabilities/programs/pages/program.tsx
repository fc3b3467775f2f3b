import { z } from 'zod'
import { formatDay } from '../../../platform/day.ts'
import { aDay, refusedAt } from '../../../platform/fields.ts'
import type { FormState } from '../../../platform/form.ts'
import { link, page, type Seen } from '../../../platform/page.ts'
import { isAllowed } from '../../../platform/rights.ts'
import { Card, Form, LinkButton, Notice, Status, Submit, TextArea, TextField } from '../../../ui/parts.tsx'
import { CommitmentStatus } from '../../commitments/index.ts'
import { directivePaths, documentByTyped } from '../../directives/index.ts'
import { planPaths } from '../../plans/index.ts'
import { holdReview, planYear, signProgram } from '../actions.ts'
import { THEMES } from '../kinds.ts'
import { at } from '../paths.ts'
import { POLICY } from '../policy.ts'
import { territoryOf } from '../queries.ts'
import { en } from '../words.en.ts'
import { vi } from '../words.vi.ts'
import { type Found, load } from './program-load.ts'
import { SHAPE } from './programs.tsx'

type It = Seen<Found, typeof vi> & { form: FormState }

/** One program: who, what, by when; signed, planned by year, reviewed. */
export const program = page({
  path: at.program,
  surface: 'workspace',
  audit: 'programs.program',
  words: { vi, en },
  load,
  may: (actor, { it }) => isAllowed(POLICY.seePrograms, actor, { unitId: it.unitId }),
  head: ({ found }) => ({ title: found.it.title, nav: 'programs' }),
  subject: ({ it }) => String(it.id),
  fields: z.discriminatedUnion('_do', [
    z.object({
      _do: z.literal('sign'),
      ...{ version: z.coerce.number().int(), signedOn: aDay, signedAt: z.string().trim().min(2).max(200) },
      document: z.string().trim().max(120).default(''),
    }),
    z.object({
      _do: z.literal('review'),
      ...{ id: z.coerce.number().int(), heldOn: aDay, result: z.string().trim().min(10).max(5000) },
      documentNumber: z.string().trim().min(2).max(100),
    }),
    z.object({ _do: z.literal('year'), year: z.coerce.number().int() }),
  ]),
  filled: ({ today }) => ({ signedOn: formatDay(today), heldOn: formatDay(today), year: today.slice(0, 4) }),
  view: (it) => (
    <div class="stack">
      <p class="quiet noprint">
        <a href={at.programs}>{it.words.program.title}</a>
      </p>
      <Heading {...it} />
      <Contents {...it} />
      <Reviews {...it} />
      <Years {...it} />
    </div>
  ),
  async submit({ tx, host, actor, today, found, form, words }) {
    if (!actor) return { refused: words.refused.notOpen }
    const context = { tx, host, actor, today }
    const { id } = found.it
    if (form._do === 'year') {
      const done = await planYear(context, id, form.year)
      if ('planId' in done) return { to: link(planPaths.plan, { plan: done.planId }) }
      return refusedAt(done.refused, words.refused, { noYear: 'year', known: 'year' })
    }
    const document =
      form._do === 'sign' && form.document ? await documentByTyped(tx, form.document, actor.unitId, today) : null
    if (form._do === 'sign' && form.document && !document)
      return { errors: { document: words.program.documentsWrong(form.document) } }
    const done =
      form._do === 'sign'
        ? await signProgram(context, id, form.version, {
            ...{ signedOn: form.signedOn, signedAt: form.signedAt, documentId: document?.id ?? null },
          })
        : await holdReview(context, form.id, {
            ...{ heldOn: form.heldOn, result: form.result, documentNumber: form.documentNumber },
          })
    if ('done' in done) return { to: link(at.program, { program: id }) }
    return refusedAt(done.refused, words.refused, {
      ...{ future: form._do === 'sign' ? 'signedOn' : 'heldOn', reviewDays: 'signedOn' },
    })
  },
})

function Heading({ found: { it, before, titles, parties, signedAs }, words, form, actor }: It) {
  const say = words.program
  const responsible = titles.get(it.responsiblePostId)
  return (
    <div class="stack tight">
      <p>
        <Status is={SHAPE[it.state]}>{say.states[it.state]}</Status>
      </p>
      <h1>{it.title}</h1>
      <p>
        {say.span(formatDay(it.from), formatDay(it.until))} · {say.responsible}: {responsible?.title}
      </p>
      {it.signedOn && <p class="quiet">{say.signed(formatDay(it.signedOn), it.signedAt ?? '')}</p>}
      {signedAs && (
        <p>
          {say.documentIs} <a href={link(directivePaths.document, { document: signedAs.id })}>{signedAs.symbol}</a>
        </p>
      )}
      {it.state === 'drafted' && isAllowed(POLICY.draftProgram, actor, territoryOf(it)) && (
        <p class="noprint">
          <LinkButton quiet href={`${at.draft}?sua=${it.id}`}>
            {say.rewrite}
          </LinkButton>
        </p>
      )}
      {before && (
        <p class="quiet">
          <a href={link(at.program, { program: before.id })}>{say.after(before.title)}</a>
        </p>
      )}
      {before && before.until >= it.from && <Notice kind="warn">{say.overlap(before.title)}</Notice>}
      <p class="keep">{it.purposes}</p>
      <Card title={say.parties}>
        <ul class="list plain">
          {parties.map((one) => (
            <li>
              <span class="strong">{one.name}</span>
              <span class="quiet under">
                {say.signatory(one.signatory)} · {say.focal(one.focalPoint)}
              </span>
            </li>
          ))}
        </ul>
      </Card>
      {form.refused && <p class="notice bad">{form.refused}</p>}
      {it.state === 'drafted' && isAllowed(POLICY.signProgram, actor, territoryOf(it)) && (
        <Card title={say.sign}>
          <Form form={form} part="sign" refusedText={words.formRefused}>
            <input type="hidden" name="_do" value="sign" />
            <input type="hidden" name="version" value={String(it.version)} />
            <div class="cells">
              <TextField form={form} name="signedOn" label={say.signedOn} hint={words.day} maxlength={12} />
              <TextField form={form} name="signedAt" label={say.signedAt} maxlength={200} />
            </div>
            <TextField form={form} name="document" label={say.document} maxlength={120} />
            <div>
              <Submit>{say.sign}</Submit>
            </div>
          </Form>
        </Card>
      )}
    </div>
  )
}

function Contents({ found: { it, contents, documents }, words }: It) {
  const say = words.program
  return (
    <Card title={say.contents}>
      {THEMES.map((theme) => {
        const mine = contents.filter((one) => one.theme === theme)
        return (
          mine.length > 0 && (
            <section>
              <h3>{say.themes[theme]}</h3>
              <ul>
                {mine.map((one) => (
                  <li>{one.text}</li>
                ))}
              </ul>
            </section>
          )
        )
      })}
      {documents.length > 0 && (
        <p>
          {say.documents}:{' '}
          {documents.map((one, n) => (
            <>
              {n > 0 && '; '}
              <a href={link(directivePaths.document, { document: one.id })}>{one.symbol}</a>
            </>
          ))}
        </p>
      )}
      <p class="quiet">
        {say.exchange} {say.every[it.exchangeEvery]}: {it.exchangeHow}
      </p>
    </Card>
  )
}

function Reviews({ found: { it, reviews, promises }, words, form, actor, today, language }: It) {
  const say = words.program
  if (reviews.length === 0) return null
  return (
    <Card title={say.reviews}>
      {reviews.map((one) => {
        const promise = promises.find((row) => row.id === one.commitmentId)
        const mine =
          form.values.id === String(one.id)
            ? form
            : { ...form, errors: {}, refused: null, values: { heldOn: formatDay(today) } }
        return (
          <section class="stack tight">
            <h3>{say.reviewNames[one.kind]}</h3>
            <p class="row">
              {promise && <CommitmentStatus of={promise} today={today} language={language} />}
              <span>{say.due(formatDay(one.dueOn))}</span>
            </p>
            {one.heldOn && (
              <>
                <p class="keep">{one.result}</p>
                <p class="quiet">
                  {formatDay(one.heldOn)} · {one.documentNumber}
                </p>
              </>
            )}
            {!one.heldOn && it.state === 'signed' && promise && isAllowed(POLICY.review, actor, promise) && (
              <details open={mine === form || undefined} class="noprint">
                <summary>{say.hold(say.reviewNames[one.kind])}</summary>
                <Form form={mine} part={one.kind} refusedText={words.formRefused}>
                  <input type="hidden" name="_do" value="review" />
                  <input type="hidden" name="id" value={String(one.id)} />
                  <TextField form={mine} name="heldOn" label={say.heldOn} hint={words.day} maxlength={12} />
                  <TextArea form={mine} name="result" label={say.result} rows={4} maxlength={5000} />
                  <TextField form={mine} name="documentNumber" label={say.documentNumber} maxlength={100} />
                  <div>
                    <Submit>{say.keep}</Submit>
                  </div>
                </Form>
              </details>
            )}
          </section>
        )
      })}
    </Card>
  )
}

function Years({ found: { it, plans }, words, form, actor }: It) {
  const say = words.program
  if (it.state === 'drafted') return null
  return (
    <Card title={say.plans}>
      {plans.length === 0 && <p class="quiet">{say.noPlans}</p>}
      <ul class="list plain">
        {plans.map((one) => (
          <li>
            <a href={link(planPaths.plan, { plan: one.planId })}>{say.plan(one.year)}</a>
          </li>
        ))}
      </ul>
      {it.state === 'signed' && isAllowed(POLICY.planYear, actor, territoryOf(it)) && (
        <Form form={form} part="year" refusedText={words.formRefused}>
          <input type="hidden" name="_do" value="year" />
          <div class="row">
            <TextField form={form} name="year" label={say.year} inputmode="numeric" maxlength={4} />
            <Submit quiet>{say.makePlan}</Submit>
          </div>
        </Form>
      )}
    </Card>
  )
}
