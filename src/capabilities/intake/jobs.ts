import { sql } from 'kysely'
import { dayIn } from '../../platform/day.ts'
import { inTransaction, NOBODY, own } from '../../platform/db.ts'
import type { Job } from '../../platform/jobs.ts'
import type { Host } from '../../platform/page.ts'
import type { PlatformTables } from '../../platform/tables.ts'
import { forgetEndedCodes } from '../cases/index.ts'
import { forgetOldDrafts } from './actions.ts'
import { SUBMIT_KEY_LIFE } from './deadlines.ts'

/** Each night: drafts nobody touched, codes that ended, form keys and held forms that have served. */
export const INTAKE_JOBS: readonly ((host: Host) => Job)[] = [
  (host) => ({
    name: 'forget',
    cron: '15 2 * * *',
    run: async () => {
      await inTransaction(host.database, NOBODY, async (tx) => {
        await forgetOldDrafts(tx)
        await forgetEndedCodes(tx, dayIn(host.now()))
        const trx = own<PlatformTables>(tx)
        await trx
          .deleteFrom('platform.submitKey')
          .where('at', '<', sql<Date>`now() - make_interval(days => ${SUBMIT_KEY_LIFE.days})`)
          .execute()
        await trx
          .deleteFrom('platform.heldForm')
          .where('at', '<', sql<Date>`now() - make_interval(hours => ${SUBMIT_KEY_LIFE.heldHours})`)
          .execute()
      })
    },
  }),
]
