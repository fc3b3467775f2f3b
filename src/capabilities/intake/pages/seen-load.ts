import { daysLate } from '../../../law/deadlines.ts'
import { type PostCard, postTitles } from '../../../organization/officials.ts'
import { placeById, placeEver } from '../../../organization/openings.ts'
import { actAs } from '../../../platform/db.ts'
import type { FormState } from '../../../platform/form.ts'
import type { Seen, Visit } from '../../../platform/page.ts'
import {
  caseById,
  endedCode,
  happenings,
  lettersOf,
  pointsOf,
  senderViews,
  splitsOf,
  submissionByCode,
  submissionById,
} from '../../cases/index.ts'
import { apologiesOf } from '../../commitments/index.ts'
import { againUntil, complaintByCase, lastDayOf, withdrawalsOf } from '../../complaints/index.ts'
import { lettersOf as lettersTo, letterViews } from '../../letters/index.ts'
import type { vi } from '../words.vi.ts'
import { SEEN_COOKIE, SEEN_SECONDS } from './see.tsx'

/** Number and hash of the code, as the encrypted cookie keeps them for half an hour. */
export function seenKey({ host, cookie }: Pick<Visit, 'host' | 'cookie'>): { number: string; hash: Buffer } | null {
  const kept = host.keys.open<{ number: string; hash: string }>('seen', cookie(SEEN_COOKIE), SEEN_SECONDS)
  return kept && { number: kept.number, hash: Buffer.from(kept.hash, 'base64') }
}

/** What the encrypted cookie opens: one submission and the case it belongs to. */
export async function loadSeen(visit: Visit) {
  const kept = seenKey(visit)
  // Asked again each time: the case may have moved to another unit, the code may have been changed at the counter.
  if (!kept) return { door: null }
  const { hash } = kept
  const door = await submissionByCode(visit.tx, kept.number, hash)
  if (!door) return { door: null, ended: await endedCode(visit.tx, kept.number, hash, visit.today) }
  actAs(visit.tx, { unitId: door.unitId, postId: null, sealId: door.sealId })
  const found = await caseById(visit.tx, door.caseId)
  return found ? { door, found } : { door: null }
}

export async function loadSeenPage(visit: Visit) {
  const { door, found, ended } = await loadSeen(visit)
  if (ended) return { open: null, ended: { ...ended, place: await placeEver(visit.tx, ended.unitId, visit.today) } }
  if (!door || !found) return { open: null }
  const { tx, today } = visit
  const mine = await submissionById(tx, door.submissionId)
  const place = await placeEver(tx, found.unitId, today)
  if (!mine || !place) return { open: null }
  const [points, letters, views, entries] = [
    await pointsOf(tx, found.id),
    await lettersOf(tx, found.id, mine.id),
    [...(await senderViews(tx, mine.id)), ...(await letterViews(tx, mine.id))],
    (await happenings(tx, found)).filter(
      ({ payload }) => payload?.submissionId === undefined || payload.submissionId === mine.id,
    ),
  ]
  const documents = await lettersTo(tx, mine.id)
  const splits = await splitsOf(tx, found.number)
  const apologies = (await apologiesOf(tx, [found.commitmentId])).filter((one) => one.state === 'sent')
  const ids = [
    found.commitment.ownerPostId,
    ...views.map((one) => one.postId),
    ...letters.map((one) => one.postId),
    ...entries.map((one) => one.postId),
  ]
  const posts: Map<number, PostCard> = await postTitles(tx, ids, today)
  const complaint = found.kind === 'complaint' ? await complaintOf(visit, found.id) : null
  const runs = ['open', 'waiting'].includes(found.commitment.state) && !found.commitment.heldOn
  const late = runs ? daysLate(found.commitment.dueOn, today) : 0
  return {
    open: {
      it: found,
      mine,
      place,
      points,
      letters,
      views,
      entries,
      apologies,
      documents,
      splits,
      posts,
      late,
      complaint,
    },
  }
}

/** What the law still leaves to the complainant, and where. */
async function complaintOf({ tx, today }: Visit, caseId: number) {
  const found = await complaintByCase(tx, caseId)
  if (!found) return null
  const place = await placeEver(tx, found.of.unitId, today)
  return {
    ...found,
    ...{ lastDay: await lastDayOf(tx, found.it), again: await againUntil(tx, found, today) },
    withdrawals: await withdrawalsOf(tx, caseId),
    aboveName: place?.parentName ?? null,
    above: place?.parentId ? await placeById(tx, place.parentId, today) : null,
  }
}

export type SeenFound = Awaited<ReturnType<typeof loadSeenPage>>
type OpenCase = NonNullable<SeenFound['open']>
export type SeenIt = Seen<SeenFound, typeof vi> & { form: FormState }
export type Opened = SeenIt & { open: OpenCase }
