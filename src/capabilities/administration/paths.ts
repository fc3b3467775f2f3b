export const at = {
  unit: '/lam-viec/quan-tri',
  staff: '/lam-viec/quan-tri/chuc-vu',
  away: '/lam-viec/quan-tri/di-vang',
} as const
