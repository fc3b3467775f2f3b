import { placeByKey, placeKey } from '../../../organization/openings.ts'
import { actAs } from '../../../platform/db.ts'
import { anyone, link, page } from '../../../platform/page.ts'
import { at } from '../paths.ts'
import { lineOf } from '../queries.ts'
import { en } from '../words.en.ts'
import { vi } from '../words.vi.ts'
import { ticketLabel } from '../workflow.ts'
import { clockOf } from './parts.tsx'

const REFRESH_SECONDS = 15

/** The screen in the hall: numbers only. It draws itself anew when asked to by its address, so that no reader is interrupted. */
export const line = page({
  path: at.line,
  surface: 'public',
  audit: 'reception.line',
  words: { vi, en },
  async load({ tx, params, query, today }) {
    const place = await placeByKey(tx, params.unit ?? '', today)
    if (!place) return null
    actAs(tx, { unitId: place.unitId, postId: null, sealId: null })
    return { place, isScreen: query['man-hinh'] === '1', line: await lineOf(tx, place.unitId, today) }
  },
  may: anyone,
  head: ({ found, words }) => ({
    ...{ title: words.line.title, place: found.place },
    ...(found.isScreen ? { refreshSeconds: REFRESH_SECONDS } : {}),
  }),
  view({ found, words, language, now }) {
    const called = found.line.filter((one) => one.state === 'called')
    const waiting = found.line.filter((one) => one.state === 'came')
    return (
      <div class="wrap pad stack wide">
        <h1>{words.line.title}</h1>
        {found.line.length === 0 && <p class="lead">{words.line.nobody}</p>}
        {called.length > 0 && (
          <section class="stack tight">
            <h2>{words.line.called}</h2>
            <ul class="numbers called">
              {called.map((one) => (
                <li>
                  <b>{ticketLabel(one)}</b> <span>{one.placeName}</span>
                </li>
              ))}
            </ul>
          </section>
        )}
        {waiting.length > 0 && (
          <section class="stack tight">
            <h2>{words.line.waiting}</h2>
            <ul class="numbers">
              {waiting.map((one) => (
                <li>
                  <b>{ticketLabel(one)}</b>
                </li>
              ))}
            </ul>
          </section>
        )}
        <p class="quiet">
          {words.line.order} {words.line.updated(clockOf(now))}
        </p>
        {!found.isScreen && (
          <p>
            <a href={`${link(at.line, { unit: placeKey(found.place) }, language)}?man-hinh=1`}>{words.line.screen}</a>
          </p>
        )}
      </div>
    )
  },
})
