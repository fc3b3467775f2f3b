import { sql } from 'kysely'
import type { UnitMove } from '../../organization/changing.ts'
import { postsOf } from '../../organization/officials.ts'
import { addDays, type Day } from '../../platform/day.ts'
import { own, type Tx } from '../../platform/db.ts'
import { judgeTemplate, type TemplateFault } from '../../platform/docx-check.ts'
import { record } from '../../platform/history.ts'
import { type Actor, isAllowed, type Role } from '../../platform/rights.ts'
import type { LetterOffice } from './form-of-document.ts'
import { type LetterKind, placeholdersOf } from './kinds.ts'
import { POLICY } from './policy.ts'
import { sha256 } from './signing-actions.ts'
import type { LetterTables } from './tables.ts'

const note = (tx: Tx, { unitId, postId }: Actor, kind: string, payload: Record<string, unknown>) =>
  record(tx, { subject: { kind: 'unit', id: unitId }, unitId, sealId: null, kind, postId, payload })

type Kept<Refusal extends string> = { refused: Refusal } | { done: true }

/** How the letters of the unit look. The register here is for a unit that declares, by a document, that it has no other. */
export async function saveOffice(
  tx: Tx,
  actor: Actor,
  it: LetterOffice,
  now: Date,
): Promise<Kept<'notOpen' | 'noDocument'>> {
  if (!isAllowed(POLICY.setUpLetters, actor, actor)) return { refused: 'notOpen' }
  const isHere = it.numbering === 'here'
  if (isHere && (!it.hereSince || (it.hereByDocument ?? '').trim().length < 3)) return { refused: 'noDocument' }
  const row = {
    ...{ superior: it.superior, agency: it.agency, agencyInText: it.agencyInText, place: it.place, symbol: it.symbol },
    ...{
      drafting: it.drafting,
      onBehalf: it.onBehalf,
      salutation: it.salutation,
      numbering: it.numbering,
      changedAt: now,
    },
    hereSince: isHere ? it.hereSince : null,
    hereByDocument: isHere ? it.hereByDocument : null,
  }
  await own<LetterTables>(tx)
    .insertInto('letters.office')
    .values({ unitId: actor.unitId, ...row })
    .onConflict((on) => on.column('unitId').doUpdateSet(row))
    .execute()
  note(tx, actor, 'letterOfficeChanged', { symbol: it.symbol, numbering: it.numbering, document: row.hereByDocument })
  return { done: true }
}

export interface NewDelegation {
  postId: number
  act: 'KT' | 'TL' | 'record'
  kinds: readonly LetterKind[] | null
  documentNumber: string
  from: Day
  until: Day | null
}

/** The head names who signs KT. or TL., or who may record what the head signed on paper; never an administrator. */
export async function delegate(
  tx: Tx,
  actor: Actor,
  it: NewDelegation,
  today: Day,
): Promise<Kept<'notOpen' | 'notFit' | 'overlap'>> {
  if (!isAllowed(POLICY.delegate, actor, actor)) return { refused: 'notOpen' }
  const trx = own<LetterTables>(tx)
  if (it.postId === actor.postId || !(await isFit(tx, actor.unitId, it, today))) return { refused: 'notFit' }
  const span = sql<string>`daterange(${it.from}::date, ${it.until ? addDays(it.until, 1) : null}::date)`
  const { rows } = await sql`select 1 from letters.delegation where unit_id = ${actor.unitId} and post_id = ${it.postId}
    and act = ${it.act} and in_force && ${span} limit 1`.execute(trx)
  if (rows.length > 0) return { refused: 'overlap' }
  await trx
    .insertInto('letters.delegation')
    .values({
      ...{ unitId: actor.unitId, postId: it.postId, act: it.act, kinds: it.kinds ? [...it.kinds] : null },
      ...{ documentNumber: it.documentNumber, inForce: span as never, madeBy: actor.postId },
    })
    .execute()
  note(tx, actor, 'signingDelegated', { postId: it.postId, act: it.act, document: it.documentNumber })
  return { done: true }
}

/** KT. is a deputy's; TL. and recording are the office's. */
async function isFit(tx: Tx, unitId: number, { postId, act }: NewDelegation, today: Day): Promise<boolean> {
  const post = (await postsOf(tx, unitId, today)).find((one) => one.id === postId)
  if (!post?.holder || post.roles.includes('administrator')) return false
  return post.roles.some((role) => MAY_BE_NAMED[act].includes(role))
}

const MAY_BE_NAMED: Readonly<Record<NewDelegation['act'], readonly Role[]>> = {
  KT: ['deputy'],
  TL: ['deputy', 'intake', 'officer', 'reviewer'],
  record: ['intake', 'reviewer'],
}

/** Ends it with the day before; what was signed under it keeps it. */
export async function endDelegation(tx: Tx, actor: Actor, id: number, today: Day): Promise<Kept<'notOpen'>> {
  if (!isAllowed(POLICY.delegate, actor, actor)) return { refused: 'notOpen' }
  const ended =
    await sql`update letters.delegation set in_force = daterange(lower(in_force), greatest(lower(in_force) + 1, ${today}::date))
    where id = ${id} and unit_id = ${actor.unitId} and (upper(in_force) is null or upper(in_force) > ${today})`.execute(
      own<LetterTables>(tx),
    )
  if (!ended.numAffectedRows) return { refused: 'notOpen' }
  note(tx, actor, 'signingDelegationEnded', { id })
  return { done: true }
}

/** Keeps an uploaded template as the next version, in force from now on; letters already drafted with another keep theirs. */
export async function keepTemplate(
  tx: Tx,
  actor: Actor,
  kind: LetterKind,
  file: { name: string; bytes: Buffer },
  now: Date,
): Promise<{ refused: 'notOpen' } | TemplateFault | { version: number }> {
  if (!isAllowed(POLICY.keepTemplates, actor, actor)) return { refused: 'notOpen' }
  const { known, needed } = placeholdersOf(kind)
  const judged = await judgeTemplate(file.bytes, known, needed)
  if ('refused' in judged) return judged
  const trx = own<LetterTables>(tx)
  await sql`select pg_advisory_xact_lock(hashtextextended(${`template ${actor.unitId} ${kind}`}, 0))`.execute(trx)
  const before = await trx
    .selectFrom('letters.template')
    .where('unitId', '=', actor.unitId)
    .where('kind', '=', kind)
    .select((is) => is.fn.max('version').as('version'))
    .executeTakeFirst()
  const version = (before?.version ?? 0) + 1
  await retire(tx, actor, kind)
  await trx
    .insertInto('letters.template')
    .values({
      ...{ unitId: actor.unitId, kind, version, name: file.name, bytes: file.bytes, sha256: sha256(file.bytes) },
      ...{ uploadedBy: actor.postId, uploadedAt: now, inForce: true },
    })
    .execute()
  note(tx, actor, 'letterTemplateKept', { kind, version })
  return { version }
}

/** Another version is in force from now on; null: the house's own. */
export async function useTemplate(
  tx: Tx,
  actor: Actor,
  kind: LetterKind,
  version: number | null,
): Promise<Kept<'notOpen'>> {
  if (!isAllowed(POLICY.keepTemplates, actor, actor)) return { refused: 'notOpen' }
  await retire(tx, actor, kind)
  if (version !== null)
    await own<LetterTables>(tx)
      .updateTable('letters.template')
      .set({ inForce: true })
      .where('unitId', '=', actor.unitId)
      .where('kind', '=', kind)
      .where('version', '=', version)
      .execute()
  note(tx, actor, 'letterTemplateUsed', { kind, version })
  return { done: true }
}

async function retire(tx: Tx, actor: Actor, kind: LetterKind) {
  await own<LetterTables>(tx)
    .updateTable('letters.template')
    .set({ inForce: false })
    .where('unitId', '=', actor.unitId)
    .where('kind', '=', kind)
    .where('inForce', '=', true)
    .execute()
}

/** A unit has ended: its drafts end too; what it issued goes with its matters, still under its own name and number. */
export async function handOnLetters(tx: Tx, { fromUnitId, toUnitId }: UnitMove): Promise<void> {
  await sql`select letters.hand_on(${fromUnitId}, ${toUnitId})`.execute(own<LetterTables>(tx))
}

/** Signed and not yet released: to be numbered and sent while the unit is there. */
export async function unissuedLetters(tx: Tx, unitId: number): Promise<number> {
  const { rows } = await sql<{ n: number }>`select letters.unissued_of(${unitId}) as n`.execute(own<LetterTables>(tx))
  return rows[0]?.n ?? 0
}
