import { z } from 'zod'
import { formatDay } from '../../../platform/day.ts'
import { aDay, chosen, refusedAt } from '../../../platform/fields.ts'
import { keepFiles } from '../../../platform/files.ts'
import type { FormState } from '../../../platform/form.ts'
import { link, page, type Seen } from '../../../platform/page.ts'
import { isAllowed } from '../../../platform/rights.ts'
import { everyRow, keyed, SOME_ROWS } from '../../../platform/whole-lists.ts'
import { Card, Status } from '../../../ui/parts.tsx'
import { planPaths } from '../../plans/index.ts'
import {
  addMeasure,
  addParticipant,
  choosePlan,
  endCampaign,
  enterCount,
  enterResult,
  planCampaign,
  showResult,
} from '../campaign-actions.ts'
import { countsOf, type Result } from '../campaign-queries.ts'
import { at } from '../paths.ts'
import { POLICY } from '../policy.ts'
import { en } from '../words.en.ts'
import { vi } from '../words.vi.ts'
import { CampaignForms } from './campaign-forms.tsx'
import { type Found, figure, load } from './campaign-load.ts'
import { Measures, Results } from './campaign-parts.tsx'
import { CampaignPlan } from './campaign-plan.tsx'
import { linesIn } from './fields.ts'

type It = Seen<Found, typeof vi> & { form: FormState }

const MOST = 1e12
/** As written here: points part thousands, a comma the rest; not a number where it is none. */
const numberIn = (typed: string): number => Number(typed.replace(/\./g, '').replace(',', '.').trim() || 'x')

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
  async table({ tx, found: { it, measures, participants }, words: { campaign: say } }) {
    const counts = await everyRow(async (before: number | null) =>
      keyed(await countsOf(tx, it.id, before, SOME_ROWS), (row) => row.id),
    )
    return [
      say.countColumns,
      ...counts.map((one) => {
        const measure = measures.find((row) => row.id === one.measureId)
        const who = participants.find((row) => row.id === one.participantId)
        return [
          ...[formatDay(one.onDay), who?.name ?? '', measure?.name ?? '', one.amount, measure?.countedIn ?? ''],
          ...[one.source, one.isCorrected ? say.wrong : ''],
        ]
      }),
    ]
  },
  fields: z.discriminatedUnion('_do', [
    z.object({ _do: z.literal('participant'), name: z.string().trim().min(2).max(200) }),
    z.object({
      _do: z.literal('measure'),
      ...{ measureName: z.string().trim().min(3).max(200), countedIn: z.string().trim().min(1).max(40) },
      basis: z.string().trim().min(10).max(1000),
      target: z
        .string()
        .default('')
        .transform((typed) => (typed.trim() === '' ? null : numberIn(typed)))
        .refine((n) => n === null || (n > 0 && n < MOST), { error: 'wrong' }),
    }),
    z.object({
      _do: z.literal('count'),
      ...{ measure: chosen, participant: chosen, onDay: aDay, source: z.string().trim().min(3).max(300) },
      amount: z
        .string()
        .transform(numberIn)
        .refine((n) => n >= 0 && n < MOST, { error: 'wrong' }),
      corrects: z.union([z.literal(''), z.coerce.number().int()]).default(''),
    }),
    z.object({
      _do: z.literal('result'),
      ...{ resultOn: aDay, text: z.string().trim().min(10).max(3000), mayShow: z.string().default('') },
      pictured: z.string().trim().max(300).default(''),
    }),
    z.object({ _do: z.literal('show'), result: z.coerce.number().int(), may: z.enum(['yes', 'no']) }),
    z.object({ _do: z.literal('choosePlan'), plan: chosen }),
    z.object({ _do: z.literal('makePlan'), items: linesIn(5, 2000), responsible: chosen }),
    z.object({
      _do: z.literal('end'),
      ...{ version: z.coerce.number().int(), closing: z.string().trim().min(10).max(5000) },
    }),
  ]),
  filled: ({ today, actor, found: { wrong } }) => ({
    ...{
      onDay: formatDay(wrong?.onDay ?? today),
      resultOn: formatDay(today),
      responsible: String(actor?.postId ?? ''),
    },
    ...(wrong ? { amount: figure(wrong.amount), source: wrong.source, corrects: String(wrong.id) } : {}),
  }),
  view: (it) => (
    <div class="stack">
      <p class="quiet noprint">
        <a href={at.campaigns}>{it.words.campaign.title}</a>
      </p>
      <Heading {...it} />
      <CampaignPlan {...it} />
      <h2>{it.words.campaign.measures}</h2>
      <Measures measures={it.found.measures} words={it.words} />
      <Counts {...it} />
      <AllResults {...it} />
      <CampaignForms {...it} />
    </div>
  ),
  async submit({ tx, host, actor, today, found, form, files, words }) {
    if (!actor) return { refused: words.refused.notOpen }
    const context = { tx, host, actor, today }
    const { id, unitId } = found.it
    const here = { to: link(at.campaign, { campaign: id }) }
    if (form._do === 'result') {
      if (files.length > 0 && form.pictured.length < 3) return { errors: { pictured: words.campaign.picturedMissing } }
      const made = await enterResult(context, id, {
        ...{ onDay: form.resultOn, text: form.text, mayShow: form.mayShow === 'yes' },
        pictured: files.length > 0 ? form.pictured : null,
      })
      if ('refused' in made) return refusedAt(made.refused, words.refused, { future: 'resultOn' })
      await keepFiles(tx, host.filesFolder, { kind: 'campaign', id: String(made.id), unitId, sealId: null }, files)
      return here
    }
    if (form._do === 'show') {
      const changed = await showResult(context, id, form.result, form.may === 'yes')
      return 'done' in changed ? here : { refused: words.refused[changed.refused] }
    }
    if (form._do === 'makePlan') {
      if (form.items.length === 0) return { errors: { items: words.campaign.itemsMissing } }
      const made = await planCampaign(context, id, { items: form.items, responsiblePostId: form.responsible })
      if ('planId' in made) return { to: link(planPaths.plan, { plan: made.planId }) }
      return refusedAt(made.refused, words.refused, { postNotHeld: 'responsible' })
    }
    const done =
      form._do === 'participant'
        ? await addParticipant(context, id, form.name)
        : form._do === 'measure'
          ? await addMeasure(context, id, {
              ...{ name: form.measureName, countedIn: form.countedIn, basis: form.basis, target: form.target },
            })
          : form._do === 'count'
            ? await enterCount(context, id, {
                ...{ measureId: form.measure, participantId: form.participant, onDay: form.onDay, amount: form.amount },
                ...{ source: form.source, correctsId: form.corrects || null },
              })
            : form._do === 'choosePlan'
              ? await choosePlan(context, id, form.plan)
              : await endCampaign(context, id, form.version, form.closing)
    if ('done' in done) return here
    const known = form._do === 'participant' ? 'name' : form._do === 'measure' ? 'measureName' : 'amount'
    return refusedAt(done.refused, words.refused, { known, planTaken: 'plan', future: 'onDay' })
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

function Counts({ found: { it, measures, counts, participants, moreCounts }, words, query, actor }: It) {
  const say = words.campaign
  const nameOf = new Map(participants.map((one) => [one.id, one.name]))
  const here = link(at.campaign, { campaign: it.id })
  const mayCorrect = it.state === 'running' && isAllowed(POLICY.enterCount, actor, it)
  if (counts.length === 0) return null
  return (
    <details open={Boolean(query.truoc) || undefined}>
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
                <td data-is={say.countColumns[0]}>{formatDay(one.onDay)}</td>
                <td data-is={say.countColumns[1]}>{nameOf.get(one.participantId)}</td>
                <td data-is={say.countColumns[2]}>{measure?.name}</td>
                <td data-is={say.countColumns[3]}>
                  {one.isCorrected ? <s>{figure(one.amount)}</s> : figure(one.amount)}
                  {one.isCorrected && <span class="quiet"> {say.wrong}</span>}
                </td>
                <td data-is={say.countColumns[4]}>{measure?.countedIn}</td>
                <td data-is={say.countColumns[5]}>
                  {one.source}
                  {mayCorrect && !one.isCorrected && (
                    <a class="under noprint" href={`${here}?sua=${one.id}#f-amount`}>
                      {say.correct}
                      <span class="ds-sr-only">: {figure(one.amount)}</span>
                    </a>
                  )}
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
      {moreCounts && <a href={`${here}?truoc=${moreCounts}`}>{words.more}</a>}
    </details>
  )
}

function AllResults({ found: { it, results, photos, moreResults }, words, form, actor }: It) {
  const say = words.campaign
  const mayShow = isAllowed(POLICY.showResult, actor, it)
  if (results.length === 0) return null
  const showing = (one: Result) => (
    <div class="row noprint">
      <span class="quiet">{one.mayShow ? say.outside : say.inside}</span>
      {mayShow && (
        <form method="post">
          <input type="hidden" name="_key" value={`${form.key}-show${one.id}-${one.mayShow}`} />
          <input type="hidden" name="_do" value="show" />
          <input type="hidden" name="result" value={String(one.id)} />
          <button class="ds-button" type="submit" name="may" value={one.mayShow ? 'no' : 'yes'} data-variant="tertiary">
            {one.mayShow ? say.hide : say.show}
            <span class="ds-sr-only">: {one.text.slice(0, 60)}</span>
          </button>
        </form>
      )}
    </div>
  )
  return (
    <>
      <h2>{say.results}</h2>
      <Results
        results={results}
        photos={photos}
        words={words}
        beside={showing}
        hrefOf={(result, file) => link(at.photo, { campaign: it.id, result: result.id, file: file.id })}
      />
      {moreResults && <a href={`${link(at.campaign, { campaign: it.id })}?kq=${moreResults}`}>{words.more}</a>}
    </>
  )
}
