import {
  BoardFigures,
  CommitmentRows,
  figuresOf,
  halfYearBefore,
  publicBoard,
} from '../capabilities/commitments/index.ts'
import { fold } from '../organization/fold.ts'
import { openPlaces, type Place, placeById, placeByKey, placeKey } from '../organization/openings.ts'
import type { UnitDb } from '../organization/unit-tables.ts'
import { findUnits, unitPathNames } from '../organization/units-queries.ts'
import { actAs, own } from '../platform/db.ts'
import { emptyForm } from '../platform/form.ts'
import { anyone, link, page, type Visit } from '../platform/page.ts'
import { LinkButton, TextField } from '../ui/parts.tsx'
import { APP_WORDS } from './words.ts'

async function homeOf(visit: Visit, place: Place) {
  actAs(visit.tx, { unitId: place.unitId, postId: null, sealId: null })
  const { tx, today } = visit
  const [figures, open, kept] = await Promise.all([
    figuresOf(tx, place.unitId, halfYearBefore(today), today),
    publicBoard(tx, place.unitId, 'open', null, 4),
    publicBoard(tx, place.unitId, 'kept', null, 3),
  ])
  return { place, figures, open: open.rows, kept: kept.rows }
}

type Home = Awaited<ReturnType<typeof homeOf>>

export const unitHome = page({
  path: '/dv/:unit',
  surface: 'public',
  audit: 'home.unit',
  words: APP_WORDS,
  async load(visit) {
    const place = await placeByKey(visit.tx, visit.params.unit ?? '', visit.today)
    return place && homeOf(visit, place)
  },
  may: anyone,
  head: ({ found, words }) => ({ title: words.home, place: found.place, nav: 'home' }),
  view: (it) => <UnitHome {...it} home={it.found} />,
})

function UnitHome({ home, words, language, today }: Visit & { home: Home; words: typeof APP_WORDS.vi }) {
  const unit = placeKey(home.place)
  const to = (path: string) => link(path, { unit }, language)
  const who = home.place.addressForm
  return (
    <>
      <div class="hero">
        <div class="wrap">
          <h1>{words.question(`${who.charAt(0).toUpperCase()}${who.slice(1)}`)}</h1>
          <p class="lead">{words.lead}</p>
          <div class="doors">
            <a class="door first" href={to('/dv/:unit/gui-y-kien')}>
              <b>{words.sendTitle}</b>
              {words.sendHint}
            </a>
            <a class="door" href={link('/xem-don', {}, language)}>
              <b>{words.seeTitle}</b>
              {words.seeHint}
            </a>
            <a class="door" href={to('/dv/:unit/lich-tiep-dan')}>
              <b>{words.comeTitle}</b>
              {words.comeHint(home.place.hours)}
            </a>
          </div>
          <p class="quiet byline">
            {words.byLaw} <a href={to('/dv/:unit/khieu-nai')}>{words.complaintHow}</a> ·{' '}
            <a href={to('/dv/:unit/to-cao')}>{words.denunciationHow}</a>
          </p>
        </div>
      </div>
      <div class="wrap pad stack">
        <h2>{words.promises}</h2>
        <BoardFigures figures={home.figures} from={halfYearBefore(today)} to={today} language={language} />
        {home.open.length + home.kept.length === 0 ? (
          <div class="card stack tight">
            <p class="strong">{words.noPromises}</p>
            <p class="quiet">{words.noPromisesText}</p>
          </div>
        ) : (
          <CommitmentRows rows={[...home.open, ...home.kept]} today={today} language={language} />
        )}
        <p>
          <a href={to('/dv/:unit/cam-ket')}>{words.allOpen(home.figures.open)}</a>
        </p>
        <p class="quiet byline">
          <a href={to('/dv/:unit/kiem-tra-lai')}>{words.rechecks}</a> ·{' '}
          <a href={to('/dv/:unit/ton-dong')}>{words.backlog}</a> ·{' '}
          <a href={to('/dv/:unit/doi-thoai')}>{words.dialogues}</a> · <a href={to('/dv/:unit/lich')}>{words.agenda}</a>{' '}
          · <a href={to('/dv/:unit/viec-theo-quy-dinh')}>{words.duties}</a> ·{' '}
          <a href={to('/dv/:unit/phong-trao')}>{words.campaigns}</a> ·{' '}
          <a href={to('/dv/:unit/khieu-nai-da-giai-quyet')}>{words.settled}</a> ·{' '}
          <a href={to('/dv/:unit/kien-nghi-cu-tri')}>{words.voters}</a>
        </p>
      </div>
    </>
  )
}

async function search(visit: Visit, typed: string) {
  const db = own<Record<string, never>>(visit.tx) as unknown as UnitDb
  const found = await findUnits(db, typed, visit.today, 30)
  const rows = []
  for (const unit of found) {
    const place = await placeById(visit.tx, unit.unitId, visit.today)
    let served: Place | null = null
    if (!place)
      for (const above of (await unitPathNames(db, unit.unitId, visit.today)).slice(1))
        served ??= await placeById(visit.tx, above.unitId, visit.today)
    rows.push({ unit, place, served })
  }
  return rows
}

export const front = page({
  path: '/',
  surface: 'public',
  audit: 'home',
  words: APP_WORDS,
  async load(visit) {
    const typed = (visit.query.tim ?? '').slice(0, 80)
    const places = await openPlaces(visit.tx, visit.today, 8)
    const [only] = places
    if (only && places.length === 1 && !typed) return { home: await homeOf(visit, only), places, typed, found: [] }
    return { home: null, places, typed, found: typed ? await search(visit, typed) : [] }
  },
  may: anyone,
  head: ({ found, words }) => ({ title: words.home, place: found.home?.place, nav: 'home' }),
  view(it) {
    const { found, words, language } = it
    if (found.home) return <UnitHome {...it} home={found.home} />
    const asked = fold(found.typed)
    const split = found.found.find(
      ({ unit }) => unit.extent === 'partial' && unit.matchedOldName && fold(unit.matchedOldName).includes(asked),
    )
    return (
      <>
        <div class="hero">
          <div class="wrap stack">
            <div>
              <h1>{words.findTitle}</h1>
              <p class="lead">{words.findLead}</p>
            </div>
            <form class="row" method="get">
              <div class="grow">
                <TextField form={emptyForm({ tim: found.typed })} name="tim" label={words.findLabel} maxlength={80} />
              </div>
              <button class="ds-button" type="submit" data-variant="primary">
                {words.find}
              </button>
            </form>
          </div>
        </div>
        <div class="wrap pad stack">
          {found.typed && found.found.length === 0 && <p class="card">{words.nothingFound}</p>}
          {split?.unit.matchedOldName && <p class="notice">{words.split(split.unit.matchedOldName)}</p>}
          {found.found.length > 0 && (
            <ul class="list card plain">
              {found.found.map(({ unit, place, served }) => (
                <li class="row between">
                  <span>
                    <span class="strong">{unit.fullName}</span> <span class="quiet">{unit.code}</span>
                    <span class="quiet">
                      {unit.provinceName && unit.provinceName !== unit.fullName ? ` · ${unit.provinceName}` : ''}
                      {unit.matchedOldName ? ` · ${words.was(unit.matchedOldName)}` : ''}
                    </span>
                    {!place && (
                      <span class="quiet"> · {served ? words.notOpen : `${words.notOpen}. ${words.notServed}`}</span>
                    )}
                  </span>
                  {place && (
                    <LinkButton href={link('/dv/:unit', { unit: placeKey(place) }, language)}>
                      {words.goThere}
                    </LinkButton>
                  )}
                  {!place && served && (
                    <a href={link('/dv/:unit', { unit: placeKey(served) }, language)}>{words.servedBy(served.name)}</a>
                  )}
                </li>
              ))}
            </ul>
          )}
          {found.places.length > 0 && (
            <>
              <h2>{words.openHere}</h2>
              <div class="cells">
                {found.places.map((place) => (
                  <a class="door" href={link('/dv/:unit', { unit: placeKey(place) }, language)}>
                    <b>{place.name}</b>
                    <span class="quiet">{place.parentName}</span>
                  </a>
                ))}
              </div>
            </>
          )}
        </div>
      </>
    )
  },
})
