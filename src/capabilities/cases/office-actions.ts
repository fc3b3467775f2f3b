import { sql } from 'kysely'
import { fold } from '../../organization/fold.ts'
import { own, type Tx } from '../../platform/db.ts'
import { isAllowed } from '../../platform/rights.ts'
import { setWaiting } from '../commitments/index.ts'
import { type Context, instantOf, remember, tellSenders } from './context-actions.ts'
import { POLICY } from './policy.ts'
import { type CitizenCase, caseById } from './queries.ts'
import type { CaseTables } from './tables.ts'
import { CASE_MOVES } from './workflow.ts'

type Outcome<Refusal extends string> = { refused: Refusal } | { done: true }

/** One point answered with its evidence. Of two people who answer the same point the second is told. */
export async function answerPoint(
  context: Context,
  caseId: number,
  n: number,
  version: number,
  answer: string,
  evidence: string,
): Promise<Outcome<'notOpen' | 'changed'>> {
  const { tx, actor } = context
  const found = await caseById(tx, caseId, true)
  const move = CASE_MOVES.answerPoint
  if (
    !found ||
    found.kind === 'complaint' ||
    !move.from.includes(found.state) ||
    !isAllowed(move.by, actor, found.territory)
  )
    return { refused: 'notOpen' }
  const kept = await own<CaseTables>(tx)
    .updateTable('cases.point')
    .set({ answer, evidence, answeredAt: instantOf(context), version: version + 1 })
    .where('caseId', '=', caseId)
    .where('n', '=', n)
    .where('version', '=', version)
    .executeTakeFirst()
  if (kept.numUpdatedRows === 0n) return { refused: 'changed' }
  await remember(context, found, 'pointAnswered', actor.postId, { n })
  return { done: true }
}

export async function writeToSender(
  context: Context,
  caseId: number,
  text: string,
  waits: boolean,
): Promise<Outcome<'notOpen'>> {
  const { tx, actor } = context
  const found = await caseById(tx, caseId)
  if (!found || !isAllowed(POLICY.writeToSender, actor, found.territory)) return { refused: 'notOpen' }
  await own<CaseTables>(tx)
    .insertInto('cases.letter')
    .values({
      ...{ caseId, unitId: found.unitId, sealId: found.sealId, fromSender: false, postId: actor.postId, text },
      at: instantOf(context),
    })
    .execute()
  if (waits && found.commitment.state === 'open')
    await setWaiting(tx, found.commitmentId, 'người gửi bổ sung', actor.postId)
  await remember(context, found, 'letter', actor.postId, { text })
  await tellSenders(context, found, 'letter')
  return { done: true }
}

export interface OpenedSender {
  name: string | null
  address: string | null
  phone: string | null
  email: string | null
}

/** Opens the name of a sender: the database itself checks who asks, and writes down who, when and why. */
export async function openSender(
  context: Context,
  found: CitizenCase,
  submissionId: number,
  reason: string,
): Promise<OpenedSender | null> {
  const { tx, actor, today } = context
  if (!isAllowed(POLICY.openSender, actor, found.territory)) return null
  const { rows } =
    await sql<OpenedSender>`select name, address, phone, email from cases.open_sender(${submissionId}, ${reason}, ${today})`.execute(
      own<CaseTables>(tx),
    )
  const [opened] = rows
  if (opened) await remember(context, found, 'senderOpened', actor.postId, { submissionId, reason })
  return opened ?? null
}

export interface Redacted {
  title: string
  question: string
  answer: string
}

/** Proposes a redacted copy; only with the sender's separate yes and for an answered, unsealed case. */
export async function proposePublication(
  context: Context,
  caseId: number,
  copy: Redacted,
): Promise<Outcome<'notOpen' | 'noConsent'>> {
  const { tx, actor } = context
  const found = await caseById(tx, caseId, true)
  if (
    found?.state !== 'answered' ||
    found.sealId ||
    found.publishState === 'published' ||
    !isAllowed(POLICY.proposePublication, actor, found.territory)
  )
    return { refused: 'notOpen' }
  if (!(await consented(tx, caseId))) return { refused: 'noConsent' }
  const trx = own<CaseTables>(tx)
  const row = {
    unitId: found.unitId,
    number: found.number,
    kind: found.kind,
    category: found.category,
    ...copy,
    folded: fold(`${copy.title} ${copy.question}`),
    proposedBy: actor.postId,
    proposedPersonId: actor.personId,
  }
  await trx
    .insertInto('cases.publication')
    .values({ caseId, ...row })
    .onConflict((on) => on.column('caseId').doUpdateSet(row))
    .execute()
  await trx
    .updateTable('cases.citizenCase')
    .set({ publishState: 'proposed', version: found.version + 1 })
    .where('id', '=', caseId)
    .execute()
  await remember(context, found, 'publishProposed', actor.postId, {})
  return { done: true }
}

/** A second person looks and publishes, or sends it back. */
export async function publish(
  context: Context,
  caseId: number,
  yes: boolean,
): Promise<Outcome<'notOpen' | 'samePerson' | 'noConsent'>> {
  const { tx, actor, today } = context
  const found = await caseById(tx, caseId, true)
  const trx = own<CaseTables>(tx)
  const copy = await trx
    .selectFrom('cases.publication')
    .where('caseId', '=', caseId)
    .select(['proposedBy', 'proposedPersonId', 'publishedOn'])
    .executeTakeFirst()
  if (!found || !copy || copy.publishedOn || !isAllowed(POLICY.publish, actor, found.territory))
    return { refused: 'notOpen' }
  if (copy.proposedBy === actor.postId || copy.proposedPersonId === actor.personId) return { refused: 'samePerson' }
  if (!yes) {
    await withdrawCopy(tx, caseId)
    return { done: true }
  }
  if (!(await consented(tx, caseId))) return { refused: 'noConsent' }
  await trx
    .updateTable('cases.publication')
    .set({ publishedBy: actor.postId, publishedPersonId: actor.personId, publishedOn: today })
    .where('caseId', '=', caseId)
    .execute()
  await trx.updateTable('cases.citizenCase').set({ publishState: 'published' }).where('id', '=', caseId).execute()
  await remember(context, found, 'published', actor.postId, {})
  return { done: true }
}

/** No longer public, nor waiting to be: it may be proposed anew once the case is answered. */
export async function withdrawCopy(tx: Tx, caseId: number): Promise<void> {
  const trx = own<CaseTables>(tx)
  await trx.deleteFrom('cases.publication').where('caseId', '=', caseId).execute()
  await trx.updateTable('cases.citizenCase').set({ publishState: 'no' }).where('id', '=', caseId).execute()
}

/** All who sent into the case have said yes. */
async function consented(tx: Tx, caseId: number): Promise<boolean> {
  const rows = await own<CaseTables>(tx)
    .selectFrom('cases.submission')
    .where('caseId', '=', caseId)
    .select('publishConsent')
    .execute()
  return rows.length > 0 && rows.every((row) => row.publishConsent)
}

/** A lost code: at the counter, in person, with identity papers; the old code ends and the sender's page shows the change. */
export async function reissueCode(
  context: Context,
  found: CitizenCase,
  submissionId: number,
  codeHash: Buffer,
  proof: string,
): Promise<Outcome<'notOpen'>> {
  const { tx, actor, today } = context
  // A lost sealed code cannot be recovered (safeguards 2.4).
  if (found.sealId || !isAllowed(POLICY.reissueCode, actor, found.territory)) return { refused: 'notOpen' }
  const trx = own<CaseTables>(tx)
  await sql`insert into cases.ended_code (submission_id, code_hash, unit_id, ended_on)
    select s.id, s.code_hash, s.unit_id, ${today} from cases.submission s
    where s.id = ${submissionId} and s.case_id = ${found.id} and s.named on conflict do nothing`.execute(trx)
  const changed = await trx
    .updateTable('cases.submission')
    .set({ codeHash, codeChangedAt: instantOf(context) })
    .where('id', '=', submissionId)
    .where('caseId', '=', found.id)
    .where('named', '=', true)
    .executeTakeFirst()
  if (changed.numUpdatedRows === 0n) return { refused: 'notOpen' }
  await remember(context, found, 'codeReissued', actor.postId, { submissionId, proof })
  return { done: true }
}

/** The data of a sender as corrected; the database checks that the focal point or the supervisor asks. */
export async function correctSender(tx: Tx, submissionId: number, to: OpenedSender): Promise<boolean> {
  const { rows } = await sql<{ done: boolean }>`
    select cases.correct_sender(${submissionId}, ${to.name}, ${to.address}, ${to.phone}, ${to.email}) as done`.execute(
    own<CaseTables>(tx),
  )
  return rows[0]?.done ?? false
}

/** Takes away every word of one sender in a closed case; days, numbers and the chain of the history stay. */
export async function erasePerson(tx: Tx, submissionId: number): Promise<'erased' | 'stillOpen' | 'notHere'> {
  const { rows } = await sql<{ done: 'erased' | 'stillOpen' | 'notHere' }>`
    select cases.erase_person(${submissionId}) as done`.execute(own<CaseTables>(tx))
  return rows[0]?.done ?? 'notHere'
}
