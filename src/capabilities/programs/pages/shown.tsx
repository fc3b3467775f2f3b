import { type Place, placeByKey } from '../../../organization/openings.ts'
import { formatDay } from '../../../platform/day.ts'
import { actAs, type Tx } from '../../../platform/db.ts'
import { anyone, link, page, type Visit } from '../../../platform/page.ts'
import type { WordsLike } from '../../../platform/words.ts'
import { Card, Empty, Status } from '../../../ui/parts.tsx'
import { planById } from '../../plans/index.ts'
import { type Campaign, campaignById, listCampaigns, measuresOf, participantsOf } from '../campaign-queries.ts'
import { at } from '../paths.ts'
import { en } from '../words.en.ts'
import { vi } from '../words.vi.ts'
import { figure, resultsWithPhotos } from './campaign-load.ts'
import { Measures, Results } from './campaign-parts.tsx'

const SHOWN = 20

async function placeOf({ tx, params, today }: Visit): Promise<Place | null> {
  const place = await placeByKey(tx, params.unit ?? '', today)
  if (place) actAs(tx, { unitId: place.unitId, postId: null, sealId: null })
  return place
}

/** What runs here and how far it has come; each has its own page. */
export const shown = page({
  path: at.shown,
  surface: 'public',
  audit: 'programs.shown',
  words: { vi, en },
  async load(visit) {
    const place = await placeOf(visit)
    if (!place) return null
    const { tx, query } = visit
    const before = /^\d{1,15}$/.test(query.truoc ?? '') ? Number(query.truoc) : null
    const found = await listCampaigns(tx, place.unitId, before, SHOWN + 1)
    const rows = found.slice(0, SHOWN)
    const measures = await measuresOf(
      tx,
      rows.map((row) => row.id),
    )
    return { place, rows, measures, next: found.length > SHOWN ? rows.at(-1)?.id : undefined }
  },
  may: anyone,
  head: ({ found, words }) => ({ title: words.campaign.publicTitle, place: found.place }),
  view({ found, words, params }) {
    const say = words.campaign
    const unit = params.unit ?? ''
    return (
      <div class="wrap pad stack">
        <h1>{say.publicTitle}</h1>
        <p class="lead">{say.publicLead}</p>
        {found.rows.length === 0 && <Empty title={say.empty}>{say.publicLead}</Empty>}
        {found.rows.map((row) => (
          <Card title={<a href={link(at.shownOne, { unit, campaign: row.id })}>{row.title}</a>}>
            <State of={row} words={words} />
            <p class="keep">{row.purpose}</p>
            <ul class="list plain">
              {found.measures
                .filter((one) => one.campaignId === row.id)
                .map((one) => (
                  <li>
                    <span class="strong">
                      {one.name}: {say.total(figure(one.total), one.countedIn)}
                    </span>
                  </li>
                ))}
            </ul>
          </Card>
        ))}
        {found.next && <a href={`${link(at.shown, { unit })}?truoc=${found.next}`}>{words.more}</a>}
      </div>
    )
  },
})

async function planOf(tx: Tx, { planId }: Campaign) {
  const plan = planId ? await planById(tx, planId) : null
  return plan?.adoptedOn ? plan : null
}

/** One campaign for everybody: plan, who takes part, each figure with its basis, results with photos somebody looked at. */
export const shownOne = page({
  path: at.shownOne,
  surface: 'public',
  audit: 'programs.shownOne',
  words: { vi, en },
  async load(visit) {
    const { tx, params, query } = visit
    const place = await placeOf(visit)
    const it = place && (await campaignById(tx, Number(params.campaign)))
    if (!it) return null
    const [measures, participants, seen, plan] = await Promise.all([
      measuresOf(tx, [it.id]),
      participantsOf(tx, [it.id]),
      resultsWithPhotos(tx, it.id, true, query.kq),
      planOf(tx, it),
    ])
    return { place, it, measures, participants, plan, ...seen }
  },
  may: anyone,
  head: ({ found }) => ({ title: found.it.title, place: found.place }),
  view({ found, words, params }) {
    const { it, measures, participants, plan, results, photos, moreResults } = found
    const say = words.campaign
    const unit = params.unit ?? ''
    const here = link(at.shownOne, { unit, campaign: it.id })
    return (
      <div class="wrap pad stack">
        <p class="quiet noprint">
          <a href={link(at.shown, { unit })}>{say.publicTitle}</a>
        </p>
        <h1>{it.title}</h1>
        <State of={it} words={words} />
        <p class="keep">{it.purpose}</p>
        {plan && (
          <p>
            {say.plan}: <span class="strong">{plan.title}</span>
            <span class="quiet under">{say.planProgress(plan.doneCount, plan.taskCount)}</span>
          </p>
        )}
        {participants.length > 0 && (
          <Card title={say.taking(participants.length)}>
            <p>{participants.map((one) => one.name).join(' · ')}</p>
          </Card>
        )}
        <h2>{say.measures}</h2>
        <Measures measures={measures} words={words} />
        {results.length > 0 && <h2>{say.results}</h2>}
        <Results
          results={results}
          photos={photos}
          words={words}
          hrefOf={(result, file) => link(at.shownPhoto, { unit, campaign: it.id, result: result.id, file: file.id })}
        />
        {moreResults && <a href={`${here}?kq=${moreResults}`}>{words.more}</a>}
        {it.closing && (
          <Card title={say.closing}>
            <p class="keep">{it.closing}</p>
          </Card>
        )}
      </div>
    )
  },
})

function State({ of, words: { campaign: say } }: { of: Campaign; words: WordsLike<typeof vi> }) {
  return (
    <p class="row">
      <Status is={of.state === 'running' ? 'going' : 'done'}>{say.states[of.state]}</Status>
      <span class="quiet">
        {formatDay(of.from)} - {formatDay(of.until)}
      </span>
    </p>
  )
}
