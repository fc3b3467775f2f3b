import { z } from 'zod'
import { accountsOf } from '../../../organization/accounts.ts'
import { confirmFactor } from '../../../organization/factor.ts'
import { formatDay, readDay } from '../../../platform/day.ts'
import type { KeptFile } from '../../../platform/files.ts'
import { link, page, type Refused } from '../../../platform/page.ts'
import {
  checkLetter,
  dropLetter,
  type LetterContext,
  type LetterRefusal,
  type LetterWords,
  type Stepped,
  sendBack,
  writeLetter,
} from '../actions.ts'
import { deliverLetter, numberLetter, releaseLetter, voidLetter } from '../issuing-actions.ts'
import { FACTS, type Fact } from '../kinds.ts'
import { at } from '../paths.ts'
import { recordSigned, signLetter } from '../signing-actions.ts'
import { en } from '../words.en.ts'
import { vi } from '../words.vi.ts'
import { DELIVERY_WAYS, maySeeLetter } from '../workflow.ts'
import { type LetterIt, loadLetter } from './letter-load.ts'
import { LetterView } from './letter-view.tsx'

const version = z.coerce.number().int()
const reason = z.string().trim().min(5).max(500)
const typedDay = z
  .string()
  .trim()
  .refine((text) => readDay(text) !== null, { error: 'day' })
  .transform((text) => readDay(text) as NonNullable<ReturnType<typeof readDay>>)
const factFields = Object.fromEntries(
  Object.keys(FACTS).map((fact) => [fact, z.string().trim().max(6000).optional()]),
) as Record<Fact, z.ZodOptional<z.ZodString>>

const fields = z.discriminatedUnion('_do', [
  z.object({
    ...{ _do: z.literal('write'), version, title: z.string().trim().min(3).max(300) },
    ...{ signerPostId: z.coerce.number({ error: 'choose' }).int().min(1), ...factFields },
  }),
  z.object({ _do: z.literal('check'), version }),
  z.object({ _do: z.literal('sendBack'), version, sendBackReason: reason }),
  z.object({ _do: z.literal('drop'), version, dropReason: reason }),
  z.object({ _do: z.literal('sign'), version, secret: z.string().min(1).max(128) }),
  z.object({ _do: z.literal('recordSigned'), version, signedOn: typedDay }),
  z.object({ _do: z.literal('number'), version, number: z.string().trim().max(60).default(''), numberedOn: typedDay }),
  z.object({ _do: z.literal('void'), version, voidReason: reason }),
  z.object({ _do: z.literal('release'), version }),
  z.object({
    ...{ _do: z.literal('deliver'), version, way: z.enum(DELIVERY_WAYS), deliveredOn: typedDay },
    proof: z.string().trim().min(3).max(500),
  }),
])

type Typed = z.infer<typeof fields>

/** One letter: how it looks, where it stands, and the one next step. */
export const letterPage = page({
  path: at.letter,
  surface: 'workspace',
  audit: 'letters.letter',
  words: { vi, en },
  load: loadLetter,
  may: (actor, { it }) => maySeeLetter(actor, it.state, it.territory),
  head: ({ found, words }) => ({ title: `${words.kinds[found.it.kind]} ${found.it.subjectNumber}`, nav: 'letters' }),
  subject: ({ it }) => `letter ${it.id}`,
  fields,
  takesFiles: true,
  filled: ({ found: { it }, today }) => ({
    ...{ version: String(it.version), title: it.title, signerPostId: String(it.signerPostId), ...it.facts },
    ...{ signedOn: formatDay(today), numberedOn: formatDay(today), deliveredOn: formatDay(today), way: 'inPerson' },
  }),
  view: (it) => <LetterView {...it} />,
  async submit(it) {
    const { tx, host, actor, today, found, form, words, language } = it
    if (!actor) return { refused: words.refused.notOpen }
    const made = await step({ tx, host, actor, today }, it, form, it.files[0] ?? null)
    if ('refused' in made && made.refused in FIELD_OF)
      return {
        errors: { [FIELD_OF[made.refused as LetterRefusal] ?? '_']: words.refused[made.refused as LetterRefusal] },
      }
    if ('refused' in made) return { refused: words.refused[made.refused as LetterRefusal] }
    return 'errors' in made ? made : { to: link(at.letter, { letter: found.it.id }, language) }
  },
})

/** At which field a refusal is mended. */
const FIELD_OF: Readonly<Partial<Record<LetterRefusal, string>>> = {
  ...{ noScan: 'files', tooLarge: 'files', signedTooEarly: 'signedOn', signedTooLate: 'signedOn' },
  ...{ noNumber: 'number', numberTaken: 'number', numberedTooEarly: 'numberedOn', numberedTooLate: 'numberedOn' },
  ...{ deliveredTooEarly: 'deliveredOn', deliveredTooLate: 'deliveredOn' },
}

async function step(
  context: LetterContext,
  { found, ...it }: LetterIt,
  form: Typed,
  file: KeptFile | null,
): Promise<Stepped | (Refused & { errors: Record<string, string> })> {
  const [id, seen] = [found.it.id, form.version]
  switch (form._do) {
    case 'write': {
      const { _do, version: _, title, signerPostId, ...facts } = form
      if (!found.signers.some((post) => post.id === signerPostId)) return { refused: 'noDelegation' }
      return writeLetter(context, id, seen, { title, signerPostId, facts: facts as LetterWords['facts'] })
    }
    case 'check':
      return checkLetter(context, id, seen)
    case 'sendBack':
      return sendBack(context, id, seen, form.sendBackReason)
    case 'drop':
      return dropLetter(context, id, seen, form.dropReason)
    case 'sign': {
      // Only what could be signed asks for the secret: a wrong one counts with those of sign-in.
      if (!found.open.includes('sign')) return { refused: 'notOpen' }
      const { userId } = context.actor
      const proven = await confirmFactor(accountsOf(it.host), userId, form.secret, it.cookie, it.now)
      if ('confirmed' in proven) return signLetter(context, id, seen, proven.confirmed)
      if (proven.refused === 'wrong') return { errors: { secret: it.words.secretWrong } }
      const minutes = Math.max(1, Math.ceil((proven.until.getTime() - it.now.getTime()) / 60_000))
      return { errors: { secret: it.words.secretLocked(minutes) } }
    }
    case 'recordSigned':
      return recordSigned(context, id, seen, { signedOn: form.signedOn, scan: file })
    case 'number':
      return numberLetter(context, id, seen, { typed: form.number, on: form.numberedOn })
    case 'void':
      return voidLetter(context, id, seen, form.voidReason)
    case 'release':
      return releaseLetter(context, id, seen)
    case 'deliver':
      return deliverLetter(context, id, seen, { way: form.way, on: form.deliveredOn, proof: form.proof, file })
  }
}
