export const at = {
  list: '/lam-viec/doi-thoai',
  plan: '/lam-viec/doi-thoai/moi',
  one: '/lam-viec/doi-thoai/:dialogue{[0-9]{1,15}}',
  question: '/lam-viec/doi-thoai/:dialogue{[0-9]{1,15}}/cau-hoi/:question{[0-9]{1,15}}',
  print: '/lam-viec/doi-thoai/:dialogue{[0-9]{1,15}}/in-bien-ban',
  door: '/lam-viec/doi-thoai/:dialogue{[0-9]{1,15}}/ma-quet',
  promise: '/lam-viec/viec-hua-tai-doi-thoai/:question{[0-9]{1,15}}',
  requests: '/lam-viec/cu-tri-yeu-cau-doi-thoai',
  shown: '/dv/:unit/doi-thoai',
  shownOne: '/dv/:unit/doi-thoai/:dialogue{[0-9]{1,15}}',
  ask: '/dv/:unit/doi-thoai/:dialogue{[0-9]{1,15}}/hoi',
  rate: '/dv/:unit/doi-thoai/:dialogue{[0-9]{1,15}}/hai-long',
} as const
