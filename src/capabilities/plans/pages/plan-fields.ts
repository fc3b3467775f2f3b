import { z } from 'zod'

export const optional = (most: number) =>
  z
    .string()
    .trim()
    .max(most)
    .default('')
    .transform((typed) => typed || null)
