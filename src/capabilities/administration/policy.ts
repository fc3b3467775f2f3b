import type { Policy } from '../../platform/rights.ts'

export const POLICY = {
  setUp: ['administrator'],
  staff: ['administrator'],
  deputize: ['administrator', 'head'],
} satisfies Policy
