import { policy } from '../../platform/rights.ts'

export const POLICY = policy('calendar', {
  // One calendar for the whole country: not for each commune to change.
  editCalendar: ['topAdministrator'],
  setOwnRule: ['head', 'administrator'],
})
