import { sql } from 'kysely'
import type { Pause, RuledDeadline } from '../../law/deadlines.ts'
import type { Day } from '../../platform/day.ts'
import { own, type Tx } from '../../platform/db.ts'
import { record } from '../../platform/history.ts'
import { lockCommitment, proofOf } from './actions.ts'
import type { CommitmentTables } from './tables.ts'

/** The legal clock stands still from this day on: nothing is late, nobody is reminded, until `setClock` starts it again. */
export async function hold(tx: Tx, id: number, heldOn: Day, waitingFor: string): Promise<void> {
  await own<CommitmentTables>(tx)
    .updateTable('commitments.commitment')
    .set({ state: 'waiting', waitingFor, heldOn, changedAt: sql`now()` })
    .where('id', '=', id)
    .where('state', 'in', ['open', 'waiting'])
    .execute()
}

/** The next legal clock of the same promise, or the same one going on after pauses. The history keeps the days, old and new. */
export async function setClock(
  tx: Tx,
  id: number,
  deadline: RuledDeadline,
  by: { step: string; postId: number | null; at: Date; expectedResult?: string; pauses?: readonly Pause[] },
): Promise<void> {
  const row = await lockCommitment(tx, id)
  await own<CommitmentTables>(tx)
    .updateTable('commitments.commitment')
    .set({
      ...{ state: 'open', waitingFor: null, heldOn: null, step: by.step, startedOn: deadline.from },
      ...{ dueOn: deadline.dueOn, firstDueOn: deadline.dueOn, ruleId: deadline.rule },
      ...{ proof: JSON.stringify(proofOf(deadline, by.pauses)), provisional: deadline.provisional },
      ...(by.expectedResult ? { expectedResult: by.expectedResult } : {}),
      changedAt: sql`now()`,
    })
    .where('id', '=', id)
    .execute()
  const { unitId, sealId } = row
  record(tx, {
    subject: { kind: 'commitment', id },
    ...{ unitId, sealId, kind: 'clock', postId: by.postId, happenedAt: by.at },
    payload: { from: row.dueOn, to: deadline.dueOn, rule: deadline.rule },
  })
}
