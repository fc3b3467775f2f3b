import { checkLetter, draftLetter, type LetterWords } from '../src/capabilities/letters/actions.ts'
import { numberLetter, releaseLetter } from '../src/capabilities/letters/issuing-actions.ts'
import type { LetterKind } from '../src/capabilities/letters/kinds.ts'
import { type Letter, letterById } from '../src/capabilities/letters/queries.ts'
import { signLetter } from '../src/capabilities/letters/signing-actions.ts'
import type { LetterState } from '../src/capabilities/letters/workflow.ts'
import type { Confirmed } from '../src/organization/factor.ts'
import type { Actor } from '../src/platform/rights.ts'
import { type Office, TODAY } from './office.ts'

export const NAME = 'Nguyễn Thị Thử'

/** What only an entered factor makes; the story in the browser enters one. */
export const confirmed = ({ userId }: Pick<Actor, 'userId'>) => ({ userId }) as Confirmed

const WAY: readonly LetterState[] = ['drafted', 'checked', 'signed', 'numbered', 'released']
let numbers = 0

/** A letter of the officer about a case of their own, brought to a state by those who may. */
export async function aLetter(
  { newCase, doing, here, as, db }: Office,
  state: LetterState = 'drafted',
  it: { kind?: LetterKind; facts?: LetterWords['facts']; sender?: string } = {},
): Promise<Letter> {
  const found = await newCase('assigned', { sender: it.sender ?? NAME })
  const { rows } = await db.owner.query('select id from cases.submission where case_id = $1', [found.id])
  const drafted = await doing(here.officer, (context) =>
    draftLetter(context, {
      ...{ unitId: found.unitId, kind: it.kind ?? 'answer' },
      subject: { kind: 'case', id: found.id, number: found.number, sealId: null },
      facts: { matter: found.title, sentOn: '23/11/2026', content: 'Đã nạo vét xong.', ...it.facts },
      to: { name: it.sender ?? NAME, address: 'Thôn 3', submissionId: rows[0].id },
    }),
  )
  if ('refused' in drafted) throw new Error(drafted.refused)
  const now = async () => {
    const letter = await as(here.head, (tx) => letterById(tx, drafted.letterId))
    if (!letter) throw new Error('no such letter')
    return letter
  }
  for (const wanted of WAY.slice(1, WAY.indexOf(state) + 1)) {
    const { id, version } = await now()
    const done = await {
      checked: () => doing(here.deputy, (context) => checkLetter(context, id, version)),
      signed: () => doing(here.head, (context) => signLetter(context, id, version, confirmed(here.head))),
      numbered: () =>
        doing(here.intake, (context) => numberLetter(context, id, version, { typed: String(++numbers), on: TODAY })),
      released: () => doing(here.intake, (context) => releaseLetter(context, id, version)),
    }[wanted as 'checked']()
    if ('refused' in done) throw new Error(`${wanted}: ${done.refused}`)
  }
  return now()
}
