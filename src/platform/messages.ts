import { sql } from 'kysely'
import { inTransaction, NOBODY, own, type Standing, type Tx } from './db.ts'
import { type Jobs, RETRIES } from './jobs.ts'
import type { Letter } from './notify.ts'
import type { Host } from './page.ts'
import type { PlatformTables } from './tables.ts'

/** What somebody is to be told: a post, or with `toPostId` null whoever sent the submission or holds the booking. */
export interface NewMessage {
  unitId: number
  sealId: string | null
  subject: { kind: 'commitment' | 'submission' | 'unit' | 'booking'; id: number }
  kind: string
  toPostId: number | null
  title: string
}

/** Written in this transaction. The job that sends it carries the id of the row and nothing else: what it is about stays behind its seal. */
export async function tellLater({ jobs }: { jobs: Jobs }, tx: Tx, messages: readonly NewMessage[]): Promise<void> {
  if (messages.length === 0) return
  const rows = messages.map(({ subject, toPostId, ...it }) => ({
    ...{ ...it, toPostId, subjectKind: subject.kind, subjectId: subject.id, body: '' },
    channel: toPostId === null ? 'mail' : 'workspace',
  }))
  const made = await own<PlatformTables>(tx)
    .insertInto('platform.message')
    .values(rows)
    .returning(['id', 'toPostId', 'subjectKind'])
    .execute()
  for (const one of made) await jobs.enqueue(tx, jobFor(one), { messageId: one.id })
}

const jobFor = ({ toPostId, subjectKind }: { toPostId: number | null; subjectKind: string }) =>
  toPostId !== null ? 'tell-post' : subjectKind === 'booking' ? 'tell-booking' : 'tell-sender'

export interface Message {
  id: number
  subjectId: number
  kind: string
  toPostId: number | null
  title: string
}

/** Sends what still waits, once: of two jobs for one message the second finds it sent. No letter counts as sent, there was no address. */
export async function sendMessage(
  host: Pick<Host, 'database' | 'notify' | 'now'>,
  messageId: number,
  letterFor: (tx: Tx, message: Message) => Promise<Letter | null>,
): Promise<void> {
  const standing = await inTransaction(host.database, NOBODY, (tx) => standingOf(tx, messageId))
  if (!standing) return
  try {
    await inTransaction(host.database, standing, async (tx) => {
      const trx = own<PlatformTables>(tx)
      const message = await trx
        .selectFrom('platform.message')
        .where('id', '=', messageId)
        .where('sentAt', 'is', null)
        .select(['id', 'subjectId', 'kind', 'toPostId', 'title'])
        .forUpdate()
        .executeTakeFirst()
      const letter = message && (await letterFor(tx, message))
      if (letter) await host.notify.send(letter)
      if (message)
        await trx.updateTable('platform.message').set({ sentAt: host.now() }).where('id', '=', messageId).execute()
    })
  } catch (error) {
    await inTransaction(host.database, standing, (tx) =>
      own<PlatformTables>(tx)
        .updateTable('platform.message')
        .set({ failures: sql`failures + 1` })
        .where('id', '=', messageId)
        .execute(),
    )
    throw error
  }
}

async function standingOf(tx: Tx, messageId: number): Promise<Standing | null> {
  const { rows } = await sql<{ unitId: number; sealId: string | null }>`
    select unit_id, seal_id from platform.message_standing(${messageId})`.execute(own<PlatformTables>(tx))
  return rows[0] ? { ...rows[0], postId: null } : null
}

const PAGE = 500

/**
 * At start: what waits and has no job is put into the queue again. A backup carries the messages and no queue; without this
 * nobody would be told after a restore. What failed as often as a job may stays unsent.
 */
export async function enqueueUnsent({ database, jobs }: Pick<Host, 'database' | 'jobs'>): Promise<number> {
  let after = 0
  let done = 0
  for (;;) {
    const page = await inTransaction(database, NOBODY, async (tx) => {
      const { rows } = await sql<{ id: number; toPostId: number | null; subjectKind: string; isQueued: boolean }>`
        select m.id, m.to_post_id, m.subject_kind, exists (select 1 from jobs.job j where j.name in ('tell-post', 'tell-sender', 'tell-booking')
          and j.data ->> 'messageId' = m.id::text) as is_queued
        from platform.unsent_messages(${after}, ${RETRIES}, ${PAGE}) m order by m.id`.execute(own<PlatformTables>(tx))
      for (const one of rows.filter((row) => !row.isQueued)) {
        await jobs.enqueue(tx, jobFor(one), { messageId: one.id })
        done++
      }
      return rows
    })
    if (page.length < PAGE) return done
    after = page.at(-1)?.id ?? after
  }
}
