import { CONSENT_TEXTS, consentText, PURPOSES } from '../../../law/consent-texts.ts'
import { type Day, dayIn, formatDay } from '../../../platform/day.ts'
import type { FormState } from '../../../platform/form.ts'
import type { Language } from '../../../platform/words.ts'
import { Card, Form, Status, Submit } from '../../../ui/parts.tsx'
import { type CitizenCase, type consentsOf, consentWords, mayAsk, type Sender } from '../../cases/index.ts'
import type { vi } from '../words.vi.ts'

type Consent = Awaited<ReturnType<typeof consentsOf>>[number]

/** Every purpose that may be asked of this submission: the last word on it, and the text that would be agreed to today. */
export function consentsShown(all: readonly Consent[], of: CitizenCase, sender: Sender | null, today: Day) {
  return PURPOSES.flatMap((purpose) => {
    const last = all.find((one) => one.purpose === purpose) ?? null
    const isReachable = sender !== null && (sender.phone !== null || sender.email !== null)
    const text = consentText(purpose, today)
    if (!text || !mayAsk(purpose, of) || (purpose === 'contact' && !isReachable)) return []
    const version = last?.given ? last.version : text.version
    const from = CONSENT_TEXTS.find((one) => one.version === version)?.inForce.from ?? today
    return [{ purpose, last, given: last?.given ?? false, version, from }]
  })
}

interface It {
  rows: ReturnType<typeof consentsShown>
  isPublished: boolean
  form: FormState
  words: typeof vi
  language: Language
}

/** Each yes with its text and evidence, and one button to change one's mind. */
export function Consents({ rows, isPublished, form, words, language }: It) {
  const say = words.ownData
  const texts = consentWords[language]
  if (rows.length === 0) return null
  return (
    <Card title={say.agreed}>
      <p class="quiet">{say.agreedLead}</p>
      <ul class="list">
        {rows.map(({ purpose, last, given, version, from }) => (
          <li class="stack tight">
            <p class="row">
              <Status is={given ? 'done' : 'still'}>{given ? say.yes : say.no}</Status>
              <span class="strong">{texts.purposes[purpose]}</span>
            </p>
            <p>{texts.texts[version]}</p>
            <p class="quiet">
              {last && (last.given ? say.gave : say.took)(formatDay(dayIn(last.at)), texts.ways[last.way])}{' '}
              {texts.version(version, formatDay(from))}
            </p>
            {purpose === 'publish' && given && isPublished && <p class="quiet">{say.published}</p>}
            <Form form={form} part={purpose} refusedText={words.see.formRefused}>
              <input type="hidden" name="purpose" value={purpose} />
              <div>
                <Submit name="given" value={given ? 'no' : 'yes'} quiet>
                  {given ? say.take : say.give}
                  <span class="ds-sr-only">: {texts.purposes[purpose]}</span>
                </Submit>
              </div>
            </Form>
          </li>
        ))}
      </ul>
    </Card>
  )
}
