import type { Day } from '../../platform/day.ts'
import type { Tx } from '../../platform/db.ts'
import { dialogueFacts } from '../dialogues/index.ts'
import { evaluationFacts } from '../plans/index.ts'
import { receptionFacts } from '../reception/index.ts'
import { documentedFacts, type Fact, type Slot } from './queries.ts'

type Source = (tx: Tx, unitId: number, from: Day, to: Day) => Promise<readonly Fact[]>

/** Who keeps facts that fill duties: each answers through its door. */
const SOURCES: readonly Source[] = [documentedFacts, receptionFacts, dialogueFacts, evaluationFacts]

export async function factsOf(tx: Tx, unitId: number, from: Day, to: Day): Promise<Fact[]> {
  return (await Promise.all(SOURCES.map((ask) => ask(tx, unitId, from, to)))).flat()
}

/** The facts that fill a slot up to a day, one a day where days are owed, earliest first. */
export function fillingOf(
  slot: Pick<Slot, 'fact' | 'bearerPostId' | 'from'>,
  facts: readonly Fact[],
  until: Day,
): Fact[] {
  const mine = facts.filter(
    (one) =>
      one.fact === slot.fact &&
      one.on >= slot.from &&
      one.on <= until &&
      (one.postId === null || one.postId === slot.bearerPostId),
  )
  const days = new Map(mine.map((one) => [one.on, one]))
  return [...days.values()].sort((a, b) => (a.on < b.on ? -1 : 1))
}
