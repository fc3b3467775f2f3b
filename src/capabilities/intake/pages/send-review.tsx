import { formatDay } from '../../../platform/day.ts'
import { link } from '../../../platform/page.ts'
import { questionInWords } from '../../../platform/throttle.ts'
import { Check, TextField } from '../../../ui/parts.tsx'
import { casePaths, categoryWords, consentWords } from '../../cases/index.ts'
import type { Step } from '../steps.ts'
import { sealedQuestion } from './robot.ts'
import { addressOf, type It } from './send-found.ts'

/** The last page: all that will be sent, and what more than the duty may be done with it. */
export function ReviewStep(it: It) {
  const { form, words, found, host, language } = it
  const { draft } = found
  const consents = consentWords[language]
  const shown: [Step, string, string | undefined][] = [
    ['', words.send.steps[''] ?? '', draft.text],
    [
      'loai',
      words.send.kind,
      `${words.send.kinds[draft.kind ?? '']?.[0] ?? ''} · ${categoryWords[language][draft.category as 'other'] ?? ''}`,
    ],
    [
      'can-bo',
      words.send.official,
      draft.concernsOfficial === 'yes' ? words.send.receivers[draft.receiver ?? '']?.[0] : words.send.officialNo,
    ],
    [
      'noi-xay-ra',
      words.send.place,
      [draft.place, draft.happenedOn, ...found.files.map((file) => file.name)].filter(Boolean).join(' · '),
    ],
    [
      'nguoi-gui',
      words.send.steps['nguoi-gui'] ?? '',
      [draft.name, draft.address, draft.phone, draft.email].filter(Boolean).join(' · '),
    ],
  ]
  const robot = form.errors.sum ? sealedQuestion(host) : null
  return (
    <>
      <h1>{words.send.review}</h1>
      <div class="card plain">
        <ul class="list">
          {shown.map(([step, label, text]) => (
            <li class="stack tight">
              <div class="row between">
                <span class="strong">{label}</span>
                <a href={addressOf(it, step)} aria-label={`${words.send.change}: ${label}`}>
                  {words.send.change}
                </a>
              </div>
              <p class="keep">{text || words.send.nothing}</p>
            </li>
          ))}
        </ul>
      </div>
      {(draft.concernsOfficial !== 'yes' || draft.receiver !== 'chair') && (
        <>
          <Check form={form} name="publishConsent" label={words.send.publish} hint={words.send.publishHint} />
          <Check form={form} name="recheckConsent" label={consents.recheck} hint={consents.recheckHint} />
          <p class="quiet">
            {consents.later} <a href={link(casePaths.aboutData, {}, language)}>{consents.about}</a>
          </p>
        </>
      )}
      {found.due && <p class="law">{words.send.dueHint(formatDay(found.due))}</p>}
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
    </>
  )
}
