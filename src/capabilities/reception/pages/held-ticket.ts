import { placeEver } from '../../../organization/openings.ts'
import { actAs } from '../../../platform/db.ts'
import type { Cookie, Host, Visit } from '../../../platform/page.ts'
import { sessionById, ticketById, ticketDoor, waitingBefore } from '../queries.ts'

const TICKET_COOKIE = 'phieu-hen'
const TICKET_SECONDS = 30 * 60

/** What the browser holds, encrypted: which ticket is open; the code only right after it was made. */
interface Held {
  number: string
  hash: string
  code?: string
}

export const ticketCookie = (host: Host, held: Held | null): Cookie =>
  held
    ? { name: TICKET_COOKIE, value: host.keys.seal('booking', held), path: '/', maxAgeSeconds: TICKET_SECONDS }
    : { name: TICKET_COOKIE, value: null, path: '/' }

/** The ticket open in this browser; from here on the transaction acts for its unit. */
export async function heldTicket({ host, cookie, tx, today }: Visit) {
  const held = host.keys.open<Held>('booking', cookie(TICKET_COOKIE), TICKET_SECONDS)
  const door = held && (await ticketDoor(tx, held.number, Buffer.from(held.hash, 'base64')))
  if (!held || !door) return null
  actAs(tx, { unitId: door.unitId, postId: null, sealId: null })
  const [ticket, place] = await Promise.all([ticketById(tx, door.id), placeEver(tx, door.unitId, today)])
  const session = ticket && (await sessionById(tx, ticket.sessionId))
  if (!ticket || !session || !place) return null
  const before = ticket.state === 'waiting' ? await waitingBefore(tx, ticket) : 0
  return { ticket, session, place, before, held, code: held.code ?? null }
}
