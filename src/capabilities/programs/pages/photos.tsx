import { placeByKey } from '../../../organization/openings.ts'
import { actAs } from '../../../platform/db.ts'
import { readBytes } from '../../../platform/files.ts'
import { anyone, page, type Visit } from '../../../platform/page.ts'
import { isAllowed } from '../../../platform/rights.ts'
import { campaignById, resultOfPhoto } from '../campaign-queries.ts'
import { at } from '../paths.ts'
import { POLICY } from '../policy.ts'
import { en } from '../words.en.ts'
import { vi } from '../words.vi.ts'
import { photosOf } from './campaign-load.ts'

async function photoOf({ tx, params }: Visit, isPublic: boolean) {
  const it = await campaignById(tx, Number(params.campaign))
  const result = it && (await resultOfPhoto(tx, it.id, Number(params.result), isPublic))
  if (!result) return null
  const file = (await photosOf(tx, [result])).find((one) => one.id === params.file)
  return file ? { it, file } : null
}

/** A photo for those of the unit. */
export const photo = page({
  path: at.photo,
  surface: 'workspace',
  audit: 'programs.photo',
  words: { vi, en },
  load: (visit) => photoOf(visit, false),
  may: (actor, { it }) => isAllowed(POLICY.seePrograms, actor, { unitId: it.unitId }),
  head: ({ words }) => ({ title: words.campaign.photos, nav: 'campaigns' }),
  subject: ({ it }) => String(it.id),
  view: () => '',
  file: async ({ found: { file }, host }) => ({
    ...{ name: file.name, mediaType: file.mediaType, bytes: await readBytes(host.filesFolder, file.id) },
  }),
})

/** A photo for everybody: only of a result that may be shown. */
export const shownPhoto = page({
  path: at.shownPhoto,
  surface: 'public',
  audit: 'programs.shownPhoto',
  words: { vi, en },
  async load(visit) {
    const place = await placeByKey(visit.tx, visit.params.unit ?? '', visit.today)
    if (!place) return null
    actAs(visit.tx, { unitId: place.unitId, postId: null, sealId: null })
    const found = await photoOf(visit, true)
    return found && { ...found, place }
  },
  may: anyone,
  head: ({ found, words }) => ({ title: words.campaign.photos, place: found.place }),
  view: () => '',
  file: async ({ found: { file }, host }) => ({
    ...{ name: file.name, mediaType: file.mediaType, bytes: await readBytes(host.filesFolder, file.id) },
  }),
})
