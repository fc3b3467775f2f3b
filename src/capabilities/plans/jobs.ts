import { sql } from 'kysely'
import { type Day, dayIn } from '../../platform/day.ts'
import { inTransaction, NOBODY, own } from '../../platform/db.ts'
import type { Job } from '../../platform/jobs.ts'
import type { Host } from '../../platform/page.ts'
import { planById } from './queries.ts'
import type { PlanTables } from './tables.ts'
import { openDue } from './task-actions.ts'

const PAGE = 200

/** Each morning: the tasks whose period has begun. Run again it changes nothing. */
export async function openRecurring(host: Host, today: Day = dayIn(host.now())): Promise<void> {
  let after = 0
  for (;;) {
    const { rows } = await inTransaction(host.database, NOBODY, (tx) =>
      sql<{
        planId: number
        unitId: number
      }>`select * from plans.with_recurrences(${today}, ${after}, ${PAGE})`.execute(own<PlanTables>(tx)),
    )
    for (const { planId, unitId } of rows) {
      after = planId
      await inTransaction(host.database, { unitId, postId: null, sealId: null }, async (tx) => {
        const plan = await planById(tx, planId, true)
        if (plan) await openDue({ tx, host, today }, plan)
      })
    }
    if (rows.length < PAGE) return
  }
}

export const PLAN_JOBS: readonly ((host: Host) => Job)[] = [
  (host) => ({ name: 'open-recurring-tasks', cron: '20 6 * * *', run: () => openRecurring(host) }),
  (host) => ({
    name: 'fold-tree-figures',
    cron: '*/15 * * * *',
    run: async () =>
      void (await inTransaction(host.database, NOBODY, (tx) =>
        sql`select plans.fold_tree_figures()`.execute(own<PlanTables>(tx)),
      )),
  }),
]
