import { sql } from 'kysely'
import { type Receivers, succeeds, type UnitMove } from '../../organization/changing.ts'
import { placeById } from '../../organization/openings.ts'
import { actAs, own, type Tx } from '../../platform/db.ts'
import { answerDeadline } from '../calendar/index.ts'
import { openCommitment, release, tellPost } from '../commitments/index.ts'
import { type Context, type MoveRefusal, note, remember } from './context-actions.ts'
import { expectedResult, owedTo, publicTitle } from './naming.ts'
import { type CitizenCase, caseByNumber } from './queries.ts'
import type { CaseTables } from './tables.ts'
import { type CaseKind, type Kind, MOST_POINTS } from './workflow.ts'

/** Many submissions on one matter become one case; each sender sees the answer of the main one. */
export async function join(
  context: Context,
  found: CitizenCase,
  mainNumber: string,
  reason: string,
): Promise<MoveRefusal | null> {
  const { tx, today, actor } = context
  const main = await caseByNumber(tx, mainNumber, true)
  if (
    !main ||
    main.id === found.id ||
    main.unitId !== found.unitId ||
    ['guided', 'filed', 'joined'].includes(main.state)
  )
    return 'mainNotFound'
  if (main.sealId !== found.sealId) return 'sealedStays'
  const trx = own<CaseTables>(tx)
  await release(tx, found.commitmentId, today, 'joined', actor.postId)
  // Messages go along, and stay between each sender and the office.
  await sql`update cases.letter l set case_id = ${main.id}, submission_id = coalesce(l.submission_id,
    (select s.id from cases.submission s where s.case_id = ${found.id} order by s.id limit 1)) where l.case_id = ${found.id}`.execute(
    trx,
  )
  await trx.updateTable('cases.submission').set({ caseId: main.id }).where('caseId', '=', found.id).execute()
  await takeOverPoints(tx, found.id, main)
  await trx
    .updateTable('cases.citizenCase')
    .set({ state: 'joined', joinedTo: main.id })
    .where('id', '=', found.id)
    .execute()
  await note(context, found, 'join', { main: main.number, reason })
  await remember(context, main, 'joined', actor.postId, { joined: found.number, reason })
  return null
}

/** Points found before the joining are owed an answer as well, up to what one case holds. */
async function takeOverPoints(tx: Tx, fromCaseId: number, main: CitizenCase) {
  if (main.state === 'answered') return
  await sql`insert into cases.point (case_id, unit_id, seal_id, n, text)
    select ${main.id}, ${main.unitId}, ${main.sealId}, m.n + row_number() over (order by p.n), p.text
    from cases.point p, (select coalesce(max(n), 0) as n from cases.point where case_id = ${main.id}) m
    where p.case_id = ${fromCaseId} order by p.n limit (select ${MOST_POINTS}::int - count(*) from cases.point where case_id = ${main.id})`.execute(
    own<CaseTables>(tx),
  )
}

/** To another open unit. The first sending day survives; a new promise starts there, the old one ends as transferred. */
export async function transfer(
  context: Context,
  found: CitizenCase,
  toUnitId: number,
  reason: string,
): Promise<MoveRefusal | null> {
  const { tx, today, actor, host } = context
  if (toUnitId === found.unitId) return 'sameUnit'
  if (found.sealId) return 'sealedStays'
  const { concernedUnitId } = found
  if (concernedUnitId && (toUnitId === concernedUnitId || (await succeeds(tx, toUnitId, concernedUnitId))))
    return 'concernedUnit'
  const place = await placeById(tx, toUnitId, today)
  if (!place) return 'unitNotOpen'
  const trx = own<CaseTables>(tx)
  await release(tx, found.commitmentId, today, 'transferred', actor.postId)
  await note(context, found, 'transfer', { toUnit: toUnitId, reason })
  await trx
    .insertInto('cases.transfer')
    .values({ caseId: found.id, fromUnitId: found.unitId, toUnitId, reason, onDay: today, postId: actor.postId })
    .execute()
  await sql`select cases.move_to_unit(${found.id}, ${toUnitId})`.execute(trx)
  actAs(tx, { unitId: toUnitId, postId: null, sealId: null })
  const commitmentId = await openCommitment(tx, {
    ...{
      unitId: toUnitId,
      sealId: null,
      ownerPostId: place.intakePostId,
      supervisorPostId: place.headPostId,
      number: found.number,
    },
    ...{
      title: found.title,
      publicTitle: publicTitle(found.kind, found.category),
      owedTo,
      expectedResult,
      workflow: found.kind,
      step: 'sent',
    },
    deadline: await answerDeadline(tx, toUnitId, found.kind as Kind, today),
  })
  await trx
    .updateTable('cases.citizenCase')
    .set({ commitmentId, state: 'sent', extended: false, version: found.version + 1 })
    .where('id', '=', found.id)
    .execute()
  await remember(context, { ...found, unitId: toUnitId }, 'arrived', null, { fromUnit: found.unitId })
  await tellPost(
    host,
    tx,
    { id: commitmentId, unitId: toUnitId, sealId: null },
    place.intakePostId,
    'arrived',
    `Đơn chuyển đến: ${found.title}`,
  )
  actAs(tx, { unitId: actor.unitId, postId: actor.postId, sealId: null })
  return null
}

/** A unit has ended: its cases go on at the successor with everything that belongs to them. Each one's history says so. */
export async function handOnCases(
  tx: Tx,
  { fromUnitId, toUnitId, only }: UnitMove,
  { posts, intakePostId }: Receivers,
): Promise<{ id: number; sealId: string | null }[]> {
  const { rows } = await sql<{ id: number; sealId: string | null }>`select id, seal_id
    from cases.hand_on(${fromUnitId}, ${toUnitId}, ${only && [...only]}::bigint[], ${JSON.stringify(posts)}, ${intakePostId})`.execute(
    own<CaseTables>(tx),
  )
  return rows
}

/** Whether an open case of a unit speaks of an official of another: then the one must not end in the other. */
export async function speaksOf(tx: Tx, fromUnitId: number, toUnitId: number): Promise<boolean> {
  const { rows } = await sql<{ yes: boolean }>`select cases.speaks_of(${fromUnitId}, ${toUnitId}) as yes`.execute(
    own<CaseTables>(tx),
  )
  return rows[0]?.yes ?? false
}

export interface OpenCase {
  id: number
  number: string
  title: string
  kind: CaseKind
  place: string | null
  text: string
  commitmentId: number
}

/** What a unit still owes an answer to, oldest first, as far as the reader may see it: with the words that say where it is. */
export async function openCases(tx: Tx, unitId: number): Promise<OpenCase[]> {
  const { rows } = await sql<OpenCase>`
    select c.id, c.number, c.title, c.kind, s.place, left(s.text, 2000) as text, c.commitment_id from cases.citizen_case c
    join lateral (select place, text from cases.submission where case_id = c.id order by id limit 1) s on true
    where c.unit_id = ${unitId} and c.state in ('sent', 'received', 'assigned') and c.seal_id is null order by c.id limit 5000`.execute(
    own<CaseTables>(tx),
  )
  return rows
}
