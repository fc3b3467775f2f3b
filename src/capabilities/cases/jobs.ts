import { sql } from 'kysely'
import { inTransaction, own } from '../../platform/db.ts'
import type { Job } from '../../platform/jobs.ts'
import type { Host } from '../../platform/page.ts'
import type { CaseTables } from './tables.ts'

const SAID: Readonly<Record<string, string>> = {
  received: 'đã được nhận',
  answered: 'đã có trả lời',
  guided: 'đã có hướng dẫn',
  filed: 'đã có thông báo',
  extended: 'có thay đổi về hạn',
  reopened: 'đang được xem xét lại',
  letter: 'có lời nhắn mới',
}

/** Tells a sender who left an address: the number only, never the code, never what it is about (product.md 2). */
export const CASE_JOBS: readonly ((host: Host) => Job)[] = [
  (host) => ({
    name: 'tell-sender',
    run: async ({ submissionId, unitId, sealId, what }) => {
      const standing = { unitId: Number(unitId), postId: null, sealId: sealId ? String(sealId) : null }
      const to = await inTransaction(host.database, standing, async (tx) => {
        const trx = own<CaseTables>(tx)
        const { rows } = await sql<{
          phone: string | null
          email: string | null
        }>`select phone, email from cases.sender_address(${Number(submissionId)})`.execute(trx)
        const row = await trx
          .selectFrom('cases.submission')
          .where('id', '=', Number(submissionId))
          .select('number')
          .executeTakeFirst()
        return row ? { ...rows[0], number: row.number } : null
      })
      if (!to) return
      const title = `Đơn số ${to.number} ${SAID[String(what)] ?? 'có cập nhật'}`
      const body = `${title}.\nXem tại ${host.settings.publicUrl}/xem-don bằng số đơn và mã bí mật trên biên nhận.`
      if (to.email) await host.notify.send({ channel: 'mail', to: to.email, title, body })
      else if (to.phone) await host.notify.send({ channel: 'sms', to: to.phone, title, body })
    },
  }),
]
