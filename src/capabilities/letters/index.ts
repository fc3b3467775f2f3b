import { type Actor, isAllowed } from '../../platform/rights.ts'
import { delegationsPage } from './pages/delegations.tsx'
import { letterPage } from './pages/letter.tsx'
import { letterFile } from './pages/letter-file.tsx'
import { list } from './pages/list.tsx'
import { officePage } from './pages/office.tsx'
import { recorded } from './pages/recorded.tsx'
import { register } from './pages/register.tsx'
import { templateFile, templatePage } from './pages/template.tsx'
import { templatesPage } from './pages/templates.tsx'
import { at } from './paths.ts'
import { POLICY } from './policy.ts'
import { en } from './words.en.ts'
import { vi } from './words.vi.ts'

export { draftLetter, type NewLetter } from './actions.ts'
export { lettersOf, letterViews, releasedDocument } from './issued-queries.ts'
export { LETTER_JOBS } from './jobs.ts'
export { LETTER_KINDS, type LetterKind } from './kinds.ts'
export { handOnLetters, unissuedLetters } from './office-actions.ts'
export { AboutLetters, SentLetters } from './parts.tsx'
export { at as letterPaths } from './paths.ts'
/** @public for complaints, whose clocks start on receipt */
export { deliveredOn, lettersAbout } from './queries.ts'

/** What kinds and states are called, for pages that offer them. */
export const letterWords = { vi, en }

export const LETTER_PAGES = [
  ...[list, recorded, letterPage, letterFile, register, delegationsPage, officePage, templatesPage, templatePage],
  templateFile,
]

export const LETTER_NAV = [
  {
    key: 'letters',
    group: 'intake',
    path: at.list,
    text: { vi: vi.list.title, en: en.list.title },
    may: (actor: Actor) => isAllowed(POLICY.seeLetters, actor, actor),
  },
  {
    key: 'delegations',
    group: 'admin',
    path: at.delegations,
    text: { vi: vi.delegations.title, en: en.delegations.title },
    may: (actor: Actor) => isAllowed(POLICY.delegate, actor, actor) || isAllowed(POLICY.setUpLetters, actor, actor),
  },
  {
    key: 'letterOffice',
    group: 'admin',
    path: at.office,
    text: { vi: vi.office.title, en: en.office.title },
    may: (actor: Actor) => isAllowed(POLICY.setUpLetters, actor, actor),
  },
  {
    key: 'letterTemplates',
    group: 'admin',
    path: at.templates,
    text: { vi: vi.templates.title, en: en.templates.title },
    may: (actor: Actor) => isAllowed(POLICY.keepTemplates, actor, actor),
  },
] as const
