import { postsOf, postTitles } from '../../../organization/officials.ts'
import { placeEver } from '../../../organization/openings.ts'
import { type Block, readPaper } from '../../../platform/docx-paper.ts'
import { historyOf } from '../../../platform/history.ts'
import type { Seen, Visit } from '../../../platform/page.ts'
import { movesOpen } from '../../../platform/workflow.ts'
import { missingFacts, openRecipient } from '../actions.ts'
import { delegationsOf, documentOf, letterById, officeOf, partsOf } from '../queries.ts'
import { composeLetter, signatureOf } from '../signing-actions.ts'
import { vi } from '../words.vi.ts'
import { LETTER_MOVES, maySeeLetter } from '../workflow.ts'

/** The letter of an address, with what may be done with it; whoever opens it is written down for the one it is to. */
export async function foundLetter({ tx, params, actor, today }: Visit) {
  const it = await letterById(tx, Number(params.letter))
  if (!it || !actor || !maySeeLetter(actor, it.state, it.territory)) return null
  // Kept as the sender will read it, so in Vietnamese whatever the reader's language.
  const to = await openRecipient(tx, it, vi.letter.viewReasons[it.state], today)
  return { it, to, open: movesOpen(LETTER_MOVES, it.state, actor, it.territory) }
}

export async function loadLetter(visit: Visit) {
  const found = await foundLetter(visit)
  if (!found) return null
  const { tx, today } = visit
  const { it } = found
  const parts = await partsOf(tx, it.id)
  const entries = await historyOf(tx, { kind: 'letter', id: it.id })
  const office = await officeOf(tx, it.unitId, today)
  const posts = await postTitles(
    tx,
    [it.draftedBy, it.checkedBy, it.signerPostId, it.recordedBy, ...entries.map((one) => one.postId)],
    today,
  )
  return {
    ...{ ...found, parts, entries, office, posts, missing: missingFacts(it) },
    paper: await paperOf(visit, found, parts),
    signers: found.open.includes('write') ? await signersOf(visit, it.unitId) : [],
  }
}

async function paperOf(
  { tx, today }: Visit,
  { it, to }: NonNullable<Awaited<ReturnType<typeof foundLetter>>>,
  parts: readonly string[],
): Promise<{ is: 'issued' | 'signed' | 'preview'; blocks: Block[] }> {
  const part = parts.includes('issued') ? 'issued' : parts.includes('signed') ? 'signed' : null
  const kept = part && (await documentOf(tx, it.id, part))
  if (part && kept) return { is: part, blocks: await readPaper(kept.bytes) }
  if (!to) return { is: 'preview', blocks: [] }
  const signature = await signatureOf(tx, it, today, null)
  const { docx } = await composeLetter(tx, it, to, signature, today)
  return { is: 'preview', blocks: await readPaper(docx) }
}

/** The head, and whoever a delegation in force lets sign for the head. */
async function signersOf({ tx, today }: Visit, unitId: number) {
  const headPostId = (await placeEver(tx, unitId, today))?.headPostId
  const named = (await delegationsOf(tx, unitId)).filter(
    ({ act, from, until }) => act !== 'record' && from <= today && (until === null || until >= today),
  )
  const wanted = new Set([headPostId, ...named.map(({ postId }) => postId)])
  return (await postsOf(tx, unitId, today)).filter((post) => wanted.has(post.id))
}

export type LetterFound = NonNullable<Awaited<ReturnType<typeof loadLetter>>>
export type LetterIt = Seen<LetterFound, typeof vi>
