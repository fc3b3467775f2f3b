import { z } from 'zod'
import { type Day, readDay } from '../../../platform/day.ts'
import type { PlanRefusal } from '../actions.ts'

export const optional = (most: number) =>
  z
    .string()
    .trim()
    .max(most)
    .default('')
    .transform((typed) => typed || null)

export const aDay = z
  .string()
  .trim()
  .refine((typed) => readDay(typed) !== null, { error: 'day' })
  .transform((typed) => readDay(typed) as Day)

export const post = z.coerce.number({ error: 'choose' }).int().min(1, { error: 'choose' })

/** What a refusal says, at the box it is about; the rest stands above the form. */
export function refusedAt(
  why: PlanRefusal,
  texts: Readonly<Record<PlanRefusal, string>>,
  fields: Partial<Record<PlanRefusal, string>>,
): { refused: string } | { errors: Record<string, string> } {
  const field = fields[why]
  return field ? { errors: { [field]: texts[why] } } : { refused: texts[why] }
}
