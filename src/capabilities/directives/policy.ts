import { policy } from '../../platform/rights.ts'

export const POLICY = policy('directives', {
  seeDocuments: ['head', 'deputy', 'intake', 'officer', 'reviewer', 'observer'],
  enterDocument: ['intake', 'head', 'deputy', 'officer'],
  correctDocument: ['intake', 'head', 'deputy'],
  keepRegister: ['intake', 'head', 'deputy'],
  assignDocument: ['intake', 'head', 'deputy'],
  completeAssignment: ['focalPoint', 'head', 'deputy'],
  decideCitations: ['intake', 'head', 'deputy', 'officer'],
  relateDocuments: ['intake', 'head', 'deputy', 'officer'],
})
