import { formatDay } from '../../../platform/day.ts'
import { Check, Choices, Select, TextArea, TextField } from '../../../ui/parts.tsx'
import {
  COMPLEX_CRITERIA,
  DISCONTINUED_GROUNDS,
  OUTCOMES,
  PUBLISH_WAYS,
  REFUSAL_GROUNDS,
  SERVICE_WAYS,
} from '../workflow.ts'
import type { MoveIt } from './move-load.ts'

const options = <Key extends string>(keys: readonly Key[], words: Readonly<Record<Key, string>>) =>
  keys.map((key) => [key, words[key]] as const)

/** What each move asks for. */
export function MoveFields({ found, words, form }: MoveIt) {
  const say = words.move
  const why = <TextArea form={form} name="reason" label={say.reason} hint={say.reasonHint} rows={3} maxlength={1000} />
  const document = <TextField form={form} name="documentNumber" label={say.documentNumber} maxlength={100} />
  const day = (name: string, label: string, more: { hint?: string; optional?: string } = {}) => (
    <TextField form={form} name={name} label={label} maxlength={12} inputmode="numeric" {...more} />
  )
  switch (found.move) {
    case 'sign':
      return (
        <>
          {day('signedOn', say.signedOn, { hint: words.lodge.day })}
          <Choices
            form={form}
            name="signedHow"
            label={say.signedHow}
            options={[
              { value: 'counter', text: words.lodge.counter },
              { value: 'post', text: words.lodge.post },
            ]}
          />
          {day('postmarkOn', words.lodge.postmarkOn, { optional: words.lodge.optional })}
        </>
      )
    case 'guide':
      return (
        <>
          <TextField form={form} name="competentBody" label={say.competentBody} maxlength={200} />
          {why}
        </>
      )
    case 'file':
      return why
    case 'refuse':
      return (
        <>
          <Choices
            form={form}
            name="refusalGround"
            label={say.ground}
            options={REFUSAL_GROUNDS.map((value) => ({ value, text: words.grounds[value] }))}
          />
          {why}
        </>
      )
    case 'accept':
      return (
        <Select
          form={form}
          name="verifier"
          label={say.verifier}
          hint={say.verifierHint}
          empty={say.choose}
          options={found.verifiers.map((post) => [String(post.id), `${post.title} (${post.holder})`] as const)}
        />
      )
    case 'verify':
      return <TextArea form={form} name="plan" label={say.plan} rows={5} maxlength={2000} />
    case 'declareComplex':
      return (
        <>
          <TextField
            form={form}
            name="complexDocument"
            label={say.complexDocument}
            hint={say.complexHint}
            maxlength={200}
          />
          <fieldset aria-invalid={form.errors.criteria ? 'true' : undefined}>
            <legend>{say.criteria}</legend>
            {form.errors.criteria && <p class="wrong">{form.errors.criteria}</p>}
            {COMPLEX_CRITERIA.map((one) => (
              <label class="choice">
                <input
                  class="ds-input"
                  type="checkbox"
                  name="criteria"
                  value={one}
                  checked={form.values.criteria?.split(',').includes(one)}
                />
                <span class="strong">{words.criteria[one]}</span>
              </label>
            ))}
          </fieldset>
        </>
      )
    case 'request':
      return (
        <>
          <TextField form={form} name="bodyName" label={say.bodyName} maxlength={200} />
          <TextArea form={form} name="question" label={say.question} rows={5} maxlength={3000} />
        </>
      )
    case 'callDialogue':
      return (
        <>
          {day('heldOn', say.heldOn, { hint: say.heldHint(formatDay(found.earliest)) })}
          <TextField form={form} name="place" label={say.place} maxlength={200} />
        </>
      )
    case 'recordDialogue':
      return (
        <>
          <Choices
            form={form}
            name="dialogueOutcome"
            label={say.dialogueOutcome}
            options={[
              { value: 'held', text: words.page.held },
              { value: 'absent', text: words.page.absent },
            ]}
          />
          <TextArea form={form} name="minutes" label={say.minutes} rows={8} maxlength={10_000} />
        </>
      )
    case 'differ':
      return (
        <TextArea form={form} name="differences" label={say.differences} hint={say.differ} rows={4} maxlength={2000} />
      )
    case 'suspend':
      return (
        <>
          {document}
          <TextArea form={form} name="ground" label={say.suspendGround} rows={3} maxlength={1000} />
        </>
      )
    case 'resume':
      return document
    case 'discontinue':
      return (
        <>
          <Select
            form={form}
            name="discontinuedGround"
            label={say.discontinuedGround}
            options={options(DISCONTINUED_GROUNDS, words.discontinued)}
          />
          {document}
        </>
      )
    case 'withdraw':
      return (
        <>
          <Choices
            form={form}
            name="part"
            label={say.part}
            options={[
              { value: 'whole', text: say.whole },
              { value: 'part', text: say.somePart },
            ]}
          />
          <TextArea form={form} name="content" label={say.content} hint={say.contentHint} rows={3} maxlength={2000} />
          {day('signedOn', say.withdrawSignedOn)}
        </>
      )
    case 'decide':
      return (
        <>
          <Select form={form} name="outcome" label={say.outcome} empty="" options={options(OUTCOMES, words.outcomes)} />
          <TextField
            form={form}
            name="settledNumber"
            label={say.settledNumber}
            hint={say.settledHint}
            maxlength={100}
          />
          {day('settledOn', say.settledOn)}
          <TextArea form={form} name="settledSummary" label={say.settledSummary} rows={8} maxlength={5000} />
        </>
      )
    case 'serve':
      return (
        <>
          {day('sentOn', say.sentOn)}
          <Select form={form} name="serviceWay" label={say.serviceWay} options={options(SERVICE_WAYS, words.ways)} />
          {day('servedOn', say.servedOn, { optional: words.lodge.optional })}
          <TextField
            form={form}
            name="serviceProof"
            label={say.serviceProof}
            optional={words.lodge.optional}
            maxlength={500}
          />
        </>
      )
    case 'proposePublication':
      return (
        <>
          <TextField form={form} name="title" label={say.title} maxlength={200} />
          <TextArea form={form} name="summary" label={say.summary} hint={say.summaryHint} rows={10} maxlength={5000} />
          <Select form={form} name="way" label={say.way} options={options(PUBLISH_WAYS, words.publishWays)} />
        </>
      )
    case 'publish':
      return found.publication ? (
        <article class="card stack tight">
          <h2>{found.publication.title}</h2>
          <p class="keep">{found.publication.summary}</p>
          <p class="quiet">{words.publishWays[found.publication.way as 'web']}</p>
        </article>
      ) : (
        <p>{words.refused.nothingToPublish}</p>
      )
    case 'execute':
      return <TextArea form={form} name="executedEvidence" label={say.evidence} rows={5} maxlength={2000} />
    case 'noteLawsuit':
      return (
        <>
          {day('lawsuitOn', say.lawsuitOn, { hint: words.lodge.day })}
          <TextField form={form} name="lawsuitCourt" label={say.court} maxlength={200} />
        </>
      )
    case 'flag':
      return (
        <>
          <p class="lead">{say.flagLead}</p>
          <Check form={form} name="crowded" label={words.flags.crowded} />
          <Check form={form} name="levelJumping" label={words.flags.levelJumping} />
          <Check form={form} name="prolonged" label={words.flags.prolonged} />
        </>
      )
  }
}
