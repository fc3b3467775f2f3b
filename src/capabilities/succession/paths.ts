export const at = {
  changes: '/lam-viec/quan-tri/thay-doi-don-vi',
  change: '/lam-viec/quan-tri/thay-doi-don-vi/:change{[0-9]{1,15}}',
  found: '/lam-viec/quan-tri/don-vi-moi',
  choose: '/lam-viec/quan-tri/chia-don-vi',
  handOver: '/lam-viec/quan-tri/ban-giao',
  handOverPost: '/lam-viec/quan-tri/ban-giao/:post{[0-9]{1,15}}',
} as const
