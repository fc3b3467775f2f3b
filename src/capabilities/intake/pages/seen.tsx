import { z } from 'zod'
import { type PostCard, postTitles } from '../../../organization/officials.ts'
import { placeById } from '../../../organization/openings.ts'
import { daysLate } from '../../../law/deadlines.ts'
import { actAs } from '../../../platform/db.ts'
import { historyOf } from '../../../platform/history.ts'
import { anyone, link, page, type Visit } from '../../../platform/page.ts'
import { askReopen, caseById, lettersOf, pointsOf, rateAnswer, senderViews, submissionByCode, submissionsOf, writeAsSender } from '../../cases/index.ts'
import { apologiesOf } from '../../commitments/index.ts'
import { at } from '../paths.ts'
import { en } from '../words.en.ts'
import { vi } from '../words.vi.ts'
import { SEEN_COOKIE, SEEN_SECONDS } from './see.tsx'
import { SeenView } from './seen-view.tsx'

/** What the encrypted cookie opens: one submission and the case it belongs to. */
export async function loadSeen(visit: Visit) {
  const kept = visit.host.keys.open<{ number: string; hash: string }>('seen', visit.cookie(SEEN_COOKIE), SEEN_SECONDS)
  // Asked again each time: the case may have moved to another unit, the code may have been changed at the counter.
  const door = kept && (await submissionByCode(visit.tx, kept.number, Buffer.from(kept.hash, 'base64')))
  if (!door) return { door: null }
  await actAs(visit.tx, { unitId: door.unitId, postId: null, sealId: door.sealId })
  const found = await caseById(visit.tx, door.caseId)
  return found ? { door, found } : { door: null }
}

async function load(visit: Visit) {
  const { door, found } = await loadSeen(visit)
  if (!door || !found) return { open: null }
  const { tx, today } = visit
  const submissions = await submissionsOf(tx, found.id)
  const mine = submissions.find((one) => one.id === door.submissionId)
  const place = await placeById(tx, found.unitId, today)
  if (!mine || !place) return { open: null }
  const [points, letters, views, entries] = [
    await pointsOf(tx, found.id),
    await lettersOf(tx, found.id),
    await senderViews(tx, mine.id),
    await historyOf(tx, { kind: 'case', id: found.id }),
  ]
  const apologies = (await apologiesOf(tx, [found.commitmentId])).filter((one) => one.state === 'sent')
  const ids = [found.commitment.ownerPostId, ...views.map((one) => one.postId), ...letters.map((one) => one.postId), ...entries.map((one) => one.postId)]
  const posts: Map<number, PostCard> = await postTitles(tx, ids, today)
  const late = ['open', 'waiting'].includes(found.commitment.state) ? daysLate(found.commitment.dueOn, today) : 0
  return { open: { it: found, mine, place, points, letters, views, entries, apologies, posts, late } }
}

export type SeenFound = Awaited<ReturnType<typeof load>>
export type OpenCase = NonNullable<SeenFound['open']>

const fields = z.discriminatedUnion('_do', [
  z.object({ _do: z.literal('letter'), text: z.string().trim().min(2).max(4000) }),
  z.object({ _do: z.literal('rate'), rating: z.enum(['solved', 'partly', 'notSolved']), ratingReason: z.string().trim().max(1000).default('') }),
  z.object({ _do: z.literal('reopen'), reason: z.string().trim().min(10).max(1000) }),
  z.object({ _do: z.literal('leave') }),
])

/** What became of it, for the one who sent it. */
export const seen = page({
  path: at.seen,
  surface: 'public',
  audit: 'intake.seen',
  words: { vi, en },
  load,
  may: anyone,
  head: ({ found, words }) => ({ title: words.see.title, place: found.open?.place, nav: 'see', quickExit: true, private: true }),
  fields,
  filled: ({ found }) => ({ rating: found.open?.it.rating ?? '', ratingReason: found.open?.it.ratingReason ?? '' }),
  view: (it) => <SeenView {...it} />,
  async submit({ tx, found, form, today, language, words }) {
    if (form._do === 'leave') return { to: link(at.see, {}, language), remember: { leave: 'yes' } }
    const id = found.open?.it.id
    if (!id) return { refused: words.see.wrong }
    if (form._do === 'letter') await writeAsSender(tx, id, form.text)
    if (form._do === 'rate') {
      const done = await rateAnswer(tx, id, form.rating, form.ratingReason || null, today)
      if ('refused' in done) return { errors: { rating: words.see.rateClosed } }
    }
    if (form._do === 'reopen') {
      const done = await askReopen(tx, id, form.reason)
      if ('refused' in done) return { errors: { reason: words.see.reopenAsked } }
    }
    return { to: link(at.seen, {}, language) }
  },
  cookies: ({ remember }) => (remember.leave ? [{ name: SEEN_COOKIE, value: null, path: '/' }] : []),
})

