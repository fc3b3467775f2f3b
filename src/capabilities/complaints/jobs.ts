import { sql } from 'kysely'
import type { Day } from '../../platform/day.ts'
import { dayIn } from '../../platform/day.ts'
import { inTransaction, NOBODY, own, type Tx } from '../../platform/db.ts'
import type { Job } from '../../platform/jobs.ts'
import type { Host } from '../../platform/page.ts'
import { remember } from '../cases/index.ts'
import { complaintByCase } from './queries.ts'
import { effectWithdrawal } from './side-actions.ts'
import type { ComplaintTables } from './tables.ts'

const PAGE = 200

/** Each morning: decisions whose days have run take effect, withdrawals nobody took back count. Run again it changes nothing. */
export async function advance(host: Host, today: Day = dayIn(host.now())): Promise<void> {
  for (;;) {
    const due = await inTransaction(host.database, NOBODY, async (tx) => {
      const { rows } = await sql<{ caseId: number; unitId: number }>`
        select case_id, unit_id from complaints.due_for_effect(${today}, ${PAGE})`.execute(own<ComplaintTables>(tx))
      return rows
    })
    for (const { caseId, unitId } of due)
      await inTransaction(host.database, { unitId, postId: null, sealId: null }, (tx) => takeEffect(host, tx, caseId))
    if (due.length < PAGE) break
  }
  for (;;) {
    const due = await inTransaction(host.database, NOBODY, async (tx) => {
      const { rows } = await sql<{ id: number; caseId: number; unitId: number }>`
        select id, case_id, unit_id from complaints.due_withdrawals(${today}, ${PAGE})`.execute(
        own<ComplaintTables>(tx),
      )
      return rows
    })
    for (const { id, caseId, unitId } of due)
      await inTransaction(host.database, { unitId, postId: null, sealId: null }, (tx) =>
        effectWithdrawal({ tx, host, today }, id, caseId),
      )
    if (due.length < PAGE) break
  }
}

async function takeEffect(host: Host, tx: Tx, caseId: number) {
  const found = await complaintByCase(tx, caseId, true)
  if (found?.it.state !== 'decided') return
  await own<ComplaintTables>(tx)
    .updateTable('complaints.complaint')
    .set({ state: 'effective', version: found.it.version + 1 })
    .where('caseId', '=', caseId)
    .execute()
  remember({ tx, host }, found.of, 'takeEffect', null, { on: found.it.effectiveOn })
}

export const COMPLAINT_JOBS: readonly ((host: Host) => Job)[] = [
  (host) => ({ name: 'advance-complaints', cron: '20 6 * * *', run: () => advance(host) }),
]
