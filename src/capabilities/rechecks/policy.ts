import type { Policy } from '../../platform/rights.ts'

export const POLICY = {
  draw: ['head', 'deputy'],
  check: ['head', 'deputy', 'officer', 'intake'],
} satisfies Policy
