import { en } from '../platform/words.en.ts'
import type { Language } from '../platform/words.ts'
import { vi } from '../platform/words.vi.ts'

/** The list at hand as a table file, with the filters in force. */
export function Downloads({
  to,
  filters = {},
  language,
}: {
  to: string
  filters?: Readonly<Record<string, string | null>>
  language: Language
}) {
  const words = (language === 'en' ? en : vi).downloads
  const kept = Object.entries(filters).filter((one): one is [string, string] => Boolean(one[1]))
  const query = kept.length > 0 ? `?${new URLSearchParams(kept)}` : ''
  return (
    <p class="row noprint">
      <a href={`${to}/xlsx${query}`}>{words.xlsx}</a>
      <a href={`${to}/csv${query}`}>{words.csv}</a>
    </p>
  )
}
