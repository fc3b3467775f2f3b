import { placeByKey } from '../../../organization/openings.ts'
import { formatDay } from '../../../platform/day.ts'
import { actAs } from '../../../platform/db.ts'
import { filesOf } from '../../../platform/files.ts'
import { anyone, link, page, type Visit } from '../../../platform/page.ts'
import { Card, Empty, Status } from '../../../ui/parts.tsx'
import { listCampaigns, measuresOf, participantsOf, resultsOf } from '../campaign-queries.ts'
import { at } from '../paths.ts'
import { en } from '../words.en.ts'
import { vi } from '../words.vi.ts'
import { figure } from './campaign-load.ts'

const SHOWN = 20

async function load({ tx, params, today }: Visit) {
  const place = await placeByKey(tx, params.unit ?? '', today)
  if (!place) return null
  actAs(tx, { unitId: place.unitId, postId: null, sealId: null })
  const rows = await listCampaigns(tx, place.unitId, null, SHOWN)
  const ids = rows.map((row) => row.id)
  const [measures, participants, results] = await Promise.all([
    measuresOf(tx, ids),
    participantsOf(tx, ids),
    resultsOf(tx, ids, true),
  ])
  const owners = results.map((one) => String(one.id))
  const photos = (await filesOf(tx, 'campaign', owners)).filter((one) => one.mediaType === 'image/jpeg')
  return { place, rows, measures, participants, results, photos }
}

/** What runs here, what it has done, and from where each figure is counted; photos only after somebody looked for faces. */
export const shown = page({
  path: at.shown,
  surface: 'public',
  audit: 'programs.shown',
  words: { vi, en },
  load,
  may: anyone,
  head: ({ found, words }) => ({ title: words.campaign.publicTitle, place: found.place }),
  view({ found, words, params }) {
    const say = words.campaign
    return (
      <div class="wrap pad stack">
        <h1>{say.publicTitle}</h1>
        <p class="lead">{say.publicLead}</p>
        {found.rows.length === 0 && <Empty title={say.empty}>{say.publicLead}</Empty>}
        {found.rows.map((row) => (
          <Card title={row.title}>
            <p class="row">
              <Status is={row.state === 'running' ? 'going' : 'done'}>{say.states[row.state]}</Status>
              <span class="quiet">
                {formatDay(row.from)} - {formatDay(row.until)} ·{' '}
                {say.taking(found.participants.filter((one) => one.campaignId === row.id).length)}
              </span>
            </p>
            <p class="keep">{row.purpose}</p>
            <ul class="list plain">
              {found.measures
                .filter((one) => one.campaignId === row.id)
                .map((one) => (
                  <li>
                    <span class="strong">
                      {one.name}: {say.total(figure(one.total), one.countedIn)}
                    </span>
                    <span class="quiet under">{say.basis(one.basis)}</span>
                  </li>
                ))}
            </ul>
            {found.results
              .filter((one) => one.campaignId === row.id)
              .map((one) => (
                <div>
                  <p>
                    <span class="quiet">{formatDay(one.onDay)}</span> {one.text}
                  </p>
                  <p class="photos">
                    {found.photos
                      .filter((photo) => photo.ownerId === String(one.id))
                      .map((photo, n) => (
                        <img
                          src={link(at.shownPhoto, { unit: params.unit ?? '', campaign: row.id, file: photo.id })}
                          alt={say.photo(n + 1, formatDay(one.onDay))}
                          loading="lazy"
                        />
                      ))}
                  </p>
                </div>
              ))}
            {row.closing && <p class="keep">{row.closing}</p>}
          </Card>
        ))}
      </div>
    )
  },
})
