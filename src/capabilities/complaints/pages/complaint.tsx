import { formatDay } from '../../../platform/day.ts'
import { link, page } from '../../../platform/page.ts'
import { isAllowed } from '../../../platform/rights.ts'
import { Card, LinkButton, Notice, Status } from '../../../ui/parts.tsx'
import { CASE_POLICY, casePaths, SplitFrom, Timeline } from '../../cases/index.ts'
import { CommitmentStatus } from '../../commitments/index.ts'
import { AboutLetters } from '../../letters/index.ts'
import { at, MOVE_SLUGS } from '../paths.ts'
import { POLICY } from '../policy.ts'
import { en } from '../words.en.ts'
import { vi } from '../words.vi.ts'
import { type ComplaintMove, isOpen } from '../workflow.ts'
import { ComplaintAside } from './complaint-aside.tsx'
import { type ComplaintIt, loadComplaint } from './complaint-load.ts'
import { Decision, Instances } from './complaint-settled.tsx'
import { kindsFor } from './draft-facts.ts'
import { STANDING } from './standing.ts'

const SLUGS = Object.fromEntries(Object.entries(MOVE_SLUGS).map(([slug, move]) => [move, slug])) as Partial<
  Record<ComplaintMove, string>
>
const to = ({ found }: ComplaintIt, move: ComplaintMove) =>
  link(at.move, { number: found.of.number, move: SLUGS[move] ?? '' })

/** Everything about a complaint on one page, the next step first. */
export const complaintPage = page({
  path: at.complaint,
  surface: 'workspace',
  audit: 'complaints.see',
  words: { vi, en },
  load: loadComplaint,
  may: (actor, { of }) => isAllowed(POLICY.seeComplaints, actor, of.territory),
  head: ({ found, words }) => ({ title: `${words.page.crumb} ${found.of.number}`, nav: 'complaints' }),
  subject: ({ of }) => of.number,
  view: (it) => <ComplaintView {...it} />,
})

function ComplaintView(it: ComplaintIt) {
  const { found, words, today, language } = it
  const flags = (['crowded', 'levelJumping', 'prolonged'] as const).filter((flag) => found.it[flag])
  return (
    <div class="stack">
      <div class="stack tight">
        <p class="quiet">
          <a href={at.list}>{words.page.crumb}</a> › {found.of.number}
        </p>
        <h1>{found.it.against}</h1>
        <p class="row">
          <Status is={STANDING[found.it.state]}>{words.states[found.it.state]}</Status>
          {['open', 'waiting'].includes(found.of.commitment.state) && !found.of.commitment.heldOn && (
            <CommitmentStatus of={found.of.commitment} today={today} language={language} />
          )}
          <span class="quiet">
            {words.ordinals[found.it.ordinal]} · {words.subjects[found.it.subject]}
            {found.signatories > 0 ? ` · ${words.page.group(found.signatories)}` : ''}
            {isOpen(found.it.state) && flags.length > 0
              ? ` · ${flags.map((flag) => words.flags[flag]).join(', ')}`
              : ''}
          </span>
        </p>
      </div>
      {found.it.state === 'unsigned' && <Notice kind="warn">{words.page.notSigned}</Notice>}
      <SplitFrom from={found.of.splitFrom} into={found.splits} language={language} />
      <Next {...it} />
      <div class="two">
        <div class="stack">
          <Facts {...it} />
          <Instances {...it} />
          <Dialogues {...it} />
          <Requests {...it} />
          <Decision {...it} />
          <Documents {...it} />
          <Withdrawals {...it} />
          <Card title={words.page.timeline}>
            <Timeline
              entries={found.entries}
              posts={found.posts}
              language={language}
              forSender={false}
              more={words.events}
            />
            <p class="row noprint">
              <a href={`/lam-viec/vu-viec/${found.of.number}/ho-so`}>{words.page.dossier}</a>
              <a href={`/lam-viec/vu-viec/${found.of.number}/ma-ngoai`}>{words.page.codes}</a>
            </p>
          </Card>
        </div>
        <ComplaintAside {...it} />
      </div>
    </div>
  )
}

const ORDER: readonly ComplaintMove[] = [
  ...(['sign', 'accept', 'verify', 'resume', 'recordDialogue', 'decide'] as const),
  ...(['serve', 'proposePublication', 'publish', 'execute'] as const),
]

/** The next step is a button; the others wait behind. What was done already is not offered first. */
function Next(it: ComplaintIt) {
  const { found, words } = it
  const { dialogues, publication } = found
  const isCalled = dialogues.some((one) => one.outcome === null)
  const isDone: Partial<Record<ComplaintMove, boolean>> = {
    recordDialogue: !isCalled,
    serve: found.it.servedOn !== null,
    proposePublication: publication !== null,
    publish: publication === null || publication.publishedOn !== null,
    declareComplex: found.it.complexOn !== null,
    differ: found.it.demandDiffers,
  }
  const usable = found.open.filter((move) => !isDone[move])
  const main = ORDER.find((move) => usable.includes(move))
  const others = usable.filter((move) => move !== main)
  const maySplit = isAllowed(CASE_POLICY.split, it.actor, found.of.territory)
  if (!main && others.length === 0 && !maySplit) return null
  return (
    <div class="row noprint">
      {main && <LinkButton href={to(it, main)}>{words.moves[main]}</LinkButton>}
      {(others.length > 0 || maySplit) && (
        <details class="others">
          <summary>{words.page.other}</summary>
          <ul class="list card plain">
            {others.map((move) => (
              <li>
                <a href={to(it, move)}>{words.moves[move]}</a>
              </li>
            ))}
            {maySplit && (
              <li>
                <a href={link(casePaths.split, { number: found.of.number })}>{words.split.title}</a>
              </li>
            )}
          </ul>
        </details>
      )}
    </div>
  )
}

function Facts({ found, words }: ComplaintIt) {
  const { it, submissions } = found
  return (
    <Card title={words.page.facts}>
      {submissions.map((one) => (
        <>
          <p class="keep">{one.text}</p>
          {one.files.map((file) => (
            <p>
              <a href={link(casePaths.file, { number: found.of.number, file: file.id })}>{file.name}</a>
            </p>
          ))}
        </>
      ))}
      <h3>{words.page.demand}</h3>
      <p class="keep">{it.demand}</p>
      <p class="quiet">
        {[
          it.decisionNumber,
          words.page.knownOn(formatDay(it.knownOn)),
          it.signedOn && words.page.signedOn(formatDay(it.signedOn)),
          it.postmarkOn && words.page.postmark(formatDay(it.postmarkOn)),
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
    </Card>
  )
}

function Dialogues({ found, words }: ComplaintIt) {
  const { it, dialogues } = found
  const isOwed = it.state === 'verifying' && (it.ordinal === 2 || it.demandDiffers)
  if (dialogues.length === 0 && !isOwed) return null
  return (
    <Card title={words.page.dialogues}>
      {isOwed && !dialogues.some((one) => one.outcome !== null) && (
        <Notice kind="warn">{words.page.dialogueOwed}</Notice>
      )}
      {dialogues.map((one) => (
        <div class="stack tight">
          <p class="strong">{words.page.dialogueOn(formatDay(one.heldOn), one.place)}</p>
          <p class="quiet">
            {one.outcome === 'held'
              ? words.page.held
              : one.outcome === 'absent'
                ? words.page.absent
                : words.page.planned}{' '}
            · {words.page.invitedOn(formatDay(one.invitedOn))}
          </p>
          {one.minutes && <p class="keep">{one.minutes}</p>}
        </div>
      ))}
    </Card>
  )
}

function Requests({ found, words }: ComplaintIt) {
  if (found.requests.length === 0) return null
  return (
    <Card title={words.page.requests}>
      {found.requests.map((one) => (
        <div class="stack tight">
          <p class="strong">{one.bodyName}</p>
          <p class="keep">{one.question}</p>
          {one.reply ? (
            <>
              <p class="quiet">{words.page.answeredBy(one.repliedBy ?? '')}</p>
              <p class="keep">{one.reply}</p>
            </>
          ) : (
            <p class="quiet">{words.page.waitsReply(formatDay(one.dueOn))}</p>
          )}
        </div>
      ))}
    </Card>
  )
}

function Documents({ found, words, actor, language }: ComplaintIt) {
  const mayDraft =
    isAllowed(POLICY.draftLetter, actor, found.of.territory) &&
    kindsFor(found.it.state).length > 0 &&
    found.submissions.some((one) => one.named)
  if (!mayDraft && found.documents.length === 0) return null
  return (
    <Card title={words.draft.card}>
      {found.documents.length === 0 && <p class="quiet">{words.draft.none}</p>}
      <AboutLetters letters={found.documents} language={language} />
      {mayDraft && (
        <p>
          <LinkButton quiet href={link(at.draft, { number: found.of.number })}>
            {words.draft.title}
          </LinkButton>
        </p>
      )}
    </Card>
  )
}

function Withdrawals({ found, words }: ComplaintIt) {
  if (found.withdrawals.length === 0) return null
  return (
    <Card title={words.page.withdrawals}>
      {found.withdrawals.map((one) => (
        <p>
          {formatDay(one.askedOn)} · {one.part === 'whole' ? words.move.whole : words.move.somePart}
          {one.content ? `: ${one.content}` : ''} ·{' '}
          {one.revokedOn
            ? words.page.revoked
            : one.how === 'signed'
              ? words.page.withdrawnBySign
              : words.page.withdrawnByCode(formatDay(one.takesEffectOn))}
        </p>
      ))}
    </Card>
  )
}
