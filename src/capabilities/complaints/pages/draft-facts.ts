import { formatDay } from '../../../platform/day.ts'
import type { LetterKind, NewLetter } from '../../letters/index.ts'
import type { ComplaintState } from '../workflow.ts'
import type { ComplaintFound } from './complaint-load.ts'

/** Which letters a complaint in this state may owe. */
export const kindsFor = (state: ComplaintState): readonly LetterKind[] =>
  ({
    ...{ unsigned: ['guidance'], lodged: ['acceptance', 'nonAcceptance', 'guidance'], refused: ['nonAcceptance'] },
    ...{ guided: ['guidance'], filed: ['filing'], withdrawn: [], accepted: ['acceptance', 'extension'] },
    ...{ verifying: ['dialogueInvitation', 'extension', 'acceptance'], suspended: ['suspension'] },
    ...{ discontinued: ['discontinuation'], decided: ['decisionCover'], effective: ['decisionCover'], executed: [] },
  })[state] as readonly LetterKind[]

/** What the complaint says already, for a letter of this kind; the rest is typed on the letter's page. */
export function factsFor(kind: LetterKind, { it, of, dialogues, entries }: ComplaintFound): NewLetter['facts'] {
  const facts = { matter: of.title, sentOn: formatDay(of.sentOn) }
  const said = (event: string, name: string): string => {
    const value = entries.findLast((entry) => entry.kind === event)?.payload?.[name]
    return typeof value === 'string' ? value : ''
  }
  const dueOn = formatDay(of.commitment.dueOn)
  switch (kind) {
    case 'acceptance':
      return { ...facts, dueOn }
    case 'nonAcceptance':
      return { ...facts, reason: said('refuse', 'reason') }
    case 'guidance':
      return { ...facts, competentBody: said('guide', 'competentBody'), reason: said('guide', 'reason') }
    case 'extension':
      return { ...facts, newDueOn: dueOn, reason: it.complexDocument ?? '' }
    case 'suspension':
      return { ...facts, ground: 'Căn cứ Điều 11a Luật Khiếu nại.', reason: said('suspend', 'ground') }
    case 'discontinuation':
      return { ...facts, ground: 'Căn cứ Điều 11a Luật Khiếu nại.' }
    case 'dialogueInvitation': {
      const called = dialogues.findLast((one) => one.outcome === null)
      return called ? { ...facts, meetsAt: formatDay(called.heldOn), venue: called.place, content: it.demand } : facts
    }
    case 'decisionCover':
      return {
        ...facts,
        decisionNumber: it.settledNumber ?? '',
        decidedOn: it.settledOn ? formatDay(it.settledOn) : '',
      }
    default:
      return facts
  }
}
