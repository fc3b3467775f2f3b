import { filesOf } from '../../../platform/files.ts'
import type { Visit } from '../../../platform/page.ts'
import { campaignById, countsOf, measuresOf, participantsOf, resultsOf } from '../campaign-queries.ts'

const COUNTS = 200

/** Everything that stands on the page of a campaign. */
export async function load({ tx, params }: Visit) {
  const it = await campaignById(tx, Number(params.campaign))
  if (!it) return null
  const [measures, participants, counts, results] = await Promise.all([
    measuresOf(tx, [it.id]),
    participantsOf(tx, [it.id]),
    countsOf(tx, it.id, COUNTS),
    resultsOf(tx, [it.id], false),
  ])
  const photos = await filesOf(
    tx,
    'campaign',
    results.map((one) => String(one.id)),
  )
  return { it, measures, participants, counts, results, photos: photos.filter((one) => one.mediaType === 'image/jpeg') }
}
export type Found = NonNullable<Awaited<ReturnType<typeof load>>>

export const figure = (n: number) => n.toLocaleString('vi-VN', { maximumFractionDigits: 2 })
