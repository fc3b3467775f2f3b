import { placeKey } from '../../../organization/openings.ts'
import { formatDay } from '../../../platform/day.ts'
import { link } from '../../../platform/page.ts'
import { Card, LinkButton, Notice, Status } from '../../../ui/parts.tsx'
import { DeadlineProof } from '../../calendar/index.ts'
import { complaintWords, isComplaintOpen } from '../../complaints/index.ts'
import { at } from '../paths.ts'
import type { Opened } from './seen-load.ts'

/** Where a complaint stands for the complainant: what is owed next, what was decided, until when one may go on and where. */
export function ComplaintCard({
  open,
  complaint,
  words,
  language,
}: Opened & { complaint: NonNullable<Opened['open']['complaint']> }) {
  const say = words.seenComplaint
  const { it, again, lastDay, aboveName, above } = complaint
  const { commitment } = open.it
  const isWorking = it.state === 'accepted' || it.state === 'verifying'
  return (
    <Card title={say.title}>
      <p class="strong">{it.against}</p>
      {it.state === 'unsigned' && (
        <>
          <Notice kind="warn">{say.unsigned}</Notice>
          {lastDay && (
            <>
              <p>{say.lastDay(formatDay(lastDay.dueOn))}</p>
              <DeadlineProof proof={lastDay} language={language} />
            </>
          )}
          <p>
            <LinkButton href={link(at.paper, {}, language)}>{say.printIt}</LinkButton>
          </p>
        </>
      )}
      {it.state === 'lodged' && <p>{say.acceptBy(formatDay(commitment.dueOn))}</p>}
      {isWorking && <p>{say.settleBy(formatDay(commitment.dueOn))}</p>}
      {it.state === 'suspended' && commitment.heldOn && <p>{say.held(formatDay(commitment.heldOn))}</p>}
      {it.settledOn && it.outcome && (
        <>
          <p>
            <Status is="done">{complaintWords[language].outcomes[it.outcome]}</Status>{' '}
            {say.decision(it.settledNumber ?? '', formatDay(it.settledOn))}
          </p>
          <p class="keep">{it.settledSummary}</p>
          <p class="quiet">{say.copy}</p>
        </>
      )}
      {again && (
        <>
          <p class="strong">
            {(it.settledOn ? (it.ordinal === 1 ? say.again : say.court) : say.late)(formatDay(again.dueOn))}
          </p>
          {it.ordinal === 1 && aboveName && <p>{say.where(aboveName)}</p>}
          {it.ordinal === 1 && above && (
            <p>
              <LinkButton
                quiet
                href={`${link(at.writeComplaint, { unit: placeKey(above) }, language)}?lan-dau=${open.it.number}`}
              >
                {say.second}
              </LinkButton>
            </p>
          )}
          <DeadlineProof proof={again} language={language} />
        </>
      )}
      {isComplaintOpen(it.state) && (
        <p>
          <a href={link(at.withdraw, {}, language)}>{say.withdraw}</a>
        </p>
      )}
    </Card>
  )
}
