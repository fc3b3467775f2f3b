import type { FormState } from '../../../platform/form.ts'
import type { WordsLike } from '../../../platform/words.ts'
import { Card, Choices, Select, TextArea, TextField } from '../../../ui/parts.tsx'
import type { vi } from '../words.vi.ts'
import { GROUND_NAMES, KINDS, OUTCOMES, TOLD_WAYS } from '../workflow.ts'

/** The fields of a visit in the order in which one talks. */
export function VisitFields({
  form,
  words,
  withNumber = true,
}: {
  form: FormState
  words: WordsLike<typeof vi>
  /** Without a line no identity number is written down (safeguards 2.14). */
  withNumber?: boolean
}) {
  const say = words.fields
  const left = words.optional
  return (
    <>
      <div class="cells">
        <TextField form={form} name="name" label={say.name} optional={left} maxlength={120} />
        <TextField form={form} name="address" label={say.address} optional={left} maxlength={300} />
      </div>
      <div class="cells">
        {withNumber && (
          <TextField
            form={form}
            name="idNumber"
            label={say.idNumber}
            hint={say.idHint}
            optional={left}
            maxlength={20}
          />
        )}
        <TextField form={form} name="phone" label={say.phone} optional={left} inputmode="tel" maxlength={30} />
      </div>
      <Choices
        form={form}
        name="kind"
        label={say.kind}
        hint={say.noDenunciation}
        options={KINDS.map((value) => ({ value, text: words.kinds[value] }))}
      />
      <TextArea form={form} name="content" label={say.content} hint={say.contentHint} rows={6} maxlength={5000} />
      <div class="cells">
        <TextField form={form} name="people" label={say.people} inputmode="numeric" maxlength={4} />
        <TextField form={form} name="settledBy" label={say.settledBy} optional={left} maxlength={200} />
      </div>
      <TextArea
        form={form}
        name="speakers"
        label={say.speakers}
        hint={say.speakersHint}
        optional={left}
        rows={2}
        maxlength={2000}
      />
      <div class="cells">
        <Select
          form={form}
          name="competence"
          label={say.competence}
          empty={say.notYet}
          options={[
            ['ours', say.ours],
            ['others', say.others],
          ]}
        />
        <TextField form={form} name="guidedTo" label={say.guidedTo} optional={left} maxlength={200} />
      </div>
      <Choices
        form={form}
        name="result"
        label={say.result}
        options={(['later', 'told', 'refused'] as const).map((value) => ({
          ...{ value, text: say.results[value], hint: say.resultHints[value] },
        }))}
      />
      <Card title={say.resultCard}>
        <div class="cells">
          <Select
            form={form}
            name="outcome"
            label={say.outcome}
            empty={say.notYet}
            options={OUTCOMES.map((one) => [one, words.outcomes[one]] as const)}
          />
          <Select
            form={form}
            name="way"
            label={say.way}
            options={TOLD_WAYS.map((one) => [one, words.ways[one]] as const)}
          />
        </div>
        <Select
          form={form}
          name="ground"
          label={say.ground}
          hint={say.groundHint}
          empty={say.notYet}
          options={GROUND_NAMES.map((one) => [one, words.grounds[one]] as const)}
        />
        <TextArea form={form} name="words" label={say.words} hint={say.wordsHint} rows={3} maxlength={2000} />
      </Card>
      <TextField form={form} name="note" label={say.note} optional={left} maxlength={500} />
    </>
  )
}
