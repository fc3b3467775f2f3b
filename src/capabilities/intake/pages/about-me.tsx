import { z } from 'zod'
import { PURPOSES } from '../../../law/consent-texts.ts'
import { formatDay } from '../../../platform/day.ts'
import { readForm } from '../../../platform/form.ts'
import { anyone, link, page, type Visit } from '../../../platform/page.ts'
import { Card, Choices, Form, Status, Submit, TextArea } from '../../../ui/parts.tsx'
import { casePaths, changeConsent, consentsOf, ownSender } from '../../cases/index.ts'
import { askAboutData, DATA_REQUEST_KINDS, privacyWords, requestsOfSubmission } from '../../privacy/index.ts'
import { at } from '../paths.ts'
import { en } from '../words.en.ts'
import { vi } from '../words.vi.ts'
import { Consents, consentsShown } from './consents.tsx'
import { loadSeenPage, seenKey } from './seen-load.ts'

async function load(visit: Visit) {
  const { open } = await loadSeenPage(visit)
  const key = seenKey(visit)
  if (!open || !key) return null
  const [mine, requests, consents] = await Promise.all([
    ownSender(visit.tx, key.number, key.hash),
    requestsOfSubmission(visit.tx, open.mine.id),
    consentsOf(visit.tx, open.mine.id),
  ])
  return { open, mine, requests, consents: consentsShown(consents, open.it, mine, visit.today) }
}

const wishFields = z.object({ kind: z.enum(DATA_REQUEST_KINDS), text: z.string().trim().min(5).max(2000) })
const consentFields = z.object({ purpose: z.enum(PURPOSES), given: z.enum(['yes', 'no']) })

/** What is kept of the sender, for the sender: seen, corrected, erased, and every yes taken back or given later (NĐ 356/2025). */
export const ownData = page({
  path: at.ownData,
  surface: 'public',
  audit: 'intake.ownData',
  words: { vi, en },
  load,
  may: anyone,
  head: ({ found, words }) => ({ title: words.see.title, place: found.open.place, quickExit: true, private: true }),
  view({ found: { open, mine, requests, consents }, words, form, language }) {
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
        <Consents rows={consents} isPublished={open.it.publishState === 'published'} {...{ form, words, language }} />
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
          <Form form={form} part="wish" refusedText={words.see.formRefused}>
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
          <a href={link(at.seen, {}, language)}>{words.withdraw.back}</a> ·{' '}
          <a href={link(casePaths.aboutData, {}, language)}>{say.about}</a>
        </p>
      </div>
    )
  },
  async submit({ tx, host, found: { open }, form, today, words, language }) {
    const texts = form as Record<string, string>
    const context = { tx, host, today }
    const here = link(at.ownData, {}, language)
    if (texts.purpose) {
      const read = readForm(consentFields, texts)
      if ('errors' in read) return { refused: words.ownData.notAsked }
      const { purpose, given } = read.data
      const done = await changeConsent(context, open.it.id, open.mine, purpose, given === 'yes')
      if ('refused' in done) return { refused: words.ownData[done.refused] }
      // The copy here is gone already; what was posted elsewhere has the days of the law (DL-03).
      if (done.wasPublished) await askAboutData(context, open.it, open.mine, 'withdraw', vi.ownData.takenDown)
      return { to: here }
    }
    const read = readForm(wishFields, texts)
    if ('errors' in read) return { errors: read.errors }
    const done = await askAboutData(context, open.it, open.mine, read.data.kind, read.data.text)
    return 'done' in done ? { to: here } : { errors: { kind: words.ownData.already } }
  },
})
