import { sql } from 'kysely'
import { addressOfPost } from '../../organization/officials.ts'
import { day, dayIn } from '../../platform/day.ts'
import { inTransaction, NOBODY, own } from '../../platform/db.ts'
import type { Job } from '../../platform/jobs.ts'
import type { Host } from '../../platform/page.ts'
import type { PlatformTables } from '../../platform/tables.ts'
import { recount } from './recount-jobs.ts'
import { sweep } from './sweep-jobs.ts'

/** Every working morning the sweep runs again; it also runs at start. Figures are folded each quarter of an hour. */
export const COMMITMENT_JOBS: readonly ((host: Host) => Job)[] = [
  (host) => ({ name: 'sweep', cron: '30 6 * * *', run: async () => void (await sweep(host)) }),
  (host) => ({
    name: 'fold-figures',
    cron: '*/15 * * * *',
    run: async () =>
      void (await inTransaction(host.database, NOBODY, (tx) =>
        sql`select commitments.fold_figures()`.execute(own(tx)),
      )),
  }),
  (host) => ({ name: 'recount', run: async (data) => void (await recount(host, day(String(data.fromDay)))) }),
  (host) => ({
    name: 'tell-post',
    run: (data) => tell(host, Number(data.messageId), Number(data.unitId), data.sealId ? String(data.sealId) : null),
  }),
]

/** Mails a notice to the holder of the post. A sealed one says only that there is something to see. */
async function tell(host: Host, messageId: number, unitId: number, sealId: string | null) {
  await inTransaction(host.database, { unitId, postId: null, sealId }, async (tx) => {
    const trx = own<PlatformTables>(tx)
    const message = await trx
      .selectFrom('platform.message')
      .where('id', '=', messageId)
      .where('sentAt', 'is', null)
      .selectAll()
      .executeTakeFirst()
    if (!message?.toPostId) return
    const to = await addressOfPost(tx, message.toPostId, dayIn(host.now()))
    if (to)
      await host.notify.send({
        channel: 'mail',
        to,
        title: message.title,
        body: `${message.title}\n\n${host.settings.publicUrl}/lam-viec`,
      })
    await trx.updateTable('platform.message').set({ sentAt: host.now() }).where('id', '=', messageId).execute()
  })
}
