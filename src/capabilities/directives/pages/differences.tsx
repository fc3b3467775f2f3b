import { link, type Seen } from '../../../platform/page.ts'
import { Card } from '../../../ui/parts.tsx'
import { at } from '../paths.ts'
import type { vi } from '../words.vi.ts'
import type { Found } from './document-load.ts'

export function Differences({ found: { differing }, words }: Seen<Found, typeof vi>) {
  const say = words.document
  if (differing.length === 0) return null
  const names = {
    ...{ typed: words.citations.typed, issuer: words.citations.issuer },
    ...{ issuedOn: words.citations.issuedOn, title: words.citations.subject },
  }
  return (
    <Card title={say.assertions}>
      <p class="quiet">{say.assertionsHint}</p>
      {differing.map(({ what, ours, others }) => (
        <dl class="clear">
          <dt class="strong">{names[what]}</dt>
          <dd>
            <span class="quiet">{say.ours}:</span> {ours}
          </dd>
          {others.map(({ says, by }) => (
            <>
              <dt>
                {by.byId ? (
                  <a href={link(at.document, { document: by.byId })}>{say.says(by.bySymbol ?? '')}</a>
                ) : (
                  say.says(say.unknownSource)
                )}
              </dt>
              <dd>{says}</dd>
            </>
          ))}
        </dl>
      ))}
    </Card>
  )
}
