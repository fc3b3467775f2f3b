import { postTitles } from '../../../organization/officials.ts'
import type { Seen, Visit } from '../../../platform/page.ts'
import { movesOpen } from '../../../platform/workflow.ts'
import { workingCalendar } from '../../calendar/index.ts'
import { happenings, splitsOf, submissionsOf } from '../../cases/index.ts'
import { lettersAbout } from '../../letters/index.ts'
import { acceptance } from '../deadlines.ts'
import { firstOf, secondsOf } from '../instance-queries.ts'
import {
  againUntil,
  complaintByNumber,
  dialoguesOf,
  lastDayOf,
  publicationOf,
  requestsOf,
  signatoryCount,
  stepsOf,
  withdrawalsOf,
} from '../queries.ts'
import type { vi } from '../words.vi.ts'
import { COMPLAINT_MOVES } from '../workflow.ts'

/** The complaint of an address with the moves open to who asks; null for anything else. */
export async function foundComplaint(visit: Visit) {
  const found = await complaintByNumber(visit.tx, visit.params.number ?? '')
  return found && { ...found, open: movesOpen(COMPLAINT_MOVES, found.it.state, visit.actor, found.of.territory) }
}

export async function loadComplaint(visit: Visit) {
  const found = await foundComplaint(visit)
  if (!found) return null
  const { tx, today } = visit
  const { it, of } = found
  const calendar = await workingCalendar(tx)
  const [steps, dialogues, requests, withdrawals, publication, submissions, entries, signatories, documents, splits] =
    await Promise.all([
      stepsOf(tx, of.id),
      dialoguesOf(tx, of.id),
      requestsOf(tx, of.id),
      withdrawalsOf(tx, of.id),
      publicationOf(tx, of.id),
      submissionsOf(tx, of.id),
      happenings(tx, of),
      signatoryCount(tx, of.id),
      lettersAbout(tx, { kind: 'case', id: of.id }),
      splitsOf(tx, of.number),
    ])
  const ids = [of.commitment.ownerPostId, of.commitment.supervisorPostId, ...entries.map((one) => one.postId)]
  return {
    ...{ ...found, steps, dialogues, requests, withdrawals, publication, submissions, entries, signatories, documents },
    ...{ splits, first: await firstOf(tx, it, today), seconds: await secondsOf(tx, of.number, today) },
    acceptance: it.signedOn ? acceptance(it.signedOn, calendar) : null,
    lastDay: await lastDayOf(tx, it),
    again: await againUntil(tx, found, today),
    posts: await postTitles(tx, ids, today),
  }
}

export type ComplaintFound = NonNullable<Awaited<ReturnType<typeof loadComplaint>>>
export type ComplaintIt = Seen<ComplaintFound, typeof vi>
