import { postTitles } from '../../../organization/officials.ts'
import { placeEver } from '../../../organization/openings.ts'
import { formatDay } from '../../../platform/day.ts'
import { type Visit as Asked, page } from '../../../platform/page.ts'
import { isAllowed } from '../../../platform/rights.ts'
import { at } from '../paths.ts'
import { POLICY } from '../policy.ts'
import { papersOf, territoryOf, visitById } from '../queries.ts'
import { en } from '../words.en.ts'
import { vi } from '../words.vi.ts'

async function found({ tx, params, today }: Asked) {
  const it = await visitById(tx, Number(params.visit))
  if (!it) return null
  const [place, titles] = await Promise.all([
    placeEver(tx, it.unitId, today),
    postTitles(tx, [it.receiverPostId], today),
  ])
  return { it, place, receiver: titles.get(it.receiverPostId) }
}

/** The receipt for papers, form 02/TCD, two copies to print. Whose they are is written in by hand: no name leaves the register. */
export const paper = page({
  path: at.paper,
  surface: 'workspace',
  audit: 'visits.paper',
  words: { vi, en },
  async load(visit) {
    const of = await found(visit)
    const one = of && (await papersOf(visit.tx, of.it.id)).find(({ id }) => id === Number(visit.params.paper))
    return of && one ? { ...of, one } : null
  },
  may: (actor, { it }) => isAllowed(POLICY.enterVisit, actor, territoryOf(it)),
  head: ({ words }) => ({ title: words.papers.title, nav: 'visits' }),
  view: ({ found: { one, place, receiver }, words }) => (
    <div class="stack narrow">
      <p class="quiet">{words.papers.form}</p>
      <p class="strong">{place?.name}</p>
      <h1>{words.papers.title}</h1>
      <p>{words.papers.on(formatDay(one.takenOn))}</p>
      <p>{words.papers.from}</p>
      <p class="strong">{words.papers.items}</p>
      <p class="keep card">{one.items}</p>
      <p>{words.papers.copies}</p>
      <div class="cells">
        <p>{words.papers.giver}</p>
        <p>
          {words.papers.taker}
          <br />
          {receiver?.title}
        </p>
      </div>
      <p class="quiet noprint">{words.print}</p>
    </div>
  ),
})

/** The notice of refusal, form 01/TCD, with its ground; the name is written in by hand. */
export const refusal = page({
  path: at.refusal,
  surface: 'workspace',
  audit: 'visits.refusal',
  words: { vi, en },
  async load(visit) {
    const of = await found(visit)
    return of?.it.refusalGround ? of : null
  },
  may: (actor, { it }) => isAllowed(POLICY.enterVisit, actor, territoryOf(it)),
  head: ({ words }) => ({ title: words.refusal.title, nav: 'visits' }),
  view: ({ found: { it, place, receiver }, words }) => (
    <div class="stack narrow">
      <p class="quiet">{words.refusal.form}</p>
      <p class="strong">{place?.name}</p>
      <h1>{words.refusal.title}</h1>
      <p>{words.refusal.dear}</p>
      <p>{words.refusal.on(formatDay(it.visitedOn))}</p>
      <p class="strong">{it.refusalGround && words.grounds[it.refusalGround]}</p>
      <p class="keep card">{it.refusalWords}</p>
      <p>{words.refusal.right}</p>
      <p>{receiver?.title}</p>
      <p class="quiet noprint">{words.print}</p>
    </div>
  ),
})
