import { type RawBuilder, sql } from 'kysely'
import { fold } from '../../organization/fold.ts'
import { addDays, type Day, weekday } from '../../platform/day.ts'
import { own, type Tx } from '../../platform/db.ts'
import type { Proof } from '../calendar/index.ts'
import type { CommitmentTables } from './tables.ts'
import type { ApologyState, CommitmentState } from './workflow.ts'

export const PAGE_SIZE = 30
/** A search shows its first so many, nearest day first: enough to see that it must be narrowed. */
const MOST_FOUND = 200

export interface Commitment {
  id: number
  unitId: number
  sealId: string | null
  ownerPostId: number
  supervisorPostId: number
  title: string
  publicTitle: string
  workflow: string
  step: string
  expectedResult: string
  result: string | null
  evidence: string | null
  state: CommitmentState
  waitingFor: string | null
  heldOn: Day | null
  startedOn: Day
  dueOn: Day
  firstDueOn: Day
  proof: Proof
  provisional: boolean
  closedOn: Day | null
}

const COLUMNS = [
  ...([
    'id',
    'unitId',
    'sealId',
    'ownerPostId',
    'supervisorPostId',
    'title',
    'publicTitle',
    'workflow',
    'step',
  ] as const),
  ...([
    'expectedResult',
    'result',
    'evidence',
    'state',
    'waitingFor',
    'heldOn',
    'startedOn',
    'dueOn',
    'firstDueOn',
    'proof',
  ] as const),
  ...(['provisional', 'closedOn'] as const),
]

export async function commitmentById(tx: Tx, id: number): Promise<Commitment | null> {
  const row = await own<CommitmentTables>(tx)
    .selectFrom('commitments.commitment')
    .select(COLUMNS)
    .where('id', '=', id)
    .executeTakeFirst()
  return (row as unknown as Commitment | undefined) ?? null
}

export async function commitmentsById(tx: Tx, ids: readonly number[]): Promise<Commitment[]> {
  if (ids.length === 0) return []
  const rows = await own<CommitmentTables>(tx)
    .selectFrom('commitments.commitment')
    .select(COLUMNS)
    .where('id', 'in', [...ids])
    .execute()
  return rows as unknown as Commitment[]
}

export const BUCKETS = ['todo', 'overdue', 'today', 'week', 'later', 'waiting', 'done'] as const
export type Bucket = (typeof BUCKETS)[number]

export interface WorkQuery {
  /** One post's work, or null for the unit's. */
  ownerPostId: number | null
  unitId: number
  bucket: Bucket
  search: string
  /** The key of the last row of the page before: `2026-11-23.4711`. */
  after: string | null
}

/** Sunday of this week: "this week" ends there. */
const endOfWeek = (today: Day): Day => addDays(today, 7 - weekday(today))

function inBucket(bucket: Bucket, today: Day) {
  switch (bucket) {
    // Waiting for others ends nobody's duty: once the day has passed the matter stands with the overdue ones again.
    case 'todo':
      return sql<boolean>`(c.state = 'open' or c.state = 'waiting' and c.due_on < ${today} and c.held_on is null)`
    case 'overdue':
      return sql<boolean>`c.state in ('open', 'waiting') and c.due_on < ${today} and c.held_on is null`
    case 'today':
      return sql<boolean>`c.state = 'open' and c.due_on = ${today}`
    case 'week':
      return sql<boolean>`c.state = 'open' and c.due_on > ${today} and c.due_on <= ${endOfWeek(today)}`
    case 'later':
      return sql<boolean>`c.state = 'open' and c.due_on > ${endOfWeek(today)}`
    case 'waiting':
      return sql<boolean>`c.state = 'waiting' and (c.due_on >= ${today} or c.held_on is not null)`
    case 'done':
      return sql<boolean>`c.state in ('fulfilled', 'released')`
  }
}

/** Work sorted by due day (done: by the day it was closed), a page at a time by key. */
export async function listWork(
  tx: Tx,
  it: WorkQuery,
  today: Day,
  size = PAGE_SIZE,
): Promise<{ rows: Commitment[]; next: string | null }> {
  const trx = own<CommitmentTables>(tx)
  const done = it.bucket === 'done'
  const [afterDay, afterId] = it.after?.split('.') ?? []
  const scope = it.ownerPostId === null ? sql`c.unit_id = ${it.unitId}` : sql`c.owner_post_id = ${it.ownerPostId}`
  const key = done ? sql`(c.closed_on, c.id)` : sql`(c.due_on, c.id)`
  const paged =
    afterDay && afterId
      ? sql`and ${key} ${done ? sql`<` : sql`>`} (${afterDay}::date, ${Number(afterId)}::bigint)`
      : sql``
  const words = searchWords(it.search)
  const found = words
    ? sql`and c.id in (select commitments.search(${words}, ${it.ownerPostId}::bigint, ${done}, ${MOST_FOUND}::int))`
    : sql``
  const live = done ? sql`` : sql`and c.state in ('open', 'waiting')`
  const { rows } = await sql<Commitment>`
    select ${sql.join(COLUMNS.map((column) => sql.ref(`c.${column}`)))} from commitments.commitment c
    where ${scope} and ${inBucket(it.bucket, today)} ${live} ${paged} ${found}
    order by ${done ? sql`c.closed_on desc, c.id desc` : sql`c.due_on, c.id`} limit ${size + 1}`.execute(trx)
  const page = rows.slice(0, size)
  const last = page.at(-1)
  return {
    rows: page,
    next: rows.length > size && last ? `${done ? last.closedOn : last.dueOn}.${last.id}` : null,
  }
}

/** Folded words for the full-text index, every word by its beginning; empty when nothing was typed. */
export function searchWords(typed: string): string {
  return fold(typed)
    .split(' ')
    .filter(Boolean)
    .slice(0, 8)
    .map((word) => `${word}:*`)
    .join(' & ')
}

export type WorkCounts = Record<Exclude<Bucket, 'done'>, number>

/** Nobody reads an exact figure above this: a longer pile is shown as "999+" and never counted to its end. */
export const MOST_COUNTED = 1000

/** How much lies in each pile, up to MOST_COUNTED; reads open promises only, never the closed ones. */
export async function countWork(tx: Tx, ownerPostId: number | null, unitId: number, today: Day): Promise<WorkCounts> {
  const scope = ownerPostId === null ? sql`c.unit_id = ${unitId}` : sql`c.owner_post_id = ${ownerPostId}`
  const pile = (bucket: Bucket) =>
    sql`(select count(*) from (select 1 from commitments.commitment c
      where ${scope} and c.state in ('open', 'waiting') and ${inBucket(bucket, today)} limit ${MOST_COUNTED}) pile) as ${sql.ref(bucket)}`
  const piles = ['overdue', 'today', 'week', 'later', 'waiting'] as const
  const { rows } = await sql<WorkCounts>`select ${sql.join(piles.map(pile))}`.execute(own<CommitmentTables>(tx))
  const { overdue = 0, today: dueToday = 0, week = 0, later = 0, waiting = 0 } = rows[0] ?? {}
  const todo = Math.min(MOST_COUNTED, overdue + dueToday + week + later)
  return { todo, overdue, today: dueToday, week, later, waiting }
}

export interface Apology {
  id: number
  commitmentId: number
  ordinal: number
  legalDueOn: Day
  furtherOn: Day
  cause: string | null
  change: string | null
  state: ApologyState
  signerPostId: number
  signedForm: '' | 'KT.' | 'TL.' | null
  signedAt: Date | null
  sentAt: Date | null
  version: number
}

export function apologiesOf(tx: Tx, commitmentIds: readonly number[]): Promise<Apology[]> {
  if (commitmentIds.length === 0) return Promise.resolve([])
  return own<CommitmentTables>(tx)
    .selectFrom('commitments.apology')
    .selectAll()
    .where('commitmentId', 'in', [...commitmentIds])
    .where('state', '<>', 'dropped')
    .orderBy('commitmentId')
    .orderBy('ordinal')
    .execute() as Promise<Apology[]>
}

/** Promises everybody may see: open ones by due day, or kept ones newest first. */
export async function publicBoard(
  tx: Tx,
  unitId: number,
  which: 'open' | 'kept',
  after: string | null,
  size = PAGE_SIZE,
) {
  const [afterDay, afterId] = after?.split('.') ?? []
  const kept = which === 'kept'
  const paged =
    afterDay && afterId
      ? sql`and (${kept ? sql`closed_on` : sql`due_on`}, id) ${kept ? sql`<` : sql`>`} (${afterDay}::date, ${Number(afterId)}::bigint)`
      : sql``
  const { rows } = await sql<Commitment>`
    select ${sql.join(COLUMNS.map((column) => sql.ref(column)))} from commitments.commitment
    where unit_id = ${unitId} and public and ${kept ? sql`state = 'fulfilled' and state in ('fulfilled', 'released')` : sql`state in ('open', 'waiting')`} ${paged}
    order by ${kept ? sql`closed_on desc, id desc` : sql`due_on, id`} limit ${size + 1}`.execute(
    own<CommitmentTables>(tx),
  )
  const page = rows.slice(0, size)
  const last = page.at(-1)
  return { rows: page, next: rows.length > size && last ? `${kept ? last.closedOn : last.dueOn}.${last.id}` : null }
}

/** The two figures beside the menu, up to MOST_COUNTED: what a post has to do, what its unit has open. */
export async function menuCounts(
  tx: Tx,
  ownerPostId: number,
  unitId: number,
  today: Day,
): Promise<{ mine: number; unit: number }> {
  const counted = (which: RawBuilder<unknown>) =>
    sql`(select count(*) from (select 1 from commitments.commitment c where ${which} limit ${MOST_COUNTED}) pile)`
  const { rows } = await sql<{ mine: number; unit: number }>`
    select ${counted(sql`c.owner_post_id = ${ownerPostId} and c.state in ('open', 'waiting') and ${inBucket('todo', today)}`)} as mine,
           ${counted(sql`c.unit_id = ${unitId} and c.state in ('open', 'waiting')`)} as unit`.execute(
    own<CommitmentTables>(tx),
  )
  return rows[0] ?? { mine: 0, unit: 0 }
}

export interface ToSign {
  id: number
  title: string
  legalDueOn: Day
  ordinal: number
}

/** Apologies drafted for this post to sign, the longest waiting first. */
export async function apologiesToSign(tx: Tx, signerPostId: number, unitId: number): Promise<ToSign[]> {
  const { rows } = await sql<ToSign>`select a.id, c.title, a.legal_due_on, a.ordinal from commitments.apology a
    join commitments.commitment c on c.id = a.commitment_id
    where a.unit_id = ${unitId} and a.state = 'drafted' and a.signer_post_id = ${signerPostId} order by a.legal_due_on, a.id limit 50`.execute(
    own<CommitmentTables>(tx),
  )
  return rows
}
