import { link, type Seen } from '../../../platform/page.ts'
import { isAllowed } from '../../../platform/rights.ts'
import { Card, LinkButton } from '../../../ui/parts.tsx'
import { AboutLetters } from '../../letters/index.ts'
import { at } from '../paths.ts'
import { POLICY } from '../policy.ts'
import type { vi } from '../words.vi.ts'
import type { CaseFound } from './case-load.ts'
import { kindsFor } from './draft-facts.ts'

/** Letters about the case, and the way to a new one for whoever may open the sender's name. */
export function CaseDocuments({
  found,
  words,
  actor,
  language,
}: Pick<Seen<CaseFound, typeof vi>, 'found' | 'words' | 'actor' | 'language'>) {
  const { it, documents } = found
  const mayDraft =
    !it.sealId &&
    isAllowed(POLICY.openSender, actor, it.territory) &&
    kindsFor(it.state).length > 0 &&
    found.submissions.some((one) => one.named)
  if (!mayDraft && documents.length === 0) return null
  return (
    <Card title={words.draft.card}>
      {documents.length === 0 && <p class="quiet">{words.draft.none}</p>}
      <AboutLetters letters={documents} language={language} />
      {mayDraft && (
        <p>
          <LinkButton quiet href={link(at.draft, { number: it.number })}>
            {words.draft.title}
          </LinkButton>
        </p>
      )}
    </Card>
  )
}
