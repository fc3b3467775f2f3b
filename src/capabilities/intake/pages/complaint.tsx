import { z } from 'zod'
import { placeByKey } from '../../../organization/openings.ts'
import { actAs } from '../../../platform/db.ts'
import { secretCode } from '../../../platform/keys.ts'
import { anyone, link, page } from '../../../platform/page.ts'
import { questionInWords } from '../../../platform/throttle.ts'
import { Form, Notice, Submit, TextField } from '../../../ui/parts.tsx'
import {
  asComplaint,
  COMPLAINT_FIELDS,
  ComplaintFields,
  complaintWords,
  lodgeComplaint,
} from '../../complaints/index.ts'
import { codeHash } from '../codes.ts'
import { at } from '../paths.ts'
import { en } from '../words.en.ts'
import { vi } from '../words.vi.ts'
import { PAPER_COOKIE, PAPER_SECONDS } from './paper.tsx'
import { robotCheck, sealedQuestion } from './robot.ts'
import { receiptCookie } from './send.tsx'

/** A complaint typed at home: it is received and waits for a signature, with the paper to sign ready to print (safeguards 1.2). */
export const writeComplaint = page({
  path: at.writeComplaint,
  surface: 'public',
  audit: 'intake.writeComplaint',
  words: { vi, en },
  async load({ tx, params, today }) {
    const place = await placeByKey(tx, params.unit ?? '', today)
    if (!place) return null
    actAs(tx, { unitId: place.unitId, postId: null, sealId: null })
    return { place }
  },
  may: anyone,
  head: ({ found, words }) => ({ title: words.complaint.title, place: found.place, private: true }),
  fields: z.object({ ...COMPLAINT_FIELDS, sum: z.string().optional(), _q: z.string().optional() }),
  filled: ({ query }) =>
    query['lan-dau']
      ? { ordinal: '2', subject: 'decision', firstNumber: query['lan-dau'].slice(0, 20) }
      : { ordinal: '1', subject: 'decision' },
  view({ words, form, language, host }) {
    const robot = form.errors.sum ? sealedQuestion(host) : null
    return (
      <div class="wrap narrow pad stack wide">
        <div class="stack tight">
          <h1>{words.complaint.title}</h1>
          <p class="lead">{words.complaint.lead}</p>
        </div>
        <Notice>{words.complaint.sign}</Notice>
        <Form form={form} refusedText={words.send.formRefused}>
          <ComplaintFields form={form} words={complaintWords[language]} language={language} />
          {robot && (
            <>
              <input type="hidden" name="_q" value={robot.sealed} />
              <TextField
                form={form}
                name="sum"
                label={words.send.robot + questionInWords(robot.question, language)}
                inputmode="numeric"
                maxlength={3}
                value=""
              />
            </>
          )}
          <div>
            <Submit>{words.complaint.submit}</Submit>
          </div>
        </Form>
      </div>
    )
  },
  async submit(it) {
    const { tx, host, found, form, key, today, language } = it
    const robot = robotCheck(host, { sum: form.sum ?? '', _q: form._q ?? '' }, it.address)
    if (robot) return robot
    if (form.knownOn > today) return { errors: { knownOn: complaintWords[language].fields.future } }
    const sent = await lodgeComplaint(
      tx,
      {
        ...asComplaint(form),
        ...{ unitId: found.place.unitId, signed: null, enteredBy: null, happenedAt: host.now() },
        codeHash: codeHash(host, secretCode(host.keys, key)),
      },
      today,
    )
    const { name, address, phone } = form
    return {
      to: link(at.receipt, {}, language),
      remember: { number: sent.number },
      // For the paper of the next quarter of an hour, in the sender's own browser; kept nowhere else.
      fleeting: { name, address, phone },
    }
  },
  cookies: ({ host, remember, key }) => {
    const { number, name, address, phone } = remember
    if (!number) return []
    const receipt = receiptCookie(host, number, secretCode(host.keys, key))
    if (name === undefined) return [receipt]
    const value = host.keys.seal('paper', { number, name, address, phone })
    return [receipt, { name: PAPER_COOKIE, value, path: '/', maxAgeSeconds: PAPER_SECONDS }]
  },
})
