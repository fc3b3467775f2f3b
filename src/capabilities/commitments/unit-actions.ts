import { sql } from 'kysely'
import type { Receivers, UnitMove } from '../../organization/changing.ts'
import type { Day } from '../../platform/day.ts'
import { inTransaction, NOBODY, own, type Tx } from '../../platform/db.ts'
import type { Host } from '../../platform/page.ts'
import { handOver } from './actions.ts'
import type { CommitmentTables } from './tables.ts'
import { tellPost } from './tell.ts'

export interface HandedOn {
  id: number
  sealId: string | null
  wasOpen: boolean
  fromPost: number
  toPost: number
  dueOn: Day
}

/** A unit has ended: its promises go on at the successor, each the same row with the same due day. */
export async function handOnCommitments(
  tx: Tx,
  { fromUnitId, toUnitId, only }: UnitMove,
  { posts, intakePostId, headPostId }: Receivers,
): Promise<HandedOn[]> {
  const { rows } = await sql<HandedOn>`select id, seal_id, was_open, from_post, to_post, due_on
    from commitments.hand_on(${fromUnitId}, ${toUnitId}, ${only && [...only]}::bigint[], ${JSON.stringify(posts)}, ${intakePostId}, ${headPostId})`.execute(
    own<CommitmentTables>(tx),
  )
  return rows
}

/** A merger: the figures of both go on together, so that the board of the successor agrees with its lists. */
export async function handOnFigures(tx: Tx, { fromUnitId, toUnitId }: UnitMove): Promise<void> {
  await sql`select commitments.hand_on_figures(${fromUnitId}, ${toUnitId})`.execute(own<CommitmentTables>(tx))
}

/** A split: the figures stay where they were counted; what goes on counts as transferred there and received here. */
export async function countHandedOn(tx: Tx, move: UnitMove, ids: readonly number[], today: Day): Promise<void> {
  await sql`select commitments.count_handed_on(${move.fromUnitId}, ${move.toUnitId}, ${[...ids]}::bigint[], ${today})`.execute(
    own<CommitmentTables>(tx),
  )
}

export interface OwnedWork {
  id: number
  title: string
  publicTitle: string
  dueOn: Day
  isApology: boolean
}

/** What a post owns: open promises, nearest day first, and letters of apology that wait for its signature. Sealed ones show nothing. */
export async function workOfPost(tx: Tx, postId: number, unitId: number): Promise<OwnedWork[]> {
  const { rows } = await sql<OwnedWork>`
    select * from (
      select c.id, c.title, c.public_title, c.due_on, false as is_apology from commitments.commitment c
        where c.unit_id = ${unitId} and c.owner_post_id = ${postId} and c.state in ('open', 'waiting') and c.seal_id is null
      union all
      select c.id, c.title, c.public_title, c.due_on, true from commitments.apology a join commitments.commitment c on c.id = a.commitment_id
        where a.unit_id = ${unitId} and a.signer_post_id = ${postId} and a.state = 'drafted') owned
    order by is_apology, due_on, id`.execute(own<CommitmentTables>(tx))
  return rows
}

/** Gives one open promise to another post, with a history entry and a notice. */
export async function passOn(
  { host, tx }: { host: Pick<Host, 'jobs'>; tx: Tx },
  work: OwnedWork,
  unitId: number,
  toPostId: number,
  by: { postId: number; reason: string },
): Promise<void> {
  const about = { id: work.id, unitId, sealId: null }
  if (work.isApology) {
    await own<CommitmentTables>(tx)
      .updateTable('commitments.apology')
      .set({ signerPostId: toPostId })
      .where('commitmentId', '=', work.id)
      .where('state', '=', 'drafted')
      .execute()
    await tellPost(host, tx, about, toPostId, 'apology', `Thư xin lỗi chờ ký: ${work.title}`)
    return
  }
  await handOver(tx, work.id, toPostId, by)
  await tellPost(host, tx, about, toPostId, 'assigned', `Được bàn giao: ${work.title}`)
}

/** Open promises answered for by a post that ends are answered for by the head from now on. */
export async function superviseBy(tx: Tx, unitId: number, fromPostId: number, headPostId: number): Promise<void> {
  if (fromPostId === headPostId) return
  await own<CommitmentTables>(tx)
    .updateTable('commitments.commitment')
    .set({ supervisorPostId: headPostId })
    .where('unitId', '=', unitId)
    .where('supervisorPostId', '=', fromPostId)
    .where('state', 'in', ['open', 'waiting'])
    .execute()
}

const MOST_A_MORNING = 5000

/** Each morning: what a holding that ran out left without a holder goes to the unit's intake post, and the intake post is told. */
export async function keepOwners(host: Host, today: Day, intakeOf: (tx: Tx, unitId: number) => Promise<number | null>) {
  const { rows } = await inTransaction(host.database, NOBODY, (tx) =>
    sql<{ id: number; unitId: number; ownerPostId: number }>`
      select id, unit_id, owner_post_id from commitments.ownerless(${today}, ${MOST_A_MORNING})`.execute(
      own<CommitmentTables>(tx),
    ),
  )
  for (const { id, unitId } of rows)
    await inTransaction(host.database, { unitId, postId: null, sealId: null }, async (tx) => {
      const to = await intakeOf(tx, unitId)
      if (!to) return
      const row = await own<CommitmentTables>(tx)
        .selectFrom('commitments.commitment')
        .where('id', '=', id)
        .select('title')
        .executeTakeFirstOrThrow()
      await handOver(tx, id, to, { postId: to, reason: 'chức vụ được giao không còn người giữ' })
      await tellPost(host, tx, { id, unitId, sealId: null }, to, 'assigned', `Chưa có người giữ việc: ${row.title}`)
    })
  return rows.length
}
