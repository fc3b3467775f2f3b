import { sql } from 'kysely'
import { type Day, dayIn } from '../../platform/day.ts'
import { inTransaction, NOBODY, own } from '../../platform/db.ts'
import type { Job } from '../../platform/jobs.ts'
import type { Host } from '../../platform/page.ts'
import { type Bearer, refreshDuties } from './actions.ts'
import type { DutyTables } from './tables.ts'

const PAGE = 200

/** Each morning: the duties of every open unit, judged by facts. Run again it changes nothing. */
export async function reviewDuties(host: Host, today: Day = dayIn(host.now())): Promise<void> {
  let after = 0
  for (;;) {
    const { rows } = await inTransaction(host.database, NOBODY, (tx) =>
      sql<Bearer>`select * from duties.bearers(${today}, ${after}, ${PAGE})`.execute(own<DutyTables>(tx)),
    )
    for (const bearer of rows) {
      after = bearer.unitId
      await inTransaction(host.database, { unitId: bearer.unitId, postId: null, sealId: null }, (tx) =>
        refreshDuties({ tx, host, today }, bearer),
      )
    }
    if (rows.length < PAGE) return
  }
}

export const DUTY_JOBS: readonly ((host: Host) => Job)[] = [
  (host) => ({ name: 'review-duties', cron: '0 7 * * *', run: () => reviewDuties(host) }),
]
