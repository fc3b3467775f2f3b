import { sql } from 'kysely'
import type { RuledDeadline } from '../../law/deadlines.ts'
import { fold } from '../../organization/fold.ts'
import { type Day, formatDay } from '../../platform/day.ts'
import { own, type Tx } from '../../platform/db.ts'
import { IMPORTED_RULE } from '../calendar/index.ts'
import { type NewCommitment, proofOf, type ReleaseReason } from './actions.ts'
import type { CommitmentTables } from './tables.ts'

/** A promise of an old register: still owed, or done before it came in. */
export type ImportedCommitment = Omit<NewCommitment, 'sealId' | 'unitId' | 'deadline'> & {
  receivedOn: Day
  /** The clock that starts on the day of the import, for what is still open. */
  deadline: RuledDeadline
  closed: {
    on: Day
    as: 'fulfilled' | Extract<ReleaseReason, 'filed' | 'guided'>
    result: string
    evidence: string
  } | null
}

/**
 * Opens many promises of one unit in one statement; ids in the order given. What was done before carries no statutory
 * clock: it stands on no board and in no figure, and its proof says that it was imported.
 */
export async function importCommitments(
  tx: Tx,
  unitId: number,
  importedOn: Day,
  all: readonly ImportedCommitment[],
): Promise<number[]> {
  const rows = all.map((it, n) => {
    const { closed, deadline } = it
    const answered = closed?.as === 'fulfilled'
    const last = closed && closed.on < it.receivedOn ? it.receivedOn : closed?.on
    const proof = closed && last ? outOfClock(it.receivedOn, last, importedOn) : proofOf(deadline)
    return {
      ...{ n, owner: it.ownerPostId, supervisor: it.supervisorPostId, title: it.title, public_title: it.publicTitle },
      ...{ owed_to: it.owedTo, workflow: it.workflow, step: closed ? 'done' : it.step, expected: it.expectedResult },
      ...{ state: closed ? (answered ? 'fulfilled' : 'released') : 'open', closed_on: closed ? last : null },
      ...{ result: answered ? closed.result : null, evidence: answered ? closed.evidence : null },
      release: closed && !answered ? closed.as : null,
      ...{ started_on: proof.from, due_on: proof.dueOn, rule: proof.rule, proof, provisional: proof.provisional },
      folded: fold(`${it.title} ${it.number} ${it.number.replace('-', '')}`),
    }
  })
  const opened = all.filter((it) => !it.closed).length
  const { rows: made } = await sql<{ id: number }>`
    with counted as (
      insert into commitments.figure_delta (unit_id, on_day, measure, n) select ${unitId}, ${importedOn}, 'received', ${opened} where ${opened > 0})
    insert into commitments.commitment (unit_id, source, owner_post_id, title, public_title, owed_to, supervisor_post_id, workflow, step,
      expected_result, result, evidence, state, started_on, due_on, first_due_on, rule_id, proof, provisional, closed_on, release_reason, public, folded)
    select ${unitId}, 'case', owner, title, public_title, owed_to, supervisor, workflow, step, expected, result, evidence, state, started_on,
      due_on, due_on, rule, proof, provisional, closed_on, release, closed_on is null, folded
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (n int, owner bigint, supervisor bigint, title text, public_title text, owed_to text,
      workflow text, step text, expected text, state text, closed_on date, result text, evidence text, release text, started_on date, due_on date,
      rule text, proof jsonb, provisional boolean, folded text) order by n
    returning id`.execute(own<CommitmentTables>(tx))
  return made.map(({ id }) => id).sort((a, b) => a - b)
}

function outOfClock(from: Day, dueOn: Day, importedOn: Day): ReturnType<typeof proofOf> {
  const cite = `Nhập từ sổ cũ ngày ${formatDay(importedOn)}; việc đã xong trước đó nên không tính thời hạn`
  return {
    ...{ from, dueOn, days: 0, count: 'calendar', excluded: [], provisional: false, rule: IMPORTED_RULE, cite },
    ...{ subject: 'Việc đã xong trong sổ cũ', confidence: 'A', note: null },
  } as unknown as ReturnType<typeof proofOf>
}
