import { z } from 'zod'

export const count = z
  .string()
  .trim()
  .regex(/^\d{1,7}$/)
  .transform(Number)

export const optionalCount = z
  .string()
  .trim()
  .default('')
  .refine((typed) => /^\d{0,7}$/.test(typed), { error: 'wrong' })
  .transform((typed) => (typed === '' ? null : Number(typed)))

export const version = z.coerce.number().int()
export const post = z.coerce.number({ error: 'choose' }).int().min(1)
/** "8:00", "08:00" or "08:00:00" as `08:00`; null when it is no hour. */
export function hourOf(typed: string): string | null {
  const [, h = '', m = ''] = /^\s*(\d{1,2})[:h.](\d{2})(?::\d{2})?\s*$/.exec(typed) ?? []
  return h !== '' && Number(h) < 24 && Number(m) < 60 ? `${h.padStart(2, '0')}:${m}` : null
}
