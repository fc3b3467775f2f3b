import type { Child } from 'hono/jsx'
import { formatDay } from '../../../platform/day.ts'
import type { WordsLike } from '../../../platform/words.ts'
import { Card } from '../../../ui/parts.tsx'
import type { Measure, Result } from '../campaign-queries.ts'
import type { vi } from '../words.vi.ts'
import { figure } from './campaign-load.ts'

type Words = WordsLike<typeof vi>

/** What was counted, towards which target, and from where each figure comes. */
export function Measures({ measures, words }: { measures: readonly Measure[]; words: Words }) {
  const say = words.campaign
  if (measures.length === 0) return <p class="card">{say.noMeasures}</p>
  return (
    <div class="cells">
      {measures.map((one) => (
        <Card>
          <span class="figure">{say.total(figure(one.total), one.countedIn)}</span>
          <p class="strong">{one.name}</p>
          {one.target !== null && (
            <p>
              <meter min={0} max={one.target} value={Math.min(one.total, one.target)} aria-hidden="true" />
              <span class="under">
                {say.ofTarget(figure(one.target), one.countedIn, Math.floor((one.total / one.target) * 100))}
              </span>
            </p>
          )}
          <p class="quiet">{say.basis(one.basis)}</p>
        </Card>
      ))}
    </div>
  )
}

interface Photo {
  id: string
  ownerId: string
}

/** What came of it, with photos that say what they show. */
export function Results(it: {
  results: readonly Result[]
  photos: readonly Photo[]
  words: Words
  hrefOf: (result: Result, photo: Photo) => string
  beside?: (result: Result) => Child
}) {
  const say = it.words.campaign
  return (
    <>
      {it.results.map((one) => {
        const photos = it.photos.filter((photo) => photo.ownerId === String(one.id))
        return (
          <Card>
            <p class="quiet">{formatDay(one.onDay)}</p>
            <p class="keep">{one.text}</p>
            {photos.length > 0 && (
              <figure>
                <div class="photos">
                  {photos.map((photo, n) => (
                    <img
                      src={it.hrefOf(one, photo)}
                      alt={one.pictured ? say.photoOf(one.pictured, n + 1) : say.photo(n + 1, formatDay(one.onDay))}
                      loading="lazy"
                    />
                  ))}
                </div>
                {one.pictured && <figcaption class="quiet">{one.pictured}</figcaption>}
              </figure>
            )}
            {it.beside?.(one)}
          </Card>
        )
      })}
    </>
  )
}
