import { z } from 'zod'
import { secretCode } from '../../../platform/keys.ts'
import { link, page, type Visit } from '../../../platform/page.ts'
import { isAllowed } from '../../../platform/rights.ts'
import { Form, Notice, Submit, TextArea, TextField } from '../../../ui/parts.tsx'
import { openSender, reissueCode } from '../office-actions.ts'
import { at, caseAddress } from '../paths.ts'
import { POLICY } from '../policy.ts'
import { submissionsOf } from '../queries.ts'
import { en } from '../words.en.ts'
import { vi } from '../words.vi.ts'
import { slipCookie } from './counter.tsx'
import { foundCase } from './found-case.ts'

const SHOWN_SECONDS = 300
const SHOWN_COOKIE = 'ho-ten'

async function load(visit: Visit) {
  const found = await foundCase(visit)
  const one =
    found &&
    (await submissionsOf(visit.tx, found.it.id)).find((submission) => submission.id === Number(visit.params.submission))
  return found && one?.named ? { ...found, one } : null
}

/** The name is opened by the database with its reason; the page shows it for five minutes and keeps nothing. */
export const senderPage = page({
  path: at.sender,
  surface: 'workspace',
  audit: 'cases.openSender',
  words: { vi, en },
  load,
  may: (actor, { it }) => isAllowed(POLICY.openSender, actor, it.territory),
  head: ({ words }) => ({ title: words.sender.title, nav: 'cases' }),
  subject: ({ it }) => it.number,
  fields: z.object({ reason: z.string().trim().min(5).max(300) }),
  view({ found, words, form, host, cookie }) {
    const shown = host.keys.open<{ id: number; name: string; address: string; phone: string; email: string }>(
      'sender',
      cookie(SHOWN_COOKIE),
      SHOWN_SECONDS,
    )
    return (
      <div class="stack narrow">
        <p class="quiet">
          <a href={caseAddress(found.it)}>{found.it.title}</a>
        </p>
        <h1>{words.sender.title}</h1>
        {shown?.id === found.one.id ? (
          <>
            <Notice>{words.sender.shown}</Notice>
            <dl class="clear card">
              <dt>{words.sender.name}</dt>
              <dd>{shown.name}</dd>
              <dt>{words.sender.address}</dt>
              <dd>{shown.address}</dd>
              <dt>{words.sender.phone}</dt>
              <dd>{shown.phone}</dd>
              <dt>{words.sender.email}</dt>
              <dd>{shown.email}</dd>
            </dl>
          </>
        ) : (
          <Form form={form} refusedText={words.formRefused}>
            <TextArea
              form={form}
              name="reason"
              label={words.sender.why}
              hint={words.sender.whyHint}
              rows={2}
              maxlength={300}
            />
            <div class="row">
              <Submit>{words.sender.open}</Submit>
              <a href={caseAddress(found.it)}>{words.move.back}</a>
            </div>
          </Form>
        )}
      </div>
    )
  },
  async submit({ tx, host, actor, today, found, form, words }) {
    const opened = actor && (await openSender({ tx, host, actor, today }, found.it, found.one.id, form.reason))
    if (!opened) return { refused: words.refused.notOpen ?? '' }
    return {
      to: link(at.sender, { number: found.it.number, submission: found.one.id }),
      fleeting: { shown: host.keys.seal('sender', { id: found.one.id, ...opened }) },
    }
  },
  // Nothing of a name is stored for a repeated submit: the browser that got the first answer still holds its cookie.
  cookies: ({ remember }) =>
    remember.shown ? [{ name: SHOWN_COOKIE, value: remember.shown, path: '/', maxAgeSeconds: SHOWN_SECONDS }] : [],
})

/** A new code for somebody who stands at the counter with their papers. */
export const codePage = page({
  path: at.code,
  surface: 'workspace',
  audit: 'cases.reissueCode',
  words: { vi, en },
  load,
  may: (actor, { it }) => isAllowed(POLICY.reissueCode, actor, it.territory) && it.sealId === null,
  head: ({ words }) => ({ title: words.code.title, nav: 'cases' }),
  subject: ({ it }) => it.number,
  fields: z.object({ proof: z.string().trim().min(3).max(100) }),
  view: ({ found, words, form }) => (
    <div class="stack narrow">
      <p class="quiet">
        <a href={caseAddress(found.it)}>{found.it.title}</a>
      </p>
      <h1>{words.code.title}</h1>
      <p class="lead">{words.code.lead}</p>
      <Form form={form} refusedText={words.formRefused}>
        <TextField form={form} name="proof" label={words.code.proof} maxlength={100} />
        <div>
          <Submit>{words.code.submit}</Submit>
        </div>
      </Form>
    </div>
  ),
  async submit({ tx, host, actor, today, found, form, key, words }) {
    const code = secretCode(host.keys, key)
    const done =
      actor &&
      (await reissueCode({ tx, host, actor, today }, found.it, found.one.id, host.keys.mac('code', code), form.proof))
    if (!done || 'refused' in done) return { refused: words.refused.notOpen ?? '' }
    return { to: link(at.counterSlip, { number: found.one.number }), remember: { number: found.one.number } }
  },
  cookies: ({ host, remember, key }) =>
    remember.number ? [slipCookie(host, remember.number, secretCode(host.keys, key))] : [],
})
