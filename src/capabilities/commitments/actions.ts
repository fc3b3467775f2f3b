import { sql } from 'kysely'
import type { Pause, RuledDeadline } from '../../law/deadlines.ts'
import { fold } from '../../organization/fold.ts'
import type { Day } from '../../platform/day.ts'
import { behind, own, type Tx } from '../../platform/db.ts'
import { record } from '../../platform/history.ts'
import type { CommitmentTables } from './tables.ts'

export const SEALED_TITLE = 'Việc theo chế độ riêng'

export interface NewCommitment {
  unitId: number
  /** What made the promise (default: a case). */
  source?: 'case' | 'backlog' | 'reception' | 'dialogue' | 'duty' | 'task'
  sealId: string | null
  ownerPostId: number
  supervisorPostId: number
  title: string
  publicTitle: string
  owedTo: string
  workflow: string
  step: string
  expectedResult: string
  deadline: RuledDeadline
  /** A further legal clock of the same matter: no board and no share counts it (default: the answer owed). */
  isStep?: boolean
  /** Why the clock does not run yet: a signature not yet given. */
  heldFor?: string
  /** The number under which people know the matter; searched with the title. */
  number: string
}

/** Opens a promise. The source writes the history of the matter and keeps the id. */
export async function openCommitment(tx: Tx, it: NewCommitment): Promise<number> {
  const title = it.sealId ? SEALED_TITLE : it.title
  const { deadline, sealId, unitId } = it
  const folded = sealId ? '' : fold(`${it.title} ${it.number} ${it.number.replace('-', '')}`)
  const { rows } = await sql<{ id: number }>`
    with counted as (
      insert into commitments.figure_delta (unit_id, on_day, measure, n) select ${unitId}, ${deadline.from}, 'received', 1 where ${sealId === null && !it.isStep})
    insert into commitments.commitment (unit_id, seal_id, source, owner_post_id, title, public_title, owed_to, supervisor_post_id,
      workflow, step, expected_result, started_on, due_on, first_due_on, rule_id, proof, provisional, public, folded, main, state, waiting_for, held_on)
    values (${unitId}, ${sealId}, ${it.source ?? 'case'}, ${it.ownerPostId}, ${title}, ${sealId ? SEALED_TITLE : it.publicTitle}, ${it.owedTo}, ${it.supervisorPostId},
      ${it.workflow}, ${it.step}, ${it.expectedResult}, ${deadline.from}, ${deadline.dueOn}, ${deadline.dueOn}, ${deadline.rule},
      ${JSON.stringify(proofOf(deadline))}, ${deadline.provisional}, ${sealId === null && !it.isStep}, ${folded},
      ${!it.isStep}, ${it.heldFor ? 'waiting' : 'open'}, ${it.heldFor ?? null}, ${it.heldFor ? deadline.from : null}) returning id`.execute(
    own<CommitmentTables>(tx),
  )
  return rows[0]?.id ?? 0
}

/** What of a deadline is kept and shown: rule, article, start, every excluded day; the pauses, so that it can be counted again. */
export function proofOf({ event: _event, bound: _bound, ...proof }: RuledDeadline, pauses: readonly Pause[] = []) {
  return pauses.length > 0 ? { ...proof, pauses } : proof
}

/** A figure as it happens; sealed matters count nowhere (safeguards 2.1). */
export async function count(tx: Tx, unitId: number, onDay: Day, measure: string): Promise<void> {
  behind(
    tx,
    own<CommitmentTables>(tx).insertInto('commitments.figureDelta').values({ unitId, onDay, measure, n: 1 }).execute(),
  )
}

/** Takes the row for the rest of the transaction: two people who act on one promise come one after the other. */
export async function lockCommitment(tx: Tx, id: number) {
  return own<CommitmentTables>(tx)
    .selectFrom('commitments.commitment')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirstOrThrow()
}

export async function setStep(
  tx: Tx,
  id: number,
  step: string,
  words: { title?: string; publicTitle?: string; folded?: string } = {},
) {
  behind(
    tx,
    own<CommitmentTables>(tx)
      .updateTable('commitments.commitment')
      .set({ step, ...words, changedAt: sql`now()` })
      .where('id', '=', id)
      .execute(),
  )
}

/** Gives the promise to another post. Handing over is an event with a reason. */
export async function handOver(
  tx: Tx,
  id: number,
  toPostId: number,
  by: { postId: number; reason: string },
): Promise<void> {
  const before = await lockCommitment(tx, id)
  if (before.ownerPostId === toPostId) return
  behind(
    tx,
    own<CommitmentTables>(tx)
      .updateTable('commitments.commitment')
      .set({ ownerPostId: toPostId, changedAt: sql`now()` })
      .where('id', '=', id)
      .execute(),
  )
  record(tx, {
    subject: { kind: 'commitment', id },
    ...{ unitId: before.unitId, sealId: before.sealId, kind: 'handOver', postId: by.postId },
    payload: { from: before.ownerPostId, to: toPostId, reason: by.reason },
  })
}

/** Closes with a result and evidence; the row decides by the legal day whether it was on time. */
export async function fulfill(
  tx: Tx,
  id: number,
  today: Day,
  result: string,
  evidence: string,
  postId: number,
): Promise<void> {
  const row = await lockCommitment(tx, id)
  if (row.state === 'fulfilled' || row.state === 'released') return
  behind(
    tx,
    own<CommitmentTables>(tx)
      .updateTable('commitments.commitment')
      .set({
        state: 'fulfilled',
        ...{ waitingFor: null, heldOn: null },
        result,
        evidence,
        closedOn: today,
        step: 'done',
        changedAt: sql`now()`,
      })
      .where('id', '=', id)
      .execute(),
  )
  if (row.main && !row.sealId) await count(tx, row.unitId, today, today <= row.dueOn ? 'onTime' : 'late')
  await dropDrafts(tx, id)
  record(tx, {
    subject: { kind: 'commitment', id },
    ...{ unitId: row.unitId, sealId: row.sealId, kind: 'fulfill', postId },
    payload: { result, evidence, dueOn: row.dueOn },
  })
}

export type ReleaseReason = 'filed' | 'guided' | 'transferred' | 'joined' | 'withdrawn'

/** Closes without an answer: filed, guided, transferred or joined. Counted beside the on-time share. */
export async function release(tx: Tx, id: number, today: Day, reason: ReleaseReason, postId: number): Promise<void> {
  const row = await lockCommitment(tx, id)
  behind(
    tx,
    own<CommitmentTables>(tx)
      .updateTable('commitments.commitment')
      .set({
        state: 'released',
        ...{ waitingFor: null, heldOn: null },
        releaseReason: reason,
        closedOn: today,
        step: 'done',
        changedAt: sql`now()`,
      })
      .where('id', '=', id)
      .execute(),
  )
  if (row.main && !row.sealId) await count(tx, row.unitId, today, reason)
  await dropDrafts(tx, id)
  record(tx, {
    subject: { kind: 'commitment', id },
    ...{ unitId: row.unitId, sealId: row.sealId, kind: 'release', postId },
    payload: { reason },
  })
}

/** A later day before the legal one has passed, with its reason. The first day stays in the row and is counted as extended. */
export async function extend(
  tx: Tx,
  id: number,
  newDueOn: Day,
  reason: string,
  today: Day,
  postId: number,
): Promise<{ refused: 'late' | 'notLater' } | { from: Day }> {
  const row = await lockCommitment(tx, id)
  if (today > row.dueOn) return { refused: 'late' }
  if (newDueOn <= row.dueOn) return { refused: 'notLater' }
  behind(
    tx,
    own<CommitmentTables>(tx)
      .updateTable('commitments.commitment')
      .set({ dueOn: newDueOn, changedAt: sql`now()` })
      .where('id', '=', id)
      .execute(),
  )
  if (row.main && !row.sealId) await count(tx, row.unitId, today, 'extended')
  record(tx, {
    subject: { kind: 'commitment', id },
    ...{ unitId: row.unitId, sealId: row.sealId, kind: 'extend', postId },
    payload: { from: row.dueOn, to: newDueOn, reason },
  })
  return { from: row.dueOn }
}

/** `by` is the post that says so; null when the sender's own message ends the waiting. */
export async function setWaiting(tx: Tx, id: number, waitingFor: string | null, by: number | null): Promise<void> {
  const row = await lockCommitment(tx, id)
  behind(
    tx,
    own<CommitmentTables>(tx)
      .updateTable('commitments.commitment')
      .set({ state: waitingFor === null ? 'open' : 'waiting', waitingFor, changedAt: sql`now()` })
      .where('id', '=', id)
      .where('state', 'in', ['open', 'waiting'])
      .where('heldOn', 'is', null)
      .execute(),
  )
  record(tx, {
    subject: { kind: 'commitment', id },
    ...{ unitId: row.unitId, sealId: row.sealId, kind: waitingFor === null ? 'goOn' : 'wait', postId: by },
    payload: { waitingFor, ...(by === null ? { by: 'sender' } : {}) },
  })
}

async function dropDrafts(tx: Tx, commitmentId: number) {
  behind(
    tx,
    own<CommitmentTables>(tx)
      .updateTable('commitments.apology')
      .set({ state: 'dropped' })
      .where('commitmentId', '=', commitmentId)
      .where('state', '=', 'drafted')
      .execute(),
  )
}

/** Another kind, another rule: the earlier of the two days binds, so that re-classifying never gains a day. */
export async function reclassify(
  tx: Tx,
  id: number,
  kind: string,
  deadline: RuledDeadline,
  by: { postId: number; at: Date },
): Promise<void> {
  const row = await lockCommitment(tx, id)
  const moves = deadline.dueOn < row.dueOn
  const due = {
    dueOn: deadline.dueOn,
    firstDueOn: deadline.dueOn,
    ruleId: deadline.rule,
    proof: JSON.stringify(proofOf(deadline)),
    provisional: deadline.provisional,
  }
  behind(
    tx,
    own<CommitmentTables>(tx)
      .updateTable('commitments.commitment')
      .set({ workflow: kind, ...(moves ? due : {}), changedAt: sql`now()` })
      .where('id', '=', id)
      .execute(),
  )
  if (!moves) return
  const { unitId, sealId } = row
  record(tx, {
    subject: { kind: 'commitment', id },
    unitId,
    sealId,
    kind: 'dueMoved',
    postId: by.postId,
    happenedAt: by.at,
    payload: { from: row.dueOn, to: deadline.dueOn },
  })
}
