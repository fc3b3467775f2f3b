import { sql } from 'kysely'
import { own } from '../../platform/db.ts'
import type { Job } from '../../platform/jobs.ts'
import { sendMessage } from '../../platform/messages.ts'
import type { Host } from '../../platform/page.ts'
import type { CaseTables } from './tables.ts'

const SAID: Readonly<Record<string, string>> = {
  received: 'đã được nhận',
  answered: 'đã có trả lời',
  guided: 'đã có hướng dẫn',
  filed: 'đã có thông báo',
  split: 'được tách thành nhiều đơn',
  extended: 'có thay đổi về hạn',
  reopened: 'đang được xem xét lại',
  reopenDeclined: 'có trả lời về đề nghị xem lại',
  letter: 'có lời nhắn mới',
  letterReleased: 'có văn bản mới',
  signed: 'đã được ghi nhận chữ ký',
  refused: 'đã có thông báo',
  accepted: 'đã được thụ lý',
  suspended: 'có quyết định mới',
  resumed: 'có quyết định mới',
  discontinued: 'có quyết định mới',
  dialogueCalled: 'có giấy mời đối thoại',
  decided: 'đã có quyết định giải quyết',
  served: 'đã có quyết định giải quyết',
}

/** Tells a sender who left an address: the number only, never the code, never what it is about (product.md 2). */
export const CASE_JOBS: readonly ((host: Host) => Job)[] = [
  (host) => ({
    name: 'tell-sender',
    run: ({ messageId }) =>
      sendMessage(host, Number(messageId), async (tx, { subjectId, kind }) => {
        const trx = own<CaseTables>(tx)
        const { rows } = await sql<{
          phone: string | null
          email: string | null
        }>`select phone, email from cases.sender_address(${subjectId})`.execute(trx)
        const to = rows[0]?.email ?? rows[0]?.phone
        const row = await trx
          .selectFrom('cases.submission')
          .where('id', '=', subjectId)
          .select('number')
          .executeTakeFirst()
        if (!row || !to) return null
        const title = `Đơn số ${row.number} ${SAID[kind] ?? 'có cập nhật'}`
        const body = `${title}.\nXem tại ${host.settings.publicUrl}/xem-don bằng số đơn và mã bí mật trên biên nhận.`
        return { channel: rows[0]?.email ? 'mail' : 'sms', to, title, body }
      }),
  }),
]
