import type { PropsWithChildren } from 'hono/jsx'
import type { FormState } from '../../../platform/form.ts'
import { Card, Form, Select, Submit, TextArea, TextField, Version } from '../../../ui/parts.tsx'
import { documentNumber } from '../form-of-document.ts'
import { type Fact, factsOf, kindRow } from '../kinds.ts'
import { type LetterMove, NEXT } from '../workflow.ts'
import type { LetterIt } from './letter-load.ts'

type It = LetterIt & { form: FormState }

const LONG: readonly Fact[] = ['reason', 'ground', 'content', 'cause', 'change', 'remedy']

/** One form per step: each has a part of its own, so that what is wrong stands where it was typed. */
function Step({ it, move, files, children }: PropsWithChildren<{ it: It; move: LetterMove; files?: boolean }>) {
  const { form, words, found } = it
  return (
    <Form form={form} part={move} files={files ?? false} refusedText={words.formRefused}>
      <input type="hidden" name="_do" value={move} />
      <Version form={form} again={form.refused === words.refused.changed} now={found.it.version} />
      {children}
    </Form>
  )
}

const File = ({ it, label, id }: { it: It; label: string; id: string }) => (
  <div class="field">
    <label for={id}>{label}</label>
    {it.form.errors.files && (
      <p class="wrong" id={`e-${id}`}>
        {it.form.errors.files}
      </p>
    )}
    <input
      class="ds-input"
      type="file"
      id={id}
      name="files"
      accept=".pdf,image/*"
      aria-describedby={it.form.errors.files ? `e-${id}` : undefined}
    />
  </div>
)

/** The next step as a card of its own; where it is somebody else's, who that is. */
export function NextStep(it: It) {
  const { found, words } = it
  const letter = found.it
  const next = NEXT[letter.state]
  if (!next) return null
  // Whoever drafted does not check: for them the letter waits for somebody else.
  const isOwn =
    next === 'check' && (letter.draftedPersonId === it.actor?.personId || letter.draftedBy === it.actor?.postId)
  const isOpen = found.open.includes(next) && !isOwn
  const records = next === 'sign' && found.open.includes('recordSigned')
  if (!isOpen && !records)
    return (
      <p class="notice noprint" role="status">
        {words.letter.nobodyHere(words.letter.waitsFor[letter.state as keyof typeof words.letter.waitsFor])}
      </p>
    )
  return (
    <section class="card noprint narrow">
      <h2>{isOpen ? words.moves[next] : words.moves.recordSigned}</h2>
      {isOpen && <StepForm it={it} move={next} />}
      {isOpen && records ? (
        <details>
          <summary>{words.moves.recordSigned}</summary>
          <RecordForm {...it} />
        </details>
      ) : (
        records && <RecordForm {...it} />
      )}
    </section>
  )
}

function StepForm({ it, move }: { it: It; move: LetterMove }) {
  const { found, words, form } = it
  const say = words.letter
  const button = (
    <div>
      <Submit>{words.moves[move]}</Submit>
    </div>
  )
  switch (move) {
    case 'sign':
      return (
        <Step it={it} move="sign">
          <TextField
            form={form}
            name="secret"
            label={say.secret}
            hint={say.secretHint}
            type="password"
            autocomplete="current-password"
            maxlength={128}
          />
          {button}
        </Step>
      )
    case 'number': {
      const isHere = found.office.numbering === 'here'
      const example = documentNumber(found.it.documentType, 15, found.office)
      return (
        <Step it={it} move="number">
          {isHere ? (
            <p>{say.numberHere}</p>
          ) : (
            <TextField form={form} name="number" label={say.number} hint={say.numberHint(example)} maxlength={60} />
          )}
          <TextField form={form} name="numberedOn" label={say.numberedOn} maxlength={12} />
          {button}
        </Step>
      )
    }
    case 'release':
      return (
        <Step it={it} move="release">
          <p>{say.releaseLead}</p>
          {button}
        </Step>
      )
    case 'deliver':
      return (
        <Step it={it} move="deliver" files>
          <Select form={form} name="way" label={say.way} options={Object.entries(say.ways)} />
          <TextField form={form} name="deliveredOn" label={say.deliveredOn} maxlength={12} />
          <TextArea form={form} name="proof" label={say.proof} rows={2} maxlength={500} />
          <File it={it} id="f-files" label={`${say.proofFile} (${say.optional})`} />
          {button}
        </Step>
      )
    default:
      return (
        <Step it={it} move={move}>
          {button}
        </Step>
      )
  }
}

function RecordForm(it: It) {
  const { words, form } = it
  return (
    <Step it={it} move="recordSigned" files>
      <p class="quiet">{words.letter.recordLead}</p>
      <TextField form={form} name="signedOn" label={words.letter.signedOn} maxlength={12} />
      <File it={it} id="f-files" label={words.letter.scan} />
      <div>
        <Submit quiet>{words.moves.recordSigned}</Submit>
      </div>
    </Step>
  )
}

/** The words of a draft, a field per fact; what the kind needs first. */
export function WriteForm(it: It) {
  const { found, words, form } = it
  if (!found.open.includes('write')) return null
  const needs: readonly Fact[] = kindRow(found.it.kind).needs
  return (
    <div class="noprint">
      <Card title={words.letter.textCard}>
        <Step it={it} move="write">
          <TextField
            form={form}
            name="title"
            label={words.letter.title}
            hint={words.letter.titleHint}
            maxlength={300}
          />
          {factsOf(found.it.kind).map((fact) => {
            const optional = needs.includes(fact) ? undefined : words.letter.optional
            return LONG.includes(fact) ? (
              <TextArea
                form={form}
                name={fact}
                label={words.facts[fact]}
                hint={words.factHint}
                optional={optional}
                rows={fact === 'content' ? 7 : 3}
                maxlength={6000}
              />
            ) : (
              <TextField form={form} name={fact} label={words.facts[fact]} optional={optional} maxlength={300} />
            )
          })}
          <Select
            form={form}
            name="signerPostId"
            label={words.letter.signer}
            options={found.signers.map(
              (post) => [String(post.id), `${post.title}${post.holder ? ` (${post.holder})` : ''}`] as const,
            )}
          />
          <div>
            <Submit quiet>{words.moves.write}</Submit>
          </div>
        </Step>
      </Card>
    </div>
  )
}

/** Steps that lead back or away, each with its reason. */
export function OtherSteps(it: It) {
  const { found, words, form } = it
  const others = (['sendBack', 'void', 'drop'] as const).filter((move) => found.open.includes(move))
  if (others.length === 0) return null
  return (
    <Card title={words.letter.other}>
      {others.map((move) => (
        <details open={form.values._do === move}>
          <summary>{words.moves[move]}</summary>
          <Step it={it} move={move}>
            <TextArea form={form} name={`${move}Reason`} label={words.letter.reason} rows={2} maxlength={500} />
            <div>
              <Submit quiet>{words.moves[move]}</Submit>
            </div>
          </Step>
        </details>
      ))}
    </Card>
  )
}
