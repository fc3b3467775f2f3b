export const at = {
  list: '/lam-viec/ke-hoach',
  draft: '/lam-viec/ke-hoach/soan',
  plan: '/lam-viec/ke-hoach/:plan{[0-9]{1,15}}',
  giveTask: '/lam-viec/ke-hoach/:plan{[0-9]{1,15}}/giao-viec',
  task: '/lam-viec/ke-hoach/:plan{[0-9]{1,15}}/viec/:task{[0-9]{1,15}}',
  recur: '/lam-viec/ke-hoach/:plan{[0-9]{1,15}}/viec-dinh-ky',
  evaluate: '/lam-viec/ke-hoach/:plan{[0-9]{1,15}}/danh-gia',
  tree: '/lam-viec/van-ban-chi-dao/:document{[0-9]{1,15}}/cay',
  coverage: '/lam-viec/van-ban-chi-dao/:document{[0-9]{1,15}}/do-phu',
} as const
