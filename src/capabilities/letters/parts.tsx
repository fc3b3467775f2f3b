import { formatDay } from '../../platform/day.ts'
import { link } from '../../platform/page.ts'
import type { Language } from '../../platform/words.ts'
import { Card, Status } from '../../ui/parts.tsx'
import type { ReleasedLetter } from './issued-queries.ts'
import { at } from './paths.ts'
import type { ListedLetter } from './queries.ts'
import { en } from './words.en.ts'
import { vi } from './words.vi.ts'
import type { LetterState } from './workflow.ts'

const WORDS = { vi, en }

/** Letters for their reader: on the page where a sender sees what became of it. `view`, `file`: addresses of that page's own door. */
export function SentLetters({
  letters,
  language,
  view,
  file,
}: {
  letters: readonly ReleasedLetter[]
  language: Language
  view: (letterId: number) => string
  file: (letterId: number, part: 'issued' | 'pdf') => string
}) {
  const words = WORDS[language]
  if (letters.length === 0) return null
  return (
    <Card title={words.sender.title}>
      {letters.map((one) => (
        <section class="card stack tight">
          <h3>{words.kinds[one.kind]}</h3>
          <p>
            {words.sender.number(one.documentNumber, formatDay(one.numberedOn))}
            {one.deliveredOn ? <span class="quiet"> · {words.sender.delivered(formatDay(one.deliveredOn))}</span> : ''}
          </p>
          <p class="row">
            <a href={view(one.letterId)}>
              {words.sender.view}
              <span class="ds-sr-only"> {one.documentNumber}</span>
            </a>
            <a href={file(one.letterId, one.hasPdf ? 'pdf' : 'issued')}>
              {one.hasPdf ? words.sender.pdf : words.sender.word}
              <span class="ds-sr-only"> {one.documentNumber}</span>
            </a>
          </p>
        </section>
      ))}
      <p class="quiet">{words.sender.copyOnly}</p>
    </Card>
  )
}

/** Letters about a matter, on its page in the workspace. */
export function AboutLetters({ letters, language }: { letters: readonly ListedLetter[]; language: Language }) {
  const words = WORDS[language]
  return (
    <>
      {letters.map((one) => (
        <p>
          <a href={link(at.letter, { letter: one.id })}>
            {one.documentNumber ? `${one.documentNumber} · ` : ''}
            {words.kinds[one.kind]}
          </a>
          <br />
          <Status is={isOver(one.state) ? 'done' : 'going'}>{words.states[one.state]}</Status>
        </p>
      ))}
    </>
  )
}

const isOver = (state: LetterState) => state === 'delivered' || state === 'voided'
