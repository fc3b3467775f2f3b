import { type Day, day } from '../platform/day.ts'

/** What more than the legal duty is done with a person's data, and only with their yes. */
export const PURPOSES = ['publish', 'contact', 'recheck'] as const
export type Purpose = (typeof PURPOSES)[number]

/** A text as it was read: its words stand in words.*.ts under the version, and are never changed once in force. */
export interface ConsentText {
  version: 'publish-0' | 'publish-1' | 'contact-1' | 'recheck-1'
  purpose: Purpose
  inForce: { from: Day; until: Day | null }
}

export const CONSENT_TEXTS: readonly ConsentText[] = [
  // The yes of the form before texts had versions.
  { version: 'publish-0', purpose: 'publish', inForce: { from: day('2025-07-01'), until: day('2025-12-31') } },
  { version: 'publish-1', purpose: 'publish', inForce: { from: day('2026-01-01'), until: null } },
  { version: 'contact-1', purpose: 'contact', inForce: { from: day('2026-01-01'), until: null } },
  { version: 'recheck-1', purpose: 'recheck', inForce: { from: day('2026-01-01'), until: null } },
]

/** The text that is read on a day, or null when nothing may be asked. */
export const consentText = (purpose: Purpose, on: Day): ConsentText | null =>
  CONSENT_TEXTS.find(
    (one) =>
      one.purpose === purpose && one.inForce.from <= on && (one.inForce.until === null || on <= one.inForce.until),
  ) ?? null
