import { policy } from '../../platform/rights.ts'

export const POLICY = policy('administration', {
  setUp: ['administrator'],
  staff: ['administrator'],
  deputize: ['head'],
  makeRoles: ['administrator'],
  seeRights: ['head', 'deputy', 'administrator', 'reviewer', 'observer'],
  seeOwnRights: ['anyOfficial'],
})
