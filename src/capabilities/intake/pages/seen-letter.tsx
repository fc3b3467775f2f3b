import { readPaper } from '../../../platform/docx-paper.ts'
import { anyone, link, page, type Visit } from '../../../platform/page.ts'
import { Paper } from '../../../ui/paper.tsx'
import { Notice } from '../../../ui/parts.tsx'
import { lettersOf, releasedDocument } from '../../letters/index.ts'
import { at } from '../paths.ts'
import { en } from '../words.en.ts'
import { vi } from '../words.vi.ts'
import { loadSeen } from './seen-load.ts'

async function load(visit: Visit, part: 'issued' | 'pdf') {
  const { door } = await loadSeen(visit)
  const id = Number(visit.params.letter)
  const letter = door ? (await lettersOf(visit.tx, door.submissionId)).find((one) => one.letterId === id) : undefined
  const file = door && letter && (await releasedDocument(visit.tx, door.submissionId, id, part))
  return letter && file ? { letter, file } : null
}

/** A released letter, for the one it is to: a copy to read and to print. */
export const seenLetter = page({
  path: at.seenLetter,
  surface: 'public',
  audit: 'intake.seenLetter',
  words: { vi, en },
  async load(visit) {
    const found = await load(visit, 'issued')
    return found && { ...found, paper: await readPaper(found.file.bytes) }
  },
  may: anyone,
  head: ({ words }) => ({ title: words.see.title, nav: 'see', quickExit: true, private: true }),
  view: ({ found, words, language }) => (
    <div class="wrap pad stack wide">
      <p class="noprint">
        <a href={link(at.seen, {}, language)}>← {words.see.title}</a>
      </p>
      <h1 class="noprint">{words.see.letter(found.letter.documentNumber)}</h1>
      <Notice>{words.see.letterCopy}</Notice>
      <Paper blocks={found.paper} label={words.see.letter(found.letter.documentNumber)} />
    </div>
  ),
})

export const seenLetterFile = page({
  path: at.seenLetterFile,
  surface: 'public',
  audit: 'intake.seenLetterFile',
  words: { vi, en },
  load: (visit) => load(visit, visit.params.part === 'pdf' ? 'pdf' : 'issued'),
  may: anyone,
  head: ({ words }) => ({ title: words.see.title, quickExit: true, private: true }),
  view: () => '',
  file: async ({ found }) => found.file,
})
