import { sql } from 'kysely'
import { dayIn } from '../../platform/day.ts'
import { inTransaction, NOBODY, own } from '../../platform/db.ts'
import { eraseBytes, eraseOrphans } from '../../platform/files.ts'
import type { Job } from '../../platform/jobs.ts'
import type { Host } from '../../platform/page.ts'
import type { PlatformTables } from '../../platform/tables.ts'
import { forgetEndedCodes } from '../cases/index.ts'
import { forgetOldDrafts } from './actions.ts'
import { SUBMIT_KEY_LIFE } from './deadlines.ts'

/** Longer than any submit lasts that may still bring the row to its bytes. */
const ORPHAN_MS = 24 * 3_600_000

/** Each night: drafts nobody touched with their files, codes that ended, form keys and held forms that have served. */
export const INTAKE_JOBS: readonly ((host: Host) => Job)[] = [
  (host) => ({
    name: 'forget',
    cron: '15 2 * * *',
    run: async () => {
      const now = host.now()
      const files = await inTransaction(host.database, NOBODY, async (tx) => {
        await forgetEndedCodes(tx, dayIn(now))
        const trx = own<PlatformTables>(tx)
        await trx
          .deleteFrom('platform.submitKey')
          .where('at', '<', sql<Date>`now() - make_interval(days => ${SUBMIT_KEY_LIFE.days})`)
          .execute()
        await trx
          .deleteFrom('platform.heldForm')
          .where('at', '<', sql<Date>`now() - make_interval(hours => ${SUBMIT_KEY_LIFE.heldHours})`)
          .execute()
        return forgetOldDrafts(tx, now)
      })
      await eraseBytes(host.filesFolder, files)
      const { left } = await eraseOrphans(host.database, host.filesFolder, new Date(now.getTime() - ORPHAN_MS))
      if (left > 0) host.log.error('the files folder is of another database', { count: left })
    },
  }),
]
