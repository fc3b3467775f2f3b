import { z } from 'zod'
import { formatDay } from '../../../platform/day.ts'
import { keepFiles } from '../../../platform/files.ts'
import type { FormState } from '../../../platform/form.ts'
import { link, page, type Seen } from '../../../platform/page.ts'
import { isAllowed } from '../../../platform/rights.ts'
import { Card, Status } from '../../../ui/parts.tsx'
import { addMeasure, addParticipant, endCampaign, enterCount, enterResult, showResult } from '../campaign-actions.ts'
import { at } from '../paths.ts'
import { POLICY } from '../policy.ts'
import { en } from '../words.en.ts'
import { vi } from '../words.vi.ts'
import { CampaignForms } from './campaign-forms.tsx'
import { type Found, figure, load } from './campaign-load.ts'
import { aDay, chosen, refusedAt } from './fields.ts'

type It = Seen<Found, typeof vi> & { form: FormState }

/** One campaign: who takes part, what is counted on which basis, what came of it. */
export const campaign = page({
  path: at.campaign,
  surface: 'workspace',
  audit: 'programs.campaign',
  words: { vi, en },
  load,
  may: (actor, { it }) => isAllowed(POLICY.seePrograms, actor, { unitId: it.unitId }),
  head: ({ found }) => ({ title: found.it.title, nav: 'campaigns' }),
  subject: ({ it }) => String(it.id),
  takesFiles: true,
  table: async ({ found: { counts, measures, participants }, words: { campaign: say } }) => [
    say.countColumns,
    ...counts.map((one) => {
      const measure = measures.find((row) => row.id === one.measureId)
      const who = participants.find((row) => row.id === one.participantId)
      return [
        ...[
          formatDay(one.onDay),
          who?.name ?? '',
          measure?.name ?? '',
          one.amount,
          measure?.countedIn ?? '',
          one.source,
        ],
        one.isCorrected ? say.wrong : '',
      ]
    }),
  ],
  fields: z.discriminatedUnion('_do', [
    z.object({ _do: z.literal('participant'), name: z.string().trim().min(2).max(200) }),
    z.object({
      _do: z.literal('measure'),
      ...{ measureName: z.string().trim().min(3).max(200), countedIn: z.string().trim().min(1).max(40) },
      basis: z.string().trim().min(10).max(1000),
    }),
    z.object({
      _do: z.literal('count'),
      ...{ measure: chosen, participant: chosen, onDay: aDay, source: z.string().trim().min(3).max(300) },
      amount: z
        .string()
        .transform((typed) => Number(typed.replace(/\./g, '').replace(',', '.').trim() || 'x'))
        .refine((n) => Number.isFinite(n) && n >= 0 && n < 1e12, { error: 'wrong' }),
      corrects: z.union([z.literal(''), z.coerce.number().int()]).default(''),
    }),
    z.object({
      _do: z.literal('result'),
      ...{ resultOn: aDay, text: z.string().trim().min(10).max(3000), mayShow: z.string().default('') },
    }),
    z.object({ _do: z.literal('show'), result: z.coerce.number().int(), may: z.enum(['yes', 'no']) }),
    z.object({
      _do: z.literal('end'),
      ...{ version: z.coerce.number().int(), closing: z.string().trim().min(10).max(5000) },
    }),
  ]),
  filled: ({ today }) => ({ onDay: formatDay(today), resultOn: formatDay(today) }),
  view: (it) => (
    <div class="stack">
      <p class="quiet noprint">
        <a href={at.campaigns}>{it.words.campaign.title}</a>
      </p>
      <Heading {...it} />
      <Measures {...it} />
      <Results {...it} />
      <CampaignForms {...it} />
    </div>
  ),
  async submit({ tx, host, actor, today, found, form, files, words }) {
    if (!actor) return { refused: words.refused.notOpen }
    const context = { tx, host, actor, today }
    const { id, unitId } = found.it
    const here = { to: link(at.campaign, { campaign: id }) }
    if (form._do === 'result') {
      const made = await enterResult(context, id, {
        ...{ onDay: form.resultOn, text: form.text, mayShow: form.mayShow === 'yes' },
      })
      if ('refused' in made) return refusedAt(made.refused, words.refused, { future: 'resultOn' })
      await keepFiles(tx, host.filesFolder, { kind: 'campaign', id: String(made.id), unitId, sealId: null }, files)
      return here
    }
    if (form._do === 'show') {
      const changed = await showResult(context, id, form.result, form.may === 'yes')
      return 'done' in changed ? here : { refused: words.refused[changed.refused] }
    }
    const done =
      form._do === 'participant'
        ? await addParticipant(context, id, form.name)
        : form._do === 'measure'
          ? await addMeasure(context, id, { name: form.measureName, countedIn: form.countedIn, basis: form.basis })
          : form._do === 'count'
            ? await enterCount(context, id, {
                ...{ measureId: form.measure, participantId: form.participant, onDay: form.onDay, amount: form.amount },
                ...{ source: form.source, correctsId: form.corrects || null },
              })
            : await endCampaign(context, id, form.version, form.closing)
    if ('done' in done) return here
    const known = { participant: 'name', measure: 'measureName', count: 'corrects', end: 'closing' }[form._do]
    return refusedAt(done.refused, words.refused, { known, future: 'onDay' })
  },
})

function Heading({ found: { it, participants }, words }: It) {
  const say = words.campaign
  return (
    <div class="stack tight">
      <p>
        <Status is={it.state === 'running' ? 'going' : 'done'}>{say.states[it.state]}</Status>
      </p>
      <h1>{it.title}</h1>
      <p class="quiet">
        {formatDay(it.from)} - {formatDay(it.until)} · {say.taking(participants.length)}
      </p>
      <p class="keep">{it.purpose}</p>
      {participants.length > 0 && <p>{participants.map((one) => one.name).join(' · ')}</p>}
      {it.closing && (
        <Card title={say.closing}>
          <p class="keep">{it.closing}</p>
        </Card>
      )}
    </div>
  )
}

function Measures({ found: { measures, counts, participants }, words }: It) {
  const say = words.campaign
  const nameOf = new Map(participants.map((one) => [one.id, one.name]))
  return (
    <>
      <h2>{say.measures}</h2>
      {measures.length === 0 && <p class="card">{say.noMeasures}</p>}
      <div class="cells">
        {measures.map((one) => (
          <Card>
            <span class="figure">{say.total(figure(one.total), one.countedIn)}</span>
            <p class="strong">{one.name}</p>
            <p class="quiet">{say.basis(one.basis)}</p>
          </Card>
        ))}
      </div>
      {counts.length > 0 && (
        <details>
          <summary>{say.counts}</summary>
          <table class="grid fold">
            <thead>
              <tr>
                {say.countColumns.slice(0, 6).map((column) => (
                  <th scope="col">{column}</th>
                ))}
              </tr>
            </thead>
            <tbody>
              {counts.map((one) => {
                const measure = measures.find((row) => row.id === one.measureId)
                return (
                  <tr>
                    <td>{formatDay(one.onDay)}</td>
                    <td>{nameOf.get(one.participantId)}</td>
                    <td>{measure?.name}</td>
                    <td>
                      {one.isCorrected ? <s>{figure(one.amount)}</s> : figure(one.amount)}
                      {one.isCorrected && <span class="quiet"> {say.wrong}</span>}
                    </td>
                    <td>{measure?.countedIn}</td>
                    <td>{one.source}</td>
                  </tr>
                )
              })}
            </tbody>
          </table>
        </details>
      )}
    </>
  )
}

function Results({ found: { it, results, photos }, words, form, actor }: It) {
  const say = words.campaign
  const mayShow = isAllowed(POLICY.showResult, actor, it)
  if (results.length === 0) return null
  return (
    <>
      <h2>{say.results}</h2>
      {results.map((one) => (
        <Card>
          <p class="quiet">
            {formatDay(one.onDay)}
            {!one.mayShow && ` · ${say.inside}`}
          </p>
          <p class="keep">{one.text}</p>
          <p class="photos">
            {photos
              .filter((photo) => photo.ownerId === String(one.id))
              .map((photo, n) => (
                <img
                  src={link(at.photo, { campaign: it.id, file: photo.id })}
                  alt={say.photo(n + 1, formatDay(one.onDay))}
                  loading="lazy"
                />
              ))}
          </p>
          {mayShow && (
            <form method="post" class="noprint">
              <input type="hidden" name="_key" value={`${form.key}-show${one.id}-${one.mayShow}`} />
              <input type="hidden" name="_do" value="show" />
              <input type="hidden" name="result" value={String(one.id)} />
              <button
                class="ds-button"
                type="submit"
                name="may"
                value={one.mayShow ? 'no' : 'yes'}
                data-variant="tertiary"
              >
                {one.mayShow ? say.hide : say.show}
                <span class="ds-sr-only">: {one.text.slice(0, 60)}</span>
              </button>
            </form>
          )}
        </Card>
      ))}
    </>
  )
}
