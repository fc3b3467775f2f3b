import { z } from 'zod'
import { readDay } from '../../platform/day.ts'
import { CATEGORIES, KINDS } from '../cases/index.ts'

/** The questions of sending, one page each, in order. The first has no name in its address. */
export const STEPS = ['', 'loai', 'can-bo', 'noi-xay-ra', 'nguoi-gui', 'xem-lai'] as const
export type Step = (typeof STEPS)[number]

/** What a draft holds: texts as typed. */
export type Draft = Record<string, string>

const text = (least: number, most: number) => z.string().trim().min(least).max(most)
const optional = (most: number) => z.string().trim().max(most).default('')
const phone = optional(30).refine((typed) => typed === '' || /^[+\d][\d .()-]{7,}$/.test(typed), { error: 'wrong' })
const email = optional(200).refine((typed) => typed === '' || z.email().safeParse(typed).success, { error: 'wrong' })
const day = optional(20).refine((typed) => typed === '' || readDay(typed) !== null, { error: 'day' })

/** What each step must bring. */
export const STEP_FIELDS = {
  '': z.object({ text: text(10, 10_000) }),
  loai: z.object({ kind: z.enum(KINDS), category: z.enum(CATEGORIES as [string, ...string[]]) }),
  'can-bo': z
    .object({
      concernsOfficial: z.enum(['yes', 'no']),
      receiver: z.enum(['intake', 'chair', 'front', 'province']).default('intake'),
    })
    .refine((it) => it.concernsOfficial === 'no' || it.receiver !== 'intake', { error: 'choose', path: ['receiver'] }),
  'noi-xay-ra': z.object({ place: optional(300), happenedOn: day }),
  'nguoi-gui': z.object({ name: optional(120), address: optional(300), phone, email }),
  'xem-lai': z.object({
    publishConsent: z.enum(['yes', 'no']).default('no'),
    recheckConsent: z.enum(['yes', 'no']).default('no'),
  }),
} as const satisfies Record<Step, z.ZodType>

/** The first step a draft has not answered yet. */
export function firstOpen(draft: Draft): Step {
  return STEPS.find((step) => step !== 'xem-lai' && !STEP_FIELDS[step].safeParse(draft).success) ?? 'xem-lai'
}

export const nextOf = (step: Step): Step => STEPS[STEPS.indexOf(step) + 1] ?? 'xem-lai'
export const before = (step: Step): Step | null => STEPS[STEPS.indexOf(step) - 1] ?? null
