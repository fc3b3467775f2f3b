import { mayBeFocalPoint, postsOf, postTitles } from '../../../organization/officials.ts'
import { addDays, type Day, pageKey } from '../../../platform/day.ts'
import type { Seen, Visit } from '../../../platform/page.ts'
import { isAllowed } from '../../../platform/rights.ts'
import { workingCalendar } from '../../calendar/index.ts'
import { apologiesOf, apologiesToSign, BUCKETS, type Bucket, countWork, listWork } from '../queries.ts'
import { messagesOf } from '../tell.ts'
import type { vi } from '../words.vi.ts'
import { COMMITMENT_MOVES } from '../workflow.ts'

export async function loadWork(visit: Visit, whose: 'mine' | 'unit') {
  const { tx, actor, query, today } = visit
  if (!actor) return null
  const bucket: Bucket = BUCKETS.find((one) => one === query.o) ?? 'todo'
  const ownerPostId = whose === 'mine' ? actor.postId : null
  const search = (query.tim ?? '').slice(0, 100)
  const after = pageKey(query.sau)
  const isMine = whose === 'mine'
  const [{ rows, next }, counts, toSign, messages, dayOff] = await Promise.all([
    listWork(tx, { ownerPostId, unitId: actor.unitId, bucket, search, after }, today),
    countWork(tx, ownerPostId, actor.unitId, today),
    isMine ? apologiesToSign(tx, actor.postId, actor.unitId) : [],
    isMine ? messagesOf(tx, actor.postId) : [],
    nextDayOff(visit),
  ])
  const idsOf = (of: 'id' | 'ownerPostId') => rows.map((row) => row[of])
  const [theirApologies, owners] = await Promise.all([
    apologiesOf(tx, idsOf('id')),
    postTitles(tx, idsOf('ownerPostId'), today),
  ])
  const apologies = new Map(theirApologies.map((one) => [one.commitmentId, one]))
  const bulk = whose === 'unit' && isAllowed(COMMITMENT_MOVES.handOver.by, actor, { unitId: actor.unitId })
  return {
    ...{ whose, bucket, search, rows, next, counts, apologies, owners, bulk },
    posts: bulk ? (await postsOf(tx, actor.unitId, today)).filter(mayBeFocalPoint) : [],
    ...{ toSign, messages, dayOff },
  }
}

/** A day off within a week, weekends aside: said on top, for it moves due days. */
async function nextDayOff({ tx, today }: Visit): Promise<{ day: Day; reason: string } | null> {
  const calendar = await workingCalendar(tx)
  for (let ahead = 0; ahead < 7; ahead++) {
    const day = addDays(today, ahead)
    const off = calendar.covers(day) ? calendar.dayOff(day) : null
    if (off && !['Thứ Bảy', 'Chủ nhật'].includes(off.reason)) return { day, reason: off.reason }
  }
  return null
}

export type WorkFound = NonNullable<Awaited<ReturnType<typeof loadWork>>>
export type WorkIt = Seen<WorkFound, typeof vi>
