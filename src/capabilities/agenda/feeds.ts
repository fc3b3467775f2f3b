import { createHash } from 'node:crypto'
import type { Context, Hono } from 'hono'
import { placeByKey } from '../../organization/openings.ts'
import { addMonths, dayIn } from '../../platform/day.ts'
import { actAs, inTransaction, NOBODY } from '../../platform/db.ts'
import type { Host } from '../../platform/page.ts'
import { feedBehind, feedHash } from './actions.ts'
import { calendarFile } from './calendar-file.ts'
import { entriesOf, ownEntries } from './entries-queries.ts'
import { at } from './paths.ts'
import { vi } from './words.vi.ts'

/** How far back and ahead a feed reaches; a calendar that is fetched again and again need not hold years. */
const MONTHS = { back: 3, ahead: 12 } as const

/** Calendars for telephones: of a unit for everybody, of an official behind an address nobody guesses. */
export function serveFeeds(app: Hono, host: Host): void {
  const { publicUrl } = host.settings
  app.get(at.unitFeed, async (c) => {
    c.set('audit' as never, 'agenda.unitFeed' as never)
    const today = dayIn(host.now())
    const text = await inTransaction(host.database, NOBODY, async (tx) => {
      const place = await placeByKey(tx, c.req.param('unit') ?? '', today)
      if (!place) return null
      const entries = await entriesOf(tx, place, addMonths(today, -MONTHS.back), addMonths(today, MONTHS.ahead))
      const name = vi.unitName(place.name)
      return calendarFile({ name, language: 'vi', publicUrl, today, entries, lastDay: vi.lastDay })
    })
    return answer(c, text, 'public, max-age=300')
  })
  app.get(at.feed, async (c) => {
    c.set('audit' as never, 'agenda.feed' as never)
    const today = dayIn(host.now())
    const token = (c.req.param('file') ?? '').replace(/\.ics$/, '')
    const text = await inTransaction(host.database, NOBODY, async (tx) => {
      const of = await feedBehind(tx, feedHash(host, token), today)
      if (!of) return null
      actAs(tx, { unitId: of.unitId, postId: of.postId, sealId: null })
      const [from, to] = [addMonths(today, -MONTHS.back), addMonths(today, MONTHS.ahead)]
      const entries = await ownEntries(tx, of, today, from, to)
      const name = vi.ownName(of.postTitle, of.unitName)
      return calendarFile({ name, language: 'vi', publicUrl, today, entries, lastDay: vi.lastDay })
    })
    return answer(c, text, 'private, no-cache')
  })
}

function answer(c: Context, text: string | null, cache: string) {
  if (text === null) return c.notFound()
  const tag = `"${createHash('sha256').update(text).digest('base64url').slice(0, 27)}"`
  c.header('ETag', tag)
  c.header('Cache-Control', cache)
  if ((c.req.header('if-none-match') ?? '').split(/,\s*/).some((one) => one.replace(/^W\//, '') === tag))
    return c.body(null, 304)
  c.header('Content-Type', 'text/calendar; charset=utf-8')
  c.header('Content-Disposition', 'inline; filename="lich.ics"')
  return c.body(text)
}
