import { sql } from 'kysely'
import { addressOfPost } from '../../organization/officials.ts'
import { day, dayIn } from '../../platform/day.ts'
import { inTransaction, NOBODY, own } from '../../platform/db.ts'
import type { Job } from '../../platform/jobs.ts'
import { sendMessage } from '../../platform/messages.ts'
import type { Host } from '../../platform/page.ts'
import { SEALED_TITLE } from './actions.ts'
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

/** What a mail says: a case's title may be the sender's own first sentence, and mail leaves the house. */
const MAILED: Readonly<Record<string, string>> = {
  assigned: 'Có việc mới được giao',
  arrived: 'Có đơn chuyển đến',
  before: 'Có việc sắp đến hạn',
  due: 'Có việc đến hạn hôm nay',
  late: 'Có việc đã quá hạn',
  apology: 'Có thư xin lỗi chờ ký',
  escalated: 'Có việc quá hạn của đơn vị cấp dưới',
  dueMoved: 'Có việc được đổi ngày hạn',
  letter: 'Người gửi có lời nhắn mới',
  reopenAsked: 'Người gửi xin xem lại',
  recheck: 'Kiểm tra lại: có việc chưa giải quyết xong',
}

/** Mails a notice to the holder of the post. A sealed one says only that there is something to see. */
const tell = (host: Host, messageId: number) =>
  sendMessage(host, messageId, async (tx, { toPostId, kind, title: kept }) => {
    const to = toPostId && (await addressOfPost(tx, toPostId, dayIn(host.now())))
    const title = kept === SEALED_TITLE ? kept : (MAILED[kind] ?? 'Có tin mới trong Việc của tôi')
    return to ? { channel: 'mail', to, title, body: `${title}\n\n${host.settings.publicUrl}/lam-viec` } : null
  })
