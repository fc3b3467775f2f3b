import { postTitles } from '../../../organization/officials.ts'
import { filesOf, readBytes } from '../../../platform/files.ts'
import { chainOf, type Entry } from '../../../platform/history.ts'
import { page } from '../../../platform/page.ts'
import { isAllowed } from '../../../platform/rights.ts'
import { eventText, happenings, pointsOf, submissionsOf } from '../../cases/index.ts'
import { cover, historyText, proof } from '../dossier.tsx'
import { at } from '../paths.ts'
import { POLICY } from '../policy.ts'
import { en } from '../words.en.ts'
import { vi } from '../words.vi.ts'
import { openCase } from './codes.tsx'

/** The day every archive says it was packed: the same case packed twice is the same file. */
const PACKED = new Date('2026-01-01T00:00:00Z')

/** One case to take along: cover, files, history to read and to compute with, and the hashes that prove it. */
export const dossierFile = page({
  path: at.dossier,
  surface: 'workspace',
  audit: 'registers.dossier',
  words: { vi, en },
  load: (visit) => openCase(visit),
  may: (actor, it) => isAllowed(POLICY.exportDossier, actor, it.territory),
  head: ({ words }) => ({ title: words.dossier.title, nav: 'cases' }),
  subject: (it) => it.number,
  view: () => '',
  async file({ found: it, tx, host, actor, today, language, words }) {
    const submissions = await submissionsOf(tx, it.id)
    const points = await pointsOf(tx, it.id)
    const entries = await happenings(tx, it)
    const attached = [
      ...(await filesOf(
        tx,
        'submission',
        submissions.map(({ id }) => String(id)),
      )),
      ...points.flatMap((point) => point.files),
    ]
    const files = attached.map((file, n) => ({
      id: file.id,
      path: `tep/${String(n + 1).padStart(2, '0')}-${file.name}`,
    }))
    const posts = await postTitles(tx, [it.commitment.ownerPostId, ...entries.map((entry) => entry.postId)], today)
    const dossier = {
      ...{ it, unitName: actor?.unitName ?? '', submissions, points, entries, posts, today, words },
      happened: (entry: Entry) => eventText(entry, language),
      fileNames: files.map(({ path }) => path),
    }
    const text = (content: string) => Buffer.from(content, 'utf8')
    const parts: Record<string, Uint8Array> = {
      'bia.html': text(cover(dossier)),
      'lich-su.txt': text(`\ufeff${historyText(dossier)}`),
      'lich-su.json': text(JSON.stringify(entries, null, 1)),
      'dau-xac-thuc.json': text(proof(await chainOf(tx, { kind: 'case', id: it.id }))),
      'cach-kiem-tra.txt': text(`\ufeff${words.dossier.check.join('\r\n')}`),
    }
    for (const file of files) parts[file.path] = await readBytes(host.filesFolder, file.id)
    const { zipSync } = await import('fflate')
    return {
      name: `ho-so-${it.number}.zip`,
      mediaType: 'application/zip',
      bytes: Buffer.from(zipSync(parts, { mtime: PACKED })),
    }
  },
})
