import type { Day } from '../../../platform/day.ts'
import { formatDay } from '../../../platform/day.ts'
import type { Language } from '../../../platform/words.ts'
import { type Standing, Status } from '../../../ui/parts.tsx'
import { dayInWords } from '../../calendar/index.ts'
import { CommitmentStatus } from '../../commitments/index.ts'
import type { Carried } from '../question-queries.ts'
import { en } from '../words.en.ts'
import { vi } from '../words.vi.ts'
import type { DialogueState } from '../workflow.ts'

const WORDS = { vi, en }
const LOOKS: Readonly<Record<DialogueState, Standing>> = {
  ...{ planned: 'still', announced: 'soon', held: 'going', drafted: 'going', approved: 'going' },
  ...{ published: 'done', postponed: 'still', canceled: 'still' },
}

export const StateOf = ({ state, language, shown }: { state: DialogueState; language: Language; shown?: boolean }) => (
  <Status is={LOOKS[state]}>{WORDS[language][shown ? 'shownStates' : 'states'][state]}</Status>
)

export const When = ({
  of,
  language,
}: {
  of: { heldOn: Day; startsAt: string; endsAt: string }
  language: Language
}) => <>{WORDS[language].when(dayInWords(of.heldOn, language), of.startsAt.slice(0, 5), of.endsAt.slice(0, 5))}</>

/** Item 1 of every agenda: what was promised before, and what became of it. */
export const Item1 = ({ rows, today, language }: { rows: readonly Carried[]; today: Day; language: Language }) => {
  const words = WORDS[language].one
  return rows.length === 0 ? (
    <p class="quiet">{words.item1None}</p>
  ) : (
    <ul class="list">
      {rows.map(({ commitment, heldOn }) => (
        <li class="stack tight">
          <p class="row">
            <CommitmentStatus of={commitment} today={today} language={language} />
            <span class="strong">{commitment.publicTitle}</span>
          </p>
          <p class="quiet">
            {words.heldBefore(formatDay(heldOn))}
            {commitment.result && ` · ${commitment.result}`}
          </p>
        </li>
      ))}
    </ul>
  )
}
