import { formatDay } from '../../../platform/day.ts'
import { Notice } from '../../../ui/parts.tsx'
import { IMPORTED_RULE } from '../../calendar/index.ts'
import type { CaseIt } from './case-load.ts'

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
