import { type Actor, type By, isAllowed, policy, type Territory } from './rights.ts'

/** One row of a table of moves. */
export interface Move<State extends string> {
  from: readonly State[]
  to: State | 'same'
  by: readonly By[]
  /** What the form must bring. */
  needs: readonly string[]
  clock?: 'start' | 'stop' | 'extend' | 'restart'
  cite?: string
}

export type Moves<State extends string, Name extends string> = Readonly<Record<Name, Move<State>>>

/** Checks the shape of a table of moves, keeps the names of its rows and makes each a right of the capability. */
export function workflow<State extends string>(capability: string) {
  return <Name extends string>(moves: Moves<State, Name>): Moves<State, Name> => {
    const by = policy(capability, Object.fromEntries(Object.entries<Move<State>>(moves).map(([n, m]) => [n, m.by])))
    return Object.fromEntries(
      Object.entries<Move<State>>(moves).map(([name, move]) => [name, { ...move, by: by[name] ?? [] }]),
    ) as Moves<State, Name>
  }
}

export function movesOpen<State extends string, Name extends string>(
  moves: Moves<State, Name>,
  state: State,
  actor: Actor | null,
  territory: Territory,
): Name[] {
  return (Object.keys(moves) as Name[]).filter(
    (name) => moves[name].from.includes(state) && isAllowed(moves[name].by, actor, territory),
  )
}

export function stateAfter<State extends string>(move: Move<State>, state: State): State {
  return move.to === 'same' ? state : move.to
}
