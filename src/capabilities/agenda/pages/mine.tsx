import { z } from 'zod'
import { dayIn, formatDay } from '../../../platform/day.ts'
import { type Cookie, link, page } from '../../../platform/page.ts'
import { isAllowed } from '../../../platform/rights.ts'
import { Card, Form, Submit } from '../../../ui/parts.tsx'
import { endFeed, makeFeed, ownFeed } from '../actions.ts'
import { at } from '../paths.ts'
import { POLICY } from '../policy.ts'
import { en } from '../words.en.ts'
import { vi } from '../words.vi.ts'

const COOKIE = 'lich-moi'
const SHOWN_SECONDS = 15 * 60

/** The address of one's own calendar: shown once, from an encrypted cookie, renewed and ended at will. */
export const mine = page({
  path: at.mine,
  surface: 'workspace',
  audit: 'agenda.mine',
  words: { vi, en },
  async load({ tx, host, actor, cookie }) {
    if (!actor) return null
    const fresh = host.keys.open<{ token: string; postId: number }>('agenda shown', cookie(COOKIE), SHOWN_SECONDS)
    const feed = await ownFeed(tx, actor)
    const token = feed && fresh?.postId === actor.postId ? fresh.token : null
    return { feed, address: token && `${host.settings.publicUrl}${link('/lich/:file', { file: `${token}.ics` })}` }
  },
  may: (actor) => actor !== null && isAllowed(POLICY.keepFeed, actor, actor),
  head: ({ words }) => ({ title: words.mine.title, nav: 'agenda', private: true }),
  fields: z.object({ _do: z.enum(['make', 'end']) }),
  view({ found, words, form }) {
    const say = words.mine
    return (
      <div class="stack narrow">
        <h1>{say.title}</h1>
        <p class="lead">{say.lead}</p>
        {found.address && (
          <Card title={say.address}>
            <p class="matter">
              <code id="dia-chi">{found.address}</code>
            </p>
            <p>{words.subscribeHint.replace(/:$/, '.')}</p>
          </Card>
        )}
        <div class="card">
          <p>{found.feed ? say.madeAt(formatDay(dayIn(found.feed.madeAt))) : say.none}</p>
          <p class="strong">{say.secret}</p>
          <p class="quiet">{say.privacy}</p>
        </div>
        <Form form={form} refusedText={say.refused}>
          <p class="row">
            <Submit name="_do" value="make">
              {found.feed ? say.renew : say.make}
            </Submit>
            {found.feed && (
              <Submit quiet name="_do" value="end">
                {say.end}
              </Submit>
            )}
          </p>
        </Form>
      </div>
    )
  },
  async submit({ tx, host, actor, form, words }) {
    if (!actor) return { refused: words.mine.refused }
    if (form._do === 'end') {
      await endFeed({ tx, host, actor })
      return { to: at.mine, remember: { ended: 'yes' } }
    }
    const made = await makeFeed({ tx, host, actor })
    if ('refused' in made) return { refused: words.mine.refused }
    // The address is never written down: a second submit of the same form is led on without it.
    return { to: at.mine, fleeting: { token: made.token, postId: String(actor.postId) } }
  },
  cookies: ({ host, remember }): Cookie[] => {
    if (remember.ended) return [{ name: COOKIE, value: null, path: '/' }]
    const { token, postId } = remember
    if (!token) return []
    const value = host.keys.seal('agenda shown', { token, postId: Number(postId) })
    return [{ name: COOKIE, value, path: '/', maxAgeSeconds: SHOWN_SECONDS }]
  },
})
