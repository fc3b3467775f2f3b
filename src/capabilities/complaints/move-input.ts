import { z } from 'zod'
import { aDay, maybeDay } from '../../platform/fields.ts'
import {
  COMPLEX_CRITERIA,
  DISCONTINUED_GROUNDS,
  OUTCOMES,
  PUBLISH_WAYS,
  REFUSAL_GROUNDS,
  SERVICE_WAYS,
} from './workflow.ts'

/** Why a move was not made; each is worded in words.*.ts. */
export type MoveRefusal =
  | ('notOpen' | 'changed' | 'future' | 'postmarkLater' | 'postNotHeld' | 'late' | 'complexAlready')
  | ('tooSoon' | 'noDialogueCalled' | 'dialogueOwed' | 'notYetHeld' | 'notWithdrawn' | 'withdrawnAlready' | 'suspended')
  | ('beforeAcceptance' | 'servedBeforeSent' | 'nothingToPublish' | 'samePerson' | 'publishedAlready' | 'beforeSettled')

const text = (least: number, most: number) => z.string().trim().min(least).max(most)
const optionalText = (most: number) =>
  z
    .string()
    .trim()
    .max(most)
    .default('')
    .transform((typed) => typed || null)
const reason = text(10, 1000)
const yes = z
  .enum(['yes'])
  .optional()
  .transform((typed) => typed === 'yes')

/** What each move's form must bring, as typed. */
export const INPUT = {
  sign: z.object({ signedOn: aDay, signedHow: z.enum(['counter', 'post']), postmarkOn: maybeDay }),
  guide: z.object({ competentBody: text(3, 200), reason }),
  file: z.object({ reason }),
  refuse: z.object({ refusalGround: z.enum(REFUSAL_GROUNDS), reason }),
  accept: z.object({ verifier: z.coerce.number({ error: 'choose' }).int().min(1) }),
  verify: z.object({ plan: text(10, 2000) }),
  declareComplex: z.object({
    complexDocument: text(3, 200),
    criteria: z
      .string()
      .default('')
      .transform((typed) => COMPLEX_CRITERIA.filter((one) => typed.split(',').includes(one)))
      .refine((chosen) => chosen.length > 0, { error: 'choose' }),
  }),
  request: z.object({ bodyName: text(3, 200), question: text(10, 3000) }),
  callDialogue: z.object({ heldOn: aDay, place: text(3, 200) }),
  recordDialogue: z
    .object({ dialogueOutcome: z.enum(['held', 'absent']), minutes: optionalText(10_000) })
    .refine(({ dialogueOutcome, minutes }) => dialogueOutcome === 'absent' || (minutes ?? '').length >= 10, {
      path: ['minutes'],
      error: 'short:10',
    }),
  differ: z.object({ differences: text(10, 2000) }),
  suspend: z.object({ ground: text(5, 1000), documentNumber: text(1, 100) }),
  resume: z.object({ documentNumber: text(1, 100) }),
  discontinue: z.object({ discontinuedGround: z.enum(DISCONTINUED_GROUNDS), documentNumber: text(1, 100) }),
  withdraw: z
    .object({ part: z.enum(['whole', 'part']), content: optionalText(2000), signedOn: aDay })
    .refine(({ part, content }) => part === 'whole' || (content ?? '').length >= 5, {
      path: ['content'],
      error: 'short:5',
    }),
  decide: z.object({
    outcome: z.enum(OUTCOMES),
    settledNumber: text(1, 100),
    settledOn: aDay,
    settledSummary: text(10, 5000),
  }),
  serve: z
    .object({ sentOn: aDay, serviceWay: z.enum(SERVICE_WAYS), servedOn: maybeDay, serviceProof: optionalText(500) })
    .refine(({ servedOn, serviceProof }) => (servedOn === null) === (serviceProof === null), {
      path: ['serviceProof'],
      error: 'empty',
    }),
  proposePublication: z.object({ title: text(5, 200), summary: text(20, 5000), way: z.enum(PUBLISH_WAYS) }),
  publish: z.object({ yes: z.enum(['yes', 'no']) }),
  execute: z.object({ executedEvidence: text(5, 2000) }),
  noteLawsuit: z.object({ lawsuitOn: aDay, lawsuitCourt: text(3, 200) }),
  flag: z.object({ crowded: yes, levelJumping: yes, prolonged: yes }),
} as const

export type MoveName = keyof typeof INPUT
export type MoveInput = { [Name in MoveName]: { move: Name } & z.infer<(typeof INPUT)[Name]> }[MoveName]
