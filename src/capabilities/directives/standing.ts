import { addDays, type Day, formatDay } from '../../platform/day.ts'
import type { WordsLike } from '../../platform/words.ts'
import type { Document } from './queries.ts'
import type { vi } from './words.vi.ts'

/** Whether a document is in force on a day, as a mark and in words. */
export function standingOf(
  { inForceFrom, inForceUntil, replacedBy }: Pick<Document, 'inForceFrom' | 'inForceUntil' | 'replacedBy'>,
  today: Day,
  { standing: say }: WordsLike<typeof vi>,
): { is: 'done' | 'soon' | 'still'; text: string } {
  if (replacedBy) return { is: 'still', text: say.replaced }
  if (inForceUntil && inForceUntil < today) return { is: 'still', text: say.ended(formatDay(addDays(inForceUntil, 1))) }
  if (inForceFrom > today) return { is: 'soon', text: say.later(formatDay(inForceFrom)) }
  return { is: 'done', text: say.inForce }
}

/** "Chỉ thị" and "Về đẩy mạnh …" make one name: the second word goes on in small letters. */
export const nameOf = ({ type, title }: Pick<Document, 'type' | 'title'>): string =>
  `${type} ${title.replace(/^(Về|V\/v)\s/u, 'về ')}`
