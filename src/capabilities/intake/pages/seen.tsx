import { z } from 'zod'
import { anyone, link, page } from '../../../platform/page.ts'
import { askReopen, rateAnswer, writeAsSender } from '../../cases/index.ts'
import { at } from '../paths.ts'
import { en } from '../words.en.ts'
import { vi } from '../words.vi.ts'
import { SEEN_COOKIE } from './see.tsx'
import { loadSeenPage } from './seen-load.ts'
import { SeenView } from './seen-view.tsx'

const fields = z.discriminatedUnion('_do', [
  z.object({ _do: z.literal('letter'), text: z.string().trim().min(2).max(4000) }),
  z.object({
    _do: z.literal('rate'),
    rating: z.enum(['solved', 'partly', 'notSolved']),
    ratingReason: z.string().trim().max(1000).default(''),
  }),
  z.object({ _do: z.literal('reopen'), reason: z.string().trim().min(10).max(1000) }),
  z.object({ _do: z.literal('leave') }),
])

/** What became of it, for the one who sent it. */
export const seen = page({
  path: at.seen,
  surface: 'public',
  audit: 'intake.seen',
  words: { vi, en },
  load: loadSeenPage,
  may: anyone,
  head: ({ found, words }) => ({
    title: words.see.title,
    place: found.open?.place ?? found.ended?.place ?? undefined,
    nav: 'see',
    quickExit: true,
    private: true,
  }),
  fields,
  filled: ({ found: { open } }) =>
    open ? { rating: open.mine.rating ?? '', ratingReason: open.mine.ratingReason ?? '' } : {},
  view: (it) => <SeenView {...it} />,
  async submit({ tx, host, found, form, language, words }) {
    if (form._do === 'leave') return { to: link(at.see, {}, language), remember: { leave: 'yes' } }
    if (!found.open) return { refused: words.see.wrong }
    const [id, mine] = [found.open.it.id, found.open.mine.id]
    if (form._do === 'letter') await writeAsSender({ tx, host }, id, mine, form.text)
    if (form._do === 'rate') {
      const done = await rateAnswer({ tx, host }, id, mine, form.rating, form.ratingReason || null)
      if ('refused' in done) return { errors: { rating: words.see.rateClosed } }
    }
    if (form._do === 'reopen') {
      const done = await askReopen({ tx, host }, id, mine, form.reason)
      if ('refused' in done) return { errors: { reason: words.see.reopenAsked } }
    }
    return { to: link(at.seen, {}, language) }
  },
  cookies: ({ remember }) => (remember.leave ? [{ name: SEEN_COOKIE, value: null, path: '/' }] : []),
})
