import { sql } from 'kysely'
import { deadlineBy, type RuledDeadline } from '../../law/deadlines.ts'
import { type Day, formatDay } from '../../platform/day.ts'
import { inTransaction, NOBODY, own } from '../../platform/db.ts'
import { record } from '../../platform/history.ts'
import type { Host } from '../../platform/page.ts'
import { answerDeadline, workingCalendar } from '../calendar/index.ts'
import { lockCommitment, proofOf } from './actions.ts'
import type { Commitment } from './queries.ts'
import type { CommitmentTables } from './tables.ts'
import { tellPost } from './tell.ts'

const PAGE = 200

/** After a change of the calendar: every open due day from that day on is counted again, one event each, old and new kept. */
export async function recount(host: Host, fromDay: Day): Promise<number> {
  let after = 0
  let moved = 0
  for (;;) {
    const page = await inTransaction(host.database, NOBODY, async (tx) => {
      await workingCalendar(tx, true)
      const { rows } = await sql<{ id: number; unitId: number; sealId: string | null }>`
        select id, unit_id, seal_id from commitments.open_for_recount(${fromDay}, ${after}, ${PAGE})`.execute(
        own<CommitmentTables>(tx),
      )
      return rows
    })
    for (const { id, unitId, sealId } of page) {
      after = id
      if (await inTransaction(host.database, { unitId, postId: null, sealId }, (tx) => recountOne(host, tx, id)))
        moved++
    }
    if (page.length < PAGE) return moved
  }
}

async function recountOne(host: Host, tx: Parameters<typeof record>[0], id: number): Promise<boolean> {
  const row = (await lockCommitment(tx, id)) as unknown as Commitment
  const before = row.proof
  // An extended day was set by a person with a reason: the calendar does not move it.
  if (row.dueOn !== row.firstDueOn) return false
  const kind = row.workflow === 'recommendation' ? 'recommendation' : 'feedback'
  const calendar = await workingCalendar(tx)
  const again: RuledDeadline | { refused: string } =
    before.rule === 'OWN'
      ? await answerDeadline(tx, row.unitId, kind, before.from)
      : deadlineBy(before.rule, before.from, calendar, {}, before.pauses ?? [])
  if ('refused' in again || (again.dueOn === row.dueOn && again.provisional === row.provisional)) return false
  await own<CommitmentTables>(tx)
    .updateTable('commitments.commitment')
    .set({
      dueOn: again.dueOn,
      firstDueOn: again.dueOn,
      proof: JSON.stringify(proofOf(again, before.pauses)),
      provisional: again.provisional,
      changedAt: sql`now()`,
    })
    .where('id', '=', id)
    .execute()
  if (again.dueOn === row.dueOn) return false
  const payload = { from: row.dueOn, to: again.dueOn }
  record(tx, {
    subject: { kind: 'commitment', id },
    unitId: row.unitId,
    sealId: row.sealId,
    kind: 'dueMoved',
    postId: null,
    happenedAt: host.now(),
    payload,
  })
  await tellPost(
    host,
    tx,
    row,
    row.ownerPostId,
    'dueMoved',
    `Hạn đổi từ ${formatDay(row.dueOn)} sang ${formatDay(again.dueOn)}: ${row.title}`,
  )
  return true
}
