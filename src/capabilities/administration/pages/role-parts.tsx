import { z } from 'zod'
import { PARTS, type Part } from '../../../organization/given-roles.ts'
import type { FormState } from '../../../platform/form.ts'
import type { WordsLike } from '../../../platform/words.ts'
import type { vi } from '../words.vi.ts'

type Words = WordsLike<typeof vi>

/** Check boxes of one name come joined by commas. */
export const ticked = z
  .string()
  .default('')
  .transform((text) => text.split(',').filter(Boolean))

export const chosenParts = ticked.transform((names) => PARTS.filter((part): part is Part => names.includes(part)))

/** The building blocks of a hand-made role, each with what it is for. */
export function PartChoices({ form, words }: { form: FormState; words: Words }) {
  const chosen = (form.values.roles ?? '').split(',')
  return (
    <fieldset aria-describedby={form.errors.roles ? 'e-roles' : undefined}>
      <legend>{words.roles.consists}</legend>
      {form.errors.roles && (
        <p class="wrong" id="e-roles">
          {form.errors.roles}
        </p>
      )}
      {PARTS.map((part, i) => (
        <label class="choice">
          <input
            class="ds-input"
            type="checkbox"
            name="roles"
            id={i === 0 ? 'f-roles' : undefined}
            value={part}
            checked={chosen.includes(part)}
          />
          <span>
            <span class="strong">{words.roles.parts[part].name}</span>
            <span class="quiet under">{words.roles.parts[part].what}</span>
          </span>
        </label>
      ))}
    </fieldset>
  )
}
