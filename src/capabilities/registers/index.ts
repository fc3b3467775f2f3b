import { type Actor, isAllowed } from '../../platform/rights.ts'
import { codes } from './pages/codes.tsx'
import { columns } from './pages/columns.tsx'
import { dossierFile } from './pages/dossier-file.ts'
import { download, publishedDownload } from './pages/download.ts'
import { imports } from './pages/imports.tsx'
import { outside, outsideSheet } from './pages/outside.tsx'
import { progress, rejects } from './pages/progress.tsx'
import { at } from './paths.ts'
import { POLICY } from './policy.ts'
import { en } from './words.en.ts'
import { vi } from './words.vi.ts'

export { keepMap, keepRegister, postsByTitle, runImport, startImport } from './import-actions.ts'
export { importById } from './import-queries.ts'
export { REGISTER_JOBS } from './jobs.ts'
export { mapSchema, missingColumns, type RegisterMap } from './mapping.ts'
export { readTable, type Table } from './reading.ts'
export { rowReader } from './rows.ts'

export const REGISTER_PAGES = [
  imports,
  columns,
  progress,
  rejects,
  download,
  publishedDownload,
  dossierFile,
  outside,
  outsideSheet,
  codes,
]

export const REGISTER_NAV = [
  {
    ...{ key: 'registers', group: 'intake', path: at.imports, text: { vi: vi.imports.title, en: en.imports.title } },
    may: (actor: Actor) => isAllowed(POLICY.importRegister, actor, actor),
  },
  {
    ...{ key: 'outside', group: 'intake', path: at.outside, text: { vi: vi.outside.nav, en: en.outside.nav } },
    may: (actor: Actor) => isAllowed(POLICY.enterOutsideCode, actor, actor),
  },
] as const
