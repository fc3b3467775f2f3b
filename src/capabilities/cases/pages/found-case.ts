import type { Visit } from '../../../platform/page.ts'
import { movesOpen } from '../../../platform/workflow.ts'
import { caseByNumber } from '../queries.ts'
import { CASE_MOVES } from '../workflow.ts'

/** The case of an address with the moves open to who asks; null for anything that is no such case. */
export async function foundCase(visit: Visit) {
  const number = visit.params.number ?? ''
  const it = /^[0-9A-Z]{4}-[0-9A-Z]{4}$/.test(number) ? await caseByNumber(visit.tx, number) : null
  return it && { it, open: movesOpen(CASE_MOVES, it.state, visit.actor, it.territory) }
}
