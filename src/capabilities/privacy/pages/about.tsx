import { CONSENT_TEXTS, consentText, PURPOSES } from '../../../law/consent-texts.ts'
import { SET_BY_UNITS } from '../../../law/retention-rules.ts'
import { type Place, placeByKey } from '../../../organization/openings.ts'
import { addDays, formatDay } from '../../../platform/day.ts'
import { anyone, link, page, type Visit } from '../../../platform/page.ts'
import { Card } from '../../../ui/parts.tsx'
import { consentWords } from '../../cases/index.ts'
import { at } from '../paths.ts'
import { erasedCount, inForceOn, retentionOf, type UnitRetention } from '../retention-queries.ts'
import { en } from '../words.en.ts'
import { vi } from '../words.vi.ts'

const YEAR = 365

interface Found {
  place: Place | null
  rules: UnitRetention[]
  erased: number
}

async function load({ tx, params, today }: Visit): Promise<Found | null> {
  if (!params.unit) return { place: null, rules: [], erased: 0 }
  const place = await placeByKey(tx, params.unit, today)
  if (!place) return null
  const [rules, erased] = await Promise.all([
    retentionOf(tx, place.unitId),
    erasedCount(tx, place.unitId, addDays(today, -YEAR)),
  ])
  return { place, rules, erased }
}

/** "Chúng tôi làm gì với dữ liệu của bà con": what is kept, why, how long, who sees it, how to have it back. */
export const aboutData = page({
  path: at.about,
  surface: 'public',
  audit: 'privacy.about',
  words: { vi, en },
  load,
  may: anyone,
  head: ({ found, words }) => ({ title: words.about.title, place: found.place ?? undefined, nav: 'data' }),
  view({ found: { place, rules, erased }, words, language, today }) {
    const say = words.about
    const texts = consentWords[language]
    return (
      <div class="wrap narrow pad stack wide">
        <div>
          <h1>{say.title}</h1>
          <p class="lead">{say.lead}</p>
        </div>
        <Card title={say.kept.title}>
          <ul>
            {say.kept.rows.map((row) => (
              <li>{row}</li>
            ))}
          </ul>
        </Card>
        <Card title={say.why.title}>
          <p>{say.why.text}</p>
          <p class="law">{say.why.law}</p>
        </Card>
        <Card title={say.howLong.title}>
          <p>{say.howLong.lead}</p>
          <table class="grid fold">
            <thead>
              <tr>
                <th scope="col">{say.howLong.what}</th>
                <th scope="col">{say.howLong.period}</th>
                <th scope="col">{say.howLong.by}</th>
              </tr>
            </thead>
            <tbody>
              {SET_BY_UNITS.map((kind) => {
                const rule = inForceOn(rules, kind, today)
                return (
                  <tr>
                    <td>{words.retention.kinds[kind]}</td>
                    <td>{rule ? say.howLong.after(words.retention.period(rule.months)) : say.howLong.none}</td>
                    <td>
                      {rule
                        ? `${rule.documentNumber} · ${formatDay(rule.documentOn)} · ${rule.issuer}`
                        : say.howLong.unread}
                    </td>
                  </tr>
                )
              })}
            </tbody>
          </table>
          <p>{say.howLong.draft}</p>
          {place && <p class="strong">{say.howLong.erased(erased)}</p>}
          <p>
            <a href={`${link('/quy-dinh-thoi-han', {}, language)}#LUU`}>{say.howLong.rules}</a>
          </p>
        </Card>
        <Card title={say.who.title}>
          <ul>
            {say.who.rows.map((row) => (
              <li>{row}</li>
            ))}
          </ul>
        </Card>
        <Card title={say.agree.title}>
          <p>{say.agree.lead}</p>
          <ul class="list">
            {PURPOSES.map((purpose) => {
              const text = consentText(purpose, today)
              return (
                text && (
                  <li class="stack tight">
                    <span class="strong">{texts.purposes[purpose]}</span>
                    <p>{texts.texts[text.version]}</p>
                    <p class="quiet">{texts.version(text.version, formatDay(text.inForce.from))}</p>
                  </li>
                )
              )
            })}
          </ul>
          <details>
            <summary>{say.agree.former}</summary>
            <ul>
              {CONSENT_TEXTS.filter(({ inForce }) => inForce.until !== null).map(({ version, inForce }) => (
                <li>
                  {texts.texts[version]} ({version}, {formatDay(inForce.from)} –{' '}
                  {inForce.until && formatDay(inForce.until)})
                </li>
              ))}
            </ul>
          </details>
        </Card>
        <Card title={say.mine.title}>
          <p>{say.mine.text}</p>
          <p>
            <a href={link('/xem-don', {}, language)}>{say.mine.open}</a>
          </p>
        </Card>
        <Card title={say.contact.title}>
          {place ? (
            <p>
              <span class="strong">{place.name}</span>
              <br />
              {place.headTitle}
              {place.headName ? ` ${place.headName}` : ''}
              <br />
              <a href={`tel:${place.phone.replace(/[^+\d]/g, '')}`}>{place.phone}</a> · {place.address} · {place.hours}
            </p>
          ) : (
            <p>{say.contact.find}</p>
          )}
        </Card>
      </div>
    )
  },
})

export const aboutDataOfUnit = { ...aboutData, path: at.aboutUnit }
