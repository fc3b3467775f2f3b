import type { FormState } from '../../../platform/form.ts'
import { Card, Choices, Form, Select, Submit, TextArea, TextField } from '../../../ui/parts.tsx'
import { GROUNDS, SESSION_KINDS } from '../workflow.ts'
import type { Words } from './parts.tsx'

interface Choice {
  places: { id: number; name: string }[]
  posts: { id: number; title: string; holder: string | null }[]
}

/** One form for several days: the two days of a month are written side by side. */
export function PlanForm({ found, words, form }: { found: Choice; words: Words; form: FormState }) {
  const say = words.plan
  const errors = Object.fromEntries(
    Object.entries(form.errors).map(([name, text]) => [
      name,
      text === 'time' ? say.refused.time : text === 'days' ? say.refused.days : text,
    ]),
  )
  const mine = { ...form, errors }
  return (
    <Card title={<span id="them">{say.add}</span>}>
      <Form form={mine} part="plan" refusedText={say.formRefused}>
        <input type="hidden" name="_do" value="plan" />
        <Choices
          form={mine}
          name="kind"
          label={say.kind}
          options={SESSION_KINDS.map((value) => ({ value, text: words.kinds[value], hint: say.kindHints[value] }))}
        />
        <Select
          form={mine}
          {...{ name: 'ground', label: say.ground, hint: say.groundHint, empty: say.noGround }}
          options={GROUNDS.map((value) => [value, words.grounds[value]] as const)}
        />
        <Select
          form={mine}
          name="place"
          label={say.place}
          options={found.places.map((one) => [String(one.id), one.name] as const)}
        />
        <Select
          form={mine}
          name="receiver"
          label={say.receiver}
          options={found.posts.map((post) => [String(post.id), `${post.title} (${post.holder})`] as const)}
        />
        <TextField form={mine} name="days" label={say.days} hint={say.daysHint} maxlength={600} />
        <div class="row">
          <TextField form={mine} name="startsAt" label={say.startsAt} hint={say.timeHint} maxlength={10} />
          <TextField form={mine} name="endsAt" label={say.endsAt} hint={say.timeHint} maxlength={10} />
        </div>
        <TextField
          form={mine}
          {...{ name: 'slotMinutes', label: say.slot, hint: say.slotHint, inputmode: 'numeric', maxlength: 3 }}
        />
        <TextField form={mine} name="attendees" label={say.attendees} maxlength={500} />
        <TextArea form={mine} name="expected" label={say.expected} rows={2} maxlength={1000} />
        <div>
          <Submit>{say.submit}</Submit>
        </div>
      </Form>
    </Card>
  )
}
