import { z } from 'zod'
import { formatDay } from '../../../platform/day.ts'
import { anyone, link, page, type Visit } from '../../../platform/page.ts'
import { Card, Choices, Form, Status, Submit, TextArea } from '../../../ui/parts.tsx'
import { ownSender } from '../../cases/index.ts'
import { askAboutData, DATA_REQUEST_KINDS, privacyWords, requestsOfSubmission } from '../../privacy/index.ts'
import { at } from '../paths.ts'
import { en } from '../words.en.ts'
import { vi } from '../words.vi.ts'
import { loadSeenPage, seenKey } from './seen-load.ts'

async function load(visit: Visit) {
  const { open } = await loadSeenPage(visit)
  const key = seenKey(visit)
  if (!open || !key) return null
  const [mine, requests] = await Promise.all([
    ownSender(visit.tx, key.number, key.hash),
    requestsOfSubmission(visit.tx, open.mine.id),
  ])
  return { open, mine, requests }
}

/** What is kept of the sender, for the sender; and the wish to have it corrected or erased (NĐ 356/2025). */
export const ownData = page({
  path: at.ownData,
  surface: 'public',
  audit: 'intake.ownData',
  words: { vi, en },
  load,
  may: anyone,
  head: ({ found, words }) => ({ title: words.see.title, place: found.open.place, quickExit: true, private: true }),
  fields: z.object({ kind: z.enum(DATA_REQUEST_KINDS), text: z.string().trim().min(5).max(2000) }),
  view({ found: { mine, requests }, words, form, language }) {
    const say = words.ownData
    const kinds = privacyWords[language].kinds
    const kept: readonly (readonly [string, string | null | undefined])[] = [
      [words.complaint.name, mine?.name],
      [words.complaint.address, mine?.address],
      [words.complaint.phone, mine?.phone],
      [words.complaint.email, mine?.email],
    ]
    return (
      <div class="wrap narrow pad stack wide">
        <h1>{say.title}</h1>
        <Card title={say.kept}>
          {mine ? (
            <dl class="clear">
              {kept.map(([label, text]) => (
                <>
                  <dt>{label}</dt>
                  <dd>{text ?? say.nothing}</dd>
                </>
              ))}
            </dl>
          ) : (
            <p>{say.none}</p>
          )}
        </Card>
        {requests.map((one) => (
          <div class="card stack tight">
            <p class="row">
              <Status is={one.state === 'asked' ? 'going' : 'done'}>{privacyWords[language].states[one.state]}</Status>
              <span class="strong">{kinds[one.kind]}</span>
              <span class="quiet">{formatDay(one.askedOn)}</span>
            </p>
            {one.reply && <p class="keep">{one.reply}</p>}
          </div>
        ))}
        <Card title={say.ask}>
          <Form form={form} refusedText={words.see.formRefused}>
            <Choices
              form={form}
              name="kind"
              label={say.kind}
              options={DATA_REQUEST_KINDS.map((value) => ({ value, text: kinds[value] }))}
            />
            <TextArea form={form} name="text" label={say.text} hint={say.textHint} rows={4} maxlength={2000} />
            <div>
              <Submit>{say.submit}</Submit>
            </div>
          </Form>
        </Card>
        <p>
          <a href={link(at.seen, {}, language)}>{words.withdraw.back}</a>
        </p>
      </div>
    )
  },
  async submit({ tx, host, found: { open }, form, today, words, language }) {
    const done = await askAboutData({ tx, host, today }, open.it, open.mine, form.kind, form.text)
    return 'done' in done ? { to: link(at.ownData, {}, language) } : { errors: { kind: words.ownData.already } }
  },
})
