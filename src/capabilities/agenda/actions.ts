import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { Day } from '../../platform/day.ts'
import { own, type Tx } from '../../platform/db.ts'
import { record } from '../../platform/history.ts'
import type { Host } from '../../platform/page.ts'
import { type Actor, isAllowed } from '../../platform/rights.ts'
import { POLICY } from './policy.ts'
import type { AgendaTables } from './tables.ts'

const TOKEN_BYTES = 20

export const feedHash = ({ keys }: Pick<Host, 'keys'>, token: string): Buffer => keys.mac('agenda feed', token)

interface Context {
  tx: Tx
  host: Pick<Host, 'keys' | 'now'>
  actor: Actor
}

/** A new secret address; the one before is dead at once. Only its hash is kept. */
export async function makeFeed({ tx, host, actor }: Context): Promise<{ refused: 'notOpen' } | { token: string }> {
  if (!isAllowed(POLICY.keepFeed, actor, actor)) return { refused: 'notOpen' }
  const token = randomBytes(TOKEN_BYTES).toString('base64url')
  const [hash, now] = [feedHash(host, token), host.now()]
  await sql`insert into agenda.feed (unit_id, post_id, person_id, token_hash, made_at)
    values (${actor.unitId}, ${actor.postId}, ${actor.personId}, ${hash}, ${now})
    on conflict (post_id, person_id) do update set token_hash = excluded.token_hash, made_at = excluded.made_at, unit_id = excluded.unit_id`.execute(
    own<AgendaTables>(tx),
  )
  note({ tx, host, actor }, 'agenda.feedMade')
  return { token }
}

/** From now on no address shows anything. */
export async function endFeed({ tx, host, actor }: Context): Promise<void> {
  await own<AgendaTables>(tx)
    .updateTable('agenda.feed')
    .set({ tokenHash: null })
    .where('postId', '=', actor.postId)
    .where('personId', '=', actor.personId)
    .execute()
  note({ tx, host, actor }, 'agenda.feedEnded')
}

function note({ tx, host, actor }: Context, kind: string) {
  const subject = { kind: 'unit', id: actor.unitId } as const
  const about = { subject, unitId: actor.unitId, sealId: null, kind, postId: actor.postId }
  record(tx, { ...about, happenedAt: host.now(), payload: {} })
}

export interface FeedBehind {
  unitId: number
  postId: number
  postTitle: string
  unitName: string
}

/** Whose calendar an address shows; nobody's when it was made anew, ended, or the post is held by somebody else. */
export async function feedBehind(tx: Tx, hash: Buffer, today: Day): Promise<FeedBehind | null> {
  const { rows } = await sql<FeedBehind>`select * from agenda.feed_behind(${hash}, ${today})`.execute(
    own<AgendaTables>(tx),
  )
  return rows[0] ?? null
}

export async function ownFeed(tx: Tx, { postId, personId }: Pick<Actor, 'postId' | 'personId'>) {
  const row = await own<AgendaTables>(tx)
    .selectFrom('agenda.feed')
    .where('postId', '=', postId)
    .where('personId', '=', personId)
    .where('tokenHash', 'is not', null)
    .select('madeAt')
    .executeTakeFirst()
  return row ?? null
}
