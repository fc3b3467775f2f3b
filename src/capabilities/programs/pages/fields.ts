import { z } from 'zod'

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
