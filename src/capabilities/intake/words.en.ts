import type { WordsLike } from '../../platform/words.ts'
import { vi } from './words.vi.ts'

export const en: WordsLike<typeof vi> = vi
