import type { AnyPage } from '../../platform/page.ts'
import { type Actor, isAllowed } from '../../platform/rights.ts'
import { assign } from './pages/assign.tsx'
import { assignment } from './pages/assignment.tsx'
import { citation } from './pages/citation.tsx'
import { citations } from './pages/citations.tsx'
import { correct } from './pages/correct.tsx'
import { document } from './pages/document.tsx'
import { documentFile } from './pages/document-file.tsx'
import { enter } from './pages/enter.tsx'
import { followed } from './pages/followed.tsx'
import { list } from './pages/list.tsx'
import { read } from './pages/read.tsx'
import { register } from './pages/register.tsx'
import { incoming, outgoing } from './pages/registers.tsx'
import { at } from './paths.ts'
import { POLICY } from './policy.ts'
import { en } from './words.en.ts'
import { vi } from './words.vi.ts'

export { enterDocument, handOnDirectives, type NewDocument, registerDocument } from './actions.ts'
export { assignDocument, completeAssignment } from './assignment-actions.ts'
export { assignmentWorkplace } from './assignment-queries.ts'
export { acceptAll, giveReading, keepReading } from './citation-actions.ts'
export { at as directivePaths } from './paths.ts'
export { documentById, documentByTyped, documentsById } from './queries.ts'
export { relateDocuments } from './relation-actions.ts'

export const DIRECTIVE_PAGES: readonly AnyPage[] = [
  ...[list, read, enter, document, correct, register, documentFile, citations, citation, incoming, outgoing],
  ...[followed, assign, assignment],
]

export const DIRECTIVE_NAV = [
  {
    ...{ key: 'directives', group: 'directives', path: at.list, text: { vi: vi.title, en: en.title } },
    may: (actor: Actor) => isAllowed(POLICY.seeDocuments, actor, actor),
  },
] as const
