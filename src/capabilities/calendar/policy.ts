import type { Policy } from '../../platform/rights.ts'

export const POLICY = {
  editCalendar: ['administrator'],
  setOwnRule: ['head', 'administrator'],
} satisfies Policy
