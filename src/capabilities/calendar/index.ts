import type { AnyPage } from '../../platform/page.ts'
import { type Actor, isAllowed } from '../../platform/rights.ts'
import { calculator } from './pages/calculator.tsx'
import { editor } from './pages/editor.tsx'
import { ownRule } from './pages/own-rule.tsx'
import { rules } from './pages/rules.tsx'
import { at } from './paths.ts'
import { POLICY } from './policy.ts'
import { en } from './words.en.ts'
import { vi } from './words.vi.ts'

export { serveDeadlineApi } from './api.ts'
export { DeadlineProof, dayInWords, IMPORTED_RULE, type Proof } from './proof.tsx'
export { answerDeadline, workingCalendar } from './queries.ts'
export { seedCalendar } from './seed.ts'

export const CALENDAR_PAGES: readonly AnyPage[] = [calculator, rules, editor, ownRule]

export const CALENDAR_NAV = [
  {
    ...{ key: 'calendar', group: 'admin', path: at.editor, text: { vi: vi.editor.title, en: en.editor.title } },
    may: (actor: Actor) => isAllowed(POLICY.editCalendar, actor, actor),
  },
  {
    ...{ key: 'ownRule', group: 'admin', path: at.ownRule, text: { vi: vi.ownRule.title, en: en.ownRule.title } },
    may: (actor: Actor) => isAllowed(POLICY.setOwnRule, actor, actor),
  },
] as const
