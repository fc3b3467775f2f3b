import { z } from 'zod'
import { formatDay } from '../../../platform/day.ts'
import { anyone, link, page } from '../../../platform/page.ts'
import { Choices, Form, Notice, Submit, TextArea } from '../../../ui/parts.tsx'
import { isComplaintOpen, revokeWithdrawal, withdrawAsSender } from '../../complaints/index.ts'
import { at } from '../paths.ts'
import { en } from '../words.en.ts'
import { vi } from '../words.vi.ts'
import { loadSeenPage } from './seen-load.ts'

/** By code, with days to change one's mind, and the question whether somebody pressed (safeguards 2.11). */
export const withdraw = page({
  path: at.withdraw,
  surface: 'public',
  audit: 'intake.withdraw',
  words: { vi, en },
  async load(visit) {
    const { open } = await loadSeenPage(visit)
    return open?.complaint ? { open, complaint: open.complaint } : null
  },
  may: anyone,
  head: ({ found, words }) => ({ title: words.see.title, place: found.open.place, quickExit: true, private: true }),
  fields: z.discriminatedUnion('_do', [
    z.object({
      ...{ _do: z.literal('withdraw'), pressed: z.enum(['no', 'yes']) },
      pressure: z.string().trim().max(2000).default(''),
    }),
    z.object({ _do: z.literal('revoke') }),
  ]),
  view({ found: { complaint }, words, form, language }) {
    const say = words.withdraw
    const asked = complaint.withdrawals.find((one) => one.part === 'whole' && !one.revokedOn)
    return (
      <div class="wrap narrow pad stack wide">
        <h1>{say.title}</h1>
        {asked ? (
          <>
            <Notice>{asked.done ? say.counts : say.asked(formatDay(asked.takesEffectOn))}</Notice>
            {!asked.done && asked.how === 'code' && (
              <Form form={form} part="revoke" refusedText={words.see.formRefused}>
                <input type="hidden" name="_do" value="revoke" />
                <div>
                  <Submit>{say.revoke}</Submit>
                </div>
              </Form>
            )}
          </>
        ) : isComplaintOpen(complaint.it.state) ? (
          <Form form={form} part="withdraw" refusedText={words.see.formRefused}>
            <p class="lead">{say.lead}</p>
            <input type="hidden" name="_do" value="withdraw" />
            <Choices
              form={form}
              name="pressed"
              label={say.pressed}
              hint={say.pressedHint}
              options={[
                { value: 'no', text: say.no },
                { value: 'yes', text: say.yes },
              ]}
            />
            <TextArea form={form} name="pressure" label={say.pressure} rows={4} maxlength={2000} />
            <div>
              <Submit>{say.submit}</Submit>
            </div>
          </Form>
        ) : (
          <p class="lead">{say.closed}</p>
        )}
        <p>
          <a href={link(at.seen, {}, language)}>{say.back}</a>
        </p>
      </div>
    )
  },
  async submit({ tx, host, found, form, today, words, language }) {
    const id = found.open.it.id
    if (form._do === 'revoke') await revokeWithdrawal({ tx, host }, id, today)
    else {
      const pressure = form.pressed === 'yes' ? form.pressure || words.withdraw.yes : null
      const done = await withdrawAsSender({ tx, host }, id, pressure, today)
      if ('refused' in done) return { refused: words.withdraw.closed }
    }
    return { to: link(at.withdraw, {}, language) }
  },
})
