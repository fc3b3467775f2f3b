import { sql } from 'kysely'
import { addressOfPost } from '../../organization/officials.ts'
import { day, dayIn } from '../../platform/day.ts'
import { inTransaction, NOBODY, own } from '../../platform/db.ts'
import type { Job } from '../../platform/jobs.ts'
import { sendMessage } from '../../platform/messages.ts'
import type { Host } from '../../platform/page.ts'
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
    run: ({ messageId }) => tell(host, Number(messageId)),
  }),
]

/** Mails a notice to the holder of the post. A sealed one says only that there is something to see. */
const tell = (host: Host, messageId: number) =>
  sendMessage(host, messageId, async (tx, { toPostId, title }) => {
    const to = toPostId && (await addressOfPost(tx, toPostId, dayIn(host.now())))
    return to ? { channel: 'mail', to, title, body: `${title}\n\n${host.settings.publicUrl}/lam-viec` } : null
  })
