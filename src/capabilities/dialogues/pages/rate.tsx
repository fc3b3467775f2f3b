import { z } from 'zod'
import { placeKey } from '../../../organization/openings.ts'
import { anyone, link, page } from '../../../platform/page.ts'
import { Choices, Form, Submit } from '../../../ui/parts.tsx'
import { at } from '../paths.ts'
import { isRated, rate as rateDialogue } from '../question-actions.ts'
import { en } from '../words.en.ts'
import { vi } from '../words.vi.ts'
import { RATINGS } from '../workflow.ts'
import { shownDialogue } from './shown-load.ts'

/** At the door: one of three, only counted. The form's key keeps a second press out. */
export const rate = page({
  path: at.rate,
  surface: 'public',
  audit: 'dialogues.rate',
  words: { vi, en },
  load: shownDialogue,
  may: anyone,
  head: ({ found, words }) => ({ title: words.rate.title, place: found.place, private: true }),
  fields: z.object({ answer: z.enum(RATINGS, { error: 'choose' }) }),
  view({ found, words, form, query, language, today }) {
    const say = words.rate
    const isClosed = query.xong !== '1' && !isRated(found.it, today)
    const back = link(at.shownOne, { unit: placeKey(found.place), dialogue: found.it.id }, language)
    return (
      <div class="wrap narrow pad stack wide">
        <h1>{query.xong === '1' ? say.thanks : say.title}</h1>
        {isClosed && <p class="card">{say.closed}</p>}
        {query.xong !== '1' && !isClosed && (
          <>
            <p class="lead">{say.lead}</p>
            <Form form={form} refusedText={words.formRefused}>
              <Choices
                form={form}
                name="answer"
                label={say.title}
                said
                options={RATINGS.map((value) => ({ value, text: words.ratings[value] }))}
              />
              <div>
                <Submit>{say.submit}</Submit>
              </div>
            </Form>
          </>
        )}
        <p>
          <a href={back}>{found.it.title}</a>
        </p>
      </div>
    )
  },
  async submit({ tx, today, found, form, words, language }) {
    const { done } = await rateDialogue(tx, found.it, form.answer, today)
    const to = link(at.rate, { unit: placeKey(found.place), dialogue: found.it.id }, language)
    return done ? { to: `${to}?xong=1` } : { refused: words.rate.closed }
  },
})
