import { placeByKey, placeKey } from '../../../organization/openings.ts'
import type { Day } from '../../../platform/day.ts'
import { anyone, link, page } from '../../../platform/page.ts'
import type { Language, WordsLike } from '../../../platform/words.ts'
import { Card, Empty, Status } from '../../../ui/parts.tsx'
import { dayInWords } from '../../calendar/index.ts'
import { type Entry, entriesOf } from '../entries-queries.ts'
import { type Month, monthOf, weeksOf } from '../months.ts'
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
  view({ found, words, language, today }) {
    const { of, entries, place } = found
    const to = (key: string) => `${link(at.month, { unit: placeKey(place) }, language)}?thang=${key}`
    return (
      <div class="wrap pad stack wide month">
        <h1>
          {words.title}: {words.month(of.key)}
        </h1>
        <p class="lead">{words.lead}</p>
        <nav class="pills noprint" aria-label={words.months}>
          <a href={to(of.before)}>← {words.before}</a>
          <a href={to(of.after)}>{words.after} →</a>
        </nav>
        {entries.length === 0 && <Empty title={words.none}>{words.noneHint}</Empty>}
        <Sheet of={of} entries={entries} today={today} words={words} />
        {entries.length > 0 && <List entries={entries} words={words} language={language} />}
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

type Words = WordsLike<typeof vi>

/** What a desk and a wall see: the month, week by week. */
function Sheet({ of, entries, today, words }: { of: Month; entries: readonly Entry[]; today: Day; words: Words }) {
  return (
    <table class="month-sheet">
      <caption>{words.month(of.key)}</caption>
      <thead>
        <tr>
          {words.weekdays.map((name) => (
            <th scope="col">{name}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeksOf(of).map((week) => (
          <tr>
            {week.map((on) => {
              if (on === null) return <td class="beyond" />
              const mine = entries.filter((one) => one.on === on)
              return (
                <td class={on === today ? 'today' : undefined} aria-current={on === today ? 'date' : undefined}>
                  <p class="date">
                    <time datetime={on}>{Number(on.slice(8))}</time>
                    {on === today && <span> {words.today}</span>}
                  </p>
                  {mine.length > 0 && (
                    <ul>
                      {mine.map((one) => (
                        <li>
                          {one.startsAt && <span class="quiet">{one.startsAt} </span>}
                          <a href={one.href}>{one.title}</a>
                          {one.isOff && <span class="quiet under">{words.off}</span>}
                        </li>
                      ))}
                    </ul>
                  )}
                </td>
              )
            })}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** What a telephone shows: only days on which there is something. */
function List({ entries, words, language }: { entries: readonly Entry[]; words: Words; language: Language }) {
  return (
    <table class="grid fold month-list">
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
  )
}
