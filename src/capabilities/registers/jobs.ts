import { sql } from 'kysely'
import { dayIn } from '../../platform/day.ts'
import { inTransaction, NOBODY, own } from '../../platform/db.ts'
import type { Job } from '../../platform/jobs.ts'
import type { Host } from '../../platform/page.ts'
import { forgetBefore } from './deadlines.ts'
import { runImport } from './import-actions.ts'
import type { RegistersTables } from './tables.ts'

export const REGISTER_JOBS: readonly ((host: Host) => Job)[] = [
  (host) => ({ name: 'import-register', run: ({ importId }) => runImport(host, Number(importId)) }),
  (host) => ({
    name: 'forget-registers',
    cron: '25 2 * * *',
    run: async () => {
      await inTransaction(host.database, NOBODY, (tx) =>
        sql`select registers.forget_imports(${forgetBefore(dayIn(host.now()))})`.execute(own<RegistersTables>(tx)),
      )
    },
  }),
]
