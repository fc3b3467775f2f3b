import { z } from 'zod'
import { type Day, readDay } from '../../../platform/day.ts'
import type { ProgramRefusal } from '../actions.ts'

export const aDay = z
  .string()
  .trim()
  .refine((typed) => readDay(typed) !== null, { error: 'day' })
  .transform((typed) => readDay(typed) as Day)

export const chosen = z.coerce.number({ error: 'choose' }).int().min(1, { error: 'choose' })

/** One thing a line, blank lines left out. */
export const linesIn = (min: number, max: number) =>
  z
    .string()
    .default('')
    .transform((typed) =>
      typed
        .split('\n')
        .map((line) => line.trim())
        .filter(Boolean),
    )
    .refine((lines) => lines.every((line) => line.length >= min && line.length <= max), { error: 'wrong' })

/** What a refusal says, at the box it is about; the rest stands above the form. */
export function refusedAt(
  why: ProgramRefusal,
  texts: Readonly<Record<ProgramRefusal, string>>,
  fields: Partial<Record<ProgramRefusal, string>>,
): { refused: string } | { errors: Record<string, string> } {
  const field = fields[why]
  return field ? { errors: { [field]: texts[why] } } : { refused: texts[why] }
}
