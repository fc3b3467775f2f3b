import { sql } from 'kysely'
import { openingOf } from '../../organization/staffing.ts'
import { type Day, dayIn } from '../../platform/day.ts'
import { inTransaction, NOBODY, own, type Tx } from '../../platform/db.ts'
import type { Job } from '../../platform/jobs.ts'
import type { Host } from '../../platform/page.ts'
import { keepOwners } from '../commitments/index.ts'
import { carryOut } from './carry-actions.ts'
import type { Blocker } from './prepare-actions.ts'
import type { SuccessionTables } from './tables.ts'

class NotYet extends Error {
  readonly blocker: Blocker
  constructor(blocker: Blocker) {
    super(blocker.refused)
    this.blocker = blocker
  }
}

/** Each morning: changes whose day has come, each in a transaction of its own; one that cannot be made says why and is tried again. */
export async function carryOutDue(host: Host, today: Day = dayIn(host.now())): Promise<void> {
  const due = await inTransaction(host.database, NOBODY, (tx) =>
    own<SuccessionTables>(tx)
      .selectFrom('succession.change')
      .where('state', '=', 'confirmed')
      .where('takesEffectOn', '<=', today)
      .orderBy('takesEffectOn')
      .orderBy('id')
      .select(['id', 'unitId', 'confirmedBy'])
      .execute(),
  )
  for (const { id, unitId, confirmedBy } of due) {
    const standing = { unitId, postId: confirmedBy, sealId: null }
    try {
      await inTransaction(host.database, standing, async (tx) => {
        const made = await carryOut({ tx, host }, id, today)
        if ('refused' in made) throw new NotYet(made)
      })
    } catch (error) {
      if (!(error instanceof NotYet)) throw error
      await inTransaction(host.database, standing, (tx) => noteRefused(tx, id, error.blocker))
      host.log.error('change of units not made', { job: 'change-units', code: error.blocker.refused })
    }
  }
}

async function noteRefused(tx: Tx, id: number, { refused }: Blocker) {
  await sql`update succession.change set refused = ${refused} where id = ${id}`.execute(own<SuccessionTables>(tx))
}

export const keepOwnersToday = (host: Host, today: Day = dayIn(host.now())) =>
  keepOwners(host, today, async (tx, unitId) => (await openingOf(tx, unitId))?.intakePostId ?? null)

export const SUCCESSION_JOBS: readonly ((host: Host) => Job)[] = [
  (host) => ({
    name: 'change-units',
    cron: '30 5 * * *',
    run: async () => {
      await carryOutDue(host)
      await keepOwnersToday(host)
    },
  }),
]
