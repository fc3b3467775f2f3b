import { placeByKey } from '../../../organization/openings.ts'
import { actAs } from '../../../platform/db.ts'
import type { Visit } from '../../../platform/page.ts'
import { dialogueById } from '../queries.ts'
import { isInside } from '../workflow.ts'

/** A dialogue everybody may read of: announced once, of this unit, not with staff alone. */
export async function shownDialogue({ tx, params, today }: Visit) {
  const place = await placeByKey(tx, params.unit ?? '', today)
  if (!place) return null
  actAs(tx, { unitId: place.unitId, postId: null, sealId: null })
  const it = await dialogueById(tx, Number(params.dialogue))
  if (!it || it.unitId !== place.unitId || isInside(it.kind) || !it.announcedOn) return null
  return { place, it }
}
