import { COMPLAINT_RULES } from './complaint-rules.ts'
import { DENUNCIATION_RULES } from './denunciation-rules.ts'
import { DIALOGUE_RULES } from './dialogue-rules.ts'
import { FEEDBACK_RULES } from './feedback-rules.ts'
import type { DeadlineRule } from './limits.ts'
import { PRIVACY_RULES } from './privacy-rules.ts'
import { RECEPTION_RULES } from './reception-rules.ts'
import { VOTERS_RULES } from './voters-rules.ts'

/** Every statutory period the product counts. A unit's own rules are database rows: see `deadlineByOwnRule`. */
export const DEADLINE_RULES: readonly DeadlineRule[] = [
  ...FEEDBACK_RULES,
  ...RECEPTION_RULES,
  ...COMPLAINT_RULES,
  ...DENUNCIATION_RULES,
  ...DIALOGUE_RULES,
  ...VOTERS_RULES,
  ...PRIVACY_RULES,
]
