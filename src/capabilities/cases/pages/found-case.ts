import type { Visit } from '../../../platform/page.ts'
import { movesOpen } from '../../../platform/workflow.ts'
import { caseByNumber } from '../queries.ts'
import { CASE_MOVES } from '../workflow.ts'

/** The case of an address with the moves open to who asks; null for anything that is no such case. */
export async function foundCase(visit: Visit) {
  const number = visit.params.number ?? ''
  const it = /^[0-9A-Z]{4}-[0-9A-Z]{4}$/.test(number) ? await caseByNumber(visit.tx, number) : null
  return it && { it, open: it.kind === 'complaint' ? [] : movesOpen(CASE_MOVES, it.state, visit.actor, it.territory) }
}

/** The same, of feedback and recommendations alone: a complaint has pages of its own, with its own moves. */
export async function foundAnswerable(visit: Visit) {
  const found = await foundCase(visit)
  return found?.it.kind === 'complaint' ? null : found
}
