import { formatDay } from '../../../platform/day.ts'
import { link } from '../../../platform/page.ts'
import { Card, Choices, Form, Notice, Status, Submit, TextArea } from '../../../ui/parts.tsx'
import { DeadlineProof, dayInWords } from '../../calendar/index.ts'
import { rateUntil, SplitFrom, Timeline } from '../../cases/index.ts'
import { complaintWords } from '../../complaints/index.ts'
import { SentLetters } from '../../letters/index.ts'
import { at } from '../paths.ts'
import { ComplaintCard } from './seen-complaint.tsx'
import type { Opened, SeenFound, SeenIt } from './seen-load.ts'

export function SeenView(it: SeenIt) {
  const { words, language } = it
  const { open, ended } = it.found
  if (ended) return <Ended {...it} ended={ended} />
  if (!open)
    return (
      <div class="wrap narrow pad stack">
        <h1>{words.see.title}</h1>
        <p class="lead">{words.see.lead}</p>
        <p>
          <a class="ds-button" href={link(at.see, {}, language)}>
            {words.see.open}
          </a>
        </p>
      </div>
    )
  const opened: Opened = { ...it, open }
  return (
    <div class="wrap pad stack wide">
      <div class="stack tight">
        <p class="quiet">
          {words.see.number} {open.mine.number} · {words.see.sentOn(formatDay(open.mine.sentOn))}
        </p>
        <h1>{open.it.title}</h1>
        <p class="row">
          <StateOf {...opened} />
          <span class="quiet">{open.place.name}</span>
        </p>
      </div>
      <SplitFrom from={open.it.splitFrom} into={open.splits} language={language} linked={false} />
      <div class="two">
        <div class="stack wide">
          {open.complaint ? <ComplaintCard {...opened} complaint={open.complaint} /> : null}
          <WhoAndWhen {...opened} />
          <SentLetters
            letters={open.documents}
            language={language}
            view={(letter) => link(at.seenLetter, { letter }, language)}
            file={(letter, part) => link(at.seenLetterFile, { letter, part }, language)}
          />
          {!open.complaint && <Answers {...opened} />}
          <Apologies {...opened} />
          {!open.complaint && <Rating {...opened} />}
          <Letters {...opened} />
          <Card title={words.see.timeline}>
            <Timeline
              entries={open.entries}
              posts={open.posts}
              language={language}
              forSender
              {...(open.complaint ? { more: complaintWords[language].events } : {})}
            />
          </Card>
        </div>
        <Aside {...opened} />
      </div>
    </div>
  )
}

/** All that an ended code still tells: that it was changed, when, where, and what to do. Nothing of what was sent. */
function Ended({ ended: { endedOn, place }, words }: SeenIt & { ended: NonNullable<SeenFound['ended']> }) {
  return (
    <div class="wrap narrow pad stack">
      <h1>{words.see.codeEnded}</h1>
      <Notice kind="warn">{words.see.codeEndedOn(formatDay(endedOn), place?.name ?? '')}</Notice>
      <p>{words.see.codeEndedMine}</p>
      <p>
        {words.see.codeEndedNotMine}{' '}
        {place && (
          <a class="strong" href={`tel:${place.phone.replace(/[^+\d]/g, '')}`}>
            {place.phone}
          </a>
        )}
      </p>
      {place && <p class="quiet">{place.address}</p>}
    </div>
  )
}

function StateOf({ open, words, language }: Opened) {
  if (open.complaint)
    return (
      <Status is={open.late > 0 ? 'late' : 'going'}>{complaintWords[language].states[open.complaint.it.state]}</Status>
    )
  if (open.it.state === 'answered') return <Status is="done">{words.see.answered}</Status>
  if (open.it.commitment.state === 'released')
    return <Status is="still">{open.it.state === 'filed' ? words.see.filed : words.see.guided}</Status>
  if (open.late > 0) return <Status is="late">{words.see.late(open.late)}</Status>
  return <Status is="going">{words.see.notAnswered}</Status>
}

function Answers({ open, words, language }: Opened) {
  return (
    <Card title={words.see.answer}>
      {open.points.length === 0 && <p class="quiet">{words.see.noPoints}</p>}
      {open.points.map((point) => (
        <section class="card stack tight">
          <h3>
            {point.n}. {point.text}
          </h3>
          {point.answer ? (
            <>
              <p>
                <Status is="done">{words.see.answered}</Status>
              </p>
              <p class="keep">{point.answer}</p>
              <p class="quiet">
                {words.see.evidence}: {point.evidence}
              </p>
              {point.files.map((file) => (
                <p>
                  <a href={link(at.seenFile, { file: file.id }, language)}>{file.name}</a>
                </p>
              ))}
            </>
          ) : (
            <p>
              <Status is="going">{words.see.notAnswered}</Status>
            </p>
          )}
        </section>
      ))}
      {open.it.answer && <p class="keep">{open.it.answer}</p>}
      <p class="quiet">{words.see.copyOnly}</p>
    </Card>
  )
}

function Apologies({ open, words }: Opened) {
  return (
    <>
      {open.apologies.map((one) => (
        <Card title={words.see.apology}>
          <p>
            <span class="quiet">{words.see.apologyCause}:</span> {one.cause}
          </p>
          <p>
            <span class="quiet">{words.see.apologyChange}:</span> {one.change}
          </p>
          <p class="law">{words.see.apologyDays(formatDay(one.legalDueOn), formatDay(one.furtherOn))}</p>
        </Card>
      ))}
    </>
  )
}

function Rating({ open, words, form, today }: Opened) {
  const { it, mine } = open
  if (it.state !== 'answered' || !it.answeredAt) return null
  const until = rateUntil(it.answeredAt)
  const rated = mine.rating ? words.see.ratings[mine.rating] : null
  return (
    <Card title={words.see.rate}>
      {rated && <Notice kind="good">{words.see.rated(rated)}</Notice>}
      {today > until ? (
        <p class="quiet">{words.see.rateClosed}</p>
      ) : (
        <Form form={form} part="rate" refusedText={words.see.formRefused}>
          <input type="hidden" name="_do" value="rate" />
          <Choices
            form={form}
            name="rating"
            label={words.see.rate}
            said
            hint={words.see.rateHint(formatDay(until))}
            options={Object.entries(words.see.ratings).map(([value, text]) => ({ value, text }))}
          />
          <TextArea form={form} name="ratingReason" label={words.see.ratingReason} rows={2} maxlength={1000} />
          <div>
            <Submit>{words.see.rateSend}</Submit>
          </div>
        </Form>
      )}
      {mine.reopenAskedAt ? (
        <Notice>{mine.reopenDeclined ? words.see.reopenDeclined(mine.reopenDeclined) : words.see.reopenAsked}</Notice>
      ) : (
        <details>
          <summary>{words.see.reopen}</summary>
          <Form form={form} part="reopen" refusedText={words.see.formRefused}>
            <input type="hidden" name="_do" value="reopen" />
            <TextArea form={form} name="reason" label={words.see.reopenReason} rows={3} maxlength={1000} />
            <div>
              <Submit quiet>{words.see.reopenSend}</Submit>
            </div>
          </Form>
        </details>
      )}
    </Card>
  )
}

function Letters({ open, words, form }: Opened) {
  return (
    <Card title={words.see.letters}>
      {open.letters.map((letter) => (
        <div class="stack tight">
          <p class="quiet">{letter.fromSender ? words.see.you : (open.posts.get(letter.postId ?? 0)?.title ?? '')}</p>
          <p class="keep">{letter.text}</p>
        </div>
      ))}
      <Form form={form} part="letter" refusedText={words.see.formRefused}>
        <input type="hidden" name="_do" value="letter" />
        <TextArea form={form} name="text" label={words.see.letterText} rows={3} maxlength={4000} />
        <div>
          <Submit quiet>{words.see.letterSend}</Submit>
        </div>
      </Form>
    </Card>
  )
}

function WhoAndWhen({ open, words, language }: Opened) {
  const owner = open.posts.get(open.it.commitment.ownerPostId)
  return (
    <div class="cells">
      <Card title={`${words.see.due}: ${dayInWords(open.it.commitment.dueOn, language)}`}>
        <DeadlineProof proof={open.it.commitment.proof} language={language} />
      </Card>
      <Card title={words.see.owner}>
        <p class="strong">{owner?.title}</p>
        {owner?.holder && <p>{owner.holder}</p>}
        <p class="quiet">
          {open.place.name} · <a href={`tel:${open.place.phone.replace(/[^+\d]/g, '')}`}>{open.place.phone}</a>
        </p>
      </Card>
    </div>
  )
}

function Aside({ open, words, language, form }: Opened) {
  return (
    <aside class="stack">
      <Card title={words.see.viewed}>
        {!open.mine.named && <p class="quiet">{words.see.notNamed}</p>}
        {open.mine.named && open.views.length === 0 && <p class="quiet">{words.see.notViewed}</p>}
        {open.views.map((view) => (
          <p>
            <span class="strong">
              {view.actingForm ? `${view.actingForm} ` : ''}
              {open.posts.get(view.postId)?.title}
            </span>{' '}
            · {formatDay(view.onDay)}
            <br />
            <span class="quiet">{view.reason}</span>
          </p>
        ))}
      </Card>
      <p>
        <a href={link(at.ownData, {}, language)}>{words.see.ownData}</a>
      </p>
      <Card title={words.see.text}>
        <p class="keep">{open.mine.text}</p>
        {open.mine.files.map((file) => (
          <p>
            <a href={link(at.seenFile, { file: file.id }, language)}>{file.name}</a>
          </p>
        ))}
      </Card>
      <form method="post">
        <input type="hidden" name="_key" value={`${form.key}x`} />
        <input type="hidden" name="_do" value="leave" />
        <Submit quiet>{words.see.leave}</Submit>
      </form>
    </aside>
  )
}
