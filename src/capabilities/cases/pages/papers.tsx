import { formatDay } from '../../../platform/day.ts'
import type { Language } from '../../../platform/words.ts'
import { Notice } from '../../../ui/parts.tsx'
import { IMPORTED_RULE } from '../../calendar/index.ts'
import { caseAddress } from '../paths.ts'
import type { Split } from '../publication-queries.ts'
import { en } from '../words.en.ts'
import { vi } from '../words.vi.ts'
import type { CaseIt } from './case-load.ts'

const WORDS = { vi, en }

/** Where a case came from when it did not come in here, and from when its day counts (safeguards 1.11). */
export function Imported({ found: { it }, words }: CaseIt) {
  if (!it.importedOn) return null
  return <Notice>{words.page.imported(formatDay(it.importedOn), it.commitment.proof.rule === IMPORTED_RULE)}</Notice>
}

/** The whole case to take along, and its codes in outside systems. Nothing of it leaves a sealed case. */
export function Papers({ found: { it }, words }: CaseIt) {
  if (it.sealId) return null
  return (
    <p class="row noprint">
      <a href={`/lam-viec/vu-viec/${it.number}/ho-so`}>{words.page.dossier}</a>
      <a href={`/lam-viec/vu-viec/${it.number}/ma-ngoai`}>{words.page.codes}</a>
    </p>
  )
}

/** What was taken from this case into others, and what it was taken from. */
export function SplitFrom({
  from,
  into,
  language,
  linked = true,
}: {
  from: string | null
  into: readonly Split[]
  language: Language
  /** Officials follow the number; a sender types it with their code. */
  linked?: boolean
}) {
  const words = WORDS[language]
  if (!from && into.length === 0) return null
  return (
    <Notice>
      {from && <p>{words.split.from(from)}</p>}
      {into.map((one) => (
        <p>
          {words.split.into} {linked ? <a href={caseAddress(one)}>{one.number}</a> : <strong>{one.number}</strong>} (
          {words.kinds[one.kind]?.toLowerCase()})
        </p>
      ))}
      {!linked && into.length > 0 && <p class="quiet">{words.split.sameCode}</p>}
    </Notice>
  )
}
