import { dayIn, formatDay } from '../../../platform/day.ts'
import type { FormState } from '../../../platform/form.ts'
import { link } from '../../../platform/page.ts'
import { Paper } from '../../../ui/paper.tsx'
import { Card, Notice, Status } from '../../../ui/parts.tsx'
import { at } from '../paths.ts'
import { PARTS } from '../queries.ts'
import { NextStep, OtherSteps, WriteForm } from './letter-forms.tsx'
import type { LetterIt } from './letter-load.ts'
import { SHAPE } from './list.tsx'

type It = LetterIt & { form: FormState }

export function LetterView(it: It) {
  const { found, words } = it
  const letter = found.it
  const label = { preview: words.letter.preview, signed: words.letter.asSigned, issued: words.letter.asIssued }[
    found.paper.is
  ]
  return (
    <div class="stack">
      <div class="stack tight noprint">
        <p class="quiet">
          <a href={at.list}>{words.list.title}</a> › {words.letter.about(letter.subjectNumber)}
        </p>
        <h1>{words.kinds[letter.kind]}</h1>
        <p class="row">
          <Status is={SHAPE[letter.state]}>{words.states[letter.state]}</Status>
          <span class="quiet">{letter.documentNumber ?? letter.title}</span>
        </p>
      </div>
      {letter.state === 'drafted' && letter.sentBackReason && (
        <Notice kind="warn">{words.letter.sentBack(letter.sentBackReason)}</Notice>
      )}
      {letter.voidedReason && <Notice kind="warn">{words.letter.voided(letter.voidedReason)}</Notice>}
      {letter.droppedReason && <Notice kind="warn">{words.letter.dropped(letter.droppedReason)}</Notice>}
      {found.missing.length > 0 && letter.state === 'drafted' && (
        <Notice kind="warn">{words.letter.missing(found.missing.map((fact) => words.facts[fact]).join(', '))}</Notice>
      )}
      <NextStep {...it} />
      <div class="two">
        <div class="stack">
          <WriteForm {...it} />
          <section class="stack tight">
            <p class="quiet">
              {label}
              {found.paper.is === 'preview' ? '' : ` · ${words.letter.copyOnly}`}
            </p>
            <Paper blocks={found.paper.blocks} label={label} />
          </section>
        </div>
        <aside class="stack noprint">
          <Facts {...it} />
          <Files {...it} />
          <Steps {...it} />
          <OtherSteps {...it} />
        </aside>
      </div>
    </div>
  )
}

function Facts({ found, words }: It) {
  const letter = found.it
  const title = (id: number | null) => (id === null ? '' : (found.posts.get(id)?.title ?? ''))
  return (
    <Card title={words.letter.facts}>
      <dl class="clear">
        {found.to && (
          <>
            <dt>{words.letter.to}</dt>
            <dd>
              {found.office.salutation} {found.to.name}
              {found.to.address && <span class="quiet under">{found.to.address}</span>}
            </dd>
          </>
        )}
        <dt>{words.letter.drafter}</dt>
        <dd>
          {title(letter.draftedBy)} <span class="quiet">{formatDay(letter.draftedOn)}</span>
        </dd>
        {letter.checkedOn && (
          <>
            <dt>{words.letter.checker}</dt>
            <dd>
              {title(letter.checkedBy)} <span class="quiet">{formatDay(letter.checkedOn)}</span>
            </dd>
          </>
        )}
        <dt>{letter.signedOn ? words.letter.signedBy : words.letter.signer}</dt>
        <dd>
          {letter.signedForm} {title(letter.signerPostId)}{' '}
          {letter.signedOn && <span class="quiet">{formatDay(letter.signedOn)}</span>}
          {letter.recordedOn && (
            <span class="quiet under">
              {words.letter.recordedBy(title(letter.recordedBy), formatDay(letter.recordedOn))}
            </span>
          )}
        </dd>
        {letter.documentNumber && letter.numberedOn && (
          <>
            <dt>{words.letter.documentNumber}</dt>
            <dd>
              {letter.documentNumber} <span class="quiet">{formatDay(letter.numberedOn)}</span>
            </dd>
          </>
        )}
        {letter.releasedOn && (
          <>
            <dt>{words.letter.released}</dt>
            <dd>{formatDay(letter.releasedOn)}</dd>
          </>
        )}
        {letter.deliveredOn && letter.deliveredWay && (
          <>
            <dt>{words.letter.delivered}</dt>
            <dd>
              {formatDay(letter.deliveredOn)}, {words.letter.ways[letter.deliveredWay]}
              <span class="quiet under">{letter.deliveredProof}</span>
            </dd>
          </>
        )}
        <dt>{words.letter.template}</dt>
        <dd>{letter.templateId === null ? words.letter.defaultTemplate : words.letter.ownTemplate}</dd>
      </dl>
      <p class="quiet">{words.letter.seen}</p>
    </Card>
  )
}

function Files({ found, words }: It) {
  const parts = PARTS.filter((part) => found.parts.includes(part))
  if (parts.length === 0) return null
  return (
    <Card title={words.letter.files}>
      <ul>
        {parts.map((part) => (
          <li>
            <a href={link(at.letterFile, { letter: found.it.id, part })}>{words.letter.parts[part]}</a>
          </li>
        ))}
      </ul>
      {found.it.releasedOn && !parts.includes('pdf') && <p class="quiet">{words.letter.noPdf}</p>}
      {found.it.signedHash && (
        <p class="quiet">
          {words.letter.hash}: <span class="hash">{found.it.signedHash.toString('hex').slice(0, 16)}</span>
        </p>
      )}
    </Card>
  )
}

function Steps({ found, words }: It) {
  return (
    <Card title={words.letter.steps}>
      <ol class="line">
        {[...found.entries].reverse().map((entry) => (
          <li>
            <p class="strong">{words.events[entry.kind as keyof typeof words.events] ?? entry.kind}</p>
            {typeof entry.payload?.reason === 'string' && <p>{entry.payload.reason}</p>}
            <p class="quiet">
              {formatDay(dayIn(entry.happenedAt))}
              {entry.postId !== null && ` · ${found.posts.get(entry.postId)?.title ?? ''}`}
            </p>
          </li>
        ))}
      </ol>
    </Card>
  )
}
