import { z } from 'zod'
import { placeKey } from '../../../organization/openings.ts'
import { anyone, link, page, type Visit } from '../../../platform/page.ts'
import { questionInWords } from '../../../platform/throttle.ts'
import { Form, Submit, TextArea, TextField } from '../../../ui/parts.tsx'
import { intakePaths, robotCheck, sealedQuestion } from '../../intake/index.ts'
import { at } from '../paths.ts'
import { askBeforehand, takesQuestions } from '../question-actions.ts'
import { en } from '../words.en.ts'
import { vi } from '../words.vi.ts'
import { shownDialogue } from './shown-load.ts'

const NUMBER = /^[0-9A-Z]{4}-[0-9A-Z]{4}$/

async function load(visit: Visit) {
  const shown = await shownDialogue(visit)
  return shown && { ...shown, isOpen: takesQuestions(shown.it, visit.today) }
}

/** A question before the dialogue: no account, no name. */
export const ask = page({
  path: at.ask,
  surface: 'public',
  audit: 'dialogues.ask',
  words: { vi, en },
  load,
  may: anyone,
  head: ({ found, words }) => ({ title: words.ask.title, place: found.place, private: true }),
  fields: z.object({
    text: z.string().trim().min(10).max(3000),
    _q: z.string().optional(),
    sum: z.string().optional(),
  }),
  view({ found, words, form, host, query, language }) {
    const say = words.ask
    const unit = placeKey(found.place)
    const back = link(at.shownOne, { unit, dialogue: found.it.id }, language)
    const number = NUMBER.test(query.so ?? '') ? query.so : null
    if (number)
      return (
        <div class="wrap narrow pad stack wide">
          <h1>{say.thanks}</h1>
          <p class="lead">{say.thanksText(number)}</p>
          <p>
            <a href={back}>{say.toDialogue}</a>
          </p>
        </div>
      )
    const robot = form.errors.sum ? sealedQuestion(host) : null
    return (
      <div class="wrap narrow pad stack wide">
        <div class="stack tight">
          <p class="quiet">
            <a href={back}>{found.it.title}</a>
          </p>
          <h1>{say.title}</h1>
        </div>
        {!found.isOpen ? (
          <p class="card">{say.closed}</p>
        ) : (
          <>
            <p class="lead">{say.lead}</p>
            <Form form={form} refusedText={words.formRefused}>
              <TextArea form={form} name="text" label={say.text} hint={say.textHint} rows={5} maxlength={3000} />
              {robot && (
                <div class="card">
                  <p class="strong">{say.sum}</p>
                  <input type="hidden" name="_q" value={robot.sealed} />
                  <TextField
                    form={form}
                    name="sum"
                    value=""
                    label={questionInWords(robot.question, language)}
                    inputmode="numeric"
                    maxlength={3}
                  />
                </div>
              )}
              <div>
                <Submit>{say.submit}</Submit>
              </div>
            </Form>
          </>
        )}
        <p class="quiet">
          {say.elsewhere} <a href={link(intakePaths.denunciation, { unit }, language)}>{say.elsewhereLink}</a>.
        </p>
      </div>
    )
  },
  async submit({ tx, host, today, found, form, words, address, language }) {
    const robot = robotCheck(host, { _q: form._q, sum: form.sum }, address, 'ask')
    if (robot) return robot
    const done = await askBeforehand({ tx, today }, found.it, form.text)
    if ('refused' in done) return { refused: words.ask.closed }
    const to = link(at.ask, { unit: placeKey(found.place), dialogue: found.it.id }, language)
    return { to: `${to}?so=${done.number}` }
  },
})
