import { z } from 'zod'
import { formatDay } from '../../../platform/day.ts'
import { aDay, maybeDay } from '../../../platform/fields.ts'
import { secretCode } from '../../../platform/keys.ts'
import { link, page } from '../../../platform/page.ts'
import { isAllowed } from '../../../platform/rights.ts'
import { Choices, Form, Submit, TextField } from '../../../ui/parts.tsx'
import { casePaths, slipCookie } from '../../cases/index.ts'
import { lodgeComplaint } from '../lodge-actions.ts'
import { at } from '../paths.ts'
import { POLICY } from '../policy.ts'
import { en } from '../words.en.ts'
import { vi } from '../words.vi.ts'
import { asComplaint, COMPLAINT_FIELDS, ComplaintFields } from './complaint-fields.tsx'

/** A signed paper typed in at the desk: its clocks run from the day it came; the postmark is kept apart (safeguards 1.11). */
export const lodge = page({
  path: at.lodge,
  surface: 'workspace',
  audit: 'complaints.lodge',
  words: { vi, en },
  load: async () => ({}),
  may: (actor) => actor !== null && isAllowed(POLICY.lodgeAtCounter, actor, actor),
  head: ({ words }) => ({ title: words.lodge.title, nav: 'complaints' }),
  fields: z.object({
    ...COMPLAINT_FIELDS,
    signedOn: aDay,
    signedHow: z.enum(['counter', 'post']),
    postmarkOn: maybeDay,
  }),
  filled: ({ today }) => ({ ordinal: '1', subject: 'decision', signedOn: formatDay(today), signedHow: 'counter' }),
  view: ({ words, form, language }) => (
    <div class="stack narrow">
      <h1>{words.lodge.title}</h1>
      <p class="lead">{words.lodge.lead}</p>
      <Form form={form} refusedText={words.formRefused}>
        <ComplaintFields form={form} words={words} language={language} />
        <div class="cells">
          <TextField form={form} name="signedOn" label={words.lodge.signedOn} hint={words.lodge.day} maxlength={12} />
          <TextField
            form={form}
            name="postmarkOn"
            label={words.lodge.postmarkOn}
            optional={words.lodge.optional}
            maxlength={12}
          />
        </div>
        <Choices
          form={form}
          name="signedHow"
          label={words.lodge.signedHow}
          options={[
            { value: 'counter', text: words.lodge.counter },
            { value: 'post', text: words.lodge.post },
          ]}
        />
        <div>
          <Submit>{words.lodge.submit}</Submit>
        </div>
      </Form>
    </div>
  ),
  async submit({ tx, host, actor, today, form, key, words }) {
    if (!actor) return { refused: words.refused.notOpen }
    if (form.signedOn > today) return { errors: { signedOn: words.fields.future } }
    if (form.knownOn > today) return { errors: { knownOn: words.fields.future } }
    if (form.postmarkOn && form.postmarkOn > form.signedOn)
      return { errors: { postmarkOn: words.refused.postmarkLater } }
    const sent = await lodgeComplaint(
      tx,
      {
        ...asComplaint(form),
        ...{ unitId: actor.unitId, enteredBy: actor.postId, happenedAt: host.now() },
        codeHash: host.keys.mac('code', secretCode(host.keys, key)),
        signed: { on: form.signedOn, how: form.signedHow, postmarkOn: form.postmarkOn },
      },
      today,
    )
    return { to: link(casePaths.counterSlip, { number: sent.number }), remember: { number: sent.number } }
  },
  cookies: ({ host, remember, key }) =>
    remember.number ? [slipCookie(host, remember.number, secretCode(host.keys, key))] : [],
})
