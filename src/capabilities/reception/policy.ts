import { policy } from '../../platform/rights.ts'

const DESK = ['intake', 'officer', 'deputy', 'head'] as const

export const POLICY = policy('reception', {
  seeReception: ['head', 'deputy', 'intake', 'officer', 'reviewer', 'observer'],
  seeTicket: DESK,
  checkIn: DESK,
  giveNumber: DESK,
  callNext: DESK,
  plan: ['intake', 'deputy', 'head'],
  keepPlaces: ['intake', 'deputy', 'head'],
  seeCompliance: ['head', 'deputy', 'intake', 'reviewer', 'observer'],
})
