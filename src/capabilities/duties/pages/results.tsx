import { DUTY_RULES } from '../../../law/duty-rules.ts'
import { placeByKey } from '../../../organization/openings.ts'
import { addMonths, formatDay } from '../../../platform/day.ts'
import { anyone, page } from '../../../platform/page.ts'
import { Empty } from '../../../ui/parts.tsx'
import { at } from '../paths.ts'
import { publicSlots } from '../queries.ts'
import { en } from '../words.en.ts'
import { vi } from '../words.vi.ts'
import { DutyStatus, DutyText } from './parts.tsx'

const MONTHS_SHOWN = 6

/** For everybody: what the law obliges this office to do, and whether it was done. */
export const results = page({
  path: at.results,
  surface: 'public',
  audit: 'duties.results',
  words: { vi, en },
  async load({ tx, params, today }) {
    const place = await placeByKey(tx, params.unit ?? '', today)
    if (!place) return null
    const slots = await publicSlots(tx, place.unitId, addMonths(today, -MONTHS_SHOWN), today)
    const rows = slots.flatMap((slot) => {
      const rule = DUTY_RULES.find((one) => one.id === slot.ruleId)
      return rule ? [{ ...slot, rule, from: slot.periodFrom, to: slot.periodTo }] : []
    })
    return { place, now: rows.filter((one) => one.lastOn >= today), past: rows.filter((one) => one.lastOn < today) }
  },
  may: anyone,
  head: ({ found, words }) => ({ title: words.title, place: found.place }),
  view({ found, words, today, language }) {
    const list = (rows: typeof found.now) => (
      <ul class="list card plain">
        {rows.map((row) => (
          <li class="stack tight">
            <p class="row">
              <DutyStatus of={row} today={today} language={language} />
              <span class="strong">{row.rule.subject}</span>
            </p>
            <DutyText of={row} language={language} />
          </li>
        ))}
      </ul>
    )
    return (
      <div class="wrap narrow pad stack wide">
        <h1>{words.title}</h1>
        <p class="lead">{words.publicLead}</p>
        <h2>{words.running(formatDay(today))}</h2>
        {found.now.length === 0 ? <Empty title={words.none}>{words.noneHint}</Empty> : list(found.now)}
        {found.past.length > 0 && (
          <>
            <h2>{words.past}</h2>
            {list([...found.past].reverse())}
          </>
        )}
      </div>
    )
  },
})
