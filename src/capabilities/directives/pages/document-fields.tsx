import { z } from 'zod'
import { headOf, nameFromHeading } from '../../../law/citations/citations.ts'
import { centreUnit, unitNames } from '../../../organization/openings.ts'
import { type Day, formatDay } from '../../../platform/day.ts'
import type { Tx } from '../../../platform/db.ts'
import { aDay, chosen, maybeDay } from '../../../platform/fields.ts'
import type { FormState } from '../../../platform/form.ts'
import type { WordsLike } from '../../../platform/words.ts'
import { Select, TextArea, TextField } from '../../../ui/parts.tsx'
import { DOCUMENT_TYPES } from '../kinds.ts'
import { partsOf, termOf } from '../numbers.ts'
import { unitsOver } from '../queries.ts'
import type { DirectiveRefusal } from '../relation-actions.ts'
import type { vi } from '../words.vi.ts'

const optional = (most: number) =>
  z
    .string()
    .trim()
    .max(most)
    .default('')
    .transform((typed) => typed || null)

/** What a register asks of a document, the same when it is entered and when it is corrected. */
export const DOCUMENT_FIELDS = {
  asWritten: z.string().trim().min(3).max(120),
  type: z.string().refine((typed) => DOCUMENT_TYPES.includes(typed), { error: 'choose' }),
  place: chosen,
  issuer: z.string().trim().min(2).max(200),
  title: z.string().trim().min(3).max(1000),
  signer: optional(200),
  issuedOn: aDay,
  term: optional(40),
  inForceFrom: maybeDay,
  inForceUntil: maybeDay,
}

export interface Choices {
  types: readonly string[]
  places: readonly (readonly [string, string])[]
}

/** What there is to choose from: kinds of documents, and whose documents reach this unit. */
export async function choicesFor(tx: Tx, unitId: number, today: Day): Promise<Choices> {
  await centreUnit(tx)
  const over = await unitsOver(tx, unitId, today)
  const names = await unitNames(tx, over, today)
  return {
    types: DOCUMENT_TYPES,
    places: over.map((id) => [String(id), names.get(id) ?? ''] as const).filter(([, name]) => name),
  }
}

const CENTRE = 'Trung ương'
const NAMES: Readonly<Record<string, string>> = {
  ...{ TTg: 'Thủ tướng Chính phủ', CP: 'Chính phủ', UBND: 'Ủy ban nhân dân', HĐND: 'Hội đồng nhân dân' },
  ...{ TU: 'Tỉnh ủy', ĐU: 'Đảng ủy', QU: 'Quận ủy', HU: 'Huyện ủy' },
}

/** The boxes as the program would fill them from what the text says of itself. */
export function filledFrom(text: string, choices: Choices, today: Day): Record<string, string> {
  const head = headOf(text)
  const asWritten = head.number ?? ''
  const parts = asWritten ? partsOf(asWritten) : null
  const body = parts?.body ?? ''
  const type = [head.type, parts?.type].find((one) => one && choices.types.includes(one)) ?? ''
  const isCentral = /^(TW|TTg|CP|QH|UBTVQH|B[A-Z])|TW$/.test(body)
  const place = isCentral ? choices.places.find(([, name]) => name === CENTRE)?.[0] : undefined
  const on = head.on && head.on <= today ? head.on : null
  return {
    ...{
      asWritten,
      type,
      place: place ?? '',
      issuer: nameFromHeading(head.issuer ?? NAMES[body] ?? ''),
      title: head.title ?? '',
    },
    ...{ issuedOn: on ? formatDay(on) : '', signer: '', inForceFrom: '', inForceUntil: '' },
    term: parts?.system === 'party' && on ? termOf(body, Number(on.slice(0, 4))) : '',
  }
}

export function DocumentFields({
  form,
  words,
  choices,
}: {
  form: FormState
  words: WordsLike<typeof vi>
  choices: Choices
}) {
  const say = words.enter
  return (
    <>
      <TextField form={form} name="asWritten" label={say.asWritten} hint={say.asWrittenHint} maxlength={120} />
      <Select
        form={form}
        name="type"
        label={say.type}
        empty={say.chooseType}
        options={choices.types.map((one) => [one, one] as const)}
      />
      <Select
        form={form}
        name="place"
        label={say.place}
        hint={say.placeHint}
        empty={say.choosePlace}
        options={choices.places}
      />
      <TextField form={form} name="issuer" label={say.issuer} hint={say.issuerHint} maxlength={200} />
      <TextArea form={form} name="title" label={say.subject} rows={3} maxlength={1000} />
      <div class="cells">
        <TextField form={form} name="issuedOn" label={say.issuedOn} hint={words.day} maxlength={12} />
        <TextField form={form} name="signer" label={say.signer} maxlength={200} />
      </div>
      <div class="cells">
        <TextField form={form} name="inForceFrom" label={say.from} hint={say.fromHint} maxlength={12} />
        <TextField form={form} name="inForceUntil" label={say.until} hint={say.untilHint} maxlength={12} />
      </div>
      <TextField form={form} name="term" label={say.term} hint={say.termHint} maxlength={40} />
    </>
  )
}

/** At which box a refusal of the registry belongs. */
export const FIELD_OF: Partial<Record<DirectiveRefusal, string>> = {
  ...{ noNumber: 'asWritten', future: 'issuedOn', beforeIssue: 'inForceFrom', order: 'inForceUntil' },
  ...{ known: 'asWritten', noTerm: 'term', registered: 'direction' },
}
