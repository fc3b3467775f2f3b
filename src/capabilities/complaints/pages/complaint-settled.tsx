import { formatDay } from '../../../platform/day.ts'
import { Card, Status } from '../../../ui/parts.tsx'
import type { ComplaintIt } from './complaint-load.ts'

/** The first settlement beside a second complaint, and second complaints beside the first. */
export function Instances({ found, words }: ComplaintIt) {
  const { it, first, seconds } = found
  if (!it.firstNumber && seconds.length === 0) return null
  const say = words.instance
  return (
    <Card title={it.firstNumber ? say.first : say.seconds}>
      {it.firstNumber && !first && <p class="quiet">{say.firstUnknown(it.firstNumber)}</p>}
      {it.firstNumber && first && (
        <>
          <p class="strong">{say.firstOf(it.firstNumber, first.unitName)}</p>
          <p>{first.against}</p>
          {first.settledNumber && first.settledOn && first.outcome ? (
            <p>
              <Status is="done">{words.outcomes[first.outcome]}</Status>{' '}
              {say.settled(first.settledNumber, formatDay(first.settledOn))}
              {first.servedOn ? ` · ${words.page.served('', formatDay(first.servedOn))}` : ''}
            </p>
          ) : (
            <p class="quiet">
              {say.notSettled} {words.states[first.state]}
            </p>
          )}
        </>
      )}
      {seconds.map((one) => (
        <p>
          {say.secondAt(one.unitName, formatDay(one.lodgedOn))} · {words.states[one.state]}
        </p>
      ))}
    </Card>
  )
}

/** What was decided, served, made public, brought to court. */
export function Decision({ found, words }: ComplaintIt) {
  const { it, publication } = found
  if (!it.settledOn || !it.outcome) return null
  const way = it.serviceWay ? words.ways[it.serviceWay] : ''
  return (
    <Card title={`${words.page.decision} ${it.settledNumber ?? ''} · ${formatDay(it.settledOn)}`}>
      <p>
        <Status is="done">{words.outcomes[it.outcome]}</Status>
      </p>
      <p class="keep">{it.settledSummary}</p>
      {it.servedOn ? (
        <p>{words.page.served(way, formatDay(it.servedOn))}</p>
      ) : (
        it.sentOn && <p>{words.page.sent(way, formatDay(it.sentOn))}</p>
      )}
      {it.effectiveOn && <p class="quiet">{words.page.effective(formatDay(it.effectiveOn))}</p>}
      {it.lawsuitOn && <p>{words.page.lawsuit(it.lawsuitCourt ?? '', formatDay(it.lawsuitOn))}</p>}
      {publication && (
        <p class="quiet">
          {words.page.publication}:{' '}
          {publication.publishedOn ? words.page.published(formatDay(publication.publishedOn)) : words.page.waitsSecond}
        </p>
      )}
      {it.executedEvidence && <p class="keep">{it.executedEvidence}</p>}
    </Card>
  )
}
