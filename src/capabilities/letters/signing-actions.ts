import { createHash } from 'node:crypto'
import type { Confirmed } from '../../organization/factor.ts'
import { postTitles } from '../../organization/officials.ts'
import { placeEver } from '../../organization/openings.ts'
import type { Day } from '../../platform/day.ts'
import { own, type Tx } from '../../platform/db.ts'
import { DOCX } from '../../platform/docx-archive.ts'
import { fillDocx } from '../../platform/docx-fill.ts'
import type { KeptFile } from '../../platform/files.ts'
import {
  keep,
  type LetterContext,
  type LetterRefusal,
  missingFacts,
  note,
  open,
  openRecipient,
  type Stepped,
} from './actions.ts'
import { defaultTemplate } from './default-template.ts'
import { type Signature, valuesOf } from './form-of-document.ts'
import { delegationFor, type Letter, officeOf, type Part, templateBytes } from './queries.ts'
import type { LetterTables } from './tables.ts'

/** The template a letter was drafted with, the house's own where the unit has none. */
export async function templateFor(tx: Tx, letter: Pick<Letter, 'kind' | 'templateId'>): Promise<Buffer> {
  const own = letter.templateId === null ? null : await templateBytes(tx, letter.templateId)
  return own ?? defaultTemplate(letter.kind)
}

/** How it would be signed today by the post it is meant for, or by whoever `actor` is. */
export async function signatureOf(
  tx: Tx,
  letter: Letter,
  today: Day,
  by: { postId: number; form: Signature['form']; ownTitle: string; name: string } | null,
): Promise<Signature> {
  const headPostId = (await placeEver(tx, letter.unitId, today))?.headPostId ?? letter.signerPostId
  const posts = await postTitles(tx, [headPostId, letter.signerPostId], today)
  const [head, signer] = [posts.get(headPostId), posts.get(letter.signerPostId)]
  if (by) return { form: by.form, headTitle: head?.title ?? '', ownTitle: by.ownTitle, name: by.name }
  const form = letter.signerPostId === headPostId ? '' : ((await formFor(tx, letter, today))?.form ?? 'KT.')
  return { form, headTitle: head?.title ?? '', ownTitle: signer?.title ?? '', name: signer?.holder ?? '' }
}

async function formFor(tx: Tx, letter: Letter, on: Day) {
  const { unitId, signerPostId: postId, kind } = letter
  const found = await delegationFor(tx, { unitId, postId, acts: ['KT', 'TL'], kind, on })
  return found && { form: `${found.act as 'KT' | 'TL'}.` as const, delegationId: found.id }
}

/** What the letter says, without number and date: as it is read, checked and signed. */
export async function composeLetter(
  tx: Tx,
  letter: Letter,
  to: { name: string; address: string | null },
  signature: Signature,
  today: Day,
): Promise<{ values: Record<string, string>; docx: Buffer }> {
  const office = await officeOf(tx, letter.unitId, today)
  const values = valuesOf(letter, office, to, signature, null)
  const about = { title: letter.title, author: office.agencyInText, on: letter.draftedOn }
  return { values, docx: await fillDocx(await templateFor(tx, letter), values, about) }
}

export const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest()

/** Kept once: the database knows no way to change it. */
export async function keepDocument(
  { tx, host }: Pick<LetterContext, 'tx' | 'host'>,
  { id, unitId }: Pick<Letter, 'id' | 'unitId'>,
  part: Part | 'values',
  { name, mediaType, bytes }: KeptFile,
): Promise<void> {
  await own<LetterTables>(tx)
    .insertInto('letters.document')
    .values({ letterId: id, unitId, part, name, mediaType, bytes, sha256: sha256(bytes), keptAt: host.now() })
    .execute()
}

/** `van-ban-9TB-41C.docx`: the number of the matter, never a name. */
export const fileName = (letter: Pick<Letter, 'subjectNumber' | 'id'>, ending: string) =>
  `van-ban-${letter.subjectNumber}-${letter.id}.${ending}`

/**
 * Signed by whoever just proved again who they are: the head (CT), somebody acting for the absent head (KT., TL. by a deputation),
 * or the post named on the letter under a delegation of the unit. The document is made now and kept with its hash.
 */
export async function signLetter(
  context: LetterContext,
  id: number,
  version: number,
  confirmed: Confirmed,
): Promise<Stepped> {
  const found = await open(context, id, version, 'sign')
  if ('refused' in found) return found
  const { tx, actor, host, today } = context
  const { letter } = found
  if (confirmed.userId !== actor.userId) return { refused: 'notConfirmed' }
  let form: Signature['form'] = actor.actingForm
  let delegationId: number | null = null
  if (!actor.roles.has('head')) {
    const given = actor.actingForm === '' ? await formFor(tx, letter, today) : null
    if (!given) return { refused: 'noDelegation' }
    form = given.form
    delegationId = given.delegationId
  }
  const ownTitle = actor.posts.find((post) => post.actingForm === '')?.postTitle ?? actor.postTitle
  const signature = await signatureOf(tx, letter, today, {
    ...{ postId: actor.postId, form, name: actor.personName, ownTitle: form === '' ? actor.postTitle : ownTitle },
  })
  return sealLetter(context, letter, signature, {
    ...{ signerPostId: actor.postId, signedOn: today, signedAt: host.now(), signedPersonId: actor.personId },
    ...{ signedHow: 'factor', delegationId },
  })
}

/** "Đã ký ngày ..., bản chụp kèm": the office records as itself what the head signed on paper, under a written delegation. */
export async function recordSigned(
  context: LetterContext,
  id: number,
  version: number,
  it: { signedOn: Day; scan: KeptFile | null },
): Promise<Stepped> {
  const found = await open(context, id, version, 'recordSigned')
  if ('refused' in found) return found
  const { tx, actor, host, today } = context
  const { letter } = found
  const given = { unitId: letter.unitId, postId: actor.postId, acts: ['record'] as const, kind: letter.kind, on: today }
  const basis = await delegationFor(tx, given)
  if (!basis) return { refused: 'noDelegation' }
  if (!it.scan) return { refused: 'noScan' }
  const isScan = it.scan.mediaType === 'application/pdf' || it.scan.mediaType.startsWith('image/')
  if (!isScan) return { refused: 'noScan' }
  if (it.scan.bytes.length > MOST_SCAN) return { refused: 'tooLarge' }
  if (it.signedOn < letter.draftedOn) return { refused: 'signedTooEarly' }
  if (it.signedOn > today) return { refused: 'signedTooLate' }
  const headPostId = (await placeEver(tx, letter.unitId, today))?.headPostId
  if (letter.signerPostId !== headPostId && !(await formFor(tx, letter, it.signedOn)))
    return { refused: 'noDelegation' }
  const signature = await signatureOf(tx, letter, it.signedOn, null)
  const done = await sealLetter(context, letter, signature, {
    ...{
      signedOn: it.signedOn,
      signedAt: host.now(),
      signedHow: 'recorded',
      recordedBy: actor.postId,
      recordedOn: today,
    },
    delegationId: basis.id,
  })
  if ('done' in done) await keepDocument(context, letter, 'scan', it.scan)
  return done
}

/** The database keeps no more of a scan or a proof. */
export const MOST_SCAN = 15 * 1024 * 1024

async function sealLetter(
  context: LetterContext,
  letter: Letter,
  signature: Signature,
  set: Record<string, unknown>,
): Promise<{ refused: LetterRefusal } | { done: true }> {
  const { tx, today } = context
  if (missingFacts(letter).length > 0) return { refused: 'missingFacts' }
  const to = await openRecipient(tx, letter, 'Ký văn bản', today)
  if (!to) return { refused: 'noName' }
  const { values, docx } = await composeLetter(tx, letter, to, signature, today)
  const signedHash = sha256(docx)
  await keep(tx, letter, { ...set, state: 'signed', signedForm: signature.form, signedHash })
  await keepDocument(context, letter, 'signed', { name: fileName(letter, 'docx'), mediaType: DOCX, bytes: docx })
  // What it was made of: number and date are put into these same values later, so that nothing else can differ.
  await keepDocument(context, letter, 'values', {
    ...{ name: 'values.json', mediaType: 'application/json', bytes: Buffer.from(JSON.stringify(values)) },
  })
  note(context, letter, set.signedHow === 'recorded' ? 'signatureRecorded' : 'signed', {
    ...{ form: signature.form, hash: signedHash.toString('hex'), signedOn: set.signedOn },
  })
  return { done: true }
}
