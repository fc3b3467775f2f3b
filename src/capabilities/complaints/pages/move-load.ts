import { mayBeFocalPoint, postsOf } from '../../../organization/officials.ts'
import type { FormState } from '../../../platform/form.ts'
import type { Seen, Visit } from '../../../platform/page.ts'
import { workingCalendar } from '../../calendar/index.ts'
import { earliestDialogue } from '../deadlines.ts'
import type { MoveName } from '../move-input.ts'
import { MOVE_SLUGS } from '../paths.ts'
import type { vi } from '../words.vi.ts'
import { loadComplaint } from './complaint-load.ts'

/** The link for a body outside is shown once, from an encrypted cookie of a few minutes. */
export const LINK_COOKIE = 'duong-dan-tra-loi'
export const LINK_SECONDS = 300

/** What the form of a move needs beside the complaint. */
export async function loadMove(visit: Visit) {
  const move = MOVE_SLUGS[visit.params.move as keyof typeof MOVE_SLUGS] as MoveName | undefined
  const found = move ? await loadComplaint(visit) : null
  if (!found || !move) return null
  const { tx, today } = visit
  const posts = move === 'accept' ? await postsOf(tx, found.of.unitId, today) : []
  const earliest = earliestDialogue(today, await workingCalendar(tx)).dueOn
  const made = visit.host.keys.open<string>('reply-link', visit.cookie(LINK_COOKIE), LINK_SECONDS)
  return {
    ...found,
    ...{ move, earliest },
    verifiers: posts.filter(mayBeFocalPoint),
    secret: move === 'request' ? made : null,
  }
}

type MoveFound = NonNullable<Awaited<ReturnType<typeof loadMove>>>
export type MoveIt = Seen<MoveFound, typeof vi> & { form: FormState }
