import { placeByKey, placeKey } from '../../../organization/openings.ts'
import { addMonths } from '../../../platform/day.ts'
import { anyone, link, page, type Visit } from '../../../platform/page.ts'
import type { Language } from '../../../platform/words.ts'
import { Empty } from '../../../ui/parts.tsx'
import { at } from '../paths.ts'
import { type PublicDialogue, publicDialogues } from '../queries.ts'
import { en } from '../words.en.ts'
import { vi } from '../words.vi.ts'
import { StateOf, When } from './parts.tsx'

const MONTHS_SHOWN = 24

async function load({ tx, params, today }: Visit) {
  const place = await placeByKey(tx, params.unit ?? '', today)
  if (!place) return null
  const rows = await publicDialogues(tx, place.unitId, addMonths(today, -MONTHS_SHOWN), addMonths(today, MONTHS_SHOWN))
  const isComing = (one: PublicDialogue) => one.state === 'announced' || (one.heldOn >= today && one.state === 'held')
  return { place, coming: rows.filter(isComing), past: rows.filter((one) => !isComing(one)).reverse() }
}

/** For everybody: which dialogues come, and what came of those that were. */
export const shown = page({
  path: at.shown,
  surface: 'public',
  audit: 'dialogues.shown',
  words: { vi, en },
  load,
  may: anyone,
  head: ({ found, words }) => ({ title: words.shown.title, place: found.place }),
  view({ found, words, language }) {
    const unit = placeKey(found.place)
    return (
      <div class="wrap narrow pad stack wide">
        <h1>{words.shown.title}</h1>
        <p class="lead">{words.shown.lead}</p>
        <h2>{words.shown.coming}</h2>
        {found.coming.length === 0 ? (
          <Empty title={words.shown.noComing}>{words.shown.noComingHint}</Empty>
        ) : (
          <Rows rows={found.coming} unit={unit} language={language} />
        )}
        <h2>{words.shown.past}</h2>
        {found.past.length === 0 ? (
          <p class="quiet">{words.shown.noPast}</p>
        ) : (
          <Rows rows={found.past} unit={unit} language={language} />
        )}
      </div>
    )
  },
})

const Rows = ({ rows, unit, language }: { rows: readonly PublicDialogue[]; unit: string; language: Language }) => (
  <ul class="list card plain">
    {rows.map((row) => (
      <li class="stack tight">
        <p>
          <a class="strong" href={link(at.shownOne, { unit, dialogue: row.id }, language)}>
            {row.title}
          </a>
        </p>
        <p class="row">
          <StateOf shown state={row.state} language={language} />
          <span class="quiet">
            <When of={row} language={language} /> · {row.place}
          </span>
        </p>
      </li>
    ))}
  </ul>
)
