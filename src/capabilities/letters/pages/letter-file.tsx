import { page } from '../../../platform/page.ts'
import { at } from '../paths.ts'
import { documentOf, type Part } from '../queries.ts'
import { en } from '../words.en.ts'
import { vi } from '../words.vi.ts'
import { maySeeLetter } from '../workflow.ts'
import { foundLetter } from './letter-load.ts'

/** The letter as a file, its scan, the proof of its delivery: for those through whose hands it goes. */
export const letterFile = page({
  path: at.letterFile,
  surface: 'workspace',
  audit: 'letters.file',
  words: { vi, en },
  async load(visit) {
    const found = await foundLetter(visit)
    const file = found && (await documentOf(visit.tx, found.it.id, visit.params.part as Part))
    return file ? { ...found, file } : null
  },
  may: (actor, { it }) => maySeeLetter(actor, it.state, it.territory),
  head: ({ words }) => ({ title: words.letter.files, nav: 'letters' }),
  subject: ({ it }) => `letter ${it.id}`,
  view: () => '',
  file: async ({ found: { file } }) => file,
})
