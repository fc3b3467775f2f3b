export const at = {
  list: '/lam-viec/van-ban',
  letter: '/lam-viec/van-ban/:letter{[0-9]{1,15}}',
  letterFile: '/lam-viec/van-ban/:letter{[0-9]{1,15}}/tep/:part{issued|signed|pdf|scan|proof}',
  register: '/lam-viec/so-van-ban-di',
  recorded: '/lam-viec/van-ban/ghi-nhan-ky',
  delegations: '/lam-viec/quan-tri/uy-quyen-ky',
  office: '/lam-viec/quan-tri/the-thuc',
  templates: '/lam-viec/quan-tri/mau-van-ban',
  template: '/lam-viec/quan-tri/mau-van-ban/:kind{[a-zA-Z]{2,40}}',
  templateFile: '/lam-viec/quan-tri/mau-van-ban/tep/:kind{[a-zA-Z]{2,40}}/:version{[0-9]{1,6}}',
} as const
