import { sql } from 'kysely'
import { type Day, dayIn } from '../../platform/day.ts'
import { inTransaction, NOBODY, own } from '../../platform/db.ts'
import { record } from '../../platform/history.ts'
import type { Job } from '../../platform/jobs.ts'
import type { Host } from '../../platform/page.ts'
import { NOTICE } from './deadlines.ts'
import { subjectOf } from './retention-actions.ts'
import type { PrivacyTables } from './tables.ts'

const AT_ONCE = 200

type Night = Pick<Host, 'database' | 'now'>

/** First the list, then what its notice has run out for. Stopped in the middle, the next night goes on; run twice, it does nothing twice. */
export async function expirePersonal(host: Night): Promise<{ proposed: number; erased: number }> {
  const today = dayIn(host.now())
  let proposed = 0
  for (let made = AT_ONCE; made === AT_ONCE; proposed += made) made = await propose(host, today)
  let erased = 0
  for (let done = AT_ONCE; done === AT_ONCE; erased += done) {
    done = 0
    for (const { id, unitId } of await dueNow(host, today)) if (await expire(host, id, unitId, today)) done++
  }
  return { proposed, erased }
}

const propose = ({ database }: Night, today: Day) =>
  inTransaction(database, NOBODY, async (tx) => {
    const { rows } = await sql<{
      n: number
    }>`select privacy.propose(${today}, ${NOTICE.days}, ${AT_ONCE}) as n`.execute(own<PrivacyTables>(tx))
    return rows[0]?.n ?? 0
  })

const dueNow = ({ database }: Night, today: Day) =>
  inTransaction(database, NOBODY, async (tx) => {
    const { rows } = await sql<{ id: number; unitId: number }>`
      select id, unit_id from privacy.due(${today}, ${AT_ONCE})`.execute(own<PrivacyTables>(tx))
    return rows
  })

/** One matter, one transaction: what was personal, its key, and the line in the history that says so. */
const expire = (host: Night, id: number, unitId: number, today: Day): Promise<boolean> =>
  inTransaction(host.database, { unitId, postId: null, sealId: null }, async (tx) => {
    const trx = own<PrivacyTables>(tx)
    const { rows } = await sql<{ done: boolean }>`select privacy.expire(${id}, ${today}) as done`.execute(trx)
    if (!rows[0]?.done) return false
    const it = await trx
      .selectFrom('privacy.expiry as e')
      .innerJoin('privacy.retentionRule as r', 'r.id', 'e.ruleId')
      .where('e.id', '=', id)
      .select(['e.kind', 'e.subjectId', 'e.commitmentId', 'r.months', 'r.documentNumber'])
      .executeTakeFirstOrThrow()
    const payload = { kept: it.kind, months: it.months, document: it.documentNumber }
    record(tx, {
      ...{ subject: subjectOf(it), unitId, sealId: null, kind: 'dataExpired', postId: null, payload },
      happenedAt: host.now(),
    })
    return true
  })

export const PRIVACY_JOBS: readonly ((host: Host) => Job)[] = [
  (host) => ({ name: 'expire-data', cron: '40 2 * * *', run: async () => void (await expirePersonal(host)) }),
]
