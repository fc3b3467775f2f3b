import { formatDay } from '../../../platform/day.ts'
import { link } from '../../../platform/page.ts'
import { isAllowed } from '../../../platform/rights.ts'
import { Card, LinkButton } from '../../../ui/parts.tsx'
import { DeadlineProof, dayInWords } from '../../calendar/index.ts'
import { casePaths } from '../../cases/index.ts'
import { CommitmentStatus } from '../../commitments/index.ts'
import { at } from '../paths.ts'
import { POLICY } from '../policy.ts'
import type { ComplaintIt } from './complaint-load.ts'

/** Who answers for it, every clock with its article, and what stays open to the complainant. */
export function ComplaintAside(it: ComplaintIt) {
  const { found, words, today, language, actor } = it
  const { commitment } = found.of
  const owner = found.posts.get(commitment.ownerPostId)
  const isAccepting = found.it.state === 'lodged'
  const named = found.submissions.filter((one) => one.named)
  return (
    <aside class="stack">
      <Card title={words.page.clear}>
        <dl class="clear">
          <dt>{words.page.who}</dt>
          <dd>
            {owner?.title} <span class="quiet">{owner?.holder}</span>
          </dd>
          <dt>{words.page.responsible}</dt>
          <dd>{found.posts.get(commitment.supervisorPostId)?.title}</dd>
          <dt>{words.page.what}</dt>
          <dd>{commitment.title}</dd>
          <dt>{words.page.process}</dt>
          <dd>{words.states[found.it.state]}</dd>
          <dt>{words.page.effect}</dt>
          <dd>{commitment.result ?? commitment.expectedResult}</dd>
        </dl>
      </Card>
      <Card title={words.page.clocks}>
        {commitment.heldOn ? (
          <p>{words.page.heldSince(formatDay(commitment.heldOn))}</p>
        ) : (
          <>
            <p class="strong">
              {(isAccepting ? words.page.acceptDue : words.page.mainDue)(dayInWords(commitment.dueOn, language))}
            </p>
            <DeadlineProof proof={commitment.proof} language={language} />
          </>
        )}
        {found.it.complexDocument && <p class="quiet">{words.page.complex(found.it.complexDocument)}</p>}
        {found.it.remoteDocument && <p class="quiet">{words.page.remote(found.it.remoteDocument)}</p>}
        {isAccepting && <p class="quiet">{words.page.bothClocks}</p>}
        {isAccepting &&
          found.acceptance?.all.map((one) => (
            <p class="law">
              {one.rule}: {dayInWords(one.dueOn, language)} · {one.cite}
            </p>
          ))}
        {found.steps
          .filter(({ what }) => !(isAccepting && what === 'accept'))
          .map(({ what, commitment: step }) => (
            <div class="stack tight">
              <p class="row">
                <CommitmentStatus of={step} today={today} language={language} />
                <span>{words.steps[what]}</span>
              </p>
              <p class="quiet">
                {formatDay(step.dueOn)} · {step.proof.cite}
              </p>
            </div>
          ))}
      </Card>
      <Card title={words.page.sender}>
        {found.lastDay ? (
          <p class="quiet">
            {found.lastDay.dueOn >= (found.it.signedOn ?? today)
              ? words.page.lastDay(formatDay(found.lastDay.dueOn))
              : words.page.lastDayPassed(formatDay(found.lastDay.dueOn))}
          </p>
        ) : (
          <p class="quiet">{words.page.noLastDay}</p>
        )}
        {found.again && (
          <p>
            {found.it.ordinal === 1
              ? words.page.again(formatDay(found.again.dueOn))
              : words.page.court(formatDay(found.again.dueOn))}
          </p>
        )}
        {isAllowed(POLICY.seeSignatories, actor, found.of.territory) &&
          named.map((one) => (
            <p>
              <LinkButton quiet href={link(casePaths.sender, { number: found.of.number, submission: one.id })}>
                {words.page.openSender}
              </LinkButton>
            </p>
          ))}
        {(isAllowed(POLICY.seeSignatories, actor, found.of.territory) ||
          isAllowed(POLICY.addSignatories, actor, found.of.territory)) && (
          <p>
            <a href={link(at.signatories, { number: found.of.number })}>
              {found.signatories > 0 ? words.page.group(found.signatories) : words.page.addSignatories}
            </a>
          </p>
        )}
      </Card>
    </aside>
  )
}
