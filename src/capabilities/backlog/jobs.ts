import { sql } from 'kysely'
import { type Day, dayIn } from '../../platform/day.ts'
import { inTransaction, NOBODY, own } from '../../platform/db.ts'
import type { Job } from '../../platform/jobs.ts'
import type { Host } from '../../platform/page.ts'
import { closeIfDone, openReview } from './actions.ts'
import type { BacklogTables } from './tables.ts'

const PAGE = 200

/** Each morning: the month's review of every unit that has none yet; open ones whose matters are all settled end. Run again it changes nothing. */
export async function reviewBacklogs(host: Host, today: Day = dayIn(host.now())): Promise<void> {
  let after = 0
  for (;;) {
    const { rows } = await inTransaction(host.database, NOBODY, (tx) =>
      sql<{ unitId: number; headPostId: number }>`
        select unit_id, head_post_id from backlog.to_open(${today}, ${after}, ${PAGE})`.execute(own<BacklogTables>(tx)),
    )
    for (const { unitId, headPostId } of rows) {
      after = unitId
      await inTransaction(host.database, { unitId, postId: null, sealId: null }, (tx) =>
        openReview({ tx, host, today }, unitId, headPostId),
      )
    }
    if (rows.length < PAGE) break
  }
  after = 0
  for (;;) {
    const { rows } = await inTransaction(host.database, NOBODY, (tx) =>
      sql<{ id: number; unitId: number }>`
        select id, unit_id from backlog.still_open(${after}, ${PAGE})`.execute(own<BacklogTables>(tx)),
    )
    for (const { id, unitId } of rows) {
      after = id
      await inTransaction(host.database, { unitId, postId: null, sealId: null }, (tx) =>
        closeIfDone(tx, id, today, null),
      )
    }
    if (rows.length < PAGE) return
  }
}

export const BACKLOG_JOBS: readonly ((host: Host) => Job)[] = [
  (host) => ({ name: 'review-backlog', cron: '50 6 * * *', run: () => reviewBacklogs(host) }),
]
