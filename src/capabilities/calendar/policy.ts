import type { Policy } from '../../platform/rights.ts'

export const POLICY = {
  // One calendar for the whole country: not for each commune to change.
  editCalendar: ['topAdministrator'],
  setOwnRule: ['head', 'administrator'],
} satisfies Policy
