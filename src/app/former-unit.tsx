import type { Context } from 'hono'
import { BoardFigures, type Figures, figuresOf, halfYearBefore } from '../capabilities/commitments/index.ts'
import { formerUnit } from '../organization/changing.ts'
import { type Place, placeById, placeKey } from '../organization/openings.ts'
import { type Day, dayIn, formatDay } from '../platform/day.ts'
import { inTransaction, NOBODY } from '../platform/db.ts'
import { addressIn, languageOf } from '../platform/language.ts'
import { type Host, link } from '../platform/page.ts'
import type { Language } from '../platform/words.ts'
import { LinkButton } from '../ui/parts.tsx'
import { APP_WORDS } from './words.ts'

interface Split {
  title: string
  name: string
  endedOn: Day | null
  figures: Figures
  choices: { place: Place; to: string }[]
}

/** An address of a unit that has ended: where it leads now, or the successors to choose from when it was split. */
export async function formerUnitOf(host: Host, c: Context): Promise<{ to: string } | Split | null> {
  const [, key, rest = ''] = /^(?:\/en)?\/dv\/([\w-]{2,160})(\/[\w/-]*)?$/.exec(c.req.path) ?? []
  if (!key) return null
  const language = languageOf(c.req.path)
  const today = dayIn(host.now())
  return inTransaction(host.database, NOBODY, async (tx) => {
    const former = await formerUnit(tx, key, today)
    const choices = []
    for (const { unitId } of former?.successors ?? []) {
      const place = await placeById(tx, unitId, today)
      if (place)
        choices.push({ place, to: addressIn(language, `${link('/dv/:unit', { unit: placeKey(place) })}${rest}`) })
    }
    const [only] = choices
    // An old unit and its successor may share a code: what is not there is not there, and leads nowhere.
    if (!former || !only || only.to === c.req.path) return null
    const query = new URL(c.req.url).search
    if (former.successors.length === 1) return { to: `${only.to}${query}` }
    const { name, endedOn } = former
    const figures = await figuresOf(tx, former.unitId, halfYearBefore(today), today)
    return { title: APP_WORDS[language].unitEnded(name), name, endedOn, figures, choices }
  })
}

/** The unit was split: people know best where they live. Its figures until then stand here. */
export function WhichSuccessor({ former, language, today }: { former: Split; language: Language; today: Day }) {
  const words = APP_WORDS[language]
  return (
    <div class="wrap narrow pad stack">
      <h1>{former.title}</h1>
      <p class="lead">{words.unitEndedOn(former.name, former.endedOn ? formatDay(former.endedOn) : '')}</p>
      <ul class="list card plain">
        {former.choices.map(({ place, to }) => (
          <li class="row between">
            <span class="strong">{place.name}</span>
            <LinkButton href={to}>
              {words.goThere}
              <span class="ds-sr-only">: {place.name}</span>
            </LinkButton>
          </li>
        ))}
      </ul>
      <p>{words.unitEndedMine}</p>
      <h2>{words.unitEndedFigures(former.name)}</h2>
      <BoardFigures figures={former.figures} from={halfYearBefore(today)} to={today} language={language} />
    </div>
  )
}
