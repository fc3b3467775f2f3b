import { formatDay, parseDay } from '../../../platform/day.ts'
import type { Entry } from '../../../platform/history.ts'
import type { apologiesOf } from '../../commitments/index.ts'
import type { LetterKind, NewLetter } from '../../letters/index.ts'
import type { CitizenCase, Point } from '../queries.ts'
import { vi } from '../words.vi.ts'
import type { CaseState } from '../workflow.ts'

/** Which letters a case in this state may owe. A transfer takes the case along, so its letter is drafted before. */
export const kindsFor = (state: CaseState): readonly LetterKind[] =>
  ({
    sent: ['guidance', 'transfer', 'filing'],
    received: ['guidance', 'transfer', 'filing'],
    assigned: ['answer', 'extension', 'apology', 'transfer'],
    answered: ['answer', 'apology'],
    guided: ['guidance'],
    filed: ['filing'],
    joined: [],
  })[state] as readonly LetterKind[]

/** What the case says already, for a letter of this kind; the rest is typed on the letter's page. */
export function factsFor(
  kind: LetterKind,
  it: CitizenCase,
  points: readonly Point[],
  entries: readonly Entry[],
  apologies: Awaited<ReturnType<typeof apologiesOf>>,
): NewLetter['facts'] {
  const said = (event: string, name: string): string => {
    const value = entries.findLast((entry) => entry.kind === event)?.payload?.[name]
    return typeof value === 'string' ? value : ''
  }
  const day = (text: string) => {
    const parsed = parseDay(text)
    return parsed ? formatDay(parsed) : text
  }
  const base = { matter: it.title, sentOn: formatDay(it.sentOn) }
  const dueOn = formatDay(it.commitment.dueOn)
  switch (kind) {
    case 'guidance': {
      const competentBody = said('guided', 'competentBody')
      return { ...base, competentBody, reason: said('guided', 'reason').replace(`${competentBody}: `, '') }
    }
    case 'filing': {
      const ground = said('filed', 'ground')
      return {
        ...base,
        ground: ground && `Căn cứ Thông tư 05/2021/TT-TTCP (${lower(vi.move.grounds[ground] ?? '')}).`,
        reason: said('filed', 'reason'),
      }
    }
    case 'extension':
      return it.extended
        ? {
            ...base,
            dueOn: day(said('extended', 'from')),
            newDueOn: day(said('extended', 'to')),
            reason: said('extended', 'reason'),
          }
        : { ...base, dueOn }
    case 'answer': {
      const answered = points
        .filter((point) => point.answer)
        .map((point) => `${point.n}. ${point.text}: ${point.answer}`)
      return { ...base, content: answered.join('\n') }
    }
    case 'apology': {
      const last = apologies.at(-1)
      if (!last) return { ...base, dueOn }
      const days = { dueOn: formatDay(last.legalDueOn), furtherOn: formatDay(last.furtherOn) }
      return { ...base, ...days, cause: last.cause ?? '', change: last.change ?? '' }
    }
    default:
      return base
  }
}

const lower = (text: string) => `${text.charAt(0).toLocaleLowerCase('vi')}${text.slice(1)}`
