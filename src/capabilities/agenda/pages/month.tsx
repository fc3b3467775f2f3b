import { placeByKey, placeKey } from '../../../organization/openings.ts'
import { anyone, link, page } from '../../../platform/page.ts'
import { Card, Empty, Status } from '../../../ui/parts.tsx'
import { dayInWords } from '../../calendar/index.ts'
import { entriesOf } from '../entries-queries.ts'
import { monthOf } from '../months.ts'
import { at } from '../paths.ts'
import { en } from '../words.en.ts'
import { vi } from '../words.vi.ts'

/** A month of the office for everybody: a table at a desk, a list on a telephone, a sheet on the wall. */
export const month = page({
  path: at.month,
  surface: 'public',
  audit: 'agenda.month',
  words: { vi, en },
  async load({ tx, host, params, query, today }) {
    const place = await placeByKey(tx, params.unit ?? '', today)
    if (!place) return null
    const of = monthOf(query.thang, today)
    const feed = `${host.settings.publicUrl}${link(at.unitFeed, { unit: placeKey(place) })}`
    return { place, of, feed, entries: await entriesOf(tx, place, of.from, of.to) }
  },
  may: anyone,
  head: ({ found, words }) => ({ title: `${words.title}: ${words.month(found.of.key)}`, place: found.place }),
  view({ found, words, language }) {
    const { of, entries, place } = found
    const to = (key: string) => `${link(at.month, { unit: placeKey(place) }, language)}?thang=${key}`
    return (
      <div class="wrap pad stack wide">
        <h1>
          {words.title}: {words.month(of.key)}
        </h1>
        <p class="lead">{words.lead}</p>
        <nav class="pills noprint" aria-label={words.months}>
          <a href={to(of.before)}>← {words.before}</a>
          <a href={to(of.after)}>{words.after} →</a>
        </nav>
        {entries.length === 0 ? (
          <Empty title={words.none}>{words.noneHint}</Empty>
        ) : (
          <table class="grid fold">
            <thead>
              <tr>
                <th scope="col">{words.columns.day}</th>
                <th scope="col">{words.columns.what}</th>
                <th scope="col">{words.columns.where}</th>
              </tr>
            </thead>
            <tbody>
              {entries.map((one) => (
                <tr>
                  <td>
                    {dayInWords(one.on, language)}
                    {one.startsAt && (
                      <span class="quiet under">
                        {one.startsAt} - {one.endsAt}
                      </span>
                    )}
                  </td>
                  <td>
                    <a class="strong matter" href={one.href}>
                      {one.title}
                    </a>
                    <p class="quiet">{words.kinds[one.kind]}</p>
                    {one.isOff && <Status is="still">{words.off}</Status>}
                  </td>
                  <td data-is={one.place ? words.columns.where : undefined}>{one.place}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
        <div class="noprint">
          <Card title={words.subscribe}>
            <p>{words.subscribeHint}</p>
            <p class="matter">
              <code>{found.feed}</code>
            </p>
            <p class="quiet wide-only">{words.print}</p>
          </Card>
        </div>
      </div>
    )
  },
})
