import type { Policy } from '../../platform/rights.ts'

export const POLICY = {
  setUp: ['administrator'],
  staff: ['administrator'],
  deputize: ['head'],
} satisfies Policy
