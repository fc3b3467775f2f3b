import { z } from 'zod'
import { placeByKey, placeKey } from '../../../organization/openings.ts'
import { formatDay, pageKey } from '../../../platform/day.ts'
import { readForm } from '../../../platform/form.ts'
import { anyone, link, page } from '../../../platform/page.ts'
import { isAllowed } from '../../../platform/rights.ts'
import { Downloads } from '../../../ui/downloads.tsx'
import { Card, Form, Submit, TextArea, TextField } from '../../../ui/parts.tsx'
import { categoryWords } from '../naming.ts'
import { proposePublication, publish } from '../office-actions.ts'
import { at } from '../paths.ts'
import { POLICY } from '../policy.ts'
import { publicationOf, publishedCases } from '../publication-queries.ts'
import { pointsOf, submissionsOf } from '../queries.ts'
import { en } from '../words.en.ts'
import { vi } from '../words.vi.ts'
import { CATEGORIES, type Category } from '../workflow.ts'
import { foundAnswerable } from './found-case.ts'

const copyFields = z.object({
  title: z.string().trim().min(5).max(200),
  question: z.string().trim().min(10).max(5000),
  answer: z.string().trim().min(10).max(8000),
})

export const publishPage = page({
  path: at.publish,
  surface: 'workspace',
  audit: 'cases.publish',
  words: { vi, en },
  async load(visit) {
    const found = await foundAnswerable(visit)
    if (found?.it.state !== 'answered' || found.it.sealId) return null
    const { tx } = visit
    return {
      ...found,
      publication: await publicationOf(tx, found.it.id),
      points: await pointsOf(tx, found.it.id),
      submissions: await submissionsOf(tx, found.it.id),
    }
  },
  may: (actor, { it }) =>
    isAllowed(POLICY.proposePublication, actor, it.territory) || isAllowed(POLICY.publish, actor, it.territory),
  head: ({ words }) => ({ title: words.publish.title, nav: 'cases' }),
  subject: ({ it }) => it.number,
  filled: ({ found }) => ({
    title: found.publication?.title ?? found.it.title,
    question: found.publication?.question ?? found.submissions.map((one) => one.text).join('\n\n'),
    answer:
      found.publication?.answer ??
      found.points.map((point) => `${point.n}. ${point.text}\n${point.answer ?? ''}`).join('\n\n'),
  }),
  view({ found, words, form, actor }) {
    const copy = found.publication
    const decides =
      copy !== null &&
      actor !== null &&
      copy.proposedBy !== actor.postId &&
      isAllowed(POLICY.publish, actor, found.it.territory)
    return (
      <div class="stack narrow">
        <p class="quiet">
          <a href={link(at.citizenCase, { number: found.it.number })}>{found.it.title}</a>
        </p>
        <h1>{words.publish.title}</h1>
        {decides && copy ? (
          <Form form={form} part="decide" refusedText={words.formRefused}>
            <Card title={words.publish.preview}>
              <h3>{copy.title}</h3>
              <p class="keep">{copy.question}</p>
              <p class="keep">{copy.answer}</p>
            </Card>
            <div class="row">
              <button class="ds-button" type="submit" name="_do" value="yes">
                {words.publish.yes}
              </button>
              <button class="ds-button" data-variant="secondary" type="submit" name="_do" value="no">
                {words.publish.no}
              </button>
            </div>
          </Form>
        ) : (
          <Form form={form} part="propose" refusedText={words.formRefused}>
            <p class="lead">{words.publish.lead}</p>
            <TextField form={form} name="title" label={words.publish.heading} maxlength={200} />
            <TextArea form={form} name="question" label={words.publish.question} rows={6} maxlength={5000} />
            <TextArea form={form} name="answer" label={words.publish.answer} rows={8} maxlength={8000} />
            <div>
              <Submit>{words.publish.propose}</Submit>
            </div>
          </Form>
        )}
      </div>
    )
  },
  async submit({ tx, host, actor, today, found, form, words }) {
    const texts = form as Record<string, string>
    if (!actor) return { refused: words.refused.notOpen ?? '' }
    const context = { tx, host, actor, today }
    const here = link(at.citizenCase, { number: found.it.number })
    if (texts._do === 'yes' || texts._do === 'no') {
      const done = await publish(context, found.it.id, texts._do === 'yes')
      return 'refused' in done ? { refused: words.refused[done.refused] ?? '' } : { to: here }
    }
    const read = readForm(copyFields, texts)
    if ('errors' in read) return { errors: read.errors }
    const done = await proposePublication(context, found.it.id, read.data)
    return 'refused' in done ? { refused: words.refused[done.refused] ?? '' } : { to: here }
  },
})

/** What everybody may read: searchable without diacritics, by field, in pages by key. */
export const published = page({
  path: at.published,
  surface: 'public',
  audit: 'cases.published',
  words: { vi, en },
  async load({ tx, params, query, today }) {
    const place = await placeByKey(tx, params.unit ?? '', today)
    if (!place) return null
    const search = (query.tim ?? '').slice(0, 100)
    const category = CATEGORIES.find((one) => one === query.linhvuc) ?? null
    const after = pageKey(query.sau)
    return { place, search, category, ...(await publishedCases(tx, place.unitId, search, category, after)) }
  },
  may: anyone,
  head: ({ found, words }) => ({ title: words.published.title, place: found.place, nav: 'published' }),
  view({ found, words, language }) {
    const home = link(at.published, { unit: placeKey(found.place) }, language)
    return (
      <div class="wrap pad stack">
        <div>
          <h1>{words.published.title}</h1>
          <p class="lead">{words.published.lead}</p>
        </div>
        <form method="get" action={home} class="row">
          <label class="ds-sr-only" for="f-tim">
            {words.published.search}
          </label>
          <input
            class="ds-input"
            id="f-tim"
            name="tim"
            value={found.search}
            placeholder={words.published.search}
            maxlength={100}
          />
          <label class="ds-sr-only" for="f-linhvuc">
            {words.published.category}
          </label>
          <select class="ds-input" id="f-linhvuc" name="linhvuc">
            <option value="">{words.published.all}</option>
            {CATEGORIES.map((one) => (
              <option value={one} selected={one === found.category}>
                {categoryWords[language][one]}
              </option>
            ))}
          </select>
          <button class="ds-button" type="submit" data-variant="secondary">
            {words.published.find}
          </button>
        </form>
        {found.rows.length === 0 && (
          <p class="card">{found.search || found.category ? words.published.nothing : words.published.empty}</p>
        )}
        {found.rows.map((row) => (
          <article class="card">
            <h2>{row.title}</h2>
            <p class="quiet">
              {words.kinds[row.kind]} · {categoryWords[language][row.category as Category]} ·{' '}
              {row.publishedOn ? formatDay(row.publishedOn) : ''}
            </p>
            <p class="keep">{row.question}</p>
            <details>
              <summary>{words.published.answer}</summary>
              <p class="keep">{row.answer}</p>
            </details>
          </article>
        ))}
        <Downloads to={`${home}/tai`} filters={{ tim: found.search, linhvuc: found.category }} language={language} />
        {found.next && (
          <p>
            <a
              class="ds-button"
              data-variant="secondary"
              href={`${home}?sau=${found.next}${found.category ? `&linhvuc=${found.category}` : ''}`}
            >
              {words.published.more}
            </a>
          </p>
        )}
      </div>
    )
  },
})
