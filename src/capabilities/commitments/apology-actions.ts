import { type Day, formatDay } from '../../platform/day.ts'
import { own, type Tx } from '../../platform/db.ts'
import { record } from '../../platform/history.ts'
import type { Actor } from '../../platform/rights.ts'
import { count } from './actions.ts'
import { type Apology, commitmentById } from './queries.ts'
import type { CommitmentTables } from './tables.ts'

export async function apologyById(tx: Tx, id: number, lock = false) {
  let query = own<CommitmentTables>(tx).selectFrom('commitments.apology').selectAll().where('id', '=', id)
  if (lock) query = query.forUpdate()
  const apology = (await query.executeTakeFirst()) as Apology | undefined
  const commitment = apology && (await commitmentById(tx, apology.commitmentId))
  return apology && commitment ? { apology, commitment } : null
}

export interface ApologyText {
  cause: string
  change: string
  furtherOn: Day
}

export type ApologyRefusal = 'changed' | 'notOpen' | 'furtherTooEarly'

/** Writes the draft. The version the writer saw must still be the last one: of two writers the second is told. */
export async function writeApology(
  tx: Tx,
  id: number,
  text: ApologyText,
  version: number,
  today: Day,
): Promise<{ refused: ApologyRefusal } | { done: true }> {
  const found = await apologyById(tx, id, true)
  if (found?.apology.state !== 'drafted') return { refused: 'notOpen' }
  if (found.apology.version !== version) return { refused: 'changed' }
  if (text.furtherOn <= found.apology.legalDueOn || text.furtherOn < today) return { refused: 'furtherTooEarly' }
  await own<CommitmentTables>(tx)
    .updateTable('commitments.apology')
    .set({ ...text, version: version + 1 })
    .where('id', '=', id)
    .execute()
  return { done: true }
}

/** The head signs (or a deputy whose document says so, as KT. or TL.). The legal day is not touched. */
export async function signApology(
  tx: Tx,
  id: number,
  actor: Actor,
  now: Date,
): Promise<{ refused: ApologyRefusal } | { done: true }> {
  const found = await apologyById(tx, id, true)
  if (found?.apology.state !== 'drafted') return { refused: 'notOpen' }
  await own<CommitmentTables>(tx)
    .updateTable('commitments.apology')
    .set({ state: 'signed', signedForm: actor.actingForm, signedAt: now, version: found.apology.version + 1 })
    .where('id', '=', id)
    .execute()
  await note(tx, found, 'apologySigned', actor.postId, now)
  return { done: true }
}

/** Sent: the sender reads it on the page of the case, and it is counted. */
export async function sendApology(
  tx: Tx,
  id: number,
  actor: Actor,
  now: Date,
  today: Day,
): Promise<{ refused: ApologyRefusal } | { done: true }> {
  const found = await apologyById(tx, id, true)
  if (found?.apology.state !== 'signed') return { refused: 'notOpen' }
  await own<CommitmentTables>(tx)
    .updateTable('commitments.apology')
    .set({ state: 'sent', sentAt: now })
    .where('id', '=', id)
    .execute()
  await count(tx, found.commitment.unitId, today, 'apologized')
  await note(tx, found, 'apologySent', actor.postId, now)
  return { done: true }
}

type Found = NonNullable<Awaited<ReturnType<typeof apologyById>>>

const note = (tx: Tx, { apology, commitment }: Found, kind: string, postId: number, happenedAt: Date) =>
  record(tx, {
    subject: { kind: 'commitment', id: commitment.id },
    ...{ unitId: commitment.unitId, sealId: null, kind, postId, happenedAt },
    payload: {
      ordinal: apology.ordinal,
      legalDueOn: formatDay(apology.legalDueOn),
      furtherOn: formatDay(apology.furtherOn),
    },
  })
