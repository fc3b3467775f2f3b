import { filesOf, readBytes } from '../../../platform/files.ts'
import { page } from '../../../platform/page.ts'
import { isAllowed } from '../../../platform/rights.ts'
import { at } from '../paths.ts'
import { POLICY } from '../policy.ts'
import { pointsOf, submissionsOf } from '../queries.ts'
import { en } from '../words.en.ts'
import { vi } from '../words.vi.ts'
import { foundCase } from './found-case.ts'

/** A file of a case, for those who may see the case. */
export const caseFile = page({
  path: at.file,
  surface: 'workspace',
  audit: 'cases.file',
  words: { vi, en },
  async load(visit) {
    const found = await foundCase(visit)
    const ids = found ? (await submissionsOf(visit.tx, found.it.id)).map((one) => String(one.id)) : []
    const evidence = found ? (await pointsOf(visit.tx, found.it.id)).flatMap((point) => point.files) : []
    const all = [...(await filesOf(visit.tx, 'submission', ids)), ...evidence]
    const file = all.find((one) => one.id === visit.params.file)
    return found && file ? { ...found, file } : null
  },
  may: (actor, { it }) => isAllowed(POLICY.seeCase, actor, it.territory),
  head: ({ words }) => ({ title: words.page.files, nav: 'cases' }),
  subject: ({ it }) => it.number,
  view: () => '',
  file: async ({ found: { file }, host }) => ({
    name: file.name,
    mediaType: file.mediaType,
    bytes: await readBytes(host.filesFolder, file.id),
  }),
})
