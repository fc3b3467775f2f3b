import { z } from 'zod'
import { readCode } from '../../../platform/keys.ts'
import { anyone, link, page } from '../../../platform/page.ts'
import { Form, Submit, TextField } from '../../../ui/parts.tsx'
import { endedCode, submissionByCode } from '../../cases/index.ts'
import { codeHash } from '../codes.ts'
import { at } from '../paths.ts'
import { en } from '../words.en.ts'
import { vi } from '../words.vi.ts'

export const SEEN_COOKIE = 'dang-xem'
export const SEEN_SECONDS = 30 * 60

export const see = page({
  path: at.see,
  surface: 'public',
  audit: 'intake.see',
  words: { vi, en },
  load: async () => ({}),
  may: anyone,
  head: ({ words }) => ({ title: words.see.title, nav: 'see', quickExit: true, private: true }),
  fields: z.object({ number: z.string().trim().min(1).max(40), code: z.string().trim().min(1).max(60) }),
  repeatable: true,
  view: ({ words, form }) => (
    <div class="wrap narrow pad stack wide">
      <div class="stack tight">
        <h1>{words.see.title}</h1>
        <p class="lead">{words.see.lead}</p>
      </div>
      <Form form={form} refusedText={words.see.formRefused}>
        <TextField form={form} name="number" label={words.see.number} maxlength={40} spellcheck={false} />
        <TextField form={form} name="code" label={words.see.code} maxlength={60} spellcheck={false} value="" />
        <div class="row">
          <Submit>{words.see.open}</Submit>
        </div>
      </Form>
      <p class="quiet">{words.see.lost}</p>
    </div>
  ),
  async submit({ tx, form, host, today, words, language }) {
    const number = readCode(form.number)
    const hash = codeHash(host, form.code)
    // A code that was changed at a counter leads to the notice of it, by the same way as one that opens.
    const door = (await submissionByCode(tx, number, hash)) ?? (await endedCode(tx, number, hash, today))
    if (!door) return { errors: { code: words.see.wrong } }
    return {
      to: link(at.seen, {}, language),
      remember: { door: host.keys.seal('seen', { number, hash: hash.toString('base64') }) },
    }
  },
  cookies: ({ remember }) => [
    { name: SEEN_COOKIE, value: remember.door ?? null, path: '/', maxAgeSeconds: SEEN_SECONDS },
  ],
})
