import { sql } from 'kysely'
import { daysLate } from '../../law/deadlines.ts'
import { postTitles } from '../../organization/officials.ts'
import { type Day, dayIn, formatDay } from '../../platform/day.ts'
import { actAs, inTransaction, NOBODY, own, type Tx } from '../../platform/db.ts'
import { record } from '../../platform/history.ts'
import type { Host } from '../../platform/page.ts'
import { workingCalendar } from '../calendar/index.ts'
import { lockCommitment } from './actions.ts'
import { furtherDay, HOUSE_RULES, remindHorizon } from './deadlines.ts'
import type { Commitment } from './queries.ts'
import type { CommitmentTables } from './tables.ts'
import { tellPost } from './tell.ts'

const PAGE = 200

/**
 * Once a day and at start: reminds before the day, drafts an apology when it has passed, tells the superior. Each promise in a
 * transaction of its own, every step at most once a day: running it again changes nothing.
 */
export async function sweep(host: Host, today: Day = dayIn(host.now())): Promise<number> {
  const horizon = await inTransaction(host.database, NOBODY, async (tx) =>
    remindHorizon(today, await workingCalendar(tx)),
  )
  let after = 0
  let done = 0
  for (;;) {
    const page = await inTransaction(host.database, NOBODY, async (tx) => {
      const { rows } = await sql<{ id: number; unitId: number; sealId: string | null }>`
        select id, unit_id, seal_id from commitments.due_for_sweep(${horizon}, ${after}, ${PAGE})`.execute(
        own<CommitmentTables>(tx),
      )
      return rows
    })
    for (const { id, unitId, sealId } of page) {
      await inTransaction(host.database, { unitId, postId: null, sealId }, async (tx) => sweepOne(host, tx, id, today))
      after = id
      done++
    }
    if (page.length < PAGE) return done
  }
}

async function sweepOne(host: Host, tx: Tx, id: number, today: Day) {
  const row = (await lockCommitment(tx, id)) as unknown as Commitment & { main: boolean }
  if (row.state !== 'open' && row.state !== 'waiting') return
  const late = daysLate(row.dueOn, today)
  if (late === 0) {
    const kind = row.dueOn === today ? 'due' : 'before'
    if (await firstToday(tx, row, kind, today))
      await tellPost(host, tx, row, row.ownerPostId, kind, `${row.title}: hạn trả lời ${formatDay(row.dueOn)}`)
    return
  }
  if (await firstToday(tx, row, 'late', today))
    await tellPost(
      host,
      tx,
      row,
      row.ownerPostId,
      'late',
      `${row.title}: quá hạn ${late} ngày (hạn ${formatDay(row.dueOn)})`,
    )
  // No apology for what is sealed (safeguards 2.1); the head is told once the further superior may be.
  if (row.main && row.sealId === null) await apologize(host, tx, row, today)
  if (late >= HOUSE_RULES.escalateAfter.days) await escalate(host, tx, row, row.supervisorPostId, today)
}

/** A draft that waits for the head; a second one when the further day has passed too, and then the direct superior is told. */
async function apologize(host: Host, tx: Tx, row: Commitment, today: Day) {
  const trx = own<CommitmentTables>(tx)
  const last = await trx
    .selectFrom('commitments.apology')
    .where('commitmentId', '=', row.id)
    .orderBy('ordinal', 'desc')
    .select(['ordinal', 'furtherOn', 'state'])
    .executeTakeFirst()
  if (last && (last.state !== 'sent' || today <= last.furtherOn)) return
  const ordinal = (last?.ordinal ?? 0) + 1
  await trx
    .insertInto('commitments.apology')
    .values({
      ...{
        commitmentId: row.id,
        unitId: row.unitId,
        ordinal,
        legalDueOn: row.dueOn,
        signerPostId: row.supervisorPostId,
      },
      furtherOn: furtherDay(today, await workingCalendar(tx)),
    })
    .execute()
  record(tx, {
    subject: { kind: 'commitment', id: row.id },
    ...{ unitId: row.unitId, sealId: null, kind: 'apologyDrafted', postId: null },
    payload: { ordinal, legalDueOn: row.dueOn },
  })
  await tellPost(host, tx, row, row.supervisorPostId, 'apology', `Thư xin lỗi chờ ký: ${row.title}`)
  if (ordinal > 1) await escalate(host, tx, row, row.supervisorPostId, today, true)
}

/** Up the reporting line: the direct superior of the post that answers for it. */
async function escalate(host: Host, tx: Tx, row: Commitment, from: number, today: Day, again = false) {
  const superior = (await postTitles(tx, [from], today)).get(from)?.reportsTo
  if (!superior || row.sealId !== null) return
  if (!again && !(await firstEver(tx, row, 'escalated', today))) return
  const title = again ? `Chậm lần thứ hai: ${row.publicTitle}` : `Việc quá hạn: ${row.publicTitle}`
  // The notice belongs to the unit that reads it: the superior may sit in another one.
  const unitId = (await postTitles(tx, [superior], today)).get(superior)?.unitId ?? row.unitId
  actAs(tx, { unitId, postId: null, sealId: null })
  await tellPost(host, tx, { ...row, unitId }, superior, 'escalated', `${title} (hạn ${formatDay(row.dueOn)})`)
  actAs(tx, { unitId: row.unitId, postId: null, sealId: null })
  record(tx, {
    subject: { kind: 'commitment', id: row.id },
    ...{ unitId: row.unitId, sealId: row.sealId, kind: 'escalated', postId: null },
    payload: { to: superior, again },
  })
}

async function firstToday(tx: Tx, row: Commitment, kind: string, today: Day): Promise<boolean> {
  const made = await own<CommitmentTables>(tx)
    .insertInto('commitments.reminder')
    .values({ commitmentId: row.id, unitId: row.unitId, kind, onDay: today })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return (made.numInsertedOrUpdatedRows ?? 0n) > 0n
}

async function firstEver(tx: Tx, row: Commitment, kind: string, today: Day): Promise<boolean> {
  const before = await own<CommitmentTables>(tx)
    .selectFrom('commitments.reminder')
    .where('commitmentId', '=', row.id)
    .where('kind', '=', kind)
    .select('onDay')
    .executeTakeFirst()
  return before ? false : firstToday(tx, row, kind, today)
}
