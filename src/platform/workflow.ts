import { type Actor, type By, isAllowed, type Territory } from './rights.ts'

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

/** Checks the shape of a table of moves and keeps the names of its rows. */
export function workflow<State extends string>() {
  return <Name extends string>(moves: Moves<State, Name>): Moves<State, Name> => moves
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
