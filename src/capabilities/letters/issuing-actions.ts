import { sql } from 'kysely'
import type { Day } from '../../platform/day.ts'
import { own, type Tx } from '../../platform/db.ts'
import { DOCX } from '../../platform/docx-archive.ts'
import { fillDocx } from '../../platform/docx-fill.ts'
import type { KeptFile } from '../../platform/files.ts'
import { tellLater } from '../../platform/messages.ts'
import { keep, type LetterContext, note, noteOnSubject, open, type Stepped } from './actions.ts'
import { dayInLetter, documentNumber, numberIn } from './form-of-document.ts'
import { type Letter, officeOf } from './queries.ts'
import { fileName, keepDocument, MOST_SCAN, sha256, templateFor } from './signing-actions.ts'
import type { LetterTables } from './tables.ts'
import type { DeliveryWay } from './workflow.ts'

/**
 * Number and date, by văn thư: typed back from the office's own document system, or taken from the register here by a unit that
 * declared it has no other. The signed values get them and nothing else.
 */
export async function numberLetter(
  context: LetterContext,
  id: number,
  version: number,
  it: { typed: string; on: Day },
): Promise<Stepped> {
  const found = await open(context, id, version, 'number')
  if ('refused' in found) return found
  const { tx, actor, today } = context
  const { letter } = found
  if (!letter.signedOn || it.on < letter.signedOn) return { refused: 'numberedTooEarly' }
  if (it.on > today) return { refused: 'numberedTooLate' }
  const office = await officeOf(tx, letter.unitId, today)
  const year = Number(it.on.slice(0, 4))
  const isHere = office.numbering === 'here'
  const number = isHere ? await reserve(tx, letter, year) : numberIn(it.typed)
  if (number === null) return { refused: 'noNumber' }
  if (!isHere && (await isTaken(tx, letter, year, number))) return { refused: 'numberTaken' }
  const typed = it.typed.trim().replace(/\s+/g, '')
  const full = isHere || !typed.includes('/') ? documentNumber(letter.documentType, number, office) : typed
  const values = { ...(await signedValues(tx, letter.id)), so_ky_hieu: full, ngay: dayInLetter(it.on) }
  const about = { title: letter.title, author: office.agencyInText, on: letter.draftedOn }
  const docx = await fillDocx(await templateFor(tx, letter), values, about)
  const issuedHash = sha256(docx)
  await keep(tx, letter, {
    ...{ state: 'numbered', year, number, documentNumber: full, numberedOn: it.on, numberedBy: actor.postId },
    ...{ numberedHow: isHere ? 'here' : 'elsewhere', issuedHash },
  })
  await keepDocument(context, letter, 'issued', { name: fileName(letter, 'docx'), mediaType: DOCX, bytes: docx })
  note(context, letter, 'numbered', { documentNumber: full, on: it.on, hash: issuedHash.toString('hex') })
  return { done: true }
}

/** The next number of unit, year and type, after all that were given before, here or elsewhere. A gap is never refilled. */
async function reserve(tx: Tx, { unitId, documentType }: Letter, year: number): Promise<number> {
  const { rows } = await sql<{ last: number }>`
    insert into letters.number_sequence as s (unit_id, year, document_type, last)
    values (${unitId}, ${year}, ${documentType}, 1 + coalesce((select max(number) from letters.letter
      where issuer_unit_id = ${unitId} and year = ${year} and document_type = ${documentType}), 0))
    on conflict (unit_id, year, document_type) do update set last = 1 + greatest(s.last, coalesce((select max(number) from letters.letter
      where issuer_unit_id = ${unitId} and year = ${year} and document_type = ${documentType}), 0)) returning last`.execute(
    own<LetterTables>(tx),
  )
  return rows[0]?.last ?? 1
}

async function isTaken(tx: Tx, { unitId, documentType }: Letter, year: number, number: number): Promise<boolean> {
  const row = await own<LetterTables>(tx)
    .selectFrom('letters.letter')
    .where('issuerUnitId', '=', unitId)
    .where('year', '=', year)
    .where('documentType', '=', documentType)
    .where('number', '=', number)
    .select('id')
    .executeTakeFirst()
  return row !== undefined
}

async function signedValues(tx: Tx, letterId: number): Promise<Record<string, string>> {
  const row = await own<LetterTables>(tx)
    .selectFrom('letters.document')
    .where('letterId', '=', letterId)
    .where('part', '=', 'values')
    .select('bytes')
    .executeTakeFirstOrThrow()
  return JSON.parse(row.bytes.toString('utf8')) as Record<string, string>
}

/** A number given in error stays in the register with its reason; the letter does not leave the house. */
export async function voidLetter(
  context: LetterContext,
  id: number,
  version: number,
  reason: string,
): Promise<Stepped> {
  const found = await open(context, id, version, 'void')
  if ('refused' in found) return found
  await keep(context.tx, found.letter, { state: 'voided', voidedReason: reason })
  note(context, found.letter, 'voided', { reason, documentNumber: found.letter.documentNumber })
  return { done: true }
}

/** It leaves the house: the sender reads it on their page and is told by number only; the PDF is made behind. */
export async function releaseLetter(context: LetterContext, id: number, version: number): Promise<Stepped> {
  const found = await open(context, id, version, 'release')
  if ('refused' in found) return found
  const { tx, host, actor, today } = context
  const { letter } = found
  await keep(tx, letter, { state: 'released', releasedOn: today, releasedBy: actor.postId })
  const payload = { documentNumber: letter.documentNumber, letterKind: letter.kind }
  note(context, letter, 'released', payload)
  noteOnSubject(context, letter, 'letterReleased', payload)
  if (letter.submissionId !== null) {
    const subject = { kind: 'submission', id: letter.submissionId } as const
    const { unitId } = letter
    await tellLater(host, tx, [{ unitId, sealId: null, subject, kind: 'letterReleased', toPostId: null, title: '' }])
  }
  await host.jobs.enqueue(tx, 'letter-pdf', { letterId: letter.id })
  return { done: true }
}

export interface Delivery {
  way: DeliveryWay
  on: Day
  proof: string
  file: KeptFile | null
}

/** Way, day and proof (safeguards 1.9). Clocks that start on receipt read this day by `deliveredOn`. */
export async function deliverLetter(
  context: LetterContext,
  id: number,
  version: number,
  it: Delivery,
): Promise<Stepped> {
  const found = await open(context, id, version, 'deliver')
  if ('refused' in found) return found
  const { tx, actor, today } = context
  const { letter } = found
  if (!letter.releasedOn || it.on < letter.releasedOn) return { refused: 'deliveredTooEarly' }
  if (it.on > today) return { refused: 'deliveredTooLate' }
  if (it.file && it.file.bytes.length > MOST_SCAN) return { refused: 'tooLarge' }
  await keep(tx, letter, {
    ...{
      state: 'delivered',
      deliveredOn: it.on,
      deliveredWay: it.way,
      deliveredProof: it.proof,
      deliveredBy: actor.postId,
    },
  })
  if (it.file) await keepDocument(context, letter, 'proof', it.file)
  const payload = { documentNumber: letter.documentNumber, letterKind: letter.kind, way: it.way, on: it.on }
  note(context, letter, 'delivered', payload)
  noteOnSubject(context, letter, 'letterDelivered', payload)
  return { done: true }
}
