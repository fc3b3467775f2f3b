import { refusedAt } from '../../../platform/fields.ts'
import { link, page } from '../../../platform/page.ts'
import { isAllowed } from '../../../platform/rights.ts'
import { Form, Notice, Submit } from '../../../ui/parts.tsx'
import { enterVisit } from '../actions.ts'
import { at } from '../paths.ts'
import { POLICY } from '../policy.ts'
import { en } from '../words.en.ts'
import { vi } from '../words.vi.ts'
import { VisitFields } from './fields-view.tsx'
import { asVisit, VISIT_FIELDS } from './visit-fields.ts'

/** Everybody who comes is written down here, with or without a booking. */
export const enter = page({
  path: at.enter,
  surface: 'workspace',
  audit: 'visits.enter',
  words: { vi, en },
  load: async () => ({}),
  may: (actor) => actor !== null && isAllowed(POLICY.enterVisit, actor, actor),
  head: ({ words }) => ({ title: words.enter.title, nav: 'visits', private: true }),
  fields: VISIT_FIELDS,
  filled: ({ query }) => ({
    ...{ people: '1', result: 'later', way: 'onTheSpot', kind: 'feedback' },
    session: /^\d{1,15}$/.test(query.buoi ?? '') ? (query.buoi ?? '') : '',
    queueNumber: (query.so ?? '').slice(0, 12),
  }),
  view: ({ words, form }) => (
    <div class="stack narrow">
      <h1>{words.enter.title}</h1>
      <p class="lead">{words.enter.lead}</p>
      <Notice>
        <a href={at.desk}>{words.enter.desk}</a>
      </Notice>
      <Form form={form} refusedText={words.formRefused}>
        <input type="hidden" name="session" value={form.values.session ?? ''} />
        <input type="hidden" name="queueNumber" value={form.values.queueNumber ?? ''} />
        <VisitFields form={form} words={words} />
        <div>
          <Submit>{words.enter.submit}</Submit>
        </div>
      </Form>
    </div>
  ),
  async submit({ tx, host, actor, today, form, words }) {
    if (!actor) return { refused: words.refused.notOpen }
    const made = await enterVisit({ tx, host, actor, today }, asVisit(form, host.now(), null))
    if ('id' in made) return { to: link(at.visit, { visit: made.id }) }
    return refusedAt(made.refused, words.refused, { tooManySpeakers: 'speakers', noOneSpeaks: 'speakers' })
  },
})
