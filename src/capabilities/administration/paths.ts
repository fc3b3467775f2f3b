export const at = {
  unit: '/lam-viec/quan-tri',
  staff: '/lam-viec/quan-tri/chuc-vu',
  /** Of the capability succession, which stands higher. */
  handOver: '/lam-viec/quan-tri/ban-giao',
  away: '/lam-viec/quan-tri/di-vang',
} as const
