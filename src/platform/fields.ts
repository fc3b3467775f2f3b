import { z } from 'zod'
import { type Day, readDay } from './day.ts'

/** A day as people type it: 05/02/2026. */
export const aDay = z
  .string()
  .trim()
  .refine((typed) => readDay(typed) !== null, { error: 'day' })
  .transform((typed) => readDay(typed) as Day)

/** The same, or left blank: null. */
export const maybeDay = z
  .string()
  .trim()
  .default('')
  .refine((typed) => typed === '' || readDay(typed) !== null, { error: 'day' })
  .transform((typed) => readDay(typed))

/** The number of a row chosen from a list. */
export const chosen = z.coerce.number({ error: 'choose' }).int().min(1, { error: 'choose' })

/** What a refusal says, at the field it is about; the rest stands above the form. */
export function refusedAt<Why extends string>(
  why: Why,
  texts: Readonly<Record<NoInfer<Why>, string>>,
  fields: Partial<Readonly<Record<NoInfer<Why>, string>>>,
): { refused: string } | { errors: Record<string, string> } {
  const field = fields[why]
  return field ? { errors: { [field]: texts[why] } } : { refused: texts[why] }
}
