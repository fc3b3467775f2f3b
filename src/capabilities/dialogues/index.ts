import type { AnyPage } from '../../platform/page.ts'
import { type Actor, isAllowed } from '../../platform/rights.ts'
import { ask } from './pages/ask.tsx'
import { door } from './pages/door.tsx'
import { list } from './pages/list.tsx'
import { one } from './pages/one.tsx'
import { plan } from './pages/plan.tsx'
import { print } from './pages/print.tsx'
import { promise } from './pages/promise.tsx'
import { question } from './pages/question.tsx'
import { rate } from './pages/rate.tsx'
import { requests } from './pages/requests.tsx'
import { shown } from './pages/shown.tsx'
import { shownOne } from './pages/shown-one.tsx'
import { at } from './paths.ts'
import { POLICY } from './policy.ts'
import { en } from './words.en.ts'
import { vi } from './words.vi.ts'

export { moveDialogue, type NewDialogue, planDialogue } from './actions.ts'
export { at as dialoguePaths } from './paths.ts'
export { dialogueById, dialogueFacts, dialogueWorkplace, ownDialogues, publicDialogues } from './queries.ts'
export { askBeforehand, noteAnswer, screenQuestion } from './question-actions.ts'
export { openDialogues, questionsOf } from './question-queries.ts'
export { handOnDialogues } from './request-actions.ts'

/** A plain path before one with a blank: the first that fits answers. */
export const DIALOGUE_PAGES: readonly AnyPage[] = [
  ...[list, plan, requests, one, question, print, door, promise],
  ...[shown, shownOne, ask, rate],
]

export const DIALOGUE_NAV = [
  {
    ...{ key: 'dialogues', group: 'intake', path: at.list, text: { vi: vi.title, en: en.title } },
    may: (actor: Actor) => isAllowed(POLICY.seeDialogues, actor, actor),
  },
] as const
