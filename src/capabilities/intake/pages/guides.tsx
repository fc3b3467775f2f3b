import { openPlaces, type Place, placeById, placeByKey, placeKey } from '../../../organization/openings.ts'
import { anyone, link, page, type Seen } from '../../../platform/page.ts'
import { Card, LinkButton } from '../../../ui/parts.tsx'
import { at } from '../paths.ts'
import { en } from '../words.en.ts'
import { vi } from '../words.vi.ts'

type Which = 'complaint' | 'denunciation'
interface Found {
  place: Place | null
  above: Place | null
  places: Place[]
}

/** How and where to hand in what must be signed. No draft, no form, nothing telling kept by the browser. */
const guide = (which: Which, path: string) =>
  page({
    path,
    surface: 'public',
    audit: `intake.${which}`,
    words: { vi, en },
    async load({ tx, params, today }): Promise<Found | null> {
      if (!params.unit) return { place: null, above: null, places: await openPlaces(tx, today, 50) }
      const place = await placeByKey(tx, params.unit, today)
      return place && { place, above: place.parentId ? await placeById(tx, place.parentId, today) : null, places: [] }
    },
    may: anyone,
    head: ({ found, words }) => ({
      title: words.guides[which],
      place: found.place ?? undefined,
      quickExit: which === 'denunciation',
      private: which === 'denunciation',
    }),
    view: (it) => <Guide {...it} which={which} />,
  })

function Guide({ found, words, language, which }: Seen<Found, typeof vi> & { which: Which }) {
  const say = words.guides
  const how = which === 'complaint' ? say.complaintHow : say.denunciationHow
  const path = which === 'complaint' ? at.complaint : at.denunciation
  return (
    <div class="wrap narrow pad stack wide">
      <div class="stack tight">
        <h1>{say[which]}</h1>
        <p class="lead">{which === 'complaint' ? say.complaintLead : say.denunciationLead}</p>
      </div>
      {which === 'complaint' && found.place && (
        <p>
          <LinkButton href={link(at.writeComplaint, { unit: placeKey(found.place) }, language)}>
            {say.writeComplaint}
          </LinkButton>
        </p>
      )}
      <Card title={say.how}>
        <ol>
          {how.map((step) => (
            <li>{step}</li>
          ))}
        </ol>
        <p class="law">{which === 'complaint' ? say.complaintLaw : say.denunciationWho}</p>
      </Card>
      {found.place && <Where title={say.here} place={found.place} words={words} />}
      {found.above && <Where title={say.above} place={found.above} words={words} />}
      {found.place?.legalAid && (
        <Card title={say.legalAid}>
          <p>{found.place.legalAid}</p>
        </Card>
      )}
      {!found.place && (
        <Card title={say.choose}>
          <ul>
            {found.places.map((place) => (
              <li>
                <a href={link(path, { unit: placeKey(place) }, language)}>{place.name}</a>
              </li>
            ))}
          </ul>
        </Card>
      )}
      <p>
        <a href={link('/tinh-han', {}, language)}>{say.calculator}</a>
      </p>
    </div>
  )
}

function Where({ title, place, words }: { title: string; place: Place; words: Seen<Found, typeof vi>['words'] }) {
  return (
    <Card title={title}>
      <p class="strong">{place.name}</p>
      <dl class="clear">
        <dt>{words.guides.address}</dt>
        <dd>{place.address}</dd>
        <dt>{words.guides.hours}</dt>
        <dd>{place.hours}</dd>
        <dt>{words.guides.phone}</dt>
        <dd>
          <a href={`tel:${place.phone.replace(/[^+\d]/g, '')}`}>{place.phone}</a>
        </dd>
      </dl>
    </Card>
  )
}

export const complaintGuide = guide('complaint', at.complaint)
export const denunciationGuide = guide('denunciation', at.denunciation)
export const complaintAnywhere = guide('complaint', at.complaintAnywhere)
export const denunciationAnywhere = guide('denunciation', at.denunciationAnywhere)
