import { postTitles } from '../../../organization/officials.ts'
import { placeByKey, placeKey } from '../../../organization/openings.ts'
import { formatDay } from '../../../platform/day.ts'
import { actAs } from '../../../platform/db.ts'
import { anyone, link, page, type Visit } from '../../../platform/page.ts'
import { Card, Empty, LinkButton } from '../../../ui/parts.tsx'
import { DeadlineProof, workingCalendar } from '../../calendar/index.ts'
import { isAhead } from '../booking-actions.ts'
import { earliestDay, monthAsked, monthSpan } from '../deadlines.ts'
import { at } from '../paths.ts'
import { placesOf, publicSessions } from '../queries.ts'
import { en } from '../words.en.ts'
import { vi } from '../words.vi.ts'
import { Months, SessionStatus, SessionText } from './parts.tsx'

async function load({ tx, params, query, today }: Visit) {
  const place = await placeByKey(tx, params.unit ?? '', today)
  if (!place) return null
  actAs(tx, { unitId: place.unitId, postId: null, sealId: null })
  const month = monthAsked(query.thang, today)
  const { from, to } = monthSpan(month)
  const [places, sessions, calendar] = await Promise.all([
    placesOf(tx, place.unitId, today),
    publicSessions(tx, place.unitId, from, to),
    workingCalendar(tx),
  ])
  const titles = await postTitles(
    tx,
    sessions.map((one) => one.receiverPostId),
    today,
  )
  return { place, month, places, sessions, titles, calendar }
}

/** For everybody: where, when and by whom people are received; what was put off, why and until when. */
export const schedule = page({
  path: at.schedule,
  surface: 'public',
  audit: 'reception.schedule',
  words: { vi, en },
  load,
  may: anyone,
  head: ({ found, words }) => ({ title: words.title, place: found.place }),
  view({ found, words, language, now }) {
    const unit = placeKey(found.place)
    return (
      <div class="wrap narrow pad stack wide">
        <div class="stack tight">
          <h1>{words.title}</h1>
        </div>
        <div class="notice good">
          <p class="lead strong">{words.always}</p>
          <p>{words.alwaysText}</p>
        </div>
        <Card title={words.places}>
          {found.places.length === 0 ? (
            <p class="quiet">
              {words.noPlaces}. {words.noPlacesHint}
            </p>
          ) : (
            <ul class="list plain">
              {found.places.map((one) => (
                <li class="stack tight">
                  <p class="strong">{one.name}</p>
                  <p>{one.regularHours}</p>
                  <p class="quiet">{one.address}</p>
                </li>
              ))}
            </ul>
          )}
        </Card>
        <h2>{words.sessions}</h2>
        <Months path={link(at.schedule, { unit }, language)} month={found.month} words={words} />
        {found.sessions.length === 0 ? (
          <Empty title={words.none}>{words.noneHint}</Empty>
        ) : (
          <ul class="list card plain">
            {found.sessions.map((one) => {
              const earliest = one.announcedOn && earliestDay(one.kind, one.announcedOn, found.calendar)
              const canBook = one.slots > 0 && isAhead(one, one.endsAt, now)
              return (
                <li class="stack tight" id={`buoi-${one.id}`}>
                  <p class="row">
                    <SessionStatus of={one} words={words} />
                    <span class="strong">{words.kinds[one.kind]}</span>
                  </p>
                  <SessionText
                    of={one}
                    words={words}
                    language={language}
                    receiver={found.titles.get(one.receiverPostId)}
                  />
                  {one.announcedOn && <p class="quiet">{words.announcedOn(formatDay(one.announcedOn))}</p>}
                  {earliest && !one.shortNotice && (
                    <details>
                      <summary class="quiet">{words.why}</summary>
                      <DeadlineProof proof={earliest} language={language} />
                    </details>
                  )}
                  {canBook && (
                    <div class="row noprint">
                      <LinkButton quiet={one.free === 0} href={link(at.book, { unit, session: one.id }, language)}>
                        {one.free > 0 ? words.book : words.joinList}
                      </LinkButton>
                      <span class="quiet">{one.free > 0 ? words.free(one.free, one.slots) : words.full}</span>
                    </div>
                  )}
                </li>
              )
            })}
          </ul>
        )}
        <p class="row noprint">
          <a href={link(at.find, {}, language)}>{words.haveTicket}</a>
          <a href={link(at.line, { unit }, language)}>{words.hall}</a>
        </p>
      </div>
    )
  },
})
