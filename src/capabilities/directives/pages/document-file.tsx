import { filesOf, readBytes } from '../../../platform/files.ts'
import { page } from '../../../platform/page.ts'
import { isAllowed } from '../../../platform/rights.ts'
import { readingsOf } from '../citation-queries.ts'
import { at } from '../paths.ts'
import { POLICY } from '../policy.ts'
import { documentById } from '../queries.ts'
import { en } from '../words.en.ts'
import { vi } from '../words.vi.ts'

/** A file of a document, inside the unit that attached it. */
export const documentFile = page({
  path: at.file,
  surface: 'workspace',
  audit: 'directives.file',
  words: { vi, en },
  async load({ tx, params, today }) {
    const it = await documentById(tx, Number(params.document), today)
    if (!it) return null
    const readings = await readingsOf(tx, it.id)
    const files = await filesOf(tx, 'document', [String(it.id), ...readings.map(({ id }) => `r${id}`)])
    const file = files.find((one) => one.id === params.file)
    return file ? { it, file } : null
  },
  may: (actor) => actor !== null && isAllowed(POLICY.seeDocuments, actor, actor),
  head: ({ words }) => ({ title: words.document.files, nav: 'directives' }),
  subject: ({ it }) => it.symbol,
  view: () => '',
  file: async ({ found: { file }, host }) => ({
    name: file.name,
    mediaType: file.mediaType,
    bytes: await readBytes(host.filesFolder, file.id),
  }),
})
