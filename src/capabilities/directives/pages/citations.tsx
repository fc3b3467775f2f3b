import { z } from 'zod'
import { formatDay } from '../../../platform/day.ts'
import type { FormState } from '../../../platform/form.ts'
import { link, page, type Seen, type Visit } from '../../../platform/page.ts'
import { isAllowed } from '../../../platform/rights.ts'
import { Empty, Status, Submit } from '../../../ui/parts.tsx'
import { acceptAll, acceptCitation, rejectCitation } from '../citation-actions.ts'
import { citationsOf, type KeptCitation, readingById } from '../citation-queries.ts'
import { at } from '../paths.ts'
import { POLICY } from '../policy.ts'
import { documentById, documentsById } from '../queries.ts'
import { en } from '../words.en.ts'
import { vi } from '../words.vi.ts'
import { MarkedText } from './marked-text.tsx'

async function load({ tx, actor, params, today }: Visit) {
  const reading = actor && (await readingById(tx, Number(params.reading)))
  if (!reading) return null
  const rows = await citationsOf(tx, reading.id)
  const targets = rows.flatMap((one) => (one.targetId ? [one.targetId] : []))
  const of = reading.documentId ? await documentById(tx, reading.documentId, today) : null
  return { reading, rows, of, documents: await documentsById(tx, targets, today) }
}

export type Found = NonNullable<Awaited<ReturnType<typeof load>>>
type It = Seen<Found, typeof vi>

const SHAPE = { proposed: 'soon', accepted: 'done', corrected: 'done', rejected: 'still' } as const

/** The text with what it cites marked; each is accepted, corrected or rejected by a person. */
export const citations = page({
  path: at.citations,
  surface: 'workspace',
  audit: 'directives.citations',
  words: { vi, en },
  load,
  may: (actor, { reading }) => isAllowed(POLICY.seeDocuments, actor, { unitId: reading.unitId }),
  head: ({ words }) => ({ title: words.citations.title, nav: 'directives' }),
  subject: ({ reading }) => String(reading.id),
  fields: z.object({
    _do: z.enum(['accept', 'reject', 'all']),
    id: z.coerce.number().int().default(0),
    version: z.coerce.number().int().default(0),
  }),
  table: async ({ found: { rows }, words: { citations: say } }) => [
    say.columns,
    ...rows.map((one) => [
      ...[one.quote, one.number ?? '', one.type ?? '', one.issuer ?? '', one.issuedOn ? formatDay(one.issuedOn) : ''],
      ...[one.title ?? '', one.relation ? (say.relations[one.relation] ?? '') : '', say.states[one.state]],
    ]),
  ],
  view(it) {
    const { found, words, actor, form } = it
    const say = words.citations
    const open = found.rows.filter((one) => one.state === 'proposed')
    const mayDecide = isAllowed(POLICY.decideCitations, actor, { unitId: found.reading.unitId })
    return (
      <div class="stack">
        <p class="quiet noprint">
          <a href={found.of ? link(at.document, { document: found.of.id }) : at.list}>
            {found.of ? `${found.of.type} ${found.of.symbol}` : words.title}
          </a>
        </p>
        <h1>{say.title}</h1>
        {form.refused && <p class="notice bad">{form.refused}</p>}
        {!found.of ? (
          <p class="card">
            {say.notYet} <a href={`${at.enter}?doc=${found.reading.id}`}>{words.enter.title}</a>
          </p>
        ) : found.rows.length === 0 ? (
          <Empty title={say.none}>{say.noneHint}</Empty>
        ) : (
          <>
            <div class="row between">
              <p class="lead">{say.lead(found.rows.length, open.length)}</p>
              {mayDecide && open.some((one) => one.flags.length === 0) && (
                <form method="post" class="noprint">
                  <input type="hidden" name="_key" value={`${form.key}-all`} />
                  <Submit name="_do" value="all">
                    {say.acceptAll}
                  </Submit>
                </form>
              )}
            </div>
            <ul class="list card plain">
              {found.rows.map((one) => (
                <OneCitation {...it} one={one} mayDecide={mayDecide} />
              ))}
            </ul>
          </>
        )}
        <h2>{say.text}</h2>
        <MarkedText text={found.reading.text} rows={found.rows} cut={say.cut} />
      </div>
    )
  },
  async submit({ tx, host, actor, today, found, form, words }) {
    if (!actor) return { refused: words.refused.notOpen }
    const context = { tx, host, actor, today }
    const done =
      form._do === 'all'
        ? await acceptAll(context, found.reading.id)
        : await (form._do === 'accept' ? acceptCitation : rejectCitation)(context, form.id, form.version)
    if ('refused' in done) return { refused: words.refused[done.refused] }
    return { to: `${link(at.citations, { reading: found.reading.id })}${form.id ? `#v${form.id}` : ''}` }
  },
})

function OneCitation({
  one,
  mayDecide,
  found,
  words,
  form,
}: It & { one: KeptCitation; mayDecide: boolean; form: FormState }) {
  const say = words.citations
  const target = one.targetId ? found.documents.get(one.targetId) : undefined
  const isAccepted = one.state === 'accepted' || one.state === 'corrected'
  return (
    <li class="stack tight" id={`v${one.id}`}>
      <p class="row">
        <Status is={SHAPE[one.state]}>{say.states[one.state]}</Status>
        <a class="strong" href={`#t${one.id}`}>
          {[one.type, one.number].filter(Boolean).join(' ') || one.quote.slice(0, 120)}
        </a>
        <span class="quiet">{say.kinds[one.kind]}</span>
      </p>
      <p>
        {[one.issuer, one.issuedOn && formatDay(one.issuedOn), one.title && `“${one.title}”`]
          .filter(Boolean)
          .join(' · ')}
      </p>
      <p class="quiet">
        {one.relation ? `${say.relation} ${say.relations[one.relation]} ${one.number ?? ''}` : say.noRelation}
        {one.inferred && ` · ${say.inferred(one.inferred)}`}
      </p>
      {one.flags.length > 0 && <p class="wrong">{one.flags.map((flag) => say.flags[flag] ?? flag).join(', ')}</p>}
      {isAccepted && (
        <p class="quiet">
          {target ? (
            <a href={link(at.document, { document: target.id })}>{say.target(target.symbol)}</a>
          ) : (
            <>
              {say.noTarget}
              {one.number && (
                <>
                  {': '}
                  <a href={`${at.enter}?so=${encodeURIComponent(one.number)}`}>
                    {say.enterIt}
                    <span class="ds-sr-only"> {one.number}</span>
                  </a>
                </>
              )}
            </>
          )}
        </p>
      )}
      {mayDecide && one.state !== 'rejected' && (
        <form method="post" class="row noprint">
          <input type="hidden" name="_key" value={`${form.key}-${one.id}`} />
          <input type="hidden" name="id" value={String(one.id)} />
          <input type="hidden" name="version" value={String(one.version)} />
          {one.state === 'proposed' && (
            <Submit name="_do" value="accept" quiet>
              {say.accept}
              <span class="ds-sr-only"> {one.number}</span>
            </Submit>
          )}
          <a href={link(at.citation, { reading: found.reading.id, citation: one.id })}>
            {say.correct}
            <span class="ds-sr-only"> {one.number}</span>
          </a>
          <button class="ds-button" type="submit" name="_do" value="reject" data-variant="tertiary">
            {say.reject}
            <span class="ds-sr-only"> {one.number}</span>
          </button>
        </form>
      )}
    </li>
  )
}
