import { z } from 'zod'
import { aDay } from '../../../platform/fields.ts'
import type { FormState } from '../../../platform/form.ts'
import type { Language, WordsLike } from '../../../platform/words.ts'
import { Choices, Select, TextArea, TextField } from '../../../ui/parts.tsx'
import { CATEGORIES, categoryWords } from '../../cases/index.ts'
import type { vi } from '../words.vi.ts'
import { SUBJECTS } from '../workflow.ts'

const optional = (most: number) => z.string().trim().max(most).default('')

/** What every complaint says, on paper or typed: who, against what, since when known, what is demanded. */
export const COMPLAINT_FIELDS = {
  against: z.string().trim().min(3).max(300),
  subject: z.enum(SUBJECTS),
  ordinal: z.enum(['1', '2']),
  firstNumber: optional(20)
    .transform((typed) => typed.toUpperCase().replace(/\s/g, ''))
    .refine((typed) => typed === '' || /^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/.test(typed), {
      error: 'firstWrong',
    }),
  decisionNumber: optional(100),
  knownOn: aDay,
  category: z.enum(CATEGORIES as [(typeof CATEGORIES)[number]]),
  text: z.string().trim().min(10).max(10_000),
  demand: z.string().trim().min(5).max(3000),
  name: z.string().trim().min(2).max(120),
  address: z.string().trim().min(5).max(300),
  phone: optional(30),
  email: optional(200).refine((typed) => typed === '' || z.email().safeParse(typed).success, { error: 'wrong' }),
} as const

const schema = z.object(COMPLAINT_FIELDS)
export type ComplaintTexts = z.infer<typeof schema>

/** The same as the action takes it. */
export const asComplaint = (form: ComplaintTexts) => ({
  ...{ text: form.text, demand: form.demand, against: form.against, subject: form.subject, knownOn: form.knownOn },
  ...{ ordinal: form.ordinal === '2' ? (2 as const) : (1 as const), decisionNumber: form.decisionNumber || null },
  firstNumber: form.ordinal === '2' && form.firstNumber ? form.firstNumber : null,
  category: form.category,
  sender: { name: form.name, address: form.address, phone: form.phone || null, email: form.email || null },
})

export function ComplaintFields({
  form,
  words,
  language,
}: {
  form: FormState
  words: WordsLike<typeof vi>
  language: Language
}) {
  const say = words.fields
  const left = words.lodge.optional
  return (
    <>
      <TextField form={form} name="against" label={say.against} hint={say.againstHint} maxlength={300} />
      <div class="cells">
        <Select
          form={form}
          name="subject"
          label={say.subject}
          options={SUBJECTS.map((one) => [one, words.subjects[one]] as const)}
        />
        <Select
          form={form}
          name="category"
          label={say.category}
          empty=""
          options={CATEGORIES.map((one) => [one, categoryWords[language][one]] as const)}
        />
      </div>
      <div class="cells">
        <TextField form={form} name="decisionNumber" label={say.decisionNumber} optional={left} maxlength={100} />
        <TextField
          form={form}
          name="knownOn"
          label={say.knownOn}
          hint={`${words.lodge.day}. ${say.knownHint}`}
          maxlength={12}
          inputmode="numeric"
        />
      </div>
      <Choices
        form={form}
        name="ordinal"
        label={say.ordinal}
        hint={say.ordinalHint}
        options={[
          { value: '1', text: words.ordinals[1] },
          { value: '2', text: words.ordinals[2] },
        ]}
      />
      <TextField
        form={form}
        name="firstNumber"
        label={say.firstNumber}
        hint={say.firstNumberHint}
        optional={left}
        maxlength={20}
      />
      <TextArea form={form} name="text" label={say.text} hint={say.textHint} rows={8} maxlength={10_000} />
      <TextArea form={form} name="demand" label={say.demand} rows={3} maxlength={3000} />
      <div class="cells">
        <TextField form={form} name="name" label={say.name} maxlength={120} autocomplete="name" />
        <TextField form={form} name="address" label={say.address} maxlength={300} autocomplete="street-address" />
      </div>
      <div class="cells">
        <TextField form={form} name="phone" label={say.phone} optional={left} maxlength={30} autocomplete="tel" />
        <TextField form={form} name="email" label={say.email} optional={left} maxlength={200} autocomplete="email" />
      </div>
    </>
  )
}
