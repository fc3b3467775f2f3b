import type { Blocker } from '../prepare-actions.ts'
import type { vi } from '../words.vi.ts'

/** A blocker in words, with the unit or the number it is about. */
export function refusalText({ refused, unit = '', count = 0 }: Blocker, words: typeof vi): string {
  const say = words.refused[refused] as string | ((about: never) => string)
  if (typeof say === 'string') return say
  return say((refused === 'unchosen' ? count : unit) as never)
}
