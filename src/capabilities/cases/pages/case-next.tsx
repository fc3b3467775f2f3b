import type { FormState } from '../../../platform/form.ts'
import { link } from '../../../platform/page.ts'
import { isAllowed } from '../../../platform/rights.ts'
import { LinkButton } from '../../../ui/parts.tsx'
import { commitmentPaths, mayOpenApology } from '../../commitments/index.ts'
import { at, MOVE_SLUGS } from '../paths.ts'
import { POLICY } from '../policy.ts'
import type { CaseMove } from '../workflow.ts'
import type { CaseIt } from './case-load.ts'

type It = CaseIt & { form: FormState }

const SLUGS = Object.fromEntries(Object.entries(MOVE_SLUGS).map(([slug, move]) => [move, slug])) as Partial<
  Record<CaseMove, string>
>
const to = (it: It, move: CaseMove) => link(at.move, { number: it.found.it.number, move: SLUGS[move] ?? '' })

/** The next step is a button; the others wait behind. */
export function Next(it: It) {
  const { found, words } = it
  const order: CaseMove[] = ['receive', 'assign', 'take', 'answer', 'reopen']
  const answerable = found.points.length > 0 && found.points.every((point) => point.answer)
  const usable = found.open.filter(
    (move) =>
      move !== 'answerPoint' &&
      (move !== 'answer' || answerable) &&
      (move !== 'assign' || found.it.state === 'received'),
  )
  const main =
    found.submissions.some((one) => one.reopenAskedAt && !one.reopenDeclined) && usable.includes('reopen')
      ? 'reopen'
      : order.find((move) => move !== 'reopen' && usable.includes(move))
  const isAsked = found.submissions.some((one) => one.reopenAskedAt && !one.reopenDeclined)
  const others = found.open.filter(
    (move) =>
      (move !== 'declineReopen' || isAsked) &&
      move !== main &&
      move !== 'answerPoint' &&
      (move !== 'answer' || answerable),
  )
  const apology = found.apologies.find(
    (one) => one.state !== 'sent' && mayOpenApology(it.actor, one.state, found.it.territory),
  )
  const maySplit =
    !found.it.sealId && found.it.state !== 'joined' && isAllowed(POLICY.split, it.actor, found.it.territory)
  if (!main && others.length === 0 && !apology && !maySplit) return null
  return (
    <div class="row noprint">
      {main && <LinkButton href={to(it, main)}>{words.moves[main]}</LinkButton>}
      {apology && (
        <LinkButton href={link(commitmentPaths.apology, { apology: apology.id })} quiet>
          {words.page.apology}
        </LinkButton>
      )}
      {(others.length > 0 || maySplit) && (
        <details class="others">
          <summary>{words.page.otherSteps}</summary>
          <ul class="list card plain">
            {others.map((move) => (
              <li>
                <a href={to(it, move)}>{words.moves[move]}</a>
              </li>
            ))}
            {maySplit && (
              <li>
                <a href={link(at.split, { number: found.it.number })}>{words.split.title}</a>
              </li>
            )}
          </ul>
        </details>
      )}
    </div>
  )
}
