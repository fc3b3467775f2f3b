import type { Tx } from '../../platform/db.ts'
import { own } from '../../platform/db.ts'
import { tellLater } from '../../platform/messages.ts'
import type { Host } from '../../platform/page.ts'
import type { PlatformTables } from '../../platform/tables.ts'
import { SEALED_TITLE } from './actions.ts'
import type { Commitment } from './queries.ts'

/** Writes a notice to a post in this transaction; a job carries its id to the mail. Sealed ones say nothing in words. */
export async function tellPost(
  host: Pick<Host, 'jobs'>,
  tx: Tx,
  about: Pick<Commitment, 'id' | 'unitId' | 'sealId'>,
  toPostId: number,
  kind: string,
  title: string,
): Promise<void> {
  const message = {
    unitId: about.unitId,
    sealId: about.sealId,
    subject: { kind: 'commitment', id: about.id },
    kind,
  } as const
  await tellLater(host, tx, [{ ...message, toPostId, title: about.sealId ? SEALED_TITLE : title }])
}

/** What a post was told and has not yet put away, newest first. */
export function messagesOf(tx: Tx, postId: number) {
  return own<PlatformTables>(tx)
    .selectFrom('platform.message')
    .where('toPostId', '=', postId)
    .where('readAt', 'is', null)
    .orderBy('id', 'desc')
    .limit(20)
    .select(['id', 'kind', 'title', 'subjectKind', 'subjectId', 'createdAt'])
    .execute()
}

export async function markRead(tx: Tx, postId: number, now: Date): Promise<void> {
  await own<PlatformTables>(tx)
    .updateTable('platform.message')
    .set({ readAt: now })
    .where('toPostId', '=', postId)
    .where('readAt', 'is', null)
    .execute()
}
