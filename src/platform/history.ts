import { createHash, randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { actingIn, behind, own, type Tx } from './db.ts'
import type { PlatformTables } from './tables.ts'

export interface Happening {
  subject: {
    kind:
      | 'case'
      | 'commitment'
      | 'unit'
      | 'letter'
      | 'visit'
      | 'directive'
      | 'plan'
      | 'program'
      | 'committee'
      | 'campaign'
      | 'session'
    id: number
  }
  unitId: number
  sealId: string | null
  kind: string
  postId: number | null
  /** When it happened, if that was not now (a paper received yesterday, typed today). */
  happenedAt?: Date
  payload: Record<string, unknown>
}

/** Appends to the history of a subject. The database makes the link of the chain; the payload can be erased later. */
export function record(tx: Tx, happening: Happening): void {
  const acting = happening.postId === null ? null : actingIn(tx)
  const payload = JSON.stringify(acting ? { ...happening.payload, acting } : happening.payload)
  const salt = randomBytes(16)
  const commitment = createHash('sha256').update(salt).update(payload).digest()
  const { subject, unitId, sealId, kind, postId, happenedAt } = happening
  const written = sql`with entry as (
      insert into platform.history (subject_kind, subject_id, unit_id, seal_id, kind, post_id, happened_at, payload_commitment)
      values (${subject.kind}, ${subject.id}, ${unitId}, ${sealId}, ${kind}, ${postId}, ${happenedAt ?? null}, ${commitment})
      returning id)
    insert into platform.history_payload (history_id, unit_id, seal_id, salt, payload)
    select id, ${unitId}, ${sealId}, ${salt}, ${payload} from entry`
  behind(tx, written.execute(own<PlatformTables>(tx)))
}

/** Many at once, in one statement: the rows of an import. */
export function recordAll(tx: Tx, happenings: readonly Happening[]): void {
  const acting = actingIn(tx)
  const rows = happenings.map(({ subject, unitId, sealId, kind, postId, happenedAt, payload }, n) => {
    const text = JSON.stringify(acting && postId !== null ? { ...payload, acting } : payload)
    const salt = randomBytes(16)
    const commitment = createHash('sha256').update(salt).update(text).digest('hex')
    const of = { n, subject_kind: subject.kind, subject_id: subject.id, unit_id: unitId, seal_id: sealId, kind }
    return { ...of, post_id: postId, happened_at: happenedAt, commitment, salt: salt.toString('hex'), payload: text }
  })
  const written = sql`with given as (
      select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as g (n int, subject_kind text, subject_id bigint, unit_id bigint,
        seal_id uuid, kind text, post_id bigint, happened_at timestamptz, commitment text, salt text, payload text)),
    entry as (
      insert into platform.history (subject_kind, subject_id, unit_id, seal_id, kind, post_id, happened_at, payload_commitment)
      select subject_kind, subject_id, unit_id, seal_id, kind, post_id, happened_at, decode(commitment, 'hex') from given order by n
      returning id, payload_commitment)
    insert into platform.history_payload (history_id, unit_id, seal_id, salt, payload)
    select e.id, g.unit_id, g.seal_id, decode(g.salt, 'hex'), g.payload from entry e join given g on decode(g.commitment, 'hex') = e.payload_commitment`
  behind(tx, written.execute(own<PlatformTables>(tx)))
}

/** The chain of one subject with its hashes, as far as the reader may see it: the proof that goes along with a dossier. */
export async function chainOf(tx: Tx, subject: Happening['subject']): Promise<ChainRow[]> {
  const { rows } = await sql<ChainRow>`
    select h.subject_kind, h.subject_id, h.seq, h.kind, h.post_id, h.happened_at, h.recorded_at, h.payload_commitment,
      h.previous_hash, h.hash, p.salt, p.payload
    from platform.history h left join platform.history_payload p on p.history_id = h.id
    where h.subject_kind = ${subject.kind} and h.subject_id = ${subject.id} order by h.seq`.execute(
    own<PlatformTables>(tx),
  )
  return rows
}

export interface Entry {
  seq: number
  kind: string
  postId: number | null
  happenedAt: Date
  recordedAt: Date
  payload: Record<string, unknown> | null
}

/** The history of one subject, oldest first, as far as the reader may see it. */
export async function historyOf(tx: Tx, subject: Happening['subject']): Promise<Entry[]> {
  const rows = await own<PlatformTables>(tx)
    .selectFrom('platform.history as h')
    .leftJoin('platform.historyPayload as p', 'p.historyId', 'h.id')
    .where('h.subjectKind', '=', subject.kind)
    .where('h.subjectId', '=', subject.id)
    .orderBy('h.seq')
    .limit(500)
    .select(['h.seq', 'h.kind', 'h.postId', 'h.happenedAt', 'h.recordedAt', 'p.payload'])
    .execute()
  return rows.map((row) => ({ ...row, payload: row.payload ? JSON.parse(row.payload) : null }))
}

export interface Break {
  subject: string
  seq: number
  why: 'link' | 'hash' | 'gap' | 'payload'
}

/**
 * Walks every chain in order and names the first entry that does not verify, or null. Runs as the owner, in pages, so
 * that it needs little memory; an erased payload is no break.
 */
export async function firstBreak(
  page: (after: { kind: string; id: number; seq: number }) => Promise<ChainRow[]>,
  onProgress: (checked: number) => void = () => {},
): Promise<{ checked: number; broken: Break | null }> {
  let at = { kind: '', id: 0, seq: 0 }
  let subject = ''
  let seq = 0
  let hash = Buffer.alloc(32)
  let checked = 0
  for (let rows = await page(at); rows.length > 0; rows = await page(at)) {
    for (const row of rows) {
      const its = `${row.subjectKind} ${row.subjectId}`
      if (its !== subject) {
        subject = its
        seq = 0
        hash = Buffer.alloc(32)
      }
      const broken = (why: Break['why']) => ({ checked, broken: { subject: its, seq: row.seq, why } })
      if (row.seq !== seq + 1) return broken('gap')
      if (!row.previousHash.equals(hash)) return broken('link')
      const text = [
        ...[row.subjectKind, row.subjectId, row.seq, row.kind, row.postId ?? '-'],
        ...[row.happenedAt.toISOString(), row.recordedAt.toISOString(), row.payloadCommitment.toString('hex')],
      ].join('|')
      if (!createHash('sha256').update(hash).update(text, 'utf8').digest().equals(row.hash)) return broken('hash')
      if (row.salt && row.payload !== null) {
        const commitment = createHash('sha256').update(row.salt).update(row.payload, 'utf8').digest()
        if (!commitment.equals(row.payloadCommitment)) return broken('payload')
      }
      seq = row.seq
      hash = Buffer.from(row.hash)
      checked++
      at = { kind: row.subjectKind, id: row.subjectId, seq: row.seq }
    }
    onProgress(checked)
  }
  return { checked, broken: null }
}

export interface ChainRow {
  subjectKind: string
  subjectId: number
  seq: number
  kind: string
  postId: number | null
  happenedAt: Date
  recordedAt: Date
  payloadCommitment: Buffer
  previousHash: Buffer
  hash: Buffer
  salt: Buffer | null
  payload: string | null
}
