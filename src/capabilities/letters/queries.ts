import { sql } from 'kysely'
import { placeEver } from '../../organization/openings.ts'
import type { Day } from '../../platform/day.ts'
import { own, type Tx } from '../../platform/db.ts'
import type { Territory } from '../../platform/rights.ts'
import { type LetterOffice, officeFromName } from './form-of-document.ts'
import type { DocumentType, LetterKind } from './kinds.ts'
import type { LetterTables } from './tables.ts'
import type { DeliveryWay, LetterState } from './workflow.ts'

export interface Letter {
  id: number
  unitId: number
  subjectKind: 'case'
  subjectId: number
  subjectNumber: string
  submissionId: number | null
  kind: LetterKind
  documentType: DocumentType
  title: string
  facts: Record<string, string>
  templateId: number | null
  state: LetterState
  version: number
  draftedBy: number
  draftedPersonId: number
  draftedOn: Day
  sentBackReason: string | null
  droppedReason: string | null
  checkedBy: number | null
  checkedOn: Day | null
  signerPostId: number
  signedForm: '' | 'KT.' | 'TL.' | null
  signedOn: Day | null
  signedAt: Date | null
  signedPersonId: number | null
  signedHow: 'factor' | 'recorded' | null
  recordedBy: number | null
  recordedOn: Day | null
  signedHash: Buffer | null
  documentNumber: string | null
  number: number | null
  numberedOn: Day | null
  numberedHow: 'elsewhere' | 'here' | null
  voidedReason: string | null
  releasedOn: Day | null
  deliveredOn: Day | null
  deliveredWay: DeliveryWay | null
  deliveredProof: string | null
  territory: Territory
}

export async function letterById(tx: Tx, id: number, lock = false): Promise<Letter | null> {
  let query = own<LetterTables>(tx).selectFrom('letters.letter').selectAll().where('id', '=', id)
  if (lock) query = query.forUpdate()
  const row = (await query.executeTakeFirst()) as unknown as Omit<Letter, 'territory'> | undefined
  if (!row) return null
  const { unitId, draftedBy, signerPostId } = row
  return { ...row, territory: { unitId, ownerPostId: draftedBy, supervisorPostId: signerPostId } }
}

export interface ListedLetter {
  id: number
  kind: LetterKind
  title: string
  subjectNumber: string
  state: LetterState
  documentNumber: string | null
  draftedBy: number
  draftedOn: Day
  signerPostId: number
  numberedOn: Day | null
  releasedOn: Day | null
}

/** Letters of the unit in these states, the longest waiting first (`newest`: the other way), in pages by key. */
export async function listLetters(
  tx: Tx,
  it: {
    unitId: number
    states: readonly LetterState[]
    draftedBy: number | null
    after: number | null
    newest: boolean
  },
  size: number,
): Promise<ListedLetter[]> {
  let query = own<LetterTables>(tx)
    .selectFrom('letters.letter')
    .where('unitId', '=', it.unitId)
    .where('state', 'in', [...it.states])
    .orderBy('id', it.newest ? 'desc' : 'asc')
    .limit(size)
    .select([
      'id',
      'kind',
      'title',
      'subjectNumber',
      'state',
      'documentNumber',
      'draftedBy',
      'draftedOn',
      'signerPostId',
    ])
    .select(['numberedOn', 'releasedOn'])
  if (it.draftedBy !== null)
    query = query.where((is) =>
      is.or([is('draftedBy', '=', it.draftedBy as number), is('signerPostId', '=', it.draftedBy as number)]),
    )
  if (it.after) query = query.where('id', it.newest ? '<' : '>', it.after)
  return (await query.execute()) as ListedLetter[]
}

/** How many wait at each step, for the tabs. */
export async function lettersWaiting(
  tx: Tx,
  unitId: number,
  draftedBy: number | null,
): Promise<Partial<Record<LetterState, number>>> {
  const mine = draftedBy === null ? sql`` : sql`and (drafted_by = ${draftedBy} or signer_post_id = ${draftedBy})`
  const { rows } = await sql<{ state: LetterState; n: number }>`
    select state, count(*) as n from letters.letter where unit_id = ${unitId} ${mine}
      and state in ('drafted', 'checked', 'signed', 'numbered', 'released') group by state`.execute(
    own<LetterTables>(tx),
  )
  return Object.fromEntries(rows.map(({ state, n }) => [state, n]))
}

/** The letters of this unit about a matter, oldest first, for its page in the workspace. */
export function lettersAbout(tx: Tx, subject: { kind: 'case'; id: number }): Promise<ListedLetter[]> {
  return own<LetterTables>(tx)
    .selectFrom('letters.letter')
    .where('subjectKind', '=', subject.kind)
    .where('subjectId', '=', subject.id)
    .where('state', '<>', 'dropped')
    .orderBy('id')
    .limit(100)
    .select([
      'id',
      'kind',
      'title',
      'subjectNumber',
      'state',
      'documentNumber',
      'draftedBy',
      'draftedOn',
      'signerPostId',
    ])
    .select(['numberedOn', 'releasedOn'])
    .execute() as Promise<ListedLetter[]>
}

/** When the last letter of a kind about a matter reached its reader: clocks that start on receipt begin there. */
export async function deliveredOn(
  tx: Tx,
  subject: { kind: 'case'; id: number },
  kind: LetterKind,
): Promise<Day | null> {
  const row = await own<LetterTables>(tx)
    .selectFrom('letters.letter')
    .where('subjectKind', '=', subject.kind)
    .where('subjectId', '=', subject.id)
    .where('kind', '=', kind)
    .where('state', '=', 'delivered')
    .orderBy('deliveredOn', 'desc')
    .select('deliveredOn')
    .executeTakeFirst()
  return row?.deliveredOn ?? null
}

export async function officeOf(tx: Tx, unitId: number, today: Day): Promise<LetterOffice> {
  const row = await own<LetterTables>(tx)
    .selectFrom('letters.office')
    .where('unitId', '=', unitId)
    .selectAll()
    .executeTakeFirst()
  if (row) return row as unknown as LetterOffice
  return officeFromName((await placeEver(tx, unitId, today))?.name ?? '')
}

export interface Delegation {
  id: number
  postId: number
  act: 'KT' | 'TL' | 'record'
  kinds: LetterKind[] | null
  documentNumber: string
  from: Day
  until: Day | null
}

export async function delegationsOf(tx: Tx, unitId: number): Promise<Delegation[]> {
  const { rows } =
    await sql<Delegation>`select id, post_id, act, kinds, document_number, lower(in_force) as from, upper(in_force) - 1 as until
    from letters.delegation where unit_id = ${unitId} order by id desc limit 200`.execute(own<LetterTables>(tx))
  return rows
}

/** Under which document a post may do this for the head on a day; null when there is none. */
export async function delegationFor(
  tx: Tx,
  it: { unitId: number; postId: number; acts: readonly Delegation['act'][]; kind: LetterKind; on: Day },
): Promise<Pick<Delegation, 'id' | 'act'> | null> {
  const { rows } = await sql<Pick<Delegation, 'id' | 'act'>>`
    select id, act from letters.delegation where unit_id = ${it.unitId} and post_id = ${it.postId} and act in (${sql.join(it.acts)})
      and in_force @> ${it.on}::date and (kinds is null or ${it.kind} = any(kinds)) order by act limit 1`.execute(
    own<LetterTables>(tx),
  )
  return rows[0] ?? null
}

export interface KeptTemplate {
  id: number
  kind: LetterKind
  version: number
  name: string
  uploadedBy: number
  uploadedAt: Date
  inForce: boolean
}

export function templatesOf(tx: Tx, unitId: number, kind: LetterKind | null): Promise<KeptTemplate[]> {
  let query = own<LetterTables>(tx)
    .selectFrom('letters.template')
    .where('unitId', '=', unitId)
    .orderBy('kind')
    .orderBy('version', 'desc')
    .limit(200)
    .select(['id', 'kind', 'version', 'name', 'uploadedBy', 'uploadedAt', 'inForce'])
  query = kind ? query.where('kind', '=', kind) : query.where('inForce', '=', true)
  return query.execute() as Promise<KeptTemplate[]>
}

export async function templateBytes(tx: Tx, id: number): Promise<Buffer | null> {
  const row = await own<LetterTables>(tx)
    .selectFrom('letters.template')
    .where('id', '=', id)
    .select('bytes')
    .executeTakeFirst()
  return row?.bytes ?? null
}

export const PARTS = ['signed', 'issued', 'pdf', 'scan', 'proof'] as const
export type Part = (typeof PARTS)[number]

export async function documentOf(tx: Tx, letterId: number, part: Part) {
  const row = await own<LetterTables>(tx)
    .selectFrom('letters.document')
    .where('letterId', '=', letterId)
    .where('part', '=', part)
    .select(['name', 'mediaType', 'bytes'])
    .executeTakeFirst()
  return row ?? null
}

export async function partsOf(tx: Tx, letterId: number): Promise<Part[]> {
  const rows = await own<LetterTables>(tx)
    .selectFrom('letters.document')
    .where('letterId', '=', letterId)
    .select('part')
    .execute()
  return rows.map(({ part }) => part as Part)
}
