import { z } from 'zod'
import { formatDay } from '../../../platform/day.ts'
import { secretCode } from '../../../platform/keys.ts'
import { type Cookie, type Host, link, page } from '../../../platform/page.ts'
import { isAllowed } from '../../../platform/rights.ts'
import { Check, Choices, Form, Select, Submit, TextArea, TextField } from '../../../ui/parts.tsx'
import { DeadlineProof } from '../../calendar/index.ts'
import { receiveSubmission } from '../actions.ts'
import { categoryWords } from '../naming.ts'
import { at } from '../paths.ts'
import { POLICY } from '../policy.ts'
import { caseOfSubmission, submissionsOf } from '../queries.ts'
import { en } from '../words.en.ts'
import { vi } from '../words.vi.ts'
import { CATEGORIES, KINDS } from '../workflow.ts'

const SLIP_COOKIE = 'bien-nhan-quay'
const SLIP_SECONDS = 15 * 60

export const slipCookie = (host: Host, number: string, code: string): Cookie => ({
  name: SLIP_COOKIE,
  value: host.keys.seal('slip', { number, code }),
  path: '/',
  maxAgeSeconds: SLIP_SECONDS,
})

const optional = (most: number) => z.string().trim().max(most).default('')

/** Counter and telephone on one page: written down, read back, printed, signed (NĐ 154/2026 Điều 14.1). */
export const counter = page({
  path: at.counter,
  surface: 'workspace',
  audit: 'cases.counter',
  words: { vi, en },
  load: async () => ({}),
  may: (actor) => actor !== null && isAllowed(POLICY.enterAtCounter, actor, actor),
  head: ({ words }) => ({ title: words.counter.title, nav: 'counter' }),
  fields: z.object({
    channel: z.enum(['counter', 'phone']),
    text: z.string().trim().min(10).max(10_000),
    kind: z.enum(KINDS),
    category: z.enum(CATEGORIES as [(typeof CATEGORIES)[number]]),
    place: optional(300),
    name: optional(120),
    address: optional(300),
    phone: optional(30),
    email: optional(200).refine((typed) => typed === '' || z.email().safeParse(typed).success, { error: 'wrong' }),
    publishConsent: z.enum(['yes']).optional(),
    recheckConsent: z.enum(['yes']).optional(),
    readBack: z.enum(['yes']).optional(),
  }),
  filled: () => ({ channel: 'counter', kind: 'feedback' }),
  view: ({ words, form, language }) => (
    <div class="stack narrow">
      <h1>{words.counter.title}</h1>
      <p class="lead">{words.counter.lead}</p>
      <Form form={form} refusedText={words.formRefused}>
        <Choices
          form={form}
          name="channel"
          label={words.counter.channel}
          options={[
            { value: 'counter', text: words.counter.counter },
            { value: 'phone', text: words.counter.phone },
          ]}
        />
        <TextArea form={form} name="text" label={words.counter.text} rows={8} maxlength={10_000} />
        <div class="cells">
          <Select
            form={form}
            name="kind"
            label={words.move.kind}
            options={KINDS.map((kind) => [kind, words.kinds[kind] ?? ''] as const)}
          />
          <Select
            form={form}
            name="category"
            label={words.move.category}
            empty=""
            options={CATEGORIES.map((one) => [one, categoryWords[language][one]] as const)}
          />
        </div>
        <TextField
          form={form}
          name="place"
          label={words.counter.place}
          optional={words.counter.optional}
          maxlength={300}
        />
        <div class="cells">
          <TextField
            form={form}
            name="name"
            label={words.counter.name}
            optional={words.counter.optional}
            maxlength={120}
          />
          <TextField
            form={form}
            name="phone"
            label={words.counter.phoneNumber}
            optional={words.counter.optional}
            maxlength={30}
          />
        </div>
        <div class="cells">
          <TextField
            form={form}
            name="address"
            label={words.counter.address}
            optional={words.counter.optional}
            maxlength={300}
          />
          <TextField
            form={form}
            name="email"
            label={words.counter.email}
            optional={words.counter.optional}
            maxlength={200}
          />
        </div>
        <Check
          form={form}
          name="publishConsent"
          label={words.counter.publish}
          hint={words.consents.texts['publish-1']}
        />
        <Check
          form={form}
          name="recheckConsent"
          label={words.counter.recheck}
          hint={words.consents.texts['recheck-1']}
        />
        <p class="quiet">
          {words.counter.readTexts} <a href={link(at.aboutData, {}, language)}>{words.consents.about}</a>
        </p>
        <Check form={form} name="readBack" label={words.counter.readBack} />
        <div>
          <Submit>{words.counter.submit}</Submit>
        </div>
      </Form>
    </div>
  ),
  async submit({ tx, host, actor, today, form, key, words }) {
    if (!actor) return { refused: words.refused.notOpen ?? '' }
    if (form.readBack !== 'yes') return { errors: { readBack: words.counter.readBackNeeded } }
    const codeHash = host.keys.mac('code', secretCode(host.keys, key))
    const sent = await receiveSubmission(
      tx,
      {
        ...{ unitId: actor.unitId, sealedFor: null, kind: form.kind, category: form.category, text: form.text },
        ...{ place: form.place || null, happenedOn: null, channel: form.channel, codeHash, enteredBy: actor.postId },
        sender: {
          name: form.name || null,
          address: form.address || null,
          phone: form.phone || null,
          email: form.email || null,
        },
        ...{
          publishConsent: form.publishConsent === 'yes',
          recheckConsent: form.recheckConsent === 'yes',
          concernsOfficial: false,
          readBack: true,
          happenedAt: host.now(),
        },
      },
      today,
    )
    return { to: link(at.counterSlip, { number: sent.number }), remember: { number: sent.number } }
  },
  cookies: ({ host, remember, key }) =>
    remember.number ? [slipCookie(host, remember.number, secretCode(host.keys, key))] : [],
})

/** The slip to print and sign: shown once, for the one who stands there. */
export const counterSlip = page({
  path: at.counterSlip,
  surface: 'workspace',
  audit: 'cases.counterSlip',
  words: { vi, en },
  async load({ tx, params, host, cookie }) {
    const found = await caseOfSubmission(tx, params.number ?? '')
    const shown = host.keys.open<{ number: string; code: string }>('slip', cookie(SLIP_COOKIE), SLIP_SECONDS)
    const text = found && (await submissionsOf(tx, found.id)).find((one) => one.number === params.number)
    return found && text ? { found, text, code: shown?.number === params.number ? (shown?.code ?? null) : null } : null
  },
  may: (actor, { found }) => isAllowed(POLICY.enterAtCounter, actor, { unitId: found.unitId }),
  head: ({ words }) => ({ title: words.counter.slip, nav: 'counter' }),
  subject: ({ text }) => text.number,
  view: ({ found: { found, text, code }, words, actor, language }) => (
    <div class="stack narrow">
      <h1>{words.counter.slip}</h1>
      {code ? <p class="noprint notice">{words.counter.print}</p> : <p class="notice warn">{words.counter.expired}</p>}
      <div class="slip stack">
        <p class="strong">{actor?.unitName}</p>
        <p>
          {words.counter.number}: <span class="code">{text.number}</span>
        </p>
        {code && (
          <p>
            {words.counter.code}: <span class="code">{code}</span>
          </p>
        )}
        <p>{words.page.due(formatDay(found.commitment.dueOn))}</p>
        <p class="keep">{text.text}</p>
        <DeadlineProof proof={found.commitment.proof} language={language} />
        <div class="row between signatures">
          <p>{words.counter.sign}</p>
          <p>{words.counter.officer}</p>
        </div>
      </div>
    </div>
  ),
})
