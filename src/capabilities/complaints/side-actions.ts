import { createHash, randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { placeById } from '../../organization/openings.ts'
import type { Day } from '../../platform/day.ts'
import { actAs, behind, own, type Tx } from '../../platform/db.ts'
import { workingCalendar } from '../calendar/index.ts'
import { type CaseContext, remember, setRegisterState } from '../cases/index.ts'
import { release, tellPost } from '../commitments/index.ts'
import { earliestDialogue, replying, withdrawalEffect } from './deadlines.ts'
import type { Made, Making, Outcome } from './making.ts'
import type { MoveInput } from './move-input.ts'
import { complaintByCase, dialoguesOf, type FoundComplaint, withdrawalsOf } from './queries.ts'
import type { ComplaintTables } from './tables.ts'
import { isOpen } from './workflow.ts'

type Input<Name extends MoveInput['move']> = Extract<MoveInput, { move: Name }>

export const tokenHash = (token: string) => createHash('sha256').update(`request:${token}`).digest()

/** Asks a body outside the system, which answers once through a link of its own. The link is shown once and never kept. */
export async function request({ of, context }: Making, input: Input<'request'>): Outcome {
  const { tx, today } = context
  const token = randomBytes(24).toString('base64url')
  const dueOn = replying(today, await workingCalendar(tx)).dueOn
  const row = { caseId: of.id, unitId: of.unitId, bodyName: input.bodyName, question: input.question }
  const insert = own<ComplaintTables>(tx)
    .insertInto('complaints.request')
    .values({ ...row, tokenHash: tokenHash(token), askedOn: today, dueOn })
  behind(tx, insert.execute())
  return { note: { body: input.bodyName, to: dueOn }, secret: token }
}

/** The one answer of the body asked; the link is spent with it. */
export async function replyToRequest(
  { tx, host }: Pick<CaseContext, 'tx' | 'host'>,
  id: number,
  reply: string,
  repliedBy: string,
): Promise<{ refused: 'answered' } | { done: true }> {
  const done = await own<ComplaintTables>(tx)
    .updateTable('complaints.request')
    .set({ reply, repliedBy, repliedAt: host.now() })
    .where('id', '=', id)
    .where('reply', 'is', null)
    .returning('caseId')
    .executeTakeFirst()
  if (!done) return { refused: 'answered' }
  const found = await complaintByCase(tx, done.caseId)
  if (!found) return { refused: 'answered' }
  remember({ tx, host }, found.of, 'replied', null, { body: repliedBy })
  const { commitment, number } = found.of
  await tellPost(
    host,
    tx,
    commitment,
    commitment.ownerPostId,
    'letter',
    `Có trả lời yêu cầu thông tin: đơn số ${number}`,
  )
  return { done: true }
}

/** Invited at least the days of notice before (KN-09). */
export async function callDialogue({ of, context }: Making, input: Input<'callDialogue'>): Outcome {
  const { tx, today } = context
  const first = earliestDialogue(today, await workingCalendar(tx)).dueOn
  if (input.heldOn < first) return { refused: 'tooSoon' }
  const { heldOn, place } = input
  const insert = own<ComplaintTables>(tx)
    .insertInto('complaints.dialogue')
    .values({ caseId: of.id, unitId: of.unitId, invitedOn: today, heldOn, place })
  behind(tx, insert.execute())
  return { note: { on: heldOn, place }, tell: 'dialogueCalled' }
}

/** Whoever was invited properly and stays away without reason does not stop the settlement (article 30.6). */
export async function recordDialogue({ of, context }: Making, input: Input<'recordDialogue'>): Outcome {
  const { tx, today } = context
  const called = (await dialoguesOf(tx, of.id)).findLast((one) => one.outcome === null)
  if (!called) return { refused: 'noDialogueCalled' }
  if (called.heldOn > today) return { refused: 'notYetHeld' }
  const minutes = input.dialogueOutcome === 'held' ? input.minutes : null
  await own<ComplaintTables>(tx)
    .updateTable('complaints.dialogue')
    .set({ outcome: input.dialogueOutcome, minutes })
    .where('id', '=', called.id)
    .execute()
  return { note: { outcome: input.dialogueOutcome, on: called.heldOn } }
}

/** Withdrawn by a signed form: at once. */
export async function withdraw({ of, context, it }: Making, input: Input<'withdraw'>): Outcome {
  const { tx, today } = context
  if (input.signedOn > today) return { refused: 'future' }
  if (await hasOpenWithdrawal(tx, of.id)) return { refused: 'withdrawnAlready' }
  await insertWithdrawal(tx, of, { part: input.part, content: input.content, how: 'signed', askedOn: today })
  await sql`update complaints.withdrawal set done = true where case_id = ${of.id} and how = 'signed' and not done`.execute(
    own<ComplaintTables>(tx),
  )
  return { note: { part: input.part }, ...(await afterWithdrawal(context, { it, of }, input.part)) }
}

/** Before acceptance a whole withdrawal ends the matter; afterwards the settler decides to discontinue. */
async function afterWithdrawal(
  context: CaseContext,
  { it, of }: FoundComplaint,
  part: 'whole' | 'part',
): Promise<Made> {
  if (part === 'part' || (it.state !== 'unsigned' && it.state !== 'lodged')) return {}
  await release(context.tx, of.commitmentId, context.today, 'withdrawn', context.actor.postId)
  return { state: 'withdrawn' }
}

async function hasOpenWithdrawal(tx: Tx, caseId: number): Promise<boolean> {
  return (await withdrawalsOf(tx, caseId)).some((one) => one.part === 'whole' && one.revokedOn === null)
}

async function insertWithdrawal(
  tx: Tx,
  of: FoundComplaint['of'],
  it: { part: 'whole' | 'part'; content: string | null; how: 'signed' | 'code'; askedOn: Day },
): Promise<number> {
  const row = await own<ComplaintTables>(tx)
    .insertInto('complaints.withdrawal')
    .values({ ...it, caseId: of.id, unitId: of.unitId, takesEffectOn: withdrawalEffect(it.askedOn, it.how) })
    .returning('id')
    .executeTakeFirstOrThrow()
  return row.id
}

/** By code: it counts after the days to change one's mind; whoever was pressed says so, and only the unit above reads it. */
export async function withdrawAsSender(
  { tx, host }: Pick<CaseContext, 'tx' | 'host'>,
  caseId: number,
  pressure: string | null,
  today: Day,
): Promise<{ refused: 'notOpen' | 'withdrawnAlready' } | { done: true; takesEffectOn: Day }> {
  const found = await complaintByCase(tx, caseId, true)
  if (!found || !isOpen(found.it.state)) return { refused: 'notOpen' }
  if (await hasOpenWithdrawal(tx, caseId)) return { refused: 'withdrawnAlready' }
  const { of } = found
  const id = await insertWithdrawal(tx, of, { part: 'whole', content: null, how: 'code', askedOn: today })
  remember({ tx, host }, of, 'withdrawalAsked', null, {})
  if (pressure) {
    const place = await placeById(tx, of.unitId, today)
    actAs(tx, { unitId: place?.parentId ?? of.unitId, postId: null, sealId: null })
    const row = { withdrawalId: id, unitId: place?.parentId ?? of.unitId, caseNumber: of.number, text: pressure }
    behind(
      tx,
      own<ComplaintTables>(tx)
        .insertInto('complaints.pressure')
        .values({ ...row, saidOn: today })
        .execute(),
    )
    actAs(tx, { unitId: of.unitId, postId: null, sealId: null })
  }
  return { done: true, takesEffectOn: withdrawalEffect(today, 'code') }
}

/** Within the days to change one's mind. */
export async function revokeWithdrawal({ tx, host }: Pick<CaseContext, 'tx' | 'host'>, caseId: number, today: Day) {
  const found = await complaintByCase(tx, caseId, true)
  if (!found) return
  const done = await own<ComplaintTables>(tx)
    .updateTable('complaints.withdrawal')
    .set({ revokedOn: today })
    .where('caseId', '=', caseId)
    .where('how', '=', 'code')
    .where('done', '=', false)
    .where('takesEffectOn', '>=', today)
    .executeTakeFirst()
  if (done.numUpdatedRows > 0n) remember({ tx, host }, found.of, 'withdrawalRevoked', null, {})
}

/** The days are over: what is not accepted yet ends, what is goes to the settler, who decides. */
export async function effectWithdrawal(context: Omit<CaseContext, 'actor'>, withdrawalId: number, caseId: number) {
  const { tx, host, today } = context
  const found = await complaintByCase(tx, caseId, true)
  if (!found) return
  await own<ComplaintTables>(tx)
    .updateTable('complaints.withdrawal')
    .set({ done: true })
    .where('id', '=', withdrawalId)
    .execute()
  remember({ tx, host }, found.of, 'withdrawalCounts', null, {})
  const { it, of } = found
  if (it.state !== 'unsigned' && it.state !== 'lodged') {
    const title = `Người khiếu nại rút đơn, chờ quyết định đình chỉ: đơn số ${of.number}`
    await tellPost(host, tx, of.commitment, of.commitment.supervisorPostId, 'letter', title)
    return
  }
  await release(tx, of.commitmentId, today, 'withdrawn', of.commitment.ownerPostId)
  const set = { state: 'withdrawn', version: it.version + 1 }
  await own<ComplaintTables>(tx).updateTable('complaints.complaint').set(set).where('caseId', '=', caseId).execute()
  await setRegisterState({ tx, host }, of, 'filed', null)
}
