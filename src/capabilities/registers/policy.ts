import { policy } from '../../platform/rights.ts'

export const POLICY = policy('registers', {
  importRegister: ['intake', 'administrator'],
  exportCases: ['intake', 'head', 'deputy', 'officer', 'reviewer', 'observer'],
  exportMyWork: ['anyOfficial'],
  exportUnitWork: ['head', 'deputy', 'intake', 'reviewer', 'observer'],
  exportRegister: ['intake', 'head', 'deputy', 'reviewer'],
  exportDossier: ['intake', 'head', 'deputy', 'officer', 'reviewer', 'observer'],
  seeOutsideCodes: ['intake', 'head', 'deputy', 'officer', 'reviewer', 'observer'],
  enterOutsideCode: ['intake', 'head', 'deputy'],
})
