import { sql } from 'kysely'
import { addDays, type Day } from '../platform/day.ts'
import { own, sqlState, type Tx } from '../platform/db.ts'
import { record } from '../platform/history.ts'
import type { Actor, Role } from '../platform/rights.ts'
import { forgetPlaces } from './openings.ts'
import type { OrganizationTables } from './tables.ts'

const UNIQUE = '23505'
const CHECK = '23514'
const OVERLAP = '23P01'

const note = (tx: Tx, actor: Pick<Actor, 'unitId' | 'postId'>, kind: string, payload: Record<string, unknown>) =>
  record(tx, {
    subject: { kind: 'unit', id: actor.unitId },
    unitId: actor.unitId,
    sealId: null,
    kind,
    postId: actor.postId,
    payload,
  })

/** Something somebody did to the way they sign in. */
export const noteAccount = (tx: Tx, actor: Actor, kind: 'providerLinked' | 'providerUnlinked') =>
  note(tx, actor, kind, { personId: actor.personId })

/** A statement whose constraint may refuse it: the transaction goes on after a refusal. */
async function tried<T>(tx: Tx, work: () => Promise<T>): Promise<T | { state: string }> {
  const trx = own<OrganizationTables>(tx)
  await sql`savepoint tried`.execute(trx)
  try {
    return await work()
  } catch (error) {
    const state = sqlState(error)
    if (!state || ![UNIQUE, CHECK, OVERLAP].includes(state)) throw error
    await sql`rollback to savepoint tried`.execute(trx)
    return { state }
  }
}

const refusedBy = (outcome: unknown): string | null =>
  typeof outcome === 'object' && outcome !== null && 'state' in outcome
    ? String((outcome as { state: string }).state)
    : null

export async function addPost(
  tx: Tx,
  actor: Actor,
  it: { title: string; roles: Role[]; reportsTo: number | null },
): Promise<{ refused: 'exists' } | { done: true }> {
  const outcome = await tried(tx, () =>
    own<OrganizationTables>(tx)
      .insertInto('organization.post')
      .values({ unitId: actor.unitId, ...it })
      .execute(),
  )
  if (refusedBy(outcome)) return { refused: 'exists' }
  await note(tx, actor, 'postAdded', { title: it.title, roles: it.roles })
  return { done: true }
}

/** Gives a post of the own unit to a person from a day on; one person at a time, the database checks. */
export async function holdPost(
  tx: Tx,
  actor: Actor,
  it: { postId: number; name: string; userId: string; from: Day },
): Promise<{ refused: 'held' } | { done: true }> {
  const trx = own<OrganizationTables>(tx)
  const { rows } = await sql<{
    id: number
  }>`insert into organization.person (name, user_id) values (${it.name}, ${it.userId})
    on conflict (user_id) do update set name = person.name returning id`.execute(trx)
  const outcome = await tried(tx, () =>
    sql`insert into organization.post_holding (post_id, person_id, held)
      select o.id, ${rows[0]?.id ?? 0}, daterange(${it.from}::date, null) from organization.post o where o.id = ${it.postId} and o.unit_id = ${actor.unitId}`.execute(
      trx,
    ),
  )
  if (refusedBy(outcome)) return { refused: 'held' }
  await note(tx, actor, 'postHeld', { postId: it.postId, from: it.from })
  return { done: true }
}

/** Whether whatever this account holds, it holds in this unit or in one that ends in it: only then may it be given another post. */
export async function isOwnPerson(tx: Tx, userId: string, unitId: number, today: Day): Promise<boolean> {
  const { rows } = await sql`select 1 from organization.person p
    join organization.post_holding h on h.person_id = p.id and (upper(h.held) is null or upper(h.held) > ${today})
    join organization.post o on o.id = h.post_id where p.user_id = ${userId} and o.unit_id <> ${unitId}
      and not organization.hands_on_to(o.unit_id, ${unitId}) limit 1`.execute(own(tx))
  return rows.length === 0
}

/** Takes a post out of use from the day after its last one; the database refuses while it owns open promises. */
export async function abolishPost(tx: Tx, actor: Actor, postId: number, lastDay: Day): Promise<void> {
  await endHolding(tx, actor, postId, lastDay)
  await own<OrganizationTables>(tx)
    .updateTable('organization.post')
    .set({ abolishedOn: addDays(lastDay, 1) })
    .where('id', '=', postId)
    .where('unitId', '=', actor.unitId)
    .execute()
  await sql`update organization.post o set reports_to = above.reports_to from organization.post above
    where above.id = ${postId} and above.unit_id = ${actor.unitId} and o.reports_to = above.id`.execute(
    own<OrganizationTables>(tx),
  )
  await note(tx, actor, 'postAbolished', { postId, lastDay })
}

/**
 * Ends a holding. What the post owns must go on with another post or another holder in the same transaction: the database
 * refuses a promise without an owner.
 */
export async function endHolding(tx: Tx, actor: Actor, postId: number, lastDay: Day): Promise<void> {
  await sql`update organization.post_holding h set held = daterange(lower(h.held), ${addDays(lastDay, 1)}::date)
    from organization.post o where o.id = h.post_id and o.id = ${postId} and o.unit_id = ${actor.unitId}
      and h.held @> ${lastDay}::date`.execute(own<OrganizationTables>(tx))
  await note(tx, actor, 'holdingEnded', { postId, lastDay })
}

export async function deputize(
  tx: Tx,
  actor: Actor,
  it: { postId: number; deputyPostId: number; form: 'KT' | 'TL'; from: Day; until: Day; documentNumber: string },
): Promise<{ refused: 'overlap' | 'same' | 'notDeputy' } | { done: true }> {
  if (it.postId === it.deputyPostId) return { refused: 'same' }
  const outcome = await tried(tx, () =>
    sql`insert into organization.deputation (post_id, deputy_post_id, form, away, document_number)
      select a.id, b.id, ${it.form}, daterange(${it.from}::date, ${addDays(it.until, 1)}::date), ${it.documentNumber}
      from organization.post a, organization.post b
      where a.id = ${it.postId} and b.id = ${it.deputyPostId} and a.unit_id = ${actor.unitId} and b.unit_id = ${actor.unitId}
        and not 'administrator' = any (b.roles) and (${it.form} = 'TL' or b.roles && array['head', 'deputy'])
      returning 1`.execute(own(tx)),
  )
  if (refusedBy(outcome)) return { refused: 'overlap' }
  if ('rows' in outcome && outcome.rows.length === 0) return { refused: 'notDeputy' }
  await note(tx, actor, 'deputized', { ...it })
  return { done: true }
}

export async function deputationsOf(tx: Tx, unitId: number, today: Day) {
  const { rows } = await sql<{
    post: string
    deputy: string
    form: string
    first: Day
    last: Day
    documentNumber: string
  }>`
    select a.title as post, b.title as deputy, d.form, lower(d.away) as first, (upper(d.away) - 1) as last, d.document_number
    from organization.deputation d join organization.post a on a.id = d.post_id join organization.post b on b.id = d.deputy_post_id
    where a.unit_id = ${unitId} and upper(d.away) > ${today}::date - 60 order by lower(d.away) desc limit 50`.execute(
    own<OrganizationTables>(tx),
  )
  return rows
}

export interface Opening {
  headPostId: number
  intakePostId: number
  phone: string
  address: string
  hours: string
  theme: 'red' | 'blue' | 'yellow' | 'green'
  addressForm: 'bà con' | 'ông bà' | 'quý vị'
  urgentNotice: string | null
  legalAid: string | null
}

export async function openingOf(tx: Tx, unitId: number): Promise<(Opening & { openedOn: Day }) | null> {
  const row = await own<OrganizationTables>(tx)
    .selectFrom('organization.opening')
    .where('unitId', '=', unitId)
    .select([
      'headPostId',
      'intakePostId',
      'phone',
      'address',
      'hours',
      'theme',
      'addressForm',
      'urgentNotice',
      'legalAid',
      'openedOn',
    ])
    .executeTakeFirst()
  return (row as (Opening & { openedOn: Day }) | undefined) ?? null
}

/** Opens the unit or changes what its pages say. The trigger refuses posts that are not its own or not held. */
export async function saveOpening(
  tx: Tx,
  actor: Actor,
  it: Opening,
  today: Day,
): Promise<{ refused: 'notHeld' } | { done: true }> {
  const before = await openingOf(tx, actor.unitId)
  const trx = own<OrganizationTables>(tx)
  const outcome = await tried<unknown>(tx, () =>
    before
      ? trx.updateTable('organization.opening').set(it).where('unitId', '=', actor.unitId).execute()
      : trx
          .insertInto('organization.opening')
          .values({ unitId: actor.unitId, openedOn: today, ...it })
          .execute(),
  )
  if (refusedBy(outcome)) return { refused: 'notHeld' }
  forgetPlaces()
  await note(tx, actor, before ? 'unitChanged' : 'unitOpened', {
    headPostId: it.headPostId,
    intakePostId: it.intakePostId,
  })
  return { done: true }
}
