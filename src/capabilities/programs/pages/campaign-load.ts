import { mayBeFocalPoint, postsOf } from '../../../organization/officials.ts'
import type { Tx } from '../../../platform/db.ts'
import { filesOf } from '../../../platform/files.ts'
import type { Visit } from '../../../platform/page.ts'
import { listPlans, planById } from '../../plans/index.ts'
import {
  campaignById,
  countById,
  countsOf,
  type Looking,
  measuresOf,
  participantsOf,
  type Result,
  resultsOf,
} from '../campaign-queries.ts'

const COUNTS = 30
const RESULTS = 20
const PLANS = 100

const idIn = (typed: string | undefined) => (/^\d{1,15}$/.test(typed ?? '') ? Number(typed) : null)

/** Everything that stands on the page of a campaign: the latest counts and results, earlier ones after the last in sight. */
export async function load({ tx, params, query, today }: Visit) {
  const it = await campaignById(tx, Number(params.campaign))
  if (!it) return null
  const [measures, participants, counts, seen, plan, wrong] = await Promise.all([
    measuresOf(tx, [it.id]),
    participantsOf(tx, [it.id]),
    countsOf(tx, it.id, idIn(query.truoc), COUNTS + 1),
    resultsWithPhotos(tx, it.id, false, query.kq),
    it.planId ? planById(tx, it.planId) : null,
    query.sua ? countById(tx, it.id, idIn(query.sua) ?? 0) : null,
  ])
  const open = it.planId || it.state === 'ended' ? [] : await listOpenPlans(tx, it.unitId)
  const posts = it.planId ? [] : (await postsOf(tx, it.unitId, today)).filter(mayBeFocalPoint)
  return {
    ...{ it, measures, participants, ...seen, plan, open, posts, wrong: wrong?.isCorrected ? null : wrong },
    ...{ counts: counts.slice(0, COUNTS), moreCounts: counts.length > COUNTS ? counts[COUNTS - 1]?.id : undefined },
  }
}
export type Found = NonNullable<Awaited<ReturnType<typeof load>>>

async function listOpenPlans(tx: Tx, unitId: number) {
  const asked = { kind: null, search: '', before: null }
  return [
    ...(await listPlans(tx, unitId, { view: 'going', ...asked }, PLANS)),
    ...(await listPlans(tx, unitId, { view: 'drafted', ...asked }, PLANS)),
  ]
}

/** Results with their photos, page by page. */
export async function resultsWithPhotos(tx: Tx, campaignId: number, isPublic: boolean, before: string | undefined) {
  const asked: Looking = { isPublic, before: idIn(before), size: RESULTS + 1 }
  const rows = await resultsOf(tx, campaignId, asked)
  const results = rows.slice(0, RESULTS)
  return {
    ...{ results, photos: await photosOf(tx, results) },
    moreResults: rows.length > RESULTS ? results.at(-1)?.id : undefined,
  }
}

export async function photosOf(tx: Tx, results: readonly Pick<Result, 'id'>[]) {
  const files = await filesOf(
    tx,
    'campaign',
    results.map((one) => String(one.id)),
  )
  return files.filter((one) => one.mediaType === 'image/jpeg')
}

export const figure = (n: number) => n.toLocaleString('vi-VN', { maximumFractionDigits: 2 })
