import { z } from 'zod'
import type { NewVisit, NewVisitor } from '../actions.ts'
import { GROUND_NAMES, KINDS, OUTCOMES, TOLD_WAYS } from '../workflow.ts'

const optional = (most: number) =>
  z
    .string()
    .trim()
    .max(most)
    .default('')
    .transform((typed) => typed || null)

/** What the desk writes down of a visit; the same with and without a line. */
export const VISIT_FIELDS = z
  .object({
    kind: z.enum(KINDS, { error: 'choose' }),
    content: z.string().trim().min(5).max(5000),
    people: z.coerce.number().int().min(1).max(5000).default(1),
    name: optional(120),
    address: optional(300),
    idNumber: z
      .string()
      .default('')
      .transform((typed) => typed.toUpperCase().replace(/[\s.]/g, ''))
      .refine((typed) => typed === '' || /^[0-9A-Z]{6,15}$/.test(typed), { error: 'idNumber' })
      .transform((typed) => typed || null),
    phone: optional(30),
    speakers: optional(2000),
    settledBy: optional(200),
    competence: z.enum(['ours', 'others', '']).default(''),
    guidedTo: optional(200),
    note: optional(500),
    result: z.enum(['later', 'told', 'refused']).default('later'),
    outcome: z.enum([...OUTCOMES, '']).default(''),
    way: z.enum([...TOLD_WAYS, '']).default('onTheSpot'),
    words: optional(2000),
    ground: z.enum([...GROUND_NAMES, '']).default(''),
    session: z
      .string()
      .regex(/^\d{0,15}$/)
      .default(''),
    queueNumber: optional(12),
  })
  .superRefine((it, context) => {
    const wrong = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message })
    if (it.competence === 'others' && !it.guidedTo && it.result !== 'refused') wrong('guidedTo', 'empty')
    if (it.result === 'told' && !it.outcome) wrong('outcome', 'choose')
    if (it.result === 'refused' && !it.ground) wrong('ground', 'choose')
    if (it.result !== 'later' && (it.words ?? '').length < 5) wrong('words', 'short:5')
  })

export type TypedVisit = z.infer<typeof VISIT_FIELDS>

/** Who speaks for the others stands one to a line: "Họ tên, địa chỉ". */
const speakersOf = (typed: string | null): NewVisitor[] =>
  (typed ?? '')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line.length >= 2)
    .slice(0, 49)
    .map((line) => {
      const [name = '', ...rest] = line.split(',')
      const address = rest.join(',').trim() || null
      return { name: name.trim().slice(0, 120), address, idNumber: null, phone: null, represents: true }
    })

export function asVisit(it: TypedVisit, visitedAt: Date, sourceKey: string | null): NewVisit {
  const { kind, content, people, settledBy, guidedTo, note, queueNumber } = it
  const speakers = speakersOf(it.speakers)
  const first = it.name
    ? [{ name: it.name, address: it.address, idNumber: it.idNumber, phone: it.phone, represents: it.people >= 5 }]
    : []
  return {
    ...{ sourceKey, sessionId: it.session ? Number(it.session) : null, queueNumber, visitedAt, kind, content, people },
    ...{ settledBy, guidedTo, note, competence: it.competence || null, visitors: [...first, ...speakers] },
    refused: it.result === 'refused' && it.ground ? { ground: it.ground, words: it.words ?? '' } : null,
    told:
      it.result === 'told' && it.outcome
        ? { outcome: it.outcome, words: it.words ?? '', way: it.way || 'onTheSpot' }
        : null,
  }
}
