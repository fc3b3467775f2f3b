import { formatDay } from '../../../platform/day.ts'
import type { FormState } from '../../../platform/form.ts'
import { link } from '../../../platform/page.ts'
import { isAllowed } from '../../../platform/rights.ts'
import { Card, Check, Form, LinkButton, Notice, Status, TextArea } from '../../../ui/parts.tsx'
import { DeadlineProof, dayInWords, IMPORTED_RULE } from '../../calendar/index.ts'
import { CommitmentStatus } from '../../commitments/index.ts'
import { at } from '../paths.ts'
import { POLICY } from '../policy.ts'
import { Timeline } from '../timeline.tsx'
import { CaseDocuments } from './case-documents.tsx'
import type { CaseIt } from './case-load.ts'
import { Next } from './case-next.tsx'
import { Imported, Papers, SplitFrom } from './papers.tsx'
import { SendersSaid } from './senders-said.tsx'

type It = CaseIt & { form: FormState }

export function CaseView(it: It) {
  const { found, words, today, language } = it
  const found1 = found.submissions[0]
  return (
    <div class="stack">
      <div class="stack tight">
        <p class="quiet">
          <a href={at.list}>{words.list.title}</a> › {found.it.number}
        </p>
        <h1>{found.it.title}</h1>
        <p class="row">
          <CommitmentStatus of={found.it.commitment} today={today} language={language} />
          <span class="quiet">
            {words.kinds[found.it.kind]} · {words.states[found.it.state]}
            {found1
              ? ` · ${words.page.sentBy(words.channels[found.it.importedOn ? 'register' : found1.channel] ?? '', formatDay(found.it.sentOn))}`
              : ''}{' '}
            · {words.page.notPublicName}
          </span>
        </p>
      </div>
      {found.it.sealId && <Notice kind="warn">{words.page.sealed}</Notice>}
      <Imported {...it} />
      <SplitFrom from={found.it.splitFrom} into={found.splits} language={language} />
      <Next {...it} />
      <div class="two">
        <div class="stack">
          <Points {...it} />
          <Texts {...it} />
          <Letters {...it} />
          <Card title={words.page.timeline}>
            <Timeline entries={found.entries} posts={found.posts} language={language} forSender={false} />
            <Papers {...it} />
          </Card>
        </div>
        <Aside {...it} />
      </div>
    </div>
  )
}

function Points(it: It) {
  const { found, words } = it
  const answers = found.open.includes('answerPoint')
  return (
    <Card title={words.page.points(found.points.length)}>
      <SendersSaid {...it} />
      {found.points.length === 0 && !found.it.answer && <p class="quiet">{words.page.noPoints}</p>}
      {found.points.map((point) => (
        <section class="card stack tight">
          <h3>
            {point.n}. {point.text}
          </h3>
          <p>
            <Status is={point.answer ? 'done' : 'going'}>
              {point.answer ? words.page.answered : words.page.notAnswered}
            </Status>
          </p>
          {point.answer && <p class="keep">{point.answer}</p>}
          {point.evidence && (
            <p class="quiet keep">
              {words.page.evidence}: {point.evidence}
            </p>
          )}
          {point.files.map((file) => (
            <p>
              <a href={link(at.file, { number: found.it.number, file: file.id })}>{file.name}</a>
            </p>
          ))}
          {answers && (
            <p>
              <LinkButton href={link(at.point, { number: found.it.number, n: point.n })} quiet={point.answer !== null}>
                {point.answer ? words.page.changeAnswer : words.page.answerThis}
              </LinkButton>
            </p>
          )}
        </section>
      ))}
      {found.it.answer && <p class="keep">{found.it.answer}</p>}
    </Card>
  )
}

function Texts({ found, words }: It) {
  return (
    <>
      {found.submissions.map((one) => (
        <Card title={found.submissions.length > 1 ? `${words.page.said} · ${one.number}` : words.page.said}>
          <p class="keep">{one.text}</p>
          <p class="quiet">
            {[
              one.place,
              one.happenedOn && formatDay(one.happenedOn),
              one.publishConsent ? words.page.consent : words.page.noConsent,
            ]
              .filter(Boolean)
              .join(' · ')}
          </p>
          {one.files.map((file) => (
            <p>
              <a href={link(at.file, { number: found.it.number, file: file.id })}>{file.name}</a>
            </p>
          ))}
        </Card>
      ))}
    </>
  )
}

function Letters({ found, words, form, actor }: It) {
  const may = isAllowed(POLICY.writeToSender, actor, found.it.territory)
  if (!may && found.letters.length === 0) return null
  return (
    <Card title={words.page.letters}>
      {found.letters.map((letter) => (
        <div class="stack tight">
          <p class="quiet">{letter.fromSender ? words.page.fromSender : found.posts.get(letter.postId ?? 0)?.title}</p>
          <p class="keep">{letter.text}</p>
        </div>
      ))}
      {may && (
        <Form form={form} part="letter" refusedText={words.formRefused}>
          <TextArea form={form} name="text" label={words.page.letterText} rows={3} maxlength={4000} />
          {found.it.state === 'assigned' && <Check form={form} name="waits" label={words.page.waits} />}
          <div>
            <button class="ds-button" data-variant="secondary" type="submit">
              {words.page.letterSend}
            </button>
          </div>
        </Form>
      )}
    </Card>
  )
}

function Aside({ found, words, language, actor }: It) {
  const { commitment } = found.it
  const title = (id: number) => found.posts.get(id)?.title ?? ''
  const mayOpen = isAllowed(POLICY.openSender, actor, found.it.territory)
  const mayReissue = isAllowed(POLICY.reissueCode, actor, found.it.territory) && !found.it.sealId
  const mayPropose =
    isAllowed(POLICY.proposePublication, actor, found.it.territory) ||
    isAllowed(POLICY.publish, actor, found.it.territory)
  const consented = found.submissions.every((one) => one.publishConsent)
  return (
    <aside class="stack">
      <Card title={words.page.clear}>
        <dl class="clear">
          <dt>{words.page.who}</dt>
          <dd>
            {title(commitment.ownerPostId)}
            {found.posts.get(commitment.ownerPostId)?.holder && (
              <span class="quiet"> {found.posts.get(commitment.ownerPostId)?.holder}</span>
            )}
          </dd>
          <dt>{words.page.what}</dt>
          <dd>{commitment.title}</dd>
          <dt>{words.page.responsible}</dt>
          <dd>{title(commitment.supervisorPostId)}</dd>
          <dt>{words.page.process}</dt>
          <dd>
            {words.kinds[found.it.kind]} › {words.states[found.it.state]}
          </dd>
          <dt>{words.page.effect}</dt>
          <dd>{commitment.result ?? commitment.expectedResult}</dd>
        </dl>
      </Card>
      <Card
        title={
          commitment.proof.rule === IMPORTED_RULE
            ? words.page.noClock
            : words.page.due(dayInWords(commitment.dueOn, language))
        }
      >
        {commitment.firstDueOn !== commitment.dueOn && <p>{words.page.extended(formatDay(commitment.firstDueOn))}</p>}
        <DeadlineProof proof={commitment.proof} language={language} />
      </Card>
      <CaseDocuments found={found} words={words} actor={actor} language={language} />
      <Card title={words.page.sender}>
        {found.submissions.some((one) => one.named) ? (
          <p class="quiet">{words.page.senderNamed}</p>
        ) : (
          <p class="quiet">{words.page.senderAnonymous}</p>
        )}
        {found.submissions
          .filter((one) => one.named)
          .map((one) => (
            <div class="row">
              {mayOpen && (
                <LinkButton quiet href={link(at.sender, { number: found.it.number, submission: one.id })}>
                  {words.page.openSender}
                </LinkButton>
              )}
              {mayReissue && (
                <a href={link(at.code, { number: found.it.number, submission: one.id })}>{words.page.reissue}</a>
              )}
            </div>
          ))}
      </Card>
      {found.it.state === 'answered' && mayPropose && !found.it.sealId && (
        <Card title={words.page.publish}>
          {found.it.publishState === 'published' ? (
            <p>{words.page.published}</p>
          ) : (
            <>
              <p class="quiet">{consented ? words.page.consent : words.page.noConsent}</p>
              {found.publication && <p>{words.page.publishProposed}</p>}
              {consented && (
                <p>
                  <LinkButton quiet href={link(at.publish, { number: found.it.number })}>
                    {words.page.publish}
                  </LinkButton>
                </p>
              )}
            </>
          )}
        </Card>
      )}
    </aside>
  )
}
