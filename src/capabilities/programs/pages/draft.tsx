import { z } from 'zod'
import { mayBeFocalPoint, postsOf } from '../../../organization/officials.ts'
import { formatDay } from '../../../platform/day.ts'
import { aDay, chosen, refusedAt } from '../../../platform/fields.ts'
import { link, page, type Visit } from '../../../platform/page.ts'
import { isAllowed } from '../../../platform/rights.ts'
import { Card, Check, Choices, Form, Select, Submit, TextArea, TextField, Version } from '../../../ui/parts.tsx'
import { documentByTyped, documentsById } from '../../directives/index.ts'
import { draftProgram, rewriteProgram } from '../actions.ts'
import { contentsIn, contentsTyped, EVERY, isWrong, partiesIn, partiesTyped } from '../kinds.ts'
import { at } from '../paths.ts'
import { POLICY } from '../policy.ts'
import { listPrograms, partsOfProgram, programById, territoryOf } from '../queries.ts'
import { en } from '../words.en.ts'
import { vi } from '../words.vi.ts'

async function load({ tx, actor, query, today }: Visit) {
  if (!actor) return null
  const id = /^\d{1,15}$/.test(query.sua ?? '') ? Number(query.sua) : null
  const of = id ? await programById(tx, id) : null
  if (id && of?.state !== 'drafted') return null
  const posts = (await postsOf(tx, actor.unitId, today)).filter(mayBeFocalPoint)
  const parts = of && (await partsOfProgram(tx, of.id))
  const documents = [...(await documentsById(tx, parts?.documentIds ?? [], today)).values()]
  const before = (await listPrograms(tx, actor.unitId, null, 200)).filter((one) => one.id !== of?.id)
  return { of, parts, posts, documents, before }
}

/** A coordination program as its signatories will read it: parties, contents, documents, days. The same page rewrites a draft. */
export const draft = page({
  path: at.draft,
  surface: 'workspace',
  audit: 'programs.draft',
  words: { vi, en },
  load,
  may: (actor, { of }) => actor !== null && isAllowed(POLICY.draftProgram, actor, of ? territoryOf(of) : actor),
  head: ({ words, found }) => ({ title: found.of ? words.program.rewrite : words.program.draft, nav: 'programs' }),
  fields: z.object({
    title: z.string().trim().min(5).max(300),
    purposes: z.string().trim().min(10).max(5000),
    ...{ from: aDay, until: aDay, interimOn: aDay, finalOn: aDay, responsible: chosen },
    ...{ parties: z.string().trim().max(20_000), contents: z.string().trim().max(100_000) },
    documents: z.string().trim().max(2000).default(''),
    exchangeEvery: z.enum(EVERY, { error: 'choose' }),
    exchangeHow: z.string().trim().min(5).max(500),
    predecessor: z.union([z.literal(''), z.coerce.number().int()]).default(''),
    clarities: z.enum(['5', '6']).default('5'),
    overlap: z.string().default(''),
    version: z.coerce.number().int().default(0),
  }),
  filled: ({ actor, found: { of, parts, documents, before }, words: { program: say } }) => {
    if (!of || !parts) return { clarities: '5', exchangeEvery: 'quarter', responsible: String(actor?.postId ?? '') }
    return {
      ...{ title: of.title, purposes: of.purposes, from: formatDay(of.from), until: formatDay(of.until) },
      ...{ interimOn: formatDay(of.interimOn), finalOn: formatDay(of.finalOn) },
      ...{ parties: partiesTyped(parts.parties), contents: contentsTyped(parts.contents, say.themes) },
      ...{ documents: documents.map((one) => one.symbol).join('; '), exchangeEvery: of.exchangeEvery },
      ...{ exchangeHow: of.exchangeHow, predecessor: String(of.predecessorId ?? ''), clarities: String(of.clarities) },
      ...{ responsible: String(of.responsiblePostId), version: String(of.version) },
      overlap: before.some((one) => one.id === of.predecessorId && one.until >= of.from) ? 'yes' : '',
    }
  },
  view({ found, words, form }) {
    const say = words.program
    return (
      <div class="stack narrow">
        <p class="quiet">
          <a href={found.of ? link(at.program, { program: found.of.id }) : at.programs}>
            {found.of?.title ?? say.title}
          </a>
        </p>
        <h1>{found.of ? say.rewrite : say.draft}</h1>
        <Card>
          <Form form={form} refusedText={words.formRefused}>
            <Version form={form} again={form.refused === words.refused.changed} now={found.of?.version ?? 0} />
            <TextField form={form} name="title" label={say.name} maxlength={300} />
            <TextArea form={form} name="purposes" label={say.purposes} rows={3} maxlength={5000} />
            <div class="cells">
              <TextField form={form} name="from" label={say.from} hint={words.day} maxlength={12} />
              <TextField form={form} name="until" label={say.until} hint={words.day} maxlength={12} />
            </div>
            <TextArea form={form} name="parties" label={say.parties} hint={say.partiesHint} rows={4} />
            <TextArea form={form} name="contents" label={say.contents} hint={say.contentsHint} rows={7} />
            <TextField form={form} name="documents" label={say.documents} hint={say.documentsHint} maxlength={2000} />
            <div class="cells">
              <Select
                form={form}
                name="exchangeEvery"
                label={say.exchange}
                options={EVERY.map((one) => [one, say.every[one]] as const)}
              />
              <TextField form={form} name="exchangeHow" label={say.exchangeHow} maxlength={500} />
            </div>
            <div class="cells">
              <TextField form={form} name="interimOn" label={say.interim} hint={words.day} maxlength={12} />
              <TextField form={form} name="finalOn" label={say.final} hint={words.day} maxlength={12} />
            </div>
            <Select
              form={form}
              name="predecessor"
              label={say.predecessor}
              empty={say.noPredecessor}
              options={found.before.map((one) => [String(one.id), one.title] as const)}
            />
            {(form.errors.overlap || form.values.overlap) && (
              <Check form={form} name="overlap" label={say.overlapYes} />
            )}
            <Select
              form={form}
              name="responsible"
              label={say.responsible}
              empty={words.choose}
              options={found.posts.map((one) => [String(one.id), `${one.title} (${one.holder})`] as const)}
            />
            <Choices
              form={form}
              name="clarities"
              label={say.clarities}
              options={['5', '6'].map((value) => ({ value, text: say.clarityNames[value] ?? value }))}
            />
            <div>
              <Submit>{say.save}</Submit>
            </div>
          </Form>
        </Card>
      </div>
    )
  },
  async submit({ tx, host, actor, today, found, form, words }) {
    if (!actor) return { refused: words.refused.notOpen }
    const say = words.program
    const [parties, contents] = [partiesIn(form.parties), contentsIn(form.contents, say.themes)]
    if (isWrong(parties)) return { errors: { parties: say.partyWrong(parties.line) } }
    if (parties.length < 2) return { errors: { parties: words.refused.twoParties } }
    if (isWrong(contents))
      return {
        errors: {
          contents: contents.theme
            ? say.themeWrong(contents.line, contents.theme, Object.values(say.themes).join(', '))
            : say.contentWrong(contents.line),
        },
      }
    if (contents.length === 0) return { errors: { contents: say.contentsNeeded } }
    const documentIds: number[] = []
    for (const typed of form.documents.split(';').map((one) => one.trim())) {
      const one = typed ? await documentByTyped(tx, typed, actor.unitId, today) : null
      if (typed && !one) return { errors: { documents: say.documentsWrong(typed) } }
      if (one && !documentIds.includes(one.id)) documentIds.push(one.id)
    }
    const { title, purposes, from, until, interimOn, finalOn, exchangeEvery, exchangeHow } = form
    const before = found.before.find((one) => one.id === form.predecessor)
    if (before && before.until >= from && form.overlap !== 'yes')
      return { errors: { overlap: say.overlap(before.title) } }
    const it = {
      ...{
        title,
        purposes,
        from,
        until,
        interimOn,
        finalOn,
        exchangeEvery,
        exchangeHow,
        parties,
        contents,
        documentIds,
      },
      ...{ clarities: form.clarities === '6' ? (6 as const) : (5 as const), predecessorId: before?.id ?? null },
      responsiblePostId: form.responsible,
    }
    const context = { tx, host, actor, today }
    const done = found.of
      ? await rewriteProgram(context, found.of.id, form.version, it)
      : await draftProgram(context, it)
    if ('id' in done) return { to: link(at.program, { program: done.id }) }
    return refusedAt(done.refused, words.refused, {
      ...{ order: 'until', reviewDays: 'interimOn', postNotHeld: 'responsible', twoParties: 'parties' },
      ...{ known: 'parties', predecessor: 'predecessor' },
    })
  },
})
