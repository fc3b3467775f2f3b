export const at = {
  board: '/lam-viec/viec-theo-quy-dinh',
  slot: '/lam-viec/viec-theo-quy-dinh/:slot{[0-9]{1,15}}',
  evidence: '/lam-viec/viec-theo-quy-dinh/chung-cu/:evidence{[0-9]{1,15}}',
  inspections: '/lam-viec/kien-nghi-giam-sat',
  inspection: '/lam-viec/kien-nghi-giam-sat/:request{[0-9]{1,15}}',
  results: '/dv/:unit/viec-theo-quy-dinh',
} as const
