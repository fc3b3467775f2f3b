import { z } from 'zod'
import { page } from '../../../platform/page.ts'
import { isAllowed } from '../../../platform/rights.ts'
import { Card, Notice, Submit } from '../../../ui/parts.tsx'
import { enterVisit } from '../actions.ts'
import { at } from '../paths.ts'
import { POLICY } from '../policy.ts'
import { en } from '../words.en.ts'
import { vi } from '../words.vi.ts'
import { VisitFields } from './fields-view.tsx'
import { asVisit, VISIT_FIELDS } from './visit-fields.ts'

const LEAST_PASSPHRASE = 10
/** A day and some slack: what is older was wiped in the browser. */
const OLDEST_MS = 25 * 60 * 60 * 1000

/** The desk that needs no line: no identity number, no denunciation; the script of this page is its only one (ADR 0020). */
export const desk = page({
  path: at.desk,
  surface: 'workspace',
  audit: 'visits.desk',
  words: { vi, en },
  load: async () => ({}),
  may: (actor) => actor !== null && isAllowed(POLICY.enterVisit, actor, actor),
  head: ({ words }) => ({ title: words.desk.title, nav: 'visits', script: 'offline-form.js' }),
  fields: VISIT_FIELDS.and(z.object({ sourceKey: z.uuid(), age: z.coerce.number().int().min(0).max(OLDEST_MS) })),
  view: ({ words, form, asset, actor }) => {
    const say = words.desk
    return (
      <div class="stack narrow">
        <h1>{say.title}</h1>
        <p class="lead">{say.lead}</p>
        {(form.refused || Object.keys(form.errors).length > 0) && (
          <Notice kind="bad">
            <span id="refused">{form.refused ?? Object.values(form.errors).join(' ')}</span>
          </Notice>
        )}
        <noscript>
          <Notice kind="warn">{say.noScript}</Notice>
        </noscript>
        <div
          class="stack"
          data-offline-form={String(actor?.postId ?? 0)}
          data-worker={asset('offline-form-worker.js')}
          data-words={JSON.stringify(say)}
          hidden
        >
          <p class="strong" role="status" data-line />
          <p role="status" data-told />
          <form class="card stack" data-lock>
            <label for="f-passphrase">{say.passphrase}</label>
            <p class="quiet" id="h-passphrase">
              {say.passphraseHint}
            </p>
            <p class="wrong" role="alert" data-wrong />
            <input
              class="ds-input"
              id="f-passphrase"
              name="passphrase"
              type="password"
              autocomplete="off"
              aria-describedby="h-passphrase"
              data-least={String(LEAST_PASSPHRASE)}
            />
            <div>
              <Submit>{say.unlock}</Submit>
            </div>
          </form>
          <form class="stack" data-entry hidden novalidate>
            <VisitFields form={form} words={words} withNumber={false} />
            <div>
              <Submit>{say.save}</Submit>
            </div>
          </form>
          <Card title={say.queue}>
            <ul data-queue />
            <div>
              <button type="button" class="ds-button" data-variant="secondary" data-retry>
                {say.retry}
              </button>
            </div>
          </Card>
        </div>
      </div>
    )
  },
  filled: () => ({ people: '1', result: 'later', way: 'onTheSpot', kind: 'feedback' }),
  async submit({ tx, host, actor, today, form, words }) {
    if (!actor) return { refused: words.refused.notOpen }
    const { sourceKey, age, ...typed } = form
    const it = asVisit({ ...typed, idNumber: null }, new Date(host.now().getTime() - age), sourceKey)
    const made = await enterVisit({ tx, host, actor, today }, it)
    return 'id' in made ? { to: `${at.desk}?da-gui=${made.id}` } : { refused: words.refused[made.refused] }
  },
})
