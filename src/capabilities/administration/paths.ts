export const at = {
  unit: '/lam-viec/quan-tri',
  staff: '/lam-viec/quan-tri/chuc-vu',
  /** Of the capability succession, which stands higher. */
  handOver: '/lam-viec/quan-tri/ban-giao',
  away: '/lam-viec/quan-tri/di-vang',
  roles: '/lam-viec/quan-tri/vai-tro',
  role: '/lam-viec/quan-tri/vai-tro/:role{[0-9]{1,15}}',
  rights: '/lam-viec/quan-tri/quyen',
  ownRights: '/lam-viec/quyen-cua-toi',
} as const
