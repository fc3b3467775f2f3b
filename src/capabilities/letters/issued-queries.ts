import { sql } from 'kysely'
import type { Day } from '../../platform/day.ts'
import { own, type Tx } from '../../platform/db.ts'
import type { DocumentType, LetterKind } from './kinds.ts'
import type { LetterTables } from './tables.ts'
import type { LetterState } from './workflow.ts'

export interface ReleasedLetter {
  letterId: number
  unitId: number
  kind: LetterKind
  documentType: DocumentType
  title: string
  documentNumber: string
  numberedOn: Day
  releasedOn: Day
  deliveredOn: Day | null
  signerPostId: number
  signedForm: '' | 'KT.' | 'TL.'
  hasPdf: boolean
}

/** Letters released to the sender of one submission, those of a unit the matter has left too; the database checks the door. */
export async function lettersOf(tx: Tx, submissionId: number): Promise<ReleasedLetter[]> {
  const { rows } = await sql<ReleasedLetter>`select * from letters.released_to(${submissionId})`.execute(
    own<LetterTables>(tx),
  )
  return rows
}

export async function releasedDocument(tx: Tx, submissionId: number, letterId: number, part: 'issued' | 'pdf') {
  const { rows } = await sql<{ name: string; mediaType: string; bytes: Buffer }>`
    select name, media_type, bytes from letters.released_document(${submissionId}, ${letterId}, ${part})`.execute(
    own<LetterTables>(tx),
  )
  return rows[0] ?? null
}

interface LetterView {
  postId: number
  actingForm: 'KT.' | 'TL.' | null
  reason: string
  onDay: Day
}

/** Who opened a name by way of a letter, a line for a post and day: shown to the one whose name it is. */
export async function letterViews(tx: Tx, submissionId: number): Promise<LetterView[]> {
  const { rows } = await sql<LetterView>`
    select post_id, acting_form, string_agg(distinct reason, ' · ' order by reason) as reason, on_day
    from letters.views_of(${submissionId}) group by post_id, acting_form, on_day order by on_day, post_id`.execute(
    own<LetterTables>(tx),
  )
  return rows
}

export interface RegisterRow {
  id: number
  documentType: DocumentType
  number: number
  documentNumber: string
  numberedOn: Day
  kind: LetterKind
  title: string
  subjectNumber: string
  signerPostId: number
  signedForm: '' | 'KT.' | 'TL.'
  draftedBy: number
  releasedOn: Day | null
  deliveredOn: Day | null
  deliveredProof: string | null
  voidedReason: string | null
  state: LetterState
}

export const REGISTER_ROWS = 1000

/** Sổ đăng ký văn bản đi: by number, gaps and voided numbers as they are. Matters, never persons. */
export async function outgoing(tx: Tx, unitId: number, from: Day, to: Day): Promise<RegisterRow[]> {
  return (await own<LetterTables>(tx)
    .selectFrom('letters.letter')
    .where('issuerUnitId', '=', unitId)
    .where('number', 'is not', null)
    .where('numberedOn', '>=', from)
    .where('numberedOn', '<=', to)
    .orderBy('numberedOn')
    .orderBy('documentType')
    .orderBy('number')
    .limit(REGISTER_ROWS)
    .select([
      'id',
      'documentType',
      'number',
      'documentNumber',
      'numberedOn',
      'kind',
      'title',
      'subjectNumber',
      'signerPostId',
    ])
    .select(['signedForm', 'draftedBy', 'releasedOn', 'deliveredOn', 'deliveredProof', 'voidedReason', 'state'])
    .execute()) as RegisterRow[]
}

export interface RecordedRow {
  id: number
  kind: LetterKind
  title: string
  subjectNumber: string
  signerPostId: number
  signedOn: Day
  recordedBy: number
  basis: string
}

/** What the office recorded on a day as signed on paper: each head reads what was recorded in their name. */
export async function recordedOn(tx: Tx, unitId: number, day: Day): Promise<RecordedRow[]> {
  const { rows } = await sql<RecordedRow>`
    select l.id, l.kind, l.title, l.subject_number, l.signer_post_id, l.signed_on, l.recorded_by, d.document_number as basis
    from letters.letter l join letters.delegation d on d.id = l.delegation_id
    where l.unit_id = ${unitId} and l.signed_how = 'recorded' and l.recorded_on = ${day} order by l.id limit 500`.execute(
    own<LetterTables>(tx),
  )
  return rows
}
