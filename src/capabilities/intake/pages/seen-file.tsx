import { filesOf, readBytes } from '../../../platform/files.ts'
import { anyone, page } from '../../../platform/page.ts'
import { pointsOf } from '../../cases/index.ts'
import { at } from '../paths.ts'
import { en } from '../words.en.ts'
import { vi } from '../words.vi.ts'
import { loadSeen } from './seen-load.ts'

/** A file the sender attached, or the evidence of an answer, for the sender. */
export const seenFile = page({
  path: at.seenFile,
  surface: 'public',
  audit: 'intake.seenFile',
  words: { vi, en },
  async load(visit) {
    const { door, found } = await loadSeen(visit)
    if (!door || !found) return null
    const sent = await filesOf(visit.tx, 'submission', [String(door.submissionId)])
    const evidence = (await pointsOf(visit.tx, found.id)).flatMap((point) => point.files)
    const files = [...sent, ...evidence]
    return files.find((file) => file.id === visit.params.file) ?? null
  },
  may: anyone,
  head: ({ words }) => ({ title: words.see.title, quickExit: true, private: true }),
  view: () => '',
  file: async ({ found, host }) => ({
    name: found.name,
    mediaType: found.mediaType,
    bytes: await readBytes(host.filesFolder, found.id),
  }),
})
