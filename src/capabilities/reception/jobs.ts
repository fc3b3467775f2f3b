import { sql } from 'kysely'
import { addDays, type Day, dayIn, formatDay } from '../../platform/day.ts'
import { inTransaction, NOBODY, own, type Tx } from '../../platform/db.ts'
import type { Job } from '../../platform/jobs.ts'
import { sendMessage, tellLater } from '../../platform/messages.ts'
import type { Host } from '../../platform/page.ts'
import { bookingMessage, setTicket } from './booking-actions.ts'
import { CONTACT_LIFE, REMIND } from './deadlines.ts'
import { at } from './paths.ts'
import { sessionById, ticketById } from './queries.ts'
import type { ReceptionTables } from './tables.ts'
import { ticketLabel } from './workflow.ts'

const PAGE = 200

/** In the afternoon: whoever booked for tomorrow and left an address is reminded, once. */
export async function remindBookings(host: Host, today: Day = dayIn(host.now())): Promise<void> {
  const on = addDays(today, REMIND.days)
  let after = 0
  for (;;) {
    const { rows } = await inTransaction(host.database, NOBODY, (tx) =>
      sql<{
        id: number
        unitId: number
      }>`select id, unit_id from reception.to_remind(${on}, ${after}, ${PAGE})`.execute(own<ReceptionTables>(tx)),
    )
    for (const { id, unitId } of rows) {
      after = id
      await inTransaction(host.database, { unitId, postId: null, sealId: null }, async (tx) => {
        await setTicket(tx, id, { remindedOn: today })
        await tellLater(host, tx, [bookingMessage(unitId, id, 'reminder')])
      })
    }
    if (rows.length < PAGE) return
  }
}

/** Each night: phones, addresses and subjects of sessions that are over, and of bookings given up. */
export async function forgetContacts(host: Pick<Host, 'database' | 'now'>): Promise<void> {
  const before = addDays(dayIn(host.now()), 1 - CONTACT_LIFE.days)
  await inTransaction(host.database, NOBODY, (tx) =>
    sql`select reception.forget_contacts(${before})`.execute(own<ReceptionTables>(tx)),
  )
}

const SAID: Readonly<Record<string, string>> = {
  reminder: 'Nhắc hẹn tiếp công dân',
  slotGiven: 'Đã có khung giờ hẹn cho bà con',
  postponed: 'Buổi tiếp công dân được dời ngày',
  sessionCanceled: 'Buổi tiếp công dân không tổ chức, mong bà con chọn buổi khác',
}

/** What the message says: number, day, hour and place as they stand now; neither the code nor what it is about. */
async function wordsFor(tx: Tx, ticketId: number, kind: string): Promise<{ title: string; body: string } | null> {
  const ticket = await ticketById(tx, ticketId)
  const of = ticket && (await sessionById(tx, ticket.sessionId))
  if (!ticket || !of || (ticket.state === 'canceled' && kind !== 'sessionCanceled')) return null
  const label = ticketLabel(ticket) ? `${ticketLabel(ticket)}, ` : ''
  const when = `${label}${ticket.startsAt ?? of.startsAt} ngày ${formatDay(of.heldOn)}, ${of.placeName}`
  return { title: `${SAID[kind] ?? 'Phiếu hẹn có thay đổi'}. Phiếu ${ticket.number}`, body: when }
}

export const RECEPTION_JOBS: readonly ((host: Host) => Job)[] = [
  (host) => ({ name: 'remind-bookings', cron: '0 15 * * *', run: () => remindBookings(host) }),
  (host) => ({ name: 'forget-contacts', cron: '50 0 * * *', run: () => forgetContacts(host) }),
  (host) => ({
    name: 'tell-booking',
    run: ({ messageId }) =>
      sendMessage(host, Number(messageId), async (tx, { subjectId, kind }) => {
        const { rows } = await sql<{ phone: string | null; email: string | null }>`
          select phone, email from reception.address_of(${subjectId})`.execute(own<ReceptionTables>(tx))
        const to = rows[0]?.email ?? rows[0]?.phone
        const words = to ? await wordsFor(tx, subjectId, kind) : null
        if (!to || !words) return null
        const body = `${words.title}.\n${words.body}.\nXem hoặc hủy tại ${host.settings.publicUrl}${at.find} bằng số phiếu và mã bí mật.`
        return { channel: rows[0]?.email ? 'mail' : 'sms', to, title: words.title, body }
      }),
  }),
]
