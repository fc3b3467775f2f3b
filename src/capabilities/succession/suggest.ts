import { fold } from '../../organization/fold.ts'

export interface Ground {
  unitId: number
  /** Its name, and the names of the villages and bodies that go with it. */
  names: readonly string[]
}

/** Whose ground a text speaks of: the longest name found in it decides; null when none is, or when two are equally long. */
export function suggestSuccessor(text: string, grounds: readonly Ground[]): number | null {
  const words = ` ${fold(text)} `
  const found = grounds
    .map(({ unitId, names }) => ({
      unitId,
      long: Math.max(
        0,
        ...names
          .map(fold)
          .filter((name) => name !== '' && words.includes(` ${name} `))
          .map((name) => name.length),
      ),
    }))
    .filter(({ long }) => long > 0)
    .sort((a, b) => b.long - a.long)
  const [best, second] = found
  return best && best.long !== second?.long ? best.unitId : null
}
