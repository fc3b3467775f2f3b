import { placeByKey } from '../../../organization/openings.ts'
import { actAs } from '../../../platform/db.ts'
import { anyone, page } from '../../../platform/page.ts'
import { Card, Empty } from '../../../ui/parts.tsx'
import { figuresOf, halfYearBefore } from '../../commitments/index.ts'
import { at } from '../paths.ts'
import { OUTCOMES, verifiedOf } from '../queries.ts'
import { en } from '../words.en.ts'
import { vi } from '../words.vi.ts'

const percent = (share: number) => `${Math.round(100 * share)}\u00a0%`

/** "Closed means solved": what was found on the spot beside what is reported, never one without the other. */
export const results = page({
  path: at.results,
  surface: 'public',
  audit: 'rechecks.results',
  words: { vi, en },
  async load({ tx, params, today }) {
    const place = await placeByKey(tx, params.unit ?? '', today)
    if (!place) return null
    actAs(tx, { unitId: place.unitId, postId: null, sealId: null })
    const since = halfYearBefore(today)
    const [figures, verified] = await Promise.all([
      figuresOf(tx, place.unitId, since, today),
      verifiedOf(tx, place.unitId, since),
    ])
    return { place, figures, verified }
  },
  may: anyone,
  head: ({ found, words }) => ({ title: words.results.title, place: found.place }),
  view({ found: { figures, verified }, words }) {
    const say = words.results
    const { solved, counts } = verified
    return (
      <div class="wrap narrow pad stack wide">
        <h1>{say.title}</h1>
        <p class="lead">{say.lead}</p>
        <Card title={say.reported}>
          <p class="strong">{figures.onTime + figures.late}</p>
        </Card>
        {solved ? (
          <Card title={say.verified}>
            <p class="strong">
              {say.interval(percent(solved.share), percent(solved.low), percent(solved.high), solved.n, solved.all)}
            </p>
            <dl class="clear">
              {OUTCOMES.map((outcome) => (
                <>
                  <dt>{words.outcomes[outcome]}</dt>
                  <dd>{counts[outcome]}</dd>
                </>
              ))}
            </dl>
          </Card>
        ) : (
          <Empty title={say.none}>{say.noneHint}</Empty>
        )}
      </div>
    )
  },
})
